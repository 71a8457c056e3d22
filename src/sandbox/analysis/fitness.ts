import { addDays, type LocalDate } from "../local-date.ts";

/** Fitness (CTL) and fatigue (ATL) at the end of a day. */
export interface Fitness {
  readonly ctl: number;
  readonly atl: number;
  /** The day's load. */
  readonly load: number;
}

const CTL_DAYS = 42;
const ATL_DAYS = 7;

/** Exponentially weighted load, once a day: `x += (load − x)(1 − e^(−1/τ))`. */
export function afterLoad({ ctl, atl }: Omit<Fitness, "load">, load: number): Fitness {
  return {
    ctl: ctl + (load - ctl) * (1 - Math.exp(-1 / CTL_DAYS)),
    atl: atl + (load - atl) * (1 - Math.exp(-1 / ATL_DAYS)),
    load,
  };
}

export interface FitnessHistory {
  readonly from: LocalDate;
  readonly until: LocalDate;
  readonly start: Omit<Fitness, "load">;
  readonly loadOn: (date: LocalDate) => number;
}

export function fitnessByDay({ from, until, start, loadOn }: FitnessHistory): Map<LocalDate, Fitness> {
  const days = new Map<LocalDate, Fitness>();
  let fitness: Fitness = { ...start, load: 0 };
  for (let date = from; date <= until; date = addDays(date, 1)) {
    fitness = afterLoad(fitness, loadOn(date));
    days.set(date, fitness);
  }
  return days;
}
