import * as z from "zod";
import { lastDays } from "../training/dates.ts";
import { formatFacts, formatTable } from "../training/table.ts";
import { round } from "../training/units.ts";
import { toWellnessDay, WellnessDay, wellnessColumns, wellnessNotes } from "../training/wellness.ts";
import { defineTool } from "./define-tool.ts";
import { header, paragraphs } from "./header.ts";
import { AthleteId } from "./parameters.ts";

export const getWellnessData = defineTool({
  name: "icu_get_wellness_data",
  title: "Wellness by day",
  description:
    "A RANGE of days up to today, newest first: sleep, HRV, resting heart rate, feelings (1-4, 1 is best), weight, nutrition, custom fields, with fitness, fatigue and form.",
  effect: "read",
  essential: true,
  input: z.object({ days_back: z.int().min(1).max(366).default(7), athlete_id: AthleteId }),
  output: z.object({ days: z.array(WellnessDay) }),

  async run({ days_back }, { intervals, today }) {
    const days = await intervals.listWellness(lastDays(today, days_back));
    return { days: days.map(toWellnessDay).sort((a, b) => b.date.localeCompare(a.date)) };
  },

  render({ days }, view) {
    const estimates = days.find((day) => day.estimates)?.estimates ?? [];
    return paragraphs(
      header("Wellness, newest first", view),
      days.length === 0 ? "No wellness records in this range." : formatTable(wellnessColumns(days, view.units), days),
      wellnessNotes(days).join("\n"),
      formatFacts(
        estimates.map(({ sport, eftp_watts, w_prime_joules, p_max_watts }) => [
          `estimated for ${sport}`,
          [
            eftp_watts !== undefined && `FTP ${Math.round(eftp_watts)} W`,
            w_prime_joules !== undefined && `W′ ${round(w_prime_joules / 1000, 1)} kJ`,
            p_max_watts !== undefined && `Pmax ${Math.round(p_max_watts)} W`,
          ]
            .filter(Boolean)
            .join(", "),
        ]),
      ),
    );
  },
});
