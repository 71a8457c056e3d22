import { describe, expectTypeOf, it } from "vitest";
import type { Activity, Interval, Stream } from "../../src/intervals/activities.ts";
import type { Effort } from "../../src/intervals/activity-analysis.ts";
import type { AthleteWeek, RosterAthlete } from "../../src/intervals/athletes.ts";
import type { HrCurve, PaceCurve, PowerCurve } from "../../src/intervals/curves.ts";
import type { CustomItem } from "../../src/intervals/custom-items.ts";
import type { Event } from "../../src/intervals/events.ts";
import type { Gear, GearReminder } from "../../src/intervals/gear.ts";
import type { Folder, Workout } from "../../src/intervals/library.ts";
import type { Message } from "../../src/intervals/messages.ts";
import type { SportSettings } from "../../src/intervals/sport-settings.ts";
import type { Wellness } from "../../src/intervals/wellness.ts";
import type { Operations, Schemas } from "./openapi-types.ts";

/** Fields that we read and the OpenAPI file does not have, or has with a type that we do not accept. */
type Misfits<Ours, Theirs> = {
  [Field in Named<Ours>]-?: Field extends keyof Theirs
    ? NonNullable<Theirs[Field]> extends NonNullable<Ours[Field]>
      ? never
      : Field
    : Field;
}[Named<Ours>];

/** The declared fields of an object that may have others. */
type Named<Shape> = keyof { [Field in keyof Shape as string extends Field ? never : Field]: unknown } & keyof Shape;

// Checked by `npm run types`.
describe("what we read of Intervals.icu", () => {
  it("is in the OpenAPI file with the types that we expect", () => {
    expectTypeOf<Misfits<Wellness, Schemas["Wellness"]>>().toBeNever();
    expectTypeOf<Misfits<SportSettings, Schemas["SportSettings"]>>().toBeNever();
    expectTypeOf<Misfits<CustomItem, Schemas["CustomItem"]>>().toBeNever();
    expectTypeOf<Misfits<Interval, Schemas["Interval"] & Schemas["IntervalGroup"]>>().toBeNever();
    expectTypeOf<Misfits<Event, Schemas["Event"]>>().toBeNever();
    expectTypeOf<Misfits<Workout, Schemas["Workout"]>>().toBeNever();
    expectTypeOf<Misfits<GearReminder, Schemas["GearReminder"]>>().toBeNever();
    expectTypeOf<Misfits<PowerCurve, Schemas["PowerCurve"]>>().toBeNever();
    expectTypeOf<Misfits<HrCurve, Schemas["HRCurve"]>>().toBeNever();
    expectTypeOf<Misfits<PaceCurve, Schemas["PaceCurve"]>>().toBeNever();
    expectTypeOf<Misfits<Effort, Schemas["Effort"]>>().toBeNever();
    expectTypeOf<Misfits<RosterAthlete, Operations["GET /api/v1/athletes"]["answer"][number]>>().toBeNever();
    expectTypeOf<Misfits<AthleteWeek, Schemas["SummaryWithCats"]>>().toBeNever();
  });

  it("departs from the OpenAPI file where that is known to be wrong or silent", () => {
    // The file marks no field as required, not even the id of a record in a list.
    expectTypeOf<Misfits<Activity, Schemas["ActivityWithIntervals"]>>().toEqualTypeOf<"icu_zone_times">();
    expectTypeOf<Misfits<Folder, Schemas["Folder"]>>().toEqualTypeOf<"children">();
    expectTypeOf<Misfits<Gear, Schemas["Gear"]>>().toEqualTypeOf<"reminders">();
    // A number, which is decoded as text.
    expectTypeOf<Misfits<Message, Schemas["Message"]>>().toEqualTypeOf<"id">();
    // The file declares the samples of a stream as objects.
    expectTypeOf<Misfits<Stream, Schemas["ActivityStream"]>>().toEqualTypeOf<"data" | "data2">();
  });
});
