/** What the reading of a step depends on besides its words. */
import { type SportFamily, sportFamilyOf } from "../sports.ts";
import type { Thresholds } from "../thresholds.ts";
import { PACE_UNITS, type PaceUnit } from "./grammar.ts";

export interface ParseContext {
  family: SportFamily;
  /** The unit of a pace without one. */
  paceUnit: PaceUnit;
  /** A percentage or zone without a word is power on purpose; on a run or swim only where an FTP is set. */
  expectsPower: boolean;
}

export function parseContextOf({ sport, ftp = 0, paceUnits }: Thresholds): ParseContext {
  const family = sportFamilyOf(sport);
  return {
    family,
    paceUnit: paceUnitOf(family, paceUnits),
    expectsPower: ftp > 0 || (family !== "run" && family !== "swim"),
  };
}

/** The athlete's own unit, or the usual one of the sport. */
function paceUnitOf(family: SportFamily, setting: string | undefined): PaceUnit {
  const usual = family === "swim" ? "SECS_100M" : family === "row" ? "SECS_500M" : "MINS_KM";
  const unit = PACE_UNITS.find((it) => it.setting === setting) ?? PACE_UNITS.find((it) => it.setting === usual);
  return unit ?? PACE_UNITS[0];
}
