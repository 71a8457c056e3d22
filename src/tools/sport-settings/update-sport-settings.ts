import * as z from "zod";
import { SportThresholds, thresholdFacts, toSportThresholds } from "../../training/sport-settings.ts";
import { defineTool } from "../kit/define-tool.ts";
import { changesBetween, FieldChange, formatChanges } from "../kit/field-changes.ts";
import { header, paragraphs } from "../kit/header.ts";
import { ToolInputError } from "../kit/input-error.ts";
import { AthleteId } from "../kit/parameters.ts";
import { SportId, thresholdFields, toThresholdPatch } from "./threshold-fields.ts";

export const updateSportSettings = defineTool({
  name: "icu_update_sport_settings",
  title: "Set thresholds",
  description:
    "SETS thresholds of a sport (FTP, LTHR, threshold pace) from now on. A new fthr or max_hr recalculates the heart rate zones unless recalc_hr_zones=false.",
  effect: "write",
  idempotent: true,
  input: z.object({
    sport_id: SportId.describe("Number, or a sport"),
    ...thresholdFields,
    recalc_hr_zones: z.boolean().default(true),
    athlete_id: AthleteId,
  }),
  output: z.object({ sport: SportThresholds, changes: z.array(FieldChange) }),

  async run({ sport_id, recalc_hr_zones, athlete_id: _, ...fields }, { intervals, units }) {
    if (Object.values(fields).every((value) => value === undefined)) {
      throw new ToolInputError("Give at least one threshold, such as ftp, fthr or pace_threshold.");
    }
    const before = await intervals.getSportSettings(sport_id);
    const patch = toThresholdPatch(fields, before, units);
    // A new FTP must not overwrite heart rate zones that the athlete edited.
    const recalculates = recalc_hr_zones && (patch.lthr ?? patch.max_hr) !== undefined;
    const after = await intervals.updateSportSettings(before.id, { fields: patch, recalcHrZones: recalculates });
    const [sportBefore, sportAfter] = [toSportThresholds(before), toSportThresholds(after)];
    return {
      sport: sportAfter,
      changes: changesBetween(thresholdFacts(sportBefore), thresholdFacts(sportAfter)).filter(
        ({ before, after }) => before !== after,
      ),
    };
  },

  render: ({ sport, changes }, view) =>
    paragraphs(
      header("Changed thresholds", view),
      `${sport.types.join(", ")} (sport_id ${sport.sport_id})`,
      changes.length > 0 ? formatChanges(changes) : "All thresholds are the same as before.",
    ),
});
