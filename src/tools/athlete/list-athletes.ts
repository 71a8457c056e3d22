import * as z from "zod";
import { PRESETS } from "../../access/scopes.ts";
import { joinedText, UntrustedText } from "../../intervals/untrusted-text.ts";
import { quote } from "../../training/quote.ts";
import { formatTable } from "../../training/table.ts";
import { defineTool } from "../kit/define-tool.ts";
import { header, paragraphs } from "../kit/header.ts";

const Athlete = z.object({
  athlete_id: z.string(),
  name: UntrustedText.optional(),
  time_zone: z.string().optional(),
  place: UntrustedText.optional(),
  status: z.string().optional(),
  tags: z.array(UntrustedText).optional(),
  /** The athlete that calls without athlete_id are about. */
  is_default: z.boolean(),
});

export const listAthletes = defineTool({
  name: "icu_list_athletes",
  title: "Athletes you coach",
  description:
    "LISTS the athletes whose data can be read: the user and those they coach or follow, with the athlete_id for other tools. Weekly totals: icu_get_athlete_summary.",
  effect: "read",
  input: z.object({}),
  output: z.object({
    athletes: z.array(Athlete),
    /** Athletes that the user can read and this connection cannot. */
    not_allowed: z.number().optional(),
  }),

  async run(_, { intervals, covers }) {
    const [all, own] = await Promise.all([intervals.listAthletes(), intervals.getAthlete()]);
    const covered = all.filter(({ id }) => covers(id));
    return {
      not_allowed: all.length - covered.length || undefined,
      athletes: covered.map(({ id, name, city, country, timezone, status, icu_tags }) => ({
        athlete_id: id,
        name,
        time_zone: timezone,
        place: (city ?? country) ? joinedText([city, country], ", ") : undefined,
        status,
        tags: icu_tags?.length ? icu_tags : undefined,
        is_default: id === own.id,
      })),
    };
  },

  render: ({ athletes, not_allowed }, view) =>
    paragraphs(
      header("Athletes", view),
      athletes.length === 0
        ? "No athletes."
        : formatTable(
            [
              { header: "athlete_id", cell: ({ athlete_id }) => athlete_id },
              { header: "name", cell: ({ name }) => name && quote(name, 60) },
              { header: "time zone", cell: ({ time_zone }) => time_zone },
              { header: "place", cell: ({ place }) => place && quote(place, 60) },
              { header: "status", cell: ({ status }) => status?.toLowerCase() },
              { header: "tags", cell: ({ tags }) => tags?.map((tag) => quote(tag, 40)).join(" ") },
              { header: "default", cell: ({ is_default }) => (is_default ? "yes" : undefined) },
            ],
            athletes,
          ),
      not_allowed !== undefined &&
        `The user can read ${not_allowed} more, but has not allowed this connection to. To allow it, they reconnect this app and choose “${PRESETS.coach.title}”.`,
    ),
});
