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
import type { UntrustedText } from "../../src/intervals/untrusted-text.ts";
import type { Wellness } from "../../src/intervals/wellness.ts";
import type { Operations, Schemas } from "./openapi-types.ts";

/** Fields of the client's schema that the OpenAPI file does not have, or has with a type that the client rejects. */
type Mismatches<Client, File> = {
  [Field in Named<Client>]-?: Field extends keyof File
    ? NonNullable<File[Field]> extends NonNullable<Plain<Client>[Field]>
      ? never
      : Field
    : Field;
}[Named<Client>];

/** With text that people wrote as strings, which they are in a response. */
type Plain<Value> = Value extends UntrustedText
  ? string
  : Value extends object
    ? { [Field in keyof Value]: Plain<Value[Field]> }
    : Value;

/** The declared fields of an object that may have others. */
type Named<Shape> = keyof { [Field in keyof Shape as string extends Field ? never : Field]: unknown } & keyof Shape;

// Checked by `npm run types`.
describe("the schemas of the API client", () => {
  it("match the types in the OpenAPI file", () => {
    expectTypeOf<Mismatches<Wellness, Schemas["Wellness"]>>().toBeNever();
    expectTypeOf<Mismatches<SportSettings, Schemas["SportSettings"]>>().toBeNever();
    expectTypeOf<Mismatches<CustomItem, Schemas["CustomItem"]>>().toBeNever();
    expectTypeOf<Mismatches<Interval, Schemas["Interval"] & Schemas["IntervalGroup"]>>().toBeNever();
    expectTypeOf<Mismatches<Event, Schemas["Event"]>>().toBeNever();
    expectTypeOf<Mismatches<Workout, Schemas["Workout"]>>().toBeNever();
    expectTypeOf<Mismatches<GearReminder, Schemas["GearReminder"]>>().toBeNever();
    expectTypeOf<Mismatches<PowerCurve, Schemas["PowerCurve"]>>().toBeNever();
    expectTypeOf<Mismatches<HrCurve, Schemas["HRCurve"]>>().toBeNever();
    expectTypeOf<Mismatches<PaceCurve, Schemas["PaceCurve"]>>().toBeNever();
    expectTypeOf<Mismatches<Effort, Schemas["Effort"]>>().toBeNever();
    expectTypeOf<Mismatches<RosterAthlete, Operations["GET /api/v1/athletes"]["answer"][number]>>().toBeNever();
    expectTypeOf<Mismatches<AthleteWeek, Schemas["SummaryWithCats"]>>().toBeNever();
  });

  it("differ from the OpenAPI file where it is known to be wrong or incomplete", () => {
    // The file marks no field as required, not even the id of a record in a list.
    expectTypeOf<Mismatches<Activity, Schemas["ActivityWithIntervals"]>>().toEqualTypeOf<"icu_zone_times">();
    expectTypeOf<Mismatches<Folder, Schemas["Folder"]>>().toEqualTypeOf<"children">();
    expectTypeOf<Mismatches<Gear, Schemas["Gear"]>>().toEqualTypeOf<"reminders">();
    // A number, which is decoded as text.
    expectTypeOf<Mismatches<Message, Schemas["Message"]>>().toEqualTypeOf<"id">();
    // The file declares the samples of a stream as objects.
    expectTypeOf<Mismatches<Stream, Schemas["ActivityStream"]>>().toEqualTypeOf<"data" | "data2">();
  });
});
