/** Workouts for property tests: steps that the language can express, in every sport. */
import fc from "fast-check";
import type { Step, Target } from "../../src/workout/steps.ts";
import { totalsOf } from "../../src/workout/steps.ts";
import { DISTANCE_UNITS, INTENSITIES, PACE_UNITS, WINDOWS } from "../../src/workout/syntax/grammar.ts";
import { metersOf } from "../../src/workout/syntax/quantities.ts";

export const SPORTS = [
  "Ride",
  "VirtualRide",
  "Run",
  "TrailRun",
  "Swim",
  "OpenWaterSwim",
  "Rowing",
  "NordicSki",
  "Yoga",
];

/** A fixed seed makes runs repeatable. */
export const SEED = 20260805;

/** A step with these fields; undefined ones are removed. */
function stepOf(fields: { [K in keyof Step]: fc.Arbitrary<Step[K] | undefined> }): fc.Arbitrary<Step> {
  return fc
    .record(fields)
    .map((step): Step => Object.fromEntries(Object.entries(step).filter(([, it]) => it !== undefined)));
}

const sometimes = <T>(arbitrary: fc.Arbitrary<T>) => fc.option(arbitrary, { nil: undefined, freq: 3 });

function valueOrRange<U extends string>(units: U, numbers: fc.Arbitrary<number>): fc.Arbitrary<Target<U>> {
  return fc.oneof(
    numbers.map((value) => ({ units, value })),
    fc.tuple(numbers, numbers).map(([start, end]) => ({ units, start, end })),
  );
}

const percent = fc.oneof(
  fc.integer({ min: 1, max: 250 }),
  fc.integer({ min: 2, max: 400 }).map((half) => half / 2),
);
const zone = fc.integer({ min: 1, max: 9 });

function withWindow<T extends Target<string>>(target: fc.Arbitrary<T>, windows: readonly string[]): fc.Arbitrary<T> {
  return fc
    .tuple(target, sometimes(fc.constantFrom(...windows)))
    .map(([it, window]) => (window === undefined ? it : { ...it, target: window }));
}

const power = withWindow(
  fc.oneof(
    valueOrRange("%ftp", percent),
    valueOrRange("w", fc.integer({ min: 1, max: 2000 })),
    valueOrRange("power_zone", zone),
    valueOrRange("custom_zone", zone),
    valueOrRange("%mmp", percent),
    fc
      .tuple(valueOrRange("%mmp", percent), fc.integer({ min: 1, max: 7200 }))
      .map(([target, mmp_duration]) => ({ ...target, mmp_duration })),
  ),
  WINDOWS.power,
);
const hr = withWindow(
  fc.oneof(
    valueOrRange("%lthr", percent),
    valueOrRange("%hr", percent),
    valueOrRange("hr_zone", zone),
    valueOrRange("bpm", fc.integer({ min: 30, max: 230 })),
  ),
  WINDOWS.hr,
);
const pace = fc.oneof(
  valueOrRange("%pace", percent),
  valueOrRange("pace_zone", zone),
  ...PACE_UNITS.map(({ units }) => valueOrRange(units, fc.integer({ min: 20, max: 3000 }))),
);
const cadence = valueOrRange("rpm", fc.integer({ min: 10, max: 250 }));

const duration = fc.oneof(
  fc.integer({ min: 1, max: 20_000 }),
  fc.integer({ min: 1, max: 400 }).map((m) => m * 60),
);
const distance = fc
  .tuple(
    fc.constantFrom(...DISTANCE_UNITS),
    fc.oneof(
      fc.integer({ min: 1, max: 5000 }),
      fc.integer({ min: 1, max: 500 }).map((n) => n / 10),
    ),
  )
  .map(([unit, amount]) => metersOf(amount, unit.meters));

/** Words of any script that are not tokens of the language. */
const cueWord = fc.oneof(
  fc.constantFrom(
    "Hard",
    "easy",
    "Über",
    "Ramp",
    "to",
    "failure",
    "VO2",
    "seuil",
    "скорость",
    "全力",
    "🔥",
    "RPE9,",
    "Build",
    "1",
    "free",
    "max",
  ),
  fc.stringMatching(/^[\p{L}!?'.,]{1,12}$/u),
);
const cue = fc.array(cueWord, { minLength: 1, maxLength: 5 }).map((words) => words.join(" "));

const truth = fc.constant(true);

const plainStep = fc
  .tuple(
    fc.oneof(stepOf({ duration }), stepOf({ distance }), stepOf({ distance, duration })),
    stepOf({
      text: sometimes(cue),
      ramp: sometimes(truth),
      freeride: sometimes(truth),
      maxeffort: sometimes(truth),
      hidepower: sometimes(truth),
      until_lap_press: sometimes(truth),
      intensity: sometimes(fc.constantFrom(...INTENSITIES.map(({ token }) => token))),
      power: sometimes(power),
      hr: sometimes(hr),
      pace: sometimes(pace),
      cadence: sometimes(cadence),
    }),
  )
  .map(([extent, rest]): Step => ({ ...extent, ...rest }));

const sectionStep = fc
  .tuple(plainStep, fc.constantFrom({}, {}, { warmup: true }, { cooldown: true }))
  .map(([step, section]): Step => ({ ...step, ...section }));

const repeat = fc
  .tuple(
    fc.integer({ min: 1, max: 100 }),
    fc.array(plainStep, { minLength: 1, maxLength: 4 }),
    sometimes(fc.stringMatching(/^\p{L}{1,10}( \p{L}{1,10})?$/u)),
  )
  .map(([reps, steps, label]): Step => {
    const block = { text: label === undefined ? `${reps}x` : `${label} ${reps}x`, reps, steps };
    return { ...block, ...totalsOf([block]) };
  });

/** Steps that the language can express. */
export const workout: fc.Arbitrary<Step[]> = fc.array(fc.oneof(sectionStep, sectionStep, repeat), { maxLength: 8 });

/** Fragments of the language in any order; most of these texts are broken. */
const fragment = fc.constantFrom(
  ..."-|- |\n|\n\n| |  |\t|10m|400m|400mtr|2km|1h30m|5'|30\"|5:00|5:00/km|Pace|pace|HR|LTHR|MMP|%|60%|95-105%|95 - 105%|to|220w|Z2|Z2-Z3|SS|zone 2|90rpm|90 rpm|ramp|Ramp|freeride|free|maxeffort|press lap|lap|press|intensity=rest|intensity:|power=3s|hr=lap|4x|Main Set 5x|3x 1m|4x400mtr|Warmup|Cooldown|Warmup:|**5x**|5 times|* |• |1. |Rest|20s rest|@|(60%)|<40%|60^30|en/Hello|,|CSS|5K pace|145bpm|12km/h|–|→|½|0s|99999999999|#|of max HR".split(
    "|",
  ),
);
export const fragments: fc.Arbitrary<string> = fc
  .array(fc.oneof(fragment, fragment, fc.string({ maxLength: 6 }), fc.string({ unit: "binary", maxLength: 6 })), {
    maxLength: 40,
  })
  .chain((parts) => fc.constantFrom(" ", "", "\n").map((joint) => parts.join(joint)));

/** Lines with a meaning, in any order and indentation. */
const meaningfulLine = fc.constantFrom(
  ..."- 1m 90%|  - 1m 50%|    - 30s 120%|- 2x|  - 2x|3x|  2x|||Hard:|Easy:|(repeat 5x)|Main: 4 x 8 min @ 90%|- 8 min @ 90%|Warmup|Cooldown:|```|)|---|4x (|- 10 min easy|8x50m kick, 15s rest|- 400 m @ 4:00/km, rest 90s|- 8m 90% (240w)|Repeat 3 times:|- 4x(1m 90%, 1m 50%)|- 20m sweet spot|- 10m from 50% to 75%|- 200 easy|- 4x50 @ 1:05|Feel good".split(
    "|",
  ),
);
export const scrambled: fc.Arbitrary<string> = fc.oneof(
  fragments,
  fc.array(meaningfulLine, { maxLength: 14 }).map((lines) => lines.join("\n")),
);
