import { fractionOf } from "../random.ts";
import type { Session } from "./session.ts";

/** Altitudes at equal distances along a closed loop. */
export interface Terrain {
  readonly heights: Float32Array;
  /** Meters between two altitudes. */
  readonly step: number;
}

const POINTS = 1024;
/** Waves per loop, with their share of the altitude. */
const WAVES = [
  [2, 1],
  [5, 0.5],
  [11, 0.3],
  [23, 0.15],
] as const;

/** Terrain with the hilliness of the session. Null for a flat session. */
export function terrainOf({ seed, hilliness, distance }: Session): Terrain | null {
  if (hilliness === 0 || distance === 0) return null;
  const heights = new Float32Array(POINTS + 1);
  const phases = WAVES.map((_, i) => fractionOf(seed, "wave", i) * 2 * Math.PI);
  let climbed = 0;
  for (let i = 0; i <= POINTS; i++) {
    const angle = (i / POINTS) * 2 * Math.PI;
    let height = 0;
    for (let w = 0; w < WAVES.length; w++) {
      const [count, share] = WAVES[w] ?? [0, 0];
      height += share * Math.sin(count * angle + (phases[w] ?? 0));
    }
    if (i > 0) climbed += Math.max(0, height - (heights[i - 1] ?? 0));
    heights[i] = height;
  }
  const scale = (hilliness * distance) / climbed;
  const base = 12 + 40 * fractionOf(seed, "base");
  const lowest = heights.reduce((low, height) => Math.min(low, height), 0);
  return { heights: heights.map((height) => base + (height - lowest) * scale), step: distance / POINTS };
}

const indexAt = (fraction: number): number => Math.min(POINTS - 1, Math.max(0, Math.floor(fraction * POINTS)));

/** Rise over run after a fraction of the distance. */
export function gradeAt({ heights, step }: Terrain, fraction: number): number {
  const i = indexAt(fraction);
  return ((heights[i + 1] ?? 0) - (heights[i] ?? 0)) / step;
}

/** Meters above sea level for each sample of `distance`. */
export function altitudeOf({ heights, step }: Terrain, distance: Float32Array): Float32Array {
  const altitude = new Float32Array(distance.length);
  for (let k = 0; k < altitude.length; k++) {
    const fraction = (distance[k] ?? 0) / (step * POINTS);
    const i = indexAt(fraction);
    const here = heights[i] ?? 0;
    altitude[k] = here + ((heights[i + 1] ?? here) - here) * Math.min(1, fraction * POINTS - i);
  }
  return altitude;
}
