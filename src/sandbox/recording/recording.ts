import { cadenceOf } from "./cadence.ts";
import { heartRateOf } from "./heart-rate.ts";
import { type Motion, motionOf } from "./motion.ts";
import { wattsOf } from "./power.ts";
import { wBalanceOf } from "./power-metrics.ts";
import { effortOf, recordedSecs, type Session } from "./session.ts";
import { altitudeOf, terrainOf } from "./terrain.ts";
import { type Track, trackOf } from "./track.ts";

/** The samples of a session, one per second. Each channel is generated on first use. */
export interface Recording {
  readonly session: Session;
  readonly length: number;
  /** Seconds since the start. Jumps where the recording was paused. */
  time(): Int32Array;
  watts(): Int16Array | null;
  /** Remaining W′ in joules. */
  wBalance(): Int32Array | null;
  heartRate(): Uint8Array | null;
  cadence(): Uint8Array | null;
  motion(): Motion | null;
  /** Meters above sea level. Null indoors and for swims. */
  altitude(): Float32Array | null;
  track(): Track | null;
}

export function recordingOf(session: Session): Recording {
  const length = recordedSecs(session);
  const effort = once(() => effortOf(session.segments));
  const terrain = once(() => terrainOf(session));
  const motion = once(() => (session.distance > 0 ? motionOf(session, effort(), terrain()) : null));
  const watts = once(() =>
    session.normalizedPower === null ? null : wattsOf(session, effort(), session.normalizedPower),
  );
  const { ftp, wPrime } = session.thresholds;
  return {
    session,
    length,
    motion,
    watts,
    wBalance: once(() => {
      const power = watts();
      return power && wBalanceOf(power, ftp, wPrime);
    }),
    time: once(() => timeOf(session, length)),
    heartRate: once(() => (session.averageHr === null ? null : heartRateOf(session, effort(), session.averageHr))),
    cadence: once(() => cadenceOf(session, effort())),
    altitude: once(() => {
      const [land, moved] = [terrain(), motion()];
      return land && moved && altitudeOf(land, moved.distance);
    }),
    track: once(() => {
      const moved = session.indoor || session.poolLength !== null ? null : motion();
      return moved && trackOf(session, moved.distance);
    }),
  };
}

function once<T>(make: () => T): () => T {
  let made: { value: T } | undefined;
  return () => {
    made ??= { value: make() };
    return made.value;
  };
}

function timeOf(session: Session, length: number): Int32Array {
  const time = new Int32Array(length);
  const stopped = new Map(session.stops.map(({ index, secs }) => [index, secs]));
  let clock = 0;
  for (let i = 0; i < length; i++) {
    clock += stopped.get(i) ?? 0;
    time[i] = clock++;
  }
  return time;
}
