import { hashOf, randomFrom } from "../random.ts";
import { cyclingSpeed, disciplineOf, type Session } from "./session.ts";
import { gradeAt, type Terrain } from "./terrain.ts";

export interface Motion {
  /** m/s */
  readonly velocity: Float32Array;
  /** Meters since the start. */
  readonly distance: Float32Array;
  /** m/s on flat ground for the same effort; runs only. */
  readonly gradeAdjusted: Float32Array | null;
}

/** Speed from effort and terrain, scaled to the distance of the session. */
export function motionOf(session: Session, effort: Float32Array, terrain: Terrain | null): Motion {
  const discipline = disciplineOf(session.type);
  const random = randomFrom(hashOf(session.seed, "speed"));
  const velocity = new Float32Array(effort.length);
  const adjusted = discipline === "Run" ? new Float32Array(effort.length) : null;
  let total = 0;
  let adjustedTotal = 0;
  let noise = 0;
  for (let i = 0; i < velocity.length; i++) {
    const target = effort[i] ?? 0;
    const grade = terrain ? gradeAt(terrain, total / session.distance) : 0;
    noise = noise * 0.9 + (random() - 0.5) * 0.02;
    const flat = discipline === "Ride" ? cyclingSpeed(target) : target;
    const speed = flat * (1 + noise) * Math.max(0.35, 1 - grade * (discipline === "Ride" ? 9 : 2.5));
    velocity[i] = speed;
    // Runs and swims are in fractions of threshold until they are scaled, and the terrain only needs the approximate
    // position.
    total += discipline === "Ride" ? speed : speed * (session.distance / session.movingSecs);
    if (adjusted) {
      adjusted[i] = speed * (1 + 3 * grade);
      adjustedTotal += adjusted[i] ?? 0;
    }
  }
  const distance = scaleToDistance(velocity, session.distance);
  if (adjusted && session.gap !== null) multiply(adjusted, (session.gap * session.movingSecs) / adjustedTotal);
  return { velocity, distance, gradeAdjusted: adjusted };
}

function scaleToDistance(velocity: Float32Array, total: number): Float32Array {
  let sum = 0;
  for (let i = 0; i < velocity.length; i++) sum += velocity[i] ?? 0;
  multiply(velocity, total / sum);
  const distance = new Float32Array(velocity.length);
  let covered = 0;
  for (let i = 0; i < distance.length; i++) {
    covered += velocity[i] ?? 0;
    distance[i] = covered;
  }
  return distance;
}

function multiply(samples: Float32Array, factor: number): void {
  for (let i = 0; i < samples.length; i++) samples[i] = (samples[i] ?? 0) * factor;
}
