import type { Span } from "../analysis/intervals.ts";
import { statsOf } from "../analysis/intervals.ts";
import { refusals } from "../api-errors.ts";
import { type Fields, withAllKeys } from "../fields.ts";
import { serverStamp } from "../local-date.ts";
import { spansOf } from "../present/intervals.ts";
import { INTERVAL_KEYS } from "../present/record-keys.ts";
import type { Recording } from "../recording/recording.ts";
import { bodyObject, bodyObjects, type Call, get, put, type Route } from "../router.ts";
import { readableActivity } from "./activities.ts";
import { showIntervals } from "./intervals.ts";

type Drawn = Omit<Span, "id">;

function recordingIn(call: Call): Recording {
  const recording = call.world.recording(readableActivity(call));
  if (!recording) throw refusals.notFound("Recording");
  return recording;
}

/** Of an interval that is sent, only where it lies and what it is called are kept; it always becomes work. */
function drawn({ start_index, end_index, label }: Fields, length: number): Drawn {
  const [start, end] = [Number(start_index), Number(end_index)];
  if (!(start >= 0 && start < end && end <= length)) throw refusals.intervalBounds(start, end);
  return { start, end, label: typeof label === "string" ? label : null, work: true };
}

/** Fills what lies between intervals, so that they cover the whole recording; rest next to rest is one. */
function withoutGaps(spans: readonly Drawn[], length: number): readonly Drawn[] {
  const covering: Drawn[] = [];
  const add = (span: Drawn) => {
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

/** Lays new intervals over the present ones, which keep what is left of them. */
const laidOver = (spans: readonly Span[], over: readonly Drawn[]): readonly Drawn[] => [
  ...over,
  ...spans.flatMap((span) =>
    over.reduce<readonly Drawn[]>(
      (rest, { start, end }) =>
        rest.flatMap((piece) => [
          ...(piece.start < start ? [{ ...piece, end: Math.min(piece.end, start) }] : []),
          ...(piece.end > end ? [{ ...piece, start: Math.max(piece.start, end) }] : []),
        ]),
      [span],
    ),
  ),
];

/** Stores intervals anew: all ids change, and so does the time of analysis. */
function save(call: Call, recording: Recording, spans: readonly Drawn[]): Fields {
  const { world } = call;
  const { id } = readableActivity(call);
  const edit = world.written.nextNumber();
  world.intervals.put(id, {
    // Two edits at the same moment still differ.
    analyzed: serverStamp(world.now() + edit),
    spans: withoutGaps(spans, recording.length).map((span, i) => ({ ...span, id: 5_000_000 + edit * 1000 + i })),
  });
  world.forget(`${id} `);
  return showIntervals(call);
}

async function replaceIntervals(call: Call): Promise<Fields> {
  const recording = recordingIn(call);
  const over = (await bodyObjects(call)).map((sent) => drawn(sent, recording.length));
  const all = call.query.flag("all") ?? true;
  return save(call, recording, all ? over : laidOver(spansOf(call.world, readableActivity(call), recording), over));
}

async function updateInterval(call: Call): Promise<Fields> {
  const recording = recordingIn(call);
  const spans = spansOf(call.world, readableActivity(call), recording);
  const present = spans.find(({ id }) => String(id) === call.path.intervalId);
  const sent = {
    start_index: present?.start,
    end_index: present?.end,
    label: present?.label,
    ...(await bodyObject(call)),
  };
  const over = drawn(sent, recording.length);
  return save(
    call,
    recording,
    laidOver(
      spans.filter((span) => span !== present),
      [over],
    ),
  );
}

async function deleteIntervals(call: Call): Promise<Fields> {
  const recording = recordingIn(call);
  const doomed = await bodyObjects(call);
  const spans = spansOf(call.world, readableActivity(call), recording);
  const stays = ({ id, start, end }: Span) =>
    !doomed.some((sent) => sent.id === id || (sent.start_index === start && sent.end_index === end));
  return save(call, recording, spans.filter(stays));
}

function splitInterval(call: Call): Fields {
  const recording = recordingIn(call);
  call.query.need("splitAt", "int");
  const at = call.query.number("splitAt") ?? 0;
  const spans = spansOf(call.world, readableActivity(call), recording);
  const split = ({ id: _id, ...span }: Span): Drawn[] =>
    span.start < at && at < span.end
      ? [
          { ...span, end: at },
          { ...span, start: at },
        ]
      : [span];
  return save(call, recording, spans.flatMap(split));
}

/** What an interval over any stretch would say. */
function intervalStats(call: Call): Fields {
  const recording = recordingIn(call);
  call.query.need("start_index", "int");
  call.query.need("end_index", "int");
  const [start, end] = [call.query.number("start_index") ?? 0, call.query.number("end_index") ?? 0];
  drawn({ start_index: start, end_index: end }, recording.length);
  return withAllKeys(INTERVAL_KEYS, statsOf(recording, start, end));
}

export const intervalWriteRoutes: readonly Route[] = [
  put("/activity/{id}/intervals", replaceIntervals),
  put("/activity/{id}/intervals/{intervalId}", updateInterval),
  put("/activity/{id}/delete-intervals", deleteIntervals),
  put("/activity/{id}/split-interval", splitInterval),
  get("/activity/{id}/interval-stats", intervalStats),
];
