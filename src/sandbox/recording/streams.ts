import { fractionOf } from "../random.ts";
import { round } from "../samples.ts";
import type { Recording } from "./recording.ts";
import { disciplineOf, type Session } from "./session.ts";

type Sample = number | null | boolean;

/** One time series as the API sends it. `latlng` has its longitudes in `data2`. */
export interface Stream {
  readonly type: string;
  readonly name: string | null;
  readonly data: readonly Sample[];
  readonly data2: readonly Sample[] | null;
  readonly valueTypeIsArray: boolean;
  readonly anomalies: null;
  readonly custom: boolean;
  readonly allNull: boolean;
}

export const streamOf = (type: string, data: readonly Sample[], more: Partial<Stream> = {}): Stream => ({
  type,
  name: null,
  data,
  data2: null,
  valueTypeIsArray: false,
  anomalies: null,
  custom: false,
  allNull: data.every((value) => value === null),
  ...more,
});

const rounded = (samples: ArrayLike<number>, digits: number): number[] =>
  Array.from(samples, (value) => round(value, digits));

interface Channel {
  /** Whether the session was recorded with this sensor. */
  readonly recorded: (session: Session) => boolean;
  readonly compute: (recording: Recording) => Stream | null;
}

const isOutdoors = ({ indoor, poolLength, distance }: Session): boolean =>
  !indoor && poolLength === null && distance > 0;
const isOnLand = (session: Session): boolean => isOutdoors(session) && session.hilliness > 0;
const hasDistance = ({ distance }: Session): boolean => distance > 0;
const never = (): boolean => false;

/** In the order in which the API sends them. Streams that are never recorded are computed on request. */
const CHANNELS: Record<string, Channel> = {
  time: { recorded: () => true, compute: ({ time }) => toStream("time", time()) },
  watts: {
    recorded: ({ normalizedPower }) => normalizedPower !== null,
    compute: ({ watts }) => toStream("watts", watts()),
  },
  cadence: {
    recorded: ({ type }) => disciplineOf(type) !== "Other",
    compute: ({ cadence }) => toStream("cadence", cadence()),
  },
  heartrate: { recorded: ({ averageHr }) => averageHr !== null, compute: heartRateStream },
  distance: { recorded: hasDistance, compute: ({ motion }) => toStream("distance", motion()?.distance, 1) },
  altitude: { recorded: isOnLand, compute: ({ altitude }) => toStream("altitude", altitude(), 1) },
  latlng: { recorded: isOutdoors, compute: positionStream },
  velocity_smooth: {
    recorded: hasDistance,
    compute: ({ motion }) => toStream("velocity_smooth", motion()?.velocity, 3),
  },
  temp: { recorded: isOnLand, compute: temperatureStream },
  fixed_altitude: { recorded: isOnLand, compute: ({ altitude }) => toStream("fixed_altitude", altitude(), 1) },
  raw_watts: { recorded: never, compute: rawPowerStream },
  ga_velocity: { recorded: never, compute: ({ motion }) => toStream("ga_velocity", motion()?.gradeAdjusted, 3) },
  grade_smooth: { recorded: never, compute: gradeStream },
  w_bal: { recorded: never, compute: ({ wBalance }) => toStream("w_bal", wBalance()) },
};

/** The names of the recorded streams. */
export const streamTypes = (session: Session): string[] =>
  Object.entries(CHANNELS).flatMap(([type, { recorded }]) => (recorded(session) ? [type] : []));

export const isKnownStream = (type: string): boolean => Object.hasOwn(CHANNELS, type);

export const computeStream = (recording: Recording, type: string): Stream | null =>
  Object.hasOwn(CHANNELS, type) ? (CHANNELS[type]?.compute(recording) ?? null) : null;

function toStream(type: string, samples: ArrayLike<number> | null | undefined, digits = 0): Stream | null {
  if (!samples) return null;
  return streamOf(type, digits === 0 ? Array.from(samples) : rounded(samples, digits));
}

/** Some recordings start before the chest strap is connected. */
function heartRateStream({ heartRate, session }: Recording): Stream | null {
  const bpm = heartRate();
  const missing = fractionOf(session.seed, "strap") < 0.4 ? 4 : 0;
  return (
    bpm &&
    streamOf(
      "heartrate",
      Array.from(bpm, (value, i) => (i < missing ? null : value)),
    )
  );
}

function positionStream({ track }: Recording): Stream | null {
  const path = track();
  return path && streamOf("latlng", rounded(path.latitude, 6), { data2: rounded(path.longitude, 6) });
}

function temperatureStream({ session, length }: Recording): Stream | null {
  if (!isOnLand(session)) return null;
  return streamOf(
    "temp",
    new Array<number>(length).fill(Math.round(10 + fractionOf(session.seed, "temperature") * 12)),
  );
}

/** Power as the meter sent it. Some recordings have a spike that is removed from `watts`. */
function rawPowerStream({ watts, session }: Recording): Stream | null {
  const power = watts();
  if (!power) return null;
  const spike = fractionOf(session.seed, "spike") < 0.3 ? Math.floor(power.length / 3) : -1;
  return streamOf(
    "raw_watts",
    Array.from(power, (value, i) => (i === spike ? 2047 : value)),
  );
}

function gradeStream({ altitude: heights, motion }: Recording): Stream | null {
  const altitude = heights();
  const distance = motion()?.distance;
  if (!altitude || !distance) return null;
  const grades = Array.from(altitude, (height, i) => {
    const before = Math.max(0, i - 5);
    const ran = (distance[i] ?? 0) - (distance[before] ?? 0);
    return ran > 0 ? round(((height - (altitude[before] ?? height)) / ran) * 100, 1) : 0;
  });
  return streamOf("grade_smooth", grades);
}
