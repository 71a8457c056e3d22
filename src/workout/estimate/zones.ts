/** Zones: their bounds, and how long a workout stays in each. */
import type { Domain } from "../steps.ts";
import type { Thresholds } from "../thresholds.ts";

/**
 * Tops of the zones where the athlete has none, percent of the threshold: the defaults of Intervals.icu for power and
 * pace, Friel's for heart rate (https://www.trainingpeaks.com/blog/joe-friel-s-quick-guide-to-setting-zones/).
 */
const USUAL_TOPS: Record<Domain, readonly number[]> = {
  power: [55, 75, 90, 105, 120, 150, 999],
  hr: [84, 89, 94, 99, 102, 106, 999],
  pace: [77.5, 87.7, 94.3, 100, 103.4, 111.5, 999],
};

/** Tops of the zones of a domain in percent of its threshold, whatever unit the sport settings keep them in. */
export function zoneTopsOf(domain: Domain, { powerZones, hrZones, paceZones, lthr }: Thresholds): readonly number[] {
  const own = { power: powerZones, pace: paceZones, hr: lthr && hrZones?.map((bpm) => (bpm / lthr) * 100) }[domain];
  return own && own.length > 0 ? own : USUAL_TOPS[domain];
}

/** The lowest zone has no floor of its own; the server puts it at about 0.8 of the top (one account, FTP 286). */
const FLOOR_OF_FIRST = 0.8;

/** A last zone with a top above this is open: 999 stands for "and more". */
const OPEN_TOP = 500;

/**
 * From the foot of one zone to the top of another, in the unit of the threshold. Watts and beats are whole numbers:
 * zone 2 of FTP 286 goes from 158 to 214, and its target is the middle, 186. The server takes the 999% of an open power
 * zone at its word (1644 W; both seen on the live service); other open zones are taken as wide as the one below.
 */
export function zoneRange(
  domain: Domain,
  from: number,
  to: number,
  threshold: number,
  tops: readonly number[],
): [number, number] {
  const step = domain === "pace" ? 0 : 1;
  const topOf = (zone: number) => {
    const top = ((tops[Math.min(zone, tops.length) - 1] ?? 100) * threshold) / 100;
    return domain === "pace" ? top : Math.floor(top + 1e-9);
  };
  const footOf = (zone: number) => (zone <= 1 ? FLOOR_OF_FIRST * topOf(1) : topOf(zone - 1) + step);
  const isOpen = domain !== "power" && topOf(to) > (OPEN_TOP * threshold) / 100;
  return [footOf(from), isOpen ? 2 * topOf(to - 1) - footOf(to - 1) : topOf(to)];
}

/** Index of the zone of a percentage of the threshold; a top belongs to its own zone. */
export function zoneIndexOf(percent: number, tops: readonly number[]): number {
  const index = tops.findIndex((top) => percent <= top + 1e-6);
  return index === -1 ? tops.length - 1 : index;
}
