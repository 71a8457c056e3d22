import { addDays, dayNumber, daysBetween, type LocalDate, type LocalTime, mondayOf, weekdayOf } from "../local-date.ts";
import { fractionOf } from "../random.ts";
import type { WorkoutKey } from "./workouts.ts";

/** The input from which calendar and history are generated. */
export interface TrainingPlan {
  readonly seed: number;
  /** The day of the first request. Races are placed relative to it. */
  readonly anchor: LocalDate;
  readonly sports: readonly string[];
  /** Length of the history before the anchor. */
  readonly days: number;
  /** Offset of the athlete's numeric ids, so that no two athletes share one. */
  readonly firstId: number;
  readonly timeOff: readonly TimeOff[];
}

export type Phase = "Transition" | "Base" | "Build" | "Peak" | "Race";

/** Weeks from one A race to the next. */
const CYCLE_WEEKS = 26;
/** Weeks from the anchor's week to that of the next A race. */
const NEXT_RACE_WEEK = 9;

export const createTrainingPlan = (plan: Omit<TrainingPlan, "timeOff">): TrainingPlan => ({
  ...plan,
  timeOff: timeOffAround(plan.anchor),
});

export const firstDay = (plan: TrainingPlan): LocalDate => addDays(plan.anchor, -plan.days);

/** Weeks since the anchor's week; negative before it. */
const weekIndex = ({ anchor }: TrainingPlan, date: LocalDate): number =>
  Math.floor((daysBetween(anchor, date) + weekdayOf(anchor)) / 7);

/** 0 in the week of an A race, 25 in the week before it. */
const cycleWeek = (week: number): number => (((week - NEXT_RACE_WEEK) % CYCLE_WEEKS) + CYCLE_WEEKS) % CYCLE_WEEKS;

export function phaseOf(plan: TrainingPlan, date: LocalDate): Phase {
  const week = cycleWeek(weekIndex(plan, date));
  if (week === 0) return "Race";
  if (week <= 2) return "Transition";
  if (week <= 12) return "Base";
  return week <= 22 ? "Build" : "Peak";
}

/** Every fourth week, counted back from an A race. */
export function isRecoveryWeek(plan: TrainingPlan, date: LocalDate): boolean {
  const week = cycleWeek(weekIndex(plan, date));
  return week > 2 && week % 4 === 2;
}

export type RaceCategory = "RACE_A" | "RACE_B" | "RACE_C";

/** Races are on Sundays: an A race ends each cycle, a B race is four weeks before it and a C race eight. */
export function raceOn(plan: TrainingPlan, date: LocalDate): RaceCategory | null {
  if (weekdayOf(date) !== 6) return null;
  const week = cycleWeek(weekIndex(plan, date));
  return week === 0 ? "RACE_A" : week === 22 ? "RACE_B" : week === 18 ? "RACE_C" : null;
}

export interface TimeOff {
  readonly category: "SICK" | "HOLIDAY";
  readonly from: LocalDate;
  /** The first day after it. */
  readonly until: LocalDate;
  readonly canTrain: boolean;
}

/** Illness and holidays, relative to the anchor's week. */
function timeOffAround(anchor: LocalDate): readonly TimeOff[] {
  const day = (week: number, weekday: number) => addDays(mondayOf(anchor), week * 7 + weekday);
  return [
    { category: "SICK", from: day(-6, 1), until: day(-6, 4), canTrain: false },
    { category: "SICK", from: day(-58, 2), until: day(-57, 0), canTrain: false },
    { category: "HOLIDAY", from: day(-24, 0), until: day(-23, 0), canTrain: true },
    { category: "HOLIDAY", from: day(3, 4), until: day(4, 1), canTrain: true },
  ];
}

export const timeOffOn = (plan: TrainingPlan, date: LocalDate): TimeOff | undefined =>
  plan.timeOff.find(({ from, until }) => from <= date && date < until);

/** Workouts per phase, Monday to Sunday. A space separates sessions of a day; `/` alternates between weeks. */
const WEEKS: Record<Phase | "Recovery", readonly string[]> = {
  Transition: ["swimTechnique", "", "runEasy", "rideRecovery", "", "rideEndurance", "runEasy"],
  Base: [
    "swimTechnique strength",
    "rideSweetSpot/rideTempo",
    "runStrides swimEndurance",
    "rideEndurance/rideSprints",
    "runEasy strength",
    "rideLong",
    "runLong",
  ],
  Build: [
    "swimCss strength",
    "rideVo2/rideThreshold",
    "runTempo/runIntervals",
    "swimEndurance rideEndurance",
    "runEasy",
    "rideLong runBrick",
    "runLong",
  ],
  Peak: [
    "swimCss",
    "rideOverUnder/rideVo2",
    "runIntervals",
    "swimEndurance rideRecovery",
    "runEasy",
    "rideLong",
    "runLong",
  ],
  Race: ["swimTechnique", "rideSprints", "runStrides", "rideRecovery", "", "", ""],
  Recovery: ["swimTechnique", "rideRecovery", "runEasy", "strength", "runEasy", "rideTest/rideEndurance", "runEasy"],
};

const RACES: Record<RaceCategory, readonly WorkoutKey[]> = {
  RACE_A: ["swimRace", "rideRace", "runRace"],
  RACE_B: ["runRace"],
  RACE_C: ["rideRace"],
};

/** Start of each leg. */
const RACE_TIMES = ["07:00:00", "07:40:00", "09:00:00"] as const;

export interface PlannedSession {
  readonly key: WorkoutKey;
  readonly start: LocalTime;
  /** Index within the day. */
  readonly slot: number;
  readonly race: RaceCategory | null;
}

/** The sessions planned for a day, in the order in which they are done. */
export function plannedSessions(plan: TrainingPlan, date: LocalDate): readonly PlannedSession[] {
  const race = raceOn(plan, date);
  const keys = race ? RACES[race] : timeOffOn(plan, date)?.canTrain === false ? [] : usualSessions(plan, date);
  return keys
    .filter((key) => plan.sports.some((sport) => key.startsWith(sport)))
    .map((key, slot) => {
      const time = race ? raceTime(race, slot) : startTime(plan, date, { key, slot });
      return { key, slot, race, start: `${date}T${time}` };
    });
}

function usualSessions(plan: TrainingPlan, date: LocalDate): readonly WorkoutKey[] {
  const isRecovery = isRecoveryWeek(plan, date);
  const line = WEEKS[isRecovery ? "Recovery" : phaseOf(plan, date)][weekdayOf(date)] ?? "";
  const week = weekIndex(plan, date);
  const turn = isRecovery ? Math.floor(week / 4) : week;
  return line
    .split(" ")
    .filter((choice) => choice !== "")
    .map((choice) => {
      const keys = choice.split("/");
      // WEEKS contains only keys of WORKOUTS.
      return keys[Math.abs(turn) % keys.length] as WorkoutKey;
    });
}

const raceTime = (race: RaceCategory, leg: number): string => RACE_TIMES[race === "RACE_A" ? leg : 0] ?? RACE_TIMES[0];

function startTime(plan: TrainingPlan, date: LocalDate, { key, slot }: Pick<PlannedSession, "key" | "slot">): string {
  const isWeekend = weekdayOf(date) > 4;
  const isLate = slot > 0 || (!isWeekend && fractionOf(plan.seed, "evening", dayNumber(date)) < 0.3);
  const hour = isWeekend ? (slot > 0 ? 11 : 8) : isLate ? 17 : 6;
  const minute = Math.floor(fractionOf(plan.seed, "start", date, key) * 50);
  const second = Math.floor(fractionOf(plan.seed, "second", date, key) * 60);
  return [hour, minute, second].map((value) => String(value).padStart(2, "0")).join(":");
}
