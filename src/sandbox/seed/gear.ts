import type { Fields } from "../fields.ts";
import { addDays } from "../local-date.ts";
import { GEAR_ID } from "./ids.ts";
import type { Profile } from "./profile.ts";
import type { TrainingPlan } from "./training-plan.ts";

/** The athlete's gear. Its totals are computed from the activities. */
export function gearOf({ id, sports }: Profile, plan: TrainingPlan): readonly Fields[] {
  const bought = addDays(plan.anchor, -plan.days);
  const common = { athlete_id: id, purchased: bought, use_elapsed_time: false, component: false };
  const worn = addDays(plan.anchor, -RETIRED_SHOES_DAYS);
  const all = [
    {
      ...common,
      id: GEAR_ID.bike,
      type: "Bike",
      name: "Road bike",
      component_ids: [GEAR_ID.chain],
      reminders: [SERVICE],
    },
    { ...common, id: GEAR_ID.chain, type: "Chain", name: "Waxed chain", component: true, reminders: [WAX] },
    { ...common, id: GEAR_ID.shoes, type: "Shoes", name: "Daily trainers", reminders: [] },
    { ...common, id: GEAR_ID.oldShoes, type: "Shoes", name: "Old trainers", retired: worn, reminders: [] },
    { ...common, id: GEAR_ID.wetsuit, type: "Wetsuit", name: "Wetsuit", reminders: [] },
  ];
  return all.filter(({ type }) => sports.includes("ride") || type === "Shoes");
}

const SERVICE = { id: 12, gear_id: GEAR_ID.bike, name: "Overhaul", distance: 20_000_000 };
const WAX = { id: 13, gear_id: GEAR_ID.chain, name: "Replace", distance: 12_000_000 };

/** The old shoes were retired this many days before the anchor. */
export const RETIRED_SHOES_DAYS = 90;

/** The gear used for each discipline. */
export const GEAR_OF = { Ride: GEAR_ID.bike, Run: GEAR_ID.shoes, Swim: GEAR_ID.wetsuit, Other: "" } as const;
