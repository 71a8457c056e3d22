import type { Fields } from "../fields.ts";
import { addDays, daysBetween, type LocalDate, mondayOf, weekdayOf } from "../local-date.ts";
import { type PlannedActivity, plannedActivity } from "./activity-history.ts";
import { EVENT_SLOT, eventIdOf } from "./ids.ts";
import { firstDay, isRecoveryWeek, phaseOf, plannedSessions, raceOn, type TrainingPlan } from "./training-plan.ts";

export interface CalendarEvent {
  readonly fields: Fields;
  /**
   * Whether the workout document has zone times and the like. The server adds them on create and drops them on update.
   */
  readonly enriched: boolean;
  /** What the athlete does on the day, for generated events. */
  readonly plannedActivities?: readonly PlannedActivity[];
}

/** How far ahead sessions are planned, and how far phases and targets. */
const SESSION_DAYS = 70;
const PHASE_DAYS = 182;

const RACE_NAMES = { RACE_A: "Harbour triathlon", RACE_B: "Domain 10 km", RACE_C: "Waterfront time trial" } as const;

/** The fitness model starts from these values. */
export const START_FITNESS = { ctl: 38, atl: 36 } as const;

/** Every event from the first day of the plan to half a year after `today`. */
export function calendarOf(plan: TrainingPlan, today: LocalDate): readonly CalendarEvent[] {
  const events: CalendarEvent[] = [];
  for (let date = firstDay(plan); date <= addDays(today, PHASE_DAYS); date = addDays(date, 1)) {
    if (weekdayOf(date) === 0) events.push(...weekEvents(plan, date));
    const race = raceOn(plan, date);
    if (race) events.push(raceEvent(plan, date, race));
    else if (date <= addDays(today, SESSION_DAYS)) events.push(...workoutEvents(plan, date));
  }
  return [...events, ...timeOffEvents(plan), ...fitnessModelEvents(plan), ...singleEvents(plan)];
}

interface Slot {
  readonly date: LocalDate;
  readonly slot: number;
  readonly days?: number;
}

function event(plan: TrainingPlan, { date, slot, days = 1 }: Slot, fields: Fields): CalendarEvent {
  return {
    enriched: true,
    fields: {
      id: eventIdOf(plan, date, slot),
      start_date_local: `${date}T00:00:00`,
      end_date_local: `${addDays(date, days)}T00:00:00`,
      updated: `${addDays(date, -14)}T07:30:00.000+00:00`,
      ...fields,
    },
  };
}

function workoutEvents(plan: TrainingPlan, date: LocalDate): readonly CalendarEvent[] {
  return plannedSessions(plan, date).map((session) => {
    const { slot } = session;
    const planned = plannedActivity(session);
    const { sport, name, text, tags, minutes } = planned;
    const fields = { category: "WORKOUT", type: sport, name, description: text, tags };
    const movingTime = minutes === null ? {} : { moving_time: minutes * 60 };
    return {
      ...event(plan, { date, slot }, { ...fields, ...movingTime, indoor: sport === "VirtualRide" }),
      plannedActivities: [planned],
    };
  });
}

function raceEvent(plan: TrainingPlan, date: LocalDate, race: keyof typeof RACE_NAMES): CalendarEvent {
  const legs = plannedSessions(plan, date).map(plannedActivity);
  const first = legs[0];
  const description = race === "RACE_A" ? "Swim 1500 m, ride 40 km, run 10 km." : "Full gas.";
  const fields = {
    category: race,
    type: race === "RACE_A" ? "Other" : (first?.sport ?? "Run"),
    name: RACE_NAMES[race],
    description,
    start_date_local: first?.start ?? `${date}T08:00:00`,
    icu_training_load: race === "RACE_A" ? 190 : 85,
    moving_time: race === "RACE_A" ? 9000 : 3000,
  };
  return { ...event(plan, { date, slot: EVENT_SLOT.race }, fields), plannedActivities: legs };
}

/** The annual training plan: targets every Monday, a note for recovery weeks, and an event where a phase begins. */
function weekEvents(plan: TrainingPlan, monday: LocalDate): readonly CalendarEvent[] {
  const phase = phaseOf(plan, monday);
  const recovery = isRecoveryWeek(plan, monday);
  const load = { Transition: 180, Base: 400, Build: 470, Peak: 420, Race: 330 }[phase] * (recovery ? 0.55 : 1);
  const applied = { plan_applied: `${firstDay(plan)}T09:00:00.000+00:00` };
  const on = (slot: number, fields: Fields, days = 1) =>
    event(plan, { date: monday, slot, days }, { ...fields, ...applied });
  const target = (type: string, fields: Fields) => ({ category: "TARGET", type, ...fields });
  const rideTarget = target("Ride", { load_target: Math.round(load * 0.55), time_target: 18_000 });
  const runTarget = target("Run", { load_target: Math.round(load * 0.3), distance_target: 32_000 });
  const events = [on(EVENT_SLOT.rideTarget, rideTarget), on(EVENT_SLOT.runTarget, runTarget)];
  if (recovery) {
    const note = { category: "NOTE", name: "Recovery week", description: "Back off", for_week: true };
    events.push(on(EVENT_SLOT.note, note));
  }
  if (phaseOf(plan, addDays(monday, -7)) !== phase) {
    let weeks = 1;
    while (phaseOf(plan, addDays(monday, 7 * weeks)) === phase) weeks++;
    const start = { category: "PLAN", name: `${phase} phase`, tags: [phase], color: "blue" };
    events.push(on(EVENT_SLOT.phase, start, weeks * 7));
  }
  return events;
}

const timeOffEvents = (plan: TrainingPlan): readonly CalendarEvent[] =>
  plan.timeOff.map(({ category, from, until }) =>
    event(
      plan,
      { date: from, slot: EVENT_SLOT.timeOff, days: daysBetween(from, until) },
      {
        category,
        name: category === "SICK" ? "Cold" : "Away by the lake",
        training_availability: category === "SICK" ? "UNAVAILABLE" : "LIMITED",
        ...(category === "HOLIDAY" && { max_training_time: 3600, can_train_sports: ["Run", "OpenWaterSwim"] }),
      },
    ),
  );

/** The settings from which the fitness model starts. */
function fitnessModelEvents(plan: TrainingPlan): readonly CalendarEvent[] {
  const date = firstDay(plan);
  const fitness = { name: "Starting fitness", icu_ctl: START_FITNESS.ctl, icu_atl: START_FITNESS.atl };
  const eftp = { type: "Ride", name: "Set eFTP", icu_ftp: 205 };
  const days = { name: "Fitness days", ctl_days: 42, atl_days: 7 };
  return [
    event(plan, { date, slot: EVENT_SLOT.fitness }, { category: "SET_FITNESS", ...fitness }),
    event(plan, { date, slot: EVENT_SLOT.eftp }, { category: "SET_EFTP", ...eftp }),
    event(plan, { date: addDays(date, 7), slot: EVENT_SLOT.fitnessDays }, { category: "FITNESS_DAYS", ...days }),
  ];
}

/** A workout that cannot be parsed, and a note over several days that began before the first request. */
function singleEvents(plan: TrainingPlan): readonly CalendarEvent[] {
  const unparsed = { type: "Run", name: "Tempo by feel", description: "run 20 minutes comfortably hard" };
  const heat = { name: "Heat block", description: "Sauna after each ride.", color: "orange" };
  const twoDaysOn = addDays(plan.anchor, 2);
  const fourDaysAgo = addDays(plan.anchor, -4);
  return [
    event(plan, { date: twoDaysOn, slot: EVENT_SLOT.unparsed }, { category: "WORKOUT", ...unparsed }),
    event(plan, { date: fourDaysAgo, slot: EVENT_SLOT.heat, days: 9 }, { category: "NOTE", ...heat }),
  ];
}

/** The Monday on which the phase of the anchor's week began. */
export function planStart(plan: TrainingPlan): LocalDate {
  let monday = mondayOf(plan.anchor);
  while (phaseOf(plan, monday) === phaseOf(plan, addDays(monday, -7))) monday = addDays(monday, -7);
  return monday;
}
