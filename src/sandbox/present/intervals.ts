import { detectedSpans, groupIntervals, type Span, statsOf } from "../analysis/intervals.ts";
import { type Fields, withAllKeys } from "../fields.ts";
import { hashOf } from "../random.ts";
import type { Recording } from "../recording/recording.ts";
import type { Activity } from "../seed/activity-history.ts";
import type { World } from "../state/athlete-state.ts";
import { GROUP_KEYS, INTERVAL_KEYS } from "./record-keys.ts";

export interface Intervals {
  readonly icu_intervals: Fields[];
  readonly icu_groups: Fields[];
}

/** Where the intervals of an activity lie: as edited, or as detected. */
export function spansOf(world: World, { id }: Activity, recording: Recording): readonly Span[] {
  return world.intervals.get(id)?.spans ?? detectedSpans(recording, 4_000_000 + (hashOf(id) % 100_000) * 100);
}

/** Intervals with their metrics, grouped where they are alike. */
export function intervalsOf(world: World, activity: Activity, recording: Recording): Intervals {
  return world.analysed(`${activity.id} intervals`, () => {
    const measured = spansOf(world, activity, recording).map(({ id, start, end, label, work }) => ({
      id,
      type: work ? "WORK" : "RECOVERY",
      label,
      ...statsOf(recording, start, end),
    }));
    const { intervals, groups } = groupIntervals(measured);
    return {
      icu_intervals: intervals.map((interval) => withAllKeys(INTERVAL_KEYS, interval)),
      icu_groups: groups.map((group) => withAllKeys(GROUP_KEYS, group)),
    };
  });
}
