import { fractionOf } from "../random.ts";
import type { Session } from "./session.ts";

export interface Track {
  readonly latitude: Float64Array;
  readonly longitude: Float64Array;
}

/** Every loop starts here, at a car park by the sea. */
const HOME = { latitude: -36.8485, longitude: 174.7633 };
const METERS_PER_DEGREE = 111_320;

/** A closed, slightly dented loop of the session's distance. */
export function trackOf(session: Session, distance: Float32Array): Track {
  const { seed } = session;
  const total = session.distance;
  const radius = total / (2 * Math.PI);
  const bearing = fractionOf(seed, "bearing") * 2 * Math.PI;
  const dents = 2 + Math.floor(fractionOf(seed, "dents") * 4);
  const metersPerLongitude = METERS_PER_DEGREE * Math.cos((HOME.latitude * Math.PI) / 180);
  const pointAt = (fraction: number): [number, number] => {
    const angle = bearing + fraction * 2 * Math.PI;
    const away = radius * (1 + 0.12 * Math.sin(dents * fraction * 2 * Math.PI));
    return [away * Math.cos(angle), away * Math.sin(angle)];
  };
  const [x0, y0] = pointAt(0);
  const latitude = new Float64Array(distance.length);
  const longitude = new Float64Array(distance.length);
  for (let i = 0; i < distance.length; i++) {
    const [x, y] = pointAt((distance[i] ?? 0) / total);
    latitude[i] = HOME.latitude + (y - y0) / METERS_PER_DEGREE;
    longitude[i] = HOME.longitude + (x - x0) / metersPerLongitude;
  }
  return { latitude, longitude };
}
