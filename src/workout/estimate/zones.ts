import type { Domain } from "../steps.ts";
import type { Thresholds } from "../thresholds.ts";

/**
 * Upper bounds of the zones in percent of the threshold, for athletes without their own: the defaults of Intervals.icu for
 * power and pace, Friel's for heart rate.
 *
 * @see https://www.trainingpeaks.com/blog/joe-friel-s-quick-guide-to-setting-zones/
 */
const DEFAULT_TOPS: Record<Domain, readonly number[]> = {
  power: [55, 75, 90, 105, 120, 150, 999],
  hr: [84, 89, 94, 99, 102, 106, 999],
  pace: [77.5, 87.7, 94.3, 100, 103.4, 111.5, 999],
};

/** Upper bounds of the zones of a domain in percent of its threshold, whatever unit the sport settings have. */
export function zoneTopsOf(domain: Domain, { powerZones, hrZones, paceZones, lthr }: Thresholds): readonly number[] {
  const own = { power: powerZones, pace: paceZones, hr: lthr && hrZones?.map((bpm) => (bpm / lthr) * 100) }[domain];
  return own && own.length > 0 ? own : DEFAULT_TOPS[domain];
}

/** The first zone has no lower bound; the server uses about 0.8 of the upper one (observed in one account, FTP 286 W). */
const FIRST_ZONE_BOTTOM = 0.8;

/** A last zone with an upper bound above this percentage is open: 999 means "and more". */
const OPEN_TOP = 500;

interface Zones {
  domain: Domain;
  /** Number of the first zone, counted from 1. */
  from: number;
  /** Number of the last zone. */
  to: number;
  /** Watts, beats per minute or metres per second. */
  threshold: number;
  /** Upper bounds in percent of the threshold. */
  tops: readonly number[];
}

/**
 * From the lower bound of one zone to the upper bound of another, in the unit of the threshold. Watts and beats are whole
 * numbers: zone 2 of FTP 286 is 158–214 W, and its target is the middle, 186 W. The server takes the 999% of an open power
 * zone literally (1644 W; both observed on the live service). Other open zones are assumed to be as wide as the one below.
 */
export function zoneRange({ domain, from, to, threshold, tops }: Zones): [number, number] {
  const step = domain === "pace" ? 0 : 1;
  const topOf = (zone: number) => {
    const top = ((tops[Math.min(zone, tops.length) - 1] ?? 100) * threshold) / 100;
    return domain === "pace" ? top : Math.floor(top + 1e-9);
  };
  const bottomOf = (zone: number) => (zone <= 1 ? FIRST_ZONE_BOTTOM * topOf(1) : topOf(zone - 1) + step);
  const isOpen = domain !== "power" && topOf(to) > (OPEN_TOP * threshold) / 100;
  return [bottomOf(from), isOpen ? 2 * topOf(to - 1) - bottomOf(to - 1) : topOf(to)];
}

/** The index of the zone of a percentage of the threshold. An upper bound belongs to its zone. */
export function zoneIndexOf(percent: number, tops: readonly number[]): number {
  const index = tops.findIndex((top) => percent <= top + 1e-6);
  return index === -1 ? tops.length - 1 : index;
}
