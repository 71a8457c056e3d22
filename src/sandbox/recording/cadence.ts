import { hashOf, randomFrom } from "../random.ts";
import { disciplineOf, type Session } from "./session.ts";

/** rpm for rides, steps of one leg per minute for runs, strokes per minute for swims. */
const TYPICAL = { Ride: 88, Run: 85, Swim: 31 } as const;

export function cadenceOf(session: Session, effort: Float32Array): Uint8Array | null {
  const discipline = disciplineOf(session.type);
  if (discipline === "Other") return null;
  const random = randomFrom(hashOf(session.seed, "cadence"));
  const cadence = new Uint8Array(effort.length);
  let noise = 0;
  for (let i = 0; i < cadence.length; i++) {
    const target = effort[i] ?? 0;
    noise = noise * 0.9 + (random() - 0.5) * 0.03;
    cadence[i] = target === 0 ? 0 : Math.round(TYPICAL[discipline] * (0.94 + 0.07 * target + noise));
  }
  return cadence;
}
