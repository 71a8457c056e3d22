/** A workout that the demo athlete plans, keeps in the library and performs. */
export interface Workout {
  readonly sport: "Ride" | "Run" | "Swim" | "WeightTraining";
  readonly name: string;
  /** Workout text; prose for sports whose workouts have no steps. */
  readonly text: string;
  /** For workouts without steps. */
  readonly minutes?: number;
  /** Expected perceived exertion, 1–10. */
  readonly rpe: number;
  readonly tags?: readonly string[];
}

const ride = (name: string, rpe: number, text: string, tags?: readonly string[]): Workout => ({
  sport: "Ride",
  name,
  text,
  rpe,
  ...(tags && { tags }),
});
const run = (name: string, rpe: number, text: string, tags?: readonly string[]): Workout => ({
  ...ride(name, rpe, text, tags),
  sport: "Run",
});
const swim = (name: string, rpe: number, text: string, tags?: readonly string[]): Workout => ({
  ...ride(name, rpe, text, tags),
  sport: "Swim",
});

export const WORKOUTS = {
  rideRecovery: ride("Recovery spin", 2, "- 10m ramp 40-52%\n- 30m 50-55% 90rpm\n- 5m 45%", ["easy"]),
  rideEndurance: ride("Endurance", 3, "- 15m ramp 50-65%\n- 1h 65-70%\n- 10m 55%", ["easy"]),
  rideLong: ride("Long ride", 4, "- 20m ramp 50-65%\n- 1h15m 65-70%\n- 45m 70-75%\n- 20m 60%", ["long"]),
  rideSweetSpot: ride(
    "Sweet spot 3x15",
    6,
    "Warmup\n- 15m ramp 50-75%\n\nMain Set 3x\n- 15m 88-92% 85-95rpm\n- 5m 55%\n\nCooldown\n- 10m 50%",
    ["sst"],
  ),
  rideTempo: ride("Tempo 2x25", 5, "Warmup\n- 15m ramp 50-70%\n\n2x\n- 25m 78-83%\n- 5m 55%\n\nCooldown\n- 10m 50%", [
    "tempo",
  ]),
  rideThreshold: ride(
    "Threshold 4x8",
    7,
    "Warmup\n- 15m ramp 50-75%\n\nMain Set 4x\n- 8m 98-102%\n- 4m 55%\n\nCooldown\n- 10m 50%",
    ["threshold"],
  ),
  rideVo2: ride(
    "VO2 5x4",
    8,
    "Warmup\n- 15m ramp 50-75% 90rpm\n\n5x\n- Hard 4m 111-115% 95rpm\n- Easy 3m 50%\n\nCooldown\n- 10m 50%",
    ["vo2"],
  ),
  rideOverUnder: ride(
    "Over-unders",
    8,
    "Warmup\n- 15m ramp 50-75%\n\n6x\n- Over 2m 105%\n- Under 3m 90%\n\n- 10m 50%\n\n3x\n- Over 1m 115%\n- Under 2m 88%\n\nCooldown\n- 8m 50%",
    ["threshold"],
  ),
  rideSprints: ride(
    "Sprints",
    5,
    "Warmup\n- 20m ramp 50-70%\n\n8x\n- Sprint 12s 320%\n- Spin 3m48s 58%\n\nCooldown\n- 12m 50%",
    ["sprint"],
  ),
  rideTest: ride(
    "FTP test",
    9,
    "Warmup\n- 20m ramp 50-80%\n\n- Hard 5m 120%\n- Easy 10m 50%\n- Test 20m 104%\n\nCooldown\n- 10m 45%",
    ["test"],
  ),
  rideRace: ride("Race ride", 9, "- 5m 85%\n- 55m 95-98%\n- 5m 102%", ["race"]),
  runEasy: run("Easy run", 3, "- 40m 74-78% Pace", ["easy"]),
  runStrides: run(
    "Easy run with strides",
    3,
    "- 35m 74-78% Pace\n\n6x\n- Stride 20s 112-118% Pace\n- Jog 1m 68% Pace",
    ["easy"],
  ),
  runLong: run("Long run", 5, "- 15m 72% Pace\n- 1h10m 76-80% Pace\n- 10m 84-86% Pace", ["long"]),
  runTempo: run("Tempo 2x15", 6, "- 15m 72-76% Pace\n\n2x\n- 15m 92-95% Pace\n- Jog 3m 68% Pace\n\n- 10m 72% Pace", [
    "tempo",
  ]),
  runIntervals: run(
    "6x800",
    8,
    "- Warm up 15m 72-78% Pace\n\n6x\n- 800mtr 102-105% Pace\n- Jog 400mtr 66-70% Pace\n\n- 10m 72% Pace",
    ["vo2"],
  ),
  runBrick: run("Run off the bike", 4, "- 20m 80-84% Pace", ["brick"]),
  runRace: run("Race run", 10, "- 2km 97% Pace\n- 7km 99-101% Pace\n- 1km 104% Pace", ["race"]),
  swimTechnique: swim(
    "Technique",
    3,
    "- Warm up 300mtr 78% Pace\n\n8x\n- Drill 50mtr 76% Pace\n- Rest 15s intensity=rest\n\n4x\n- 200mtr 82-85% Pace\n- Rest 20s intensity=rest\n\n- 100mtr 72% Pace",
    ["technique"],
  ),
  swimCss: swim(
    "CSS 10x100",
    7,
    "- Warm up 400mtr 80% Pace\n\n10x\n- 100mtr 98-101% Pace\n- Rest 20s intensity=rest\n\n- 200mtr 75% Pace",
    ["css"],
  ),
  swimEndurance: swim(
    "Endurance 3x600",
    5,
    "- Warm up 200mtr 78% Pace\n\n3x\n- 600mtr 88-91% Pace\n- Rest 40s intensity=rest\n\n- 100mtr 75% Pace",
    ["endurance"],
  ),
  swimRace: swim("Race swim", 8, "- 1500mtr 97% Pace", ["race"]),
  strength: {
    sport: "WeightTraining",
    name: "Strength",
    text: "Squat, hinge, press, pull. Three rounds, leave two in the tank.",
    minutes: 40,
    rpe: 5,
    tags: ["strength"],
  },
} satisfies Record<string, Workout>;

export type WorkoutKey = keyof typeof WORKOUTS;
