import * as z from "zod";
import { formatGear, GearItem, toGearItem } from "../../training/gear.ts";
import { quote } from "../../training/quote.ts";
import { defineTool } from "../kit/define-tool.ts";
import { changesBetween, FieldChange, formatChanges } from "../kit/field-changes.ts";
import { header, paragraphs } from "../kit/header.ts";
import { ToolInputError } from "../kit/input-error.ts";
import { AthleteId } from "../kit/parameters.ts";
import { GearId, GearName, gearFields, gearHint, toGearChange } from "./gear-fields.ts";

export const updateGear = defineTool({
  name: "icu_update_gear",
  title: "Change or retire gear",
  description: "CHANGES one piece of gear; only what you give changes. active=false retires it, true takes it back.",
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
      throw new ToolInputError(
        `Give at least one field to change, for example name or active.${hint ? ` ${hint}` : ""}`,
      );
    }
    const before = await intervals.getGear(gear_id);
    const change = toGearChange(fields, today, before);
    const after = Object.keys(change).length === 0 ? before : await intervals.updateGear(gear_id, change);
    return {
      gear: toGearItem(after),
      changes: changesBetween(said(toGearItem(before)), said(toGearItem(after))),
      hint,
    };
  },

  render: ({ gear, changes, hint }, view) => {
    const changed = changes.filter(({ before, after }) => before !== after);
    return paragraphs(
      header("Changed gear", view),
      changed.length > 0 ? formatChanges(changed) : "No field has another value than before.",
      formatGear(gear, view.units),
      hint,
    );
  },
});

/** What can be changed here, people's words in quotes. */
function said({ name, type, retired, notes }: z.output<typeof GearItem>) {
  return { name: name && quote(name, 80), type, retired, notes: notes && quote(notes, 200) };
}
