import { hashOf, randomFrom } from "../random.ts";
import { normalizedPowerOf } from "./power-metrics.ts";
import type { Session } from "./session.ts";

/** Power around the target effort, with coasting outdoors, scaled to the session's normalized power. */
export function wattsOf(session: Session, effort: Float32Array, normalized: number): Int16Array {
  const random = randomFrom(hashOf(session.seed, "watts"));
  const raw = new Float32Array(effort.length);
  const jitter = session.indoor ? 0.05 : 0.16;
  let fast = 0;
  let slow = 0;
  let coasting = 0;
  for (let i = 0; i < raw.length; i++) {
    const target = effort[i] ?? 0;
    fast = fast * 0.75 + (random() - 0.5) * jitter;
    slow = slow * 0.985 + (random() - 0.5) * 0.012;
    if (coasting === 0 && !session.indoor && target < 0.85 && random() < 0.006)
      coasting = 3 + Math.floor(random() * 10);
    if (coasting > 0) coasting--;
    else raw[i] = target * (1 + fast + slow);
  }
  const scale = normalized / normalizedPowerOf(raw);
  const watts = new Int16Array(raw.length);
  for (let i = 0; i < watts.length; i++) watts[i] = Math.max(0, Math.round((raw[i] ?? 0) * scale));
  return watts;
}
