import { hashOf, randomFrom } from "../random.ts";
import { type Session, steadyStateHr } from "./session.ts";

/** Heart rate lags the effort by about half a minute, drifts upwards, and averages to the session's average. */
export function heartRateOf(session: Session, effort: Float32Array, average: number): Uint8Array {
  const { thresholds } = session;
  const random = randomFrom(hashOf(session.seed, "heart"));
  const raw = new Float32Array(effort.length);
  let bpm = thresholds.restingHr + 30;
  let noise = 0;
  let total = 0;
  for (let i = 0; i < raw.length; i++) {
    bpm += (steadyStateHr(effort[i] ?? 0, thresholds) - bpm) / 28;
    noise = noise * 0.95 + (random() - 0.5) * 0.6;
    const value = bpm + noise + i * 0.0007;
    raw[i] = value;
    total += value;
  }
  const shift = average - total / raw.length;
  const heartRate = new Uint8Array(raw.length);
  for (let i = 0; i < heartRate.length; i++) {
    heartRate[i] = Math.min(thresholds.maxHr, Math.round((raw[i] ?? 0) + shift));
  }
  return heartRate;
}
