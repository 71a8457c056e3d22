import type { Fields } from "../fields.ts";
import { addDays, daysBetween, type LocalDate, mondayOf, weekdayOf } from "../local-date.ts";
import { type Leg, legOf } from "./activity-history.ts";
import { EVENT_SLOT, eventIdOf } from "./ids.ts";
import { firstDay, isRecoveryWeek, phaseOf, plannedSessions, raceOn, type Season } from "./training-plan.ts";

/** An event of the calendar. `legs` are what gets done on the day, where the calendar grew it itself. */
export interface CalendarEvent {
  readonly fields: Fields;
  /** Creating an event works out its zone times and the like, changing it does not. */
  readonly enriched: boolean;
  readonly legs?: readonly Leg[];
}

/** Sessions are planned ten weeks ahead, phases and targets half a year. */
const SESSION_DAYS = 70;
const PLAN_DAYS = 182;

const RACE_NAMES = { RACE_A: "Harbour triathlon", RACE_B: "Domain 10 km", RACE_C: "Waterfront time trial" } as const;

export function calendarOf(season: Season, today: LocalDate): readonly CalendarEvent[] {
  const events: CalendarEvent[] = [];
  for (let date = firstDay(season); date <= addDays(today, PLAN_DAYS); date = addDays(date, 1)) {
    if (weekdayOf(date) === 0) events.push(...weekEvents(season, date));
    const race = raceOn(season, date);
    if (race) events.push(raceEvent(season, date, race));
    else if (date <= addDays(today, SESSION_DAYS)) events.push(...workoutEvents(season, date));
  }
  return [...events, ...blockEvents(season), ...modelEvents(season), ...loneEvents(season)];
}

function event(season: Season, date: LocalDate, slot: number, fields: Fields, days = 1): CalendarEvent {
  return {
    enriched: true,
    fields: {
      id: eventIdOf(season, date, slot),
      start_date_local: `${date}T00:00:00`,
      end_date_local: `${addDays(date, days)}T00:00:00`,
      updated: `${addDays(date, -14)}T07:30:00.000+00:00`,
      ...fields,
    },
  };
}

function workoutEvents(season: Season, date: LocalDate): readonly CalendarEvent[] {
  return plannedSessions(season, date).map((planned) => {
    const leg = legOf(planned);
    const fields = { category: "WORKOUT", type: leg.sport, name: leg.name, description: leg.text, tags: leg.tags };
    const minutes = leg.minutes === null ? {} : { moving_time: leg.minutes * 60 };
    return {
      ...event(season, date, planned.slot, { ...fields, ...minutes, indoor: leg.sport === "VirtualRide" }),
      legs: [leg],
    };
  });
}

function raceEvent(season: Season, date: LocalDate, race: keyof typeof RACE_NAMES): CalendarEvent {
  const legs = plannedSessions(season, date).map(legOf);
  const first = legs[0];
  const description = race === "RACE_A" ? "Swim 1500 m, ride 40 km, run 10 km." : "Full gas.";
  return {
    ...event(season, date, EVENT_SLOT.race, {
      category: race,
      type: race === "RACE_A" ? "Other" : (first?.sport ?? "Run"),
      name: RACE_NAMES[race],
      description,
      start_date_local: first?.start ?? `${date}T08:00:00`,
      icu_training_load: race === "RACE_A" ? 190 : 85,
      moving_time: race === "RACE_A" ? 9000 : 3000,
    }),
    legs,
  };
}

/** The annual training plan: a target each Monday, a note for recovery weeks, a phase where one begins. */
function weekEvents(season: Season, monday: LocalDate): readonly CalendarEvent[] {
  const phase = phaseOf(season, monday);
  const recovery = isRecoveryWeek(season, monday);
  const load = { Transition: 180, Base: 400, Build: 470, Peak: 420, Race: 330 }[phase] * (recovery ? 0.55 : 1);
  const applied = { plan_applied: `${firstDay(season)}T09:00:00.000+00:00` };
  const events = [
    event(season, monday, EVENT_SLOT.rideTarget, {
      category: "TARGET",
      type: "Ride",
      load_target: Math.round(load * 0.55),
      time_target: 18_000,
      ...applied,
    }),
    event(season, monday, EVENT_SLOT.runTarget, {
      category: "TARGET",
      type: "Run",
      load_target: Math.round(load * 0.3),
      distance_target: 32_000,
      ...applied,
    }),
  ];
  if (recovery)
    events.push(
      event(season, monday, EVENT_SLOT.note, {
        category: "NOTE",
        name: "Recovery week",
        description: "Back off",
        for_week: true,
        ...applied,
      }),
    );
  if (phaseOf(season, addDays(monday, -7)) !== phase) {
    let weeks = 1;
    while (phaseOf(season, addDays(monday, 7 * weeks)) === phase) weeks++;
    events.push(
      event(
        season,
        monday,
        EVENT_SLOT.phase,
        { category: "PLAN", name: `${phase} phase`, tags: [phase], color: "blue", ...applied },
        weeks * 7,
      ),
    );
  }
  return events;
}

const blockEvents = (season: Season): readonly CalendarEvent[] =>
  season.blocks.map(({ category, from, until }) =>
    event(
      season,
      from,
      EVENT_SLOT.block,
      {
        category,
        name: category === "SICK" ? "Cold" : "Away by the lake",
        training_availability: category === "SICK" ? "UNAVAILABLE" : "LIMITED",
        ...(category === "HOLIDAY" && { max_training_time: 3600, can_train_sports: ["Run", "OpenWaterSwim"] }),
      },
      daysBetween(from, until),
    ),
  );

/** What the fitness model starts from. */
const modelEvents = (season: Season): readonly CalendarEvent[] => [
  event(season, firstDay(season), EVENT_SLOT.fitness, {
    category: "SET_FITNESS",
    name: "Starting fitness",
    icu_ctl: START_FITNESS.ctl,
    icu_atl: START_FITNESS.atl,
  }),
  event(season, firstDay(season), EVENT_SLOT.eftp, {
    category: "SET_EFTP",
    type: "Ride",
    name: "Set eFTP",
    icu_ftp: 205,
  }),
  event(season, addDays(firstDay(season), 7), EVENT_SLOT.fitnessDays, {
    category: "FITNESS_DAYS",
    name: "Fitness days",
    ctl_days: 42,
    atl_days: 7,
  }),
];

export const START_FITNESS = { ctl: 38, atl: 36 } as const;

/** A workout that no parser understands, and a block of days that began before today and is still running. */
const loneEvents = (season: Season): readonly CalendarEvent[] => [
  event(season, addDays(season.anchor, 2), EVENT_SLOT.unparsed, {
    category: "WORKOUT",
    type: "Run",
    name: "Tempo by feel",
    description: "run 20 minutes comfortably hard",
  }),
  event(
    season,
    addDays(season.anchor, -4),
    EVENT_SLOT.heat,
    { category: "NOTE", name: "Heat block", description: "Sauna after each ride.", color: "orange" },
    9,
  ),
];

/** The Monday on which the phase of the anchor's week began. */
export function planStart(season: Season): LocalDate {
  let monday = mondayOf(season.anchor);
  while (phaseOf(season, monday) === phaseOf(season, addDays(monday, -7))) monday = addDays(monday, -7);
  return monday;
}
