import * as z from "zod";
import { formatGear, GearItem, toGearItem } from "../../training/gear.ts";
import { quote } from "../../training/quote.ts";
import { defineTool } from "../kit/define-tool.ts";
import { changesBetween, FieldChange, formatChanges } from "../kit/field-changes.ts";
import { header, paragraphs } from "../kit/header.ts";
import { ToolInputError } from "../kit/input-error.ts";
import { AthleteId } from "../kit/parameters.ts";
import { GearId, GearName, gearFields, gearHint, toGearPatch } from "./gear-fields.ts";

export const updateGear = defineTool({
  name: "icu_update_gear",
  title: "Change or retire gear",
  description:
    "CHANGES one bike, shoe or component: only the fields you give. active=false retires it, true reactivates it.",
  effect: "write",
  idempotent: true,
  input: z.object({
    gear_id: GearId,
    name: GearName.optional(),
    ...gearFields,
    gear_type: gearFields.gear_type.optional(),
    active: gearFields.active.optional(),
    athlete_id: AthleteId,
  }),
  output: z.object({ gear: GearItem, changes: z.array(FieldChange), hint: z.string().optional() }),

  async run({ gear_id, athlete_id: _, ...fields }, { intervals, today }) {
    const hint = gearHint(fields);
    if (Object.values({ ...fields, primary: undefined }).every((value) => value === undefined)) {
      throw new ToolInputError(`Give at least one field to change, such as name or active.${hint ? ` ${hint}` : ""}`);
    }
    const before = await intervals.getGear(gear_id);
    const patch = toGearPatch(fields, today, before);
    const after = Object.keys(patch).length === 0 ? before : await intervals.updateGear(gear_id, patch);
    return {
      gear: toGearItem(after),
      changes: changesBetween(editable(toGearItem(before)), editable(toGearItem(after))),
      hint,
    };
  },

  render: ({ gear, changes, hint }, view) => {
    const changed = changes.filter(({ before, after }) => before !== after);
    return paragraphs(
      header("Changed gear", view),
      changed.length > 0 ? formatChanges(changed) : "All values are the same as before.",
      formatGear(gear, view.units),
      hint,
    );
  },
});

/** The fields that this tool can change, with user-written text in quotes. */
function editable({ name, type, retired, notes }: z.output<typeof GearItem>) {
  return { name: name && quote(name, 80), type, retired, notes: notes && quote(notes, 200) };
}
