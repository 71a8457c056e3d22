/** What the words of a workout mean for one athlete in one sport. */
import { heartRateReference } from "../estimate/convert.ts";
import { type SportFamily, sportFamilyOf } from "../sports.ts";
import { DOMAIN_WORDS, type DomainWord, PACE_UNITS, type PaceUnit } from "../syntax/grammar.ts";
import type { Setting } from "../syntax/token.ts";
import type { Thresholds } from "../thresholds.ts";

export function settingOf(sport: string, athlete: Partial<Thresholds>): Setting {
  const { ftp, lthr, thresholdPace, paceUnits } = athlete;
  const family = sportFamilyOf(sport);
  const hasOnlyHeartRate = lthr !== undefined && thresholdPace === undefined;
  return {
    family,
    paceUnit: paceUnitOf(family, paceUnits),
    hasPower: (ftp ?? 0) > 0,
    bareMeans: domainWord(hasOnlyHeartRate && family === "run" ? "LTHR" : "Pace"),
    beats: heartRateReference(athlete),
  };
}

/** The unit of a pace written without one: the athlete's own, else what the sport usually counts in. */
function paceUnitOf(family: SportFamily, setting: string | undefined): PaceUnit {
  const usual = family === "swim" ? "SECS_100M" : family === "row" ? "SECS_500M" : "MINS_KM";
  const unit = PACE_UNITS.find((it) => it.setting === setting) ?? PACE_UNITS.find((it) => it.setting === usual);
  return unit ?? PACE_UNITS[0];
}

function domainWord(token: string): DomainWord {
  return DOMAIN_WORDS.find((word) => word.token === token) ?? DOMAIN_WORDS[0];
}
