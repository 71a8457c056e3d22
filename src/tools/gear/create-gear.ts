import * as z from "zod";
import { formatGear, GearItem, toGearItem } from "../../training/gear.ts";
import { defineTool } from "../kit/define-tool.ts";
import { header, paragraphs } from "../kit/header.ts";
import { AthleteId } from "../kit/parameters.ts";
import { GearName, gearFields, gearHint, toGearPatch } from "./gear-fields.ts";

export const createGear = defineTool({
  name: "icu_create_gear",
  title: "Add gear",
  description: "ADDS a bike, shoes or a component; active=false if retired. Brand and model are stored in the notes.",
  effect: "write",
  repeat: "replay",
  input: z.object({
    name: GearName,
    ...gearFields,
    gear_type: gearFields.gear_type.describe("Bike, Shoes, Chain, Tyre …"),
    active: gearFields.active.default(true),
    athlete_id: AthleteId,
  }),
  output: z.object({ gear: GearItem, hint: z.string().optional() }),

  async run({ athlete_id: _, ...fields }, { intervals, today }) {
    const { name, gear_type: type } = fields;
    const gear = await intervals.createGear({ ...toGearPatch(fields, today), name, type });
    return { gear: toGearItem(gear), hint: gearHint(fields) };
  },

  render: ({ gear, hint }, view) => paragraphs(header("Added gear", view), formatGear(gear, view.units), hint),
});
