import { describe, expect, it } from "vitest";
import { type Athlete, createEvent, demoAthlete, type Json, plannedRide, TODAY } from "../athlete.ts";

const events = (athlete: Athlete, query = ""): Promise<Json[]> => athlete.read(`/athlete/0/events${query}`);

describe("the calendar", () => {
  it("covers today and the next six days in the athlete's time zone by default", async () => {
    const athlete = await demoAthlete();
    const days = (await events(athlete, "?category=WORKOUT")).map(({ start_date_local: start }) =>
      String(start).slice(0, 10),
    );
    expect(days[0]).toBe(TODAY);
    expect(days.every((day) => day >= TODAY && day <= "2026-05-16")).toBe(true);
  });

  it("includes events that began before the range and are still running", async () => {
    const athlete = await demoAthlete();
    const names = (await events(athlete, `?oldest=${TODAY}&newest=${TODAY}`)).map(({ name }) => name);
    expect(names).toEqual(expect.arrayContaining(["Build phase", "Heat block"]));
  });

  it("excludes an event on the day of its end, which is exclusive", async () => {
    const athlete = await demoAthlete();
    const dates = { start_date_local: "2026-06-01", end_date_local: "2026-06-05" };
    await createEvent(athlete, { category: "HOLIDAY", name: "Away", ...dates });
    const isListed = async (day: string) =>
      (await events(athlete, `?oldest=${day}&newest=${day}`)).some(({ name }) => name === "Away");
    expect([await isListed("2026-06-04"), await isListed("2026-06-05")]).toEqual([true, false]);
  });

  it("has races, time off, phases, targets and notes", async () => {
    const athlete = await demoAthlete();
    const year = await events(athlete, "?oldest=2025-11-01&newest=2026-10-31");
    const categories = new Set(year.map(({ category }) => category));
    for (const category of ["RACE_A", "RACE_B", "RACE_C", "SICK", "HOLIDAY", "PLAN", "TARGET", "NOTE", "WORKOUT"]) {
      expect(categories).toContain(category);
    }
    const [holiday] = year.filter(({ category }) => category === "HOLIDAY");
    expect(holiday).toMatchObject({ training_availability: "LIMITED" });
    const model = await athlete.read<Json[]>("/athlete/0/fitness-model-events");
    expect(model.map(({ category }) => category)).toEqual(["SET_FITNESS", "SET_EFTP", "FITNESS_DAYS"]);
  });

  it("can be filtered by category, cut to a limit and returned as CSV", async () => {
    const athlete = await demoAthlete();
    const notes = await events(athlete, "?oldest=2026-01-01&newest=2026-12-31&category=NOTE,TARGET&limit=4");
    expect(notes).toHaveLength(4);
    for (const { category } of notes) expect(["NOTE", "TARGET"]).toContain(category);
    expect((await athlete.call("GET", "/athlete/0/events.csv")).text).toMatch(/^id,start_date_local/);
  });

  it("resolves targets against today's settings and attaches a file if requested", async () => {
    const athlete = await demoAthlete();
    await createEvent(athlete, plannedRide({ start_date_local: TODAY }));
    const all = await events(athlete, "?resolve=true&ext=zwo&category=WORKOUT");
    const planned = all.find(({ name }) => name === "VO2 4x4");
    expect(planned?.workout_doc).toMatchObject({ ftp: 228, lthr: 168 });
    expect(planned?.workout_filename).toBe("VO2_4x4.zwo");
    expect(atob(String(planned?.workout_file_base64))).toContain('<SteadyState Duration="240" Power="1.060"/>');
  });
});
