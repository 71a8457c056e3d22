/**
 * Measures the speed of the parser on the corpus, how its time grows with the length of a text, and how many broken
 * workouts of the corpus have no errors or warnings after correction. Run it alone with `node test/workout/bench.ts`.
 */
import { readdirSync, readFileSync } from "node:fs";
import { fixWorkout } from "../../src/workout/fix/fix.ts";
import { lintWorkout } from "../../src/workout/lint/lint.ts";
import type { Problem } from "../../src/workout/lint/problem.ts";
import { type CorpusEntry, parseCorpus } from "./corpus.ts";

export interface WorkoutFigures {
  workouts: number;
  parsesPerSecond: number;
  linesPerSecond: number;
  /** The time for a text that is two and four times as long, as a multiple of the time for the original. */
  growth: { twice: number; fourTimes: number };
  broken: number;
  /** Share of the broken workouts without errors and warnings after correction. */
  correctedClean: number;
}

/** Corrections need thresholds. */
const ATHLETE = { lthr: 165, thresholdPace: 3.7 };

export function benchWorkouts(): WorkoutFigures {
  const corpus = readCorpus();
  const broken = corpus.filter(({ text, sport }) => isFaulty(lintWorkout(text, { sport }).problems));
  const clean = broken.filter(
    ({ text, sport }) => !isFaulty(fixWorkout(text, { athlete: { ...ATHLETE, sport } }).remaining),
  );
  const seconds = secondsFor(() => {
    for (const { text, sport } of corpus) lintWorkout(text, { sport });
  });
  const lines = corpus.reduce((count, { text }) => count + text.split("\n").length, 0);
  // Only texts without problems, because the list of problems is limited.
  const flawless = corpus.filter(({ text }) => lintWorkout(text, { sport: "Ride" }).problems.length === 0);
  const all = flawless.map(({ text }) => text).join("\n\n");
  const secondsOf = (times: number) => {
    const text = all.repeat(times);
    return secondsFor(() => lintWorkout(text, { sport: "Ride" }));
  };
  const [once, twice, fourTimes] = [secondsOf(5), secondsOf(10), secondsOf(20)];
  return {
    workouts: corpus.length,
    parsesPerSecond: Math.round(corpus.length / seconds),
    linesPerSecond: Math.round(lines / seconds),
    growth: { twice: round(twice / once), fourTimes: round(fourTimes / once) },
    broken: broken.length,
    correctedClean: round(clean.length / broken.length),
  };
}

function readCorpus(): CorpusEntry[] {
  const folder = `${import.meta.dirname}/corpus`;
  return readdirSync(folder).flatMap((file) => parseCorpus(readFileSync(`${folder}/${file}`, "utf8")));
}

function isFaulty(problems: readonly Problem[]): boolean {
  return problems.some(({ severity }) => severity !== "info");
}

const ROUNDS = 15;

/** The fastest of several rounds, because other load on the machine only adds time. */
function secondsFor(action: () => void): number {
  let best = Number.POSITIVE_INFINITY;
  for (let round = 0; round < ROUNDS; round++) {
    const start = performance.now();
    action();
    best = Math.min(best, performance.now() - start);
  }
  return best / 1000;
}

function round(value: number): number {
  return Math.round(value * 100) / 100;
}

if (process.argv[1] === import.meta.filename) console.log(benchWorkouts());
