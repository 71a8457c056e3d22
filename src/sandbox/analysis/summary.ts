import type { Fields } from "../fields.ts";
import { joulesAbove } from "../recording/power-metrics.ts";
import type { Recording } from "../recording/recording.ts";
import { disciplineOf, elapsedSecs, recordedSecs, type Session } from "../recording/session.ts";
import { climbOf, maxOf, meanOf, minOf, round, sumOf, zoneSecs } from "../samples.ts";
import { hrZonesOf, PACE_ZONES, POWER_ZONES, SWEET_SPOT } from "./zones.ts";

/** The start and the end of a session that decoupling leaves out. */
const WARMUP_SECS = 600;
const COOLDOWN_SECS = 300;

/** Activity fields that need no samples. */
export function sessionFields(session: Session): Fields {
  const { thresholds, distance } = session;
  return {
    moving_time: session.movingSecs,
    elapsed_time: elapsedSecs(session),
    icu_recording_time: recordedSecs(session),
    recording_stops: session.stops.map(({ index }) => index),
    icu_warmup_time: WARMUP_SECS,
    icu_cooldown_time: COOLDOWN_SECS,
    icu_weight: thresholds.weight,
    icu_resting_hr: thresholds.restingHr,
    icu_training_load: session.load,
    power_load: session.powerLoad,
    hr_load: session.hrLoad,
    pace_load: session.paceLoad,
    icu_weighted_avg_watts: session.normalizedPower,
    icu_intensity: intensityOf(session),
    ...(distance > 0 && { distance, icu_distance: distance, pace: session.pace, gap: session.gap }),
  };
}

/** Activity fields that are computed from the samples. */
export function summaryOf(recording: Recording): Fields {
  return {
    ...motionFields(recording),
    ...heartFields(recording),
    ...powerFields(recording),
    ...cadenceFields(recording),
    decoupling: decouplingOf(recording),
  };
}

function intensityOf({ normalizedPower, gap, pace, hrLoad, movingSecs, thresholds }: Session): number {
  if (normalizedPower !== null) return round((normalizedPower / thresholds.ftp) * 100, 4);
  if (gap !== null) return round((gap / thresholds.runPace) * 100, 4);
  if (pace !== null) return round((pace / thresholds.swimPace) * 100, 4);
  return round(Math.sqrt((hrLoad ?? 0) / 100 / (movingSecs / 3600)) * 100, 4);
}

function motionFields(recording: Recording): Fields {
  const { session } = recording;
  const motion = recording.motion();
  if (!motion) return {};
  const { distance, poolLength, thresholds } = session;
  const discipline = disciplineOf(session.type);
  const altitude = recording.altitude();
  const threshold = discipline === "Run" ? thresholds.runPace : discipline === "Swim" ? thresholds.swimPace : null;
  const zoneTops = discipline === "Run" ? PACE_ZONES.map((top) => (top * thresholds.runPace) / 100) : null;
  return {
    average_speed: round(distance / session.movingSecs, 4),
    max_speed: round(maxOf(motion.velocity), 4),
    threshold_pace: threshold,
    pace_load_type: threshold === null ? null : discipline === "Run" ? "RUN" : "SWIM",
    pace_zones: zoneTops && PACE_ZONES,
    pace_zone_times: zoneTops && zoneSecs(motion.velocity, zoneTops),
    gap_zone_times: zoneTops && motion.gradeAdjusted && zoneSecs(motion.gradeAdjusted, zoneTops),
    gap_model: discipline === "Run" ? "STRAVA_RUN" : null,
    pool_length: poolLength,
    lengths: poolLength && Math.round(distance / poolLength),
    ...(altitude && {
      total_elevation_gain: round(climbOf(altitude), 1),
      total_elevation_loss: round(climbOf(altitude) + (altitude[0] ?? 0) - (altitude.at(-1) ?? 0), 1),
      average_altitude: round(meanOf(altitude), 1),
      min_altitude: round(minOf(altitude), 1),
      max_altitude: round(maxOf(altitude), 1),
    }),
  };
}

function heartFields(recording: Recording): Fields {
  const heartRate = recording.heartRate();
  if (!heartRate) return { has_heartrate: false };
  const { thresholds, movingSecs } = recording.session;
  const { restingHr, maxHr, lthr } = thresholds;
  const average = meanOf(heartRate);
  const reserve = (average - restingHr) / (maxHr - restingHr);
  const zones = hrZonesOf(thresholds);
  return {
    has_heartrate: true,
    average_heartrate: Math.round(average),
    max_heartrate: maxOf(heartRate),
    athlete_max_hr: maxHr,
    lthr,
    hr_load_type: "AVG_HR",
    icu_hr_zones: zones,
    icu_hr_zone_times: zoneSecs(heartRate, zones),
    // Bannister's TRIMP.
    trimp: round((movingSecs / 60) * reserve * 0.64 * Math.exp(1.92 * reserve), 2),
    calories: Math.round((movingSecs / 60) * (average * 0.0837 - 1.7)),
    carbs_used: Math.round(((movingSecs / 60) * (average * 0.0837 - 1.7) * 0.55) / 4),
  };
}

function powerFields(recording: Recording): Fields {
  const watts = recording.watts();
  if (!watts) return {};
  const { thresholds, normalizedPower } = recording.session;
  const { ftp, wPrime, pMax } = thresholds;
  const average = Math.round(meanOf(watts));
  const bpm = meanOf(recording.heartRate() ?? [0]);
  const inWatts = (percent: number) => (percent * ftp) / 100;
  const [, sweetSpot = 0] = zoneSecs(watts, [
    inWatts(SWEET_SPOT.min),
    inWatts(SWEET_SPOT.max),
    Number.POSITIVE_INFINITY,
  ]);
  const joules = sumOf(watts);
  return {
    device_watts: true,
    icu_average_watts: average,
    icu_variability_index: round((normalizedPower ?? 0) / average, 4),
    icu_efficiency_factor: bpm && round((normalizedPower ?? 0) / bpm, 4),
    icu_power_hr: bpm && round(average / bpm, 4),
    icu_ftp: ftp,
    icu_w_prime: wPrime,
    p_max: pMax,
    icu_joules: joules,
    icu_joules_above_ftp: joulesAbove(watts, ftp),
    icu_max_wbal_depletion: wPrime - minOf(recording.wBalance() ?? [wPrime]),
    icu_power_zones: POWER_ZONES,
    icu_sweet_spot_min: SWEET_SPOT.min,
    icu_sweet_spot_max: SWEET_SPOT.max,
    icu_zone_times: [
      ...zoneSecs(watts, POWER_ZONES.map(inWatts)).map((secs, i) => ({ id: `Z${i + 1}`, secs })),
      { id: "SS", secs: sweetSpot },
    ],
    // A kilojoule of work costs about a kilocalorie.
    calories: Math.round(joules / 1000),
    carbs_used: Math.round((joules / 1000) * 0.15),
  };
}

function cadenceFields(recording: Recording): Fields {
  const cadence = recording.cadence();
  if (!cadence) return {};
  const { session } = recording;
  // Samples without cadence do not count.
  const still = zoneSecs(cadence, [0, 255])[0] ?? 0;
  const average = sumOf(cadence) / (cadence.length - still);
  const perSecond = (average / 60) * (disciplineOf(session.type) === "Run" ? 2 : 1);
  const stride =
    disciplineOf(session.type) === "Ride" ? null : round(session.distance / session.movingSecs / perSecond, 3);
  return { average_cadence: round(average, 1), average_stride: stride };
}

/** Aerobic decoupling: by how many percent output per heartbeat was higher in the first half than in the second. */
function decouplingOf(recording: Recording): number | null {
  const output = recording.watts() ?? recording.motion()?.velocity;
  const heartRate = recording.heartRate();
  const from = WARMUP_SECS;
  const to = recording.length - COOLDOWN_SECS;
  if (!output || !heartRate || to - from < 1200 || disciplineOf(recording.session.type) === "Swim") return null;
  const middle = Math.floor((from + to) / 2);
  const ratio = (a: number, b: number) => meanOf(output, a, b) / meanOf(heartRate, a, b);
  return round((ratio(from, middle) / ratio(middle, to) - 1) * 100, 4);
}
