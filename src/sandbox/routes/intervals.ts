import { type Span, statsOf } from "../analysis/intervals.ts";
import { apiErrors } from "../api-errors.ts";
import { type Fields, withAllKeys } from "../fields.ts";
import { serverStamp } from "../local-date.ts";
import { activityRecord } from "../present/activity.ts";
import { intervalsOf, spansOf } from "../present/intervals.ts";
import { INTERVAL_KEYS } from "../present/record-keys.ts";
import type { Recording } from "../recording/recording.ts";
import { bodyObject, bodyObjects, type Call, get, put, type Route } from "../router.ts";
import { requireActivity } from "./activities.ts";

type NewSpan = Omit<Span, "id">;

function requireRecording(call: Call): Recording {
  const recording = call.state.recording(requireActivity(call));
  if (!recording) throw apiErrors.notFound("Recording");
  return recording;
}

/** `analyzed` changes with every edit. */
function showIntervals(call: Call): Fields {
  const { state } = call;
  const activity = requireActivity(call);
  const recording = state.recording(activity);
  return {
    id: activity.id,
    analyzed: activityRecord(state, activity).analyzed,
    ...(recording ? intervalsOf(state, activity, recording) : { icu_intervals: [], icu_groups: [] }),
  };
}

/** Of an interval that is sent, only the bounds and the label are used. It always becomes a work interval. */
function toSpan({ start_index, end_index, label }: Fields, length: number): NewSpan {
  const [start, end] = [Number(start_index), Number(end_index)];
  if (!(start >= 0 && start < end && end <= length)) throw apiErrors.intervalBounds(start, end);
  return { start, end, label: typeof label === "string" ? label : null, work: true };
}

/** Adds recoveries between intervals, so that they cover the whole recording. Adjacent recoveries are merged. */
function fillGaps(spans: readonly NewSpan[], length: number): readonly NewSpan[] {
  const covering: NewSpan[] = [];
  const add = (span: NewSpan) => {
    const last = covering.at(-1);
    if (last && !last.work && !span.work) covering[covering.length - 1] = { ...last, end: span.end };
    else if (span.end > span.start) covering.push(span);
  };
  let covered = 0;
  for (const span of [...spans].sort((a, b) => a.start - b.start)) {
    const start = Math.max(span.start, covered);
    add({ start: covered, end: start, label: null, work: false });
    if (span.end > start) add({ ...span, start });
    covered = Math.max(covered, span.end);
  }
  add({ start: covered, end: length, label: null, work: false });
  return covering;
}

/** Cuts the new intervals out of the existing ones. */
const overlay = (spans: readonly Span[], over: readonly NewSpan[]): readonly NewSpan[] => [
  ...over,
  ...spans.flatMap((span) =>
    over.reduce<readonly NewSpan[]>(
      (rest, { start, end }) =>
        rest.flatMap((piece) => [
          ...(piece.start < start ? [{ ...piece, end: Math.min(piece.end, start) }] : []),
          ...(piece.end > end ? [{ ...piece, start: Math.max(piece.start, end) }] : []),
        ]),
      [span],
    ),
  ),
];

/** Replaces all intervals. Every edit changes all ids and the time of analysis. */
function save(call: Call, recording: Recording, spans: readonly NewSpan[]): Fields {
  const { state } = call;
  const { id } = requireActivity(call);
  const edit = state.nextNumber();
  state.intervals.put(id, {
    // Distinguishes two edits within the same millisecond.
    analyzed: serverStamp(state.now() + edit),
    spans: fillGaps(spans, recording.length).map((span, i) => ({ ...span, id: 5_000_000 + edit * 1000 + i })),
  });
  state.forgetAnalysis(`${id} `);
  return showIntervals(call);
}

async function replaceIntervals(call: Call): Promise<Fields> {
  const recording = requireRecording(call);
  const over = (await bodyObjects(call)).map((sent) => toSpan(sent, recording.length));
  const all = call.query.boolean("all") ?? true;
  return save(call, recording, all ? over : overlay(spansOf(call.state, requireActivity(call), recording), over));
}

async function updateInterval(call: Call): Promise<Fields> {
  const recording = requireRecording(call);
  const spans = spansOf(call.state, requireActivity(call), recording);
  const existing = spans.find(({ id }) => String(id) === call.path.intervalId);
  const sent = {
    start_index: existing?.start,
    end_index: existing?.end,
    label: existing?.label,
    ...(await bodyObject(call)),
  };
  const over = toSpan(sent, recording.length);
  return save(
    call,
    recording,
    overlay(
      spans.filter((span) => span !== existing),
      [over],
    ),
  );
}

async function deleteIntervals(call: Call): Promise<Fields> {
  const recording = requireRecording(call);
  const toDelete = await bodyObjects(call);
  const spans = spansOf(call.state, requireActivity(call), recording);
  const isKept = ({ id, start, end }: Span) =>
    !toDelete.some((sent) => sent.id === id || (sent.start_index === start && sent.end_index === end));
  return save(call, recording, spans.filter(isKept));
}

function splitInterval(call: Call): Fields {
  const recording = requireRecording(call);
  call.query.require("splitAt", "int");
  const at = call.query.number("splitAt") ?? 0;
  const spans = spansOf(call.state, requireActivity(call), recording);
  const split = ({ id: _id, ...span }: Span): NewSpan[] =>
    span.start < at && at < span.end
      ? [
          { ...span, end: at },
          { ...span, start: at },
        ]
      : [span];
  return save(call, recording, spans.flatMap(split));
}

/** The metrics of any part of a recording. */
function intervalStats(call: Call): Fields {
  const recording = requireRecording(call);
  call.query.require("start_index", "int");
  call.query.require("end_index", "int");
  const [start, end] = [call.query.number("start_index") ?? 0, call.query.number("end_index") ?? 0];
  toSpan({ start_index: start, end_index: end }, recording.length);
  return withAllKeys(INTERVAL_KEYS, statsOf(recording, start, end));
}

export const intervalRoutes: readonly Route[] = [
  get("/activity/{id}/intervals", showIntervals),
  put("/activity/{id}/intervals", replaceIntervals),
  put("/activity/{id}/intervals/{intervalId}", updateInterval),
  put("/activity/{id}/delete-intervals", deleteIntervals),
  put("/activity/{id}/split-interval", splitInterval),
  get("/activity/{id}/interval-stats", intervalStats),
];
