import { addDays, dayNumber, daysBetween, type LocalDate, type LocalTime, mondayOf, weekdayOf } from "../local-date.ts";
import { fractionOf } from "../random.ts";
import type { WorkoutKey } from "./workouts.ts";

/** What an athlete's calendar grows from. `anchor` is the day of the first visit: the races lie around it. */
export interface Season {
  readonly seed: number;
  readonly anchor: LocalDate;
  /** Which sports the athlete does; the coached athlete only runs. */
  readonly sports: readonly string[];
  readonly days: number;
  /** What the athlete's ids count from, so that no two athletes share one. */
  readonly firstId: number;
  readonly blocks: readonly Block[];
}

export type Phase = "Transition" | "Base" | "Build" | "Peak" | "Race";

/** Weeks from one A race to the next, and from the anchor's week to the coming one. */
const CYCLE_WEEKS = 26;
const NEXT_RACE_WEEK = 9;

export const seasonOf = (season: Omit<Season, "blocks">): Season => ({
  ...season,
  blocks: blocksAround(season.anchor),
});

export const firstDay = (season: Season): LocalDate => addDays(season.anchor, -season.days);

/** Weeks since the week of the anchor; negative in the past. */
const weekIndex = ({ anchor }: Season, date: LocalDate): number =>
  Math.floor((daysBetween(anchor, date) + weekdayOf(anchor)) / 7);

/** 0 in the week of an A race, 25 in the week before it. */
const cycleWeek = (week: number): number => (((week - NEXT_RACE_WEEK) % CYCLE_WEEKS) + CYCLE_WEEKS) % CYCLE_WEEKS;

export function phaseOf(season: Season, date: LocalDate): Phase {
  const week = cycleWeek(weekIndex(season, date));
  if (week === 0) return "Race";
  if (week <= 2) return "Transition";
  if (week <= 12) return "Base";
  return week <= 22 ? "Build" : "Peak";
}

/** Every fourth week before a race is for recovery. */
export function isRecoveryWeek(season: Season, date: LocalDate): boolean {
  const week = cycleWeek(weekIndex(season, date));
  return week > 2 && week % 4 === 2;
}

export type RaceCategory = "RACE_A" | "RACE_B" | "RACE_C";

/** A races end a cycle, B races stand four weeks before, C races eight; all on a Sunday. */
export function raceOn(season: Season, date: LocalDate): RaceCategory | null {
  if (weekdayOf(date) !== 6) return null;
  const week = cycleWeek(weekIndex(season, date));
  return week === 0 ? "RACE_A" : week === 22 ? "RACE_B" : week === 18 ? "RACE_C" : null;
}

export interface Block {
  readonly category: "SICK" | "HOLIDAY";
  readonly from: LocalDate;
  /** The first day after it. */
  readonly until: LocalDate;
  readonly trains: boolean;
}

/** Days that were lost or are given away, relative to the anchor's week. */
function blocksAround(anchor: LocalDate): readonly Block[] {
  const day = (week: number, weekday: number) => addDays(mondayOf(anchor), week * 7 + weekday);
  return [
    { category: "SICK", from: day(-6, 1), until: day(-6, 4), trains: false },
    { category: "SICK", from: day(-58, 2), until: day(-57, 0), trains: false },
    { category: "HOLIDAY", from: day(-24, 0), until: day(-23, 0), trains: true },
    { category: "HOLIDAY", from: day(3, 4), until: day(4, 1), trains: true },
  ];
}

export const blockOn = (season: Season, date: LocalDate): Block | undefined =>
  season.blocks.find(({ from, until }) => from <= date && date < until);

/** One line per phase, Monday to Sunday; `/` alternates from week to week. */
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

const RACE_TIMES = ["07:00", "07:40", "09:00"] as const;

export interface PlannedSession {
  readonly key: WorkoutKey;
  readonly start: LocalTime;
  /** Counts the sessions of the day. */
  readonly slot: number;
  readonly race: RaceCategory | null;
}

/** What stands in the calendar for a day, in the order in which it is done. */
export function plannedSessions(season: Season, date: LocalDate): readonly PlannedSession[] {
  const race = raceOn(season, date);
  const week = weekIndex(season, date);
  const keys = race ? RACES[race] : blockOn(season, date)?.trains === false ? [] : usualSessions(season, date, week);
  return keys
    .filter((key) => season.sports.some((sport) => key.startsWith(sport)))
    .map((key, slot) => ({ key, slot, race, start: `${date}T${startTime(season, date, key, slot, race)}` }));
}

function usualSessions(season: Season, date: LocalDate, week: number): readonly WorkoutKey[] {
  const recovers = isRecoveryWeek(season, date);
  const line = WEEKS[recovers ? "Recovery" : phaseOf(season, date)][weekdayOf(date)] ?? "";
  const turn = recovers ? Math.floor(week / 4) : week;
  return line
    .split(" ")
    .filter((choice) => choice !== "")
    .map((choice) => {
      const keys = choice.split("/");
      // The table above holds nothing but keys of WORKOUTS.
      return keys[Math.abs(turn) % keys.length] as WorkoutKey;
    });
}

function startTime(season: Season, date: LocalDate, key: string, slot: number, race: RaceCategory | null): string {
  if (race) return `${RACE_TIMES[race === "RACE_A" ? slot : 0] ?? "07:00"}:00`;
  const weekend = weekdayOf(date) > 4;
  const late = slot > 0 || (!weekend && fractionOf(season.seed, "evening", dayNumber(date)) < 0.3);
  const hour = weekend ? (slot > 0 ? 11 : 8) : late ? 17 : 6;
  const minute = Math.floor(fractionOf(season.seed, "start", date, key) * 50);
  const second = Math.floor(fractionOf(season.seed, "second", date, key) * 60);
  const two = (value: number) => String(value).padStart(2, "0");
  return `${two(hour)}:${two(minute)}:${two(second)}`;
}
