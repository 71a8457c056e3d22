import { detectedSpans, groupIntervals, type Span, statsOf } from "../analysis/intervals.ts";
import { type Fields, withAllKeys } from "../fields.ts";
import { hashOf } from "../random.ts";
import type { Recording } from "../recording/recording.ts";
import type { Activity } from "../seed/activity-history.ts";
import type { AthleteState } from "../state/athlete-state.ts";
import { GROUP_KEYS, INTERVAL_KEYS } from "./record-keys.ts";

export interface Intervals {
  readonly icu_intervals: Fields[];
  readonly icu_groups: Fields[];
}

/** The intervals of an activity: as edited, else as detected. */
export function spansOf(state: AthleteState, { id }: Activity, recording: Recording): readonly Span[] {
  return state.intervals.get(id)?.spans ?? detectedSpans(recording, 4_000_000 + (hashOf(id) % 100_000) * 100);
}

/** Intervals with their metrics, and groups of similar ones. */
export function intervalsOf(state: AthleteState, activity: Activity, recording: Recording): Intervals {
  return state.cachedAnalysis(`${activity.id} intervals`, () => {
    const measured = spansOf(state, activity, recording).map(({ id, start, end, label, work }) => ({
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
