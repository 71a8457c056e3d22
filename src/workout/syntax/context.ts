import { type SportFamily, sportFamilyOf } from "../sports.ts";
import type { Thresholds } from "../thresholds.ts";
import { PACE_UNITS, type PaceUnit } from "./grammar.ts";
import type { WordPosition } from "./words.ts";

/** What the meaning of a step depends on besides its words. */
export interface ParseContext {
  family: SportFamily;
  /** The unit of a pace that is written without one. */
  paceUnit: PaceUnit;
  /**
   * A percentage or zone without a domain word is intended as power. True in every sport except run and swim, and there
   * if the athlete has an FTP.
   */
  expectsPower: boolean;
}

/** A position in a line where a token may begin. */
export interface Cursor extends WordPosition {
  context: ParseContext;
}

export function parseContextOf({ sport, ftp = 0, paceUnits }: Thresholds): ParseContext {
  const family = sportFamilyOf(sport);
  return {
    family,
    paceUnit: paceUnitOf(family, paceUnits),
    expectsPower: ftp > 0 || (family !== "run" && family !== "swim"),
  };
}

/** The athlete's unit, or the default of the sport. */
function paceUnitOf(family: SportFamily, setting: string | undefined): PaceUnit {
  const usual = family === "swim" ? "SECS_100M" : family === "row" ? "SECS_500M" : "MINS_KM";
  const unit = PACE_UNITS.find((it) => it.setting === setting) ?? PACE_UNITS.find((it) => it.setting === usual);
  return unit ?? PACE_UNITS[0];
}
