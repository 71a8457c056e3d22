import type { Fields } from "../fields.ts";
import { addDays } from "../local-date.ts";
import { fractionOf } from "../random.ts";
import { bodyObject, type Call, get, put, type Route } from "../router.ts";
import { round } from "../samples.ts";

const HOME = {
  id: 1,
  provider: "OPEN_WEATHER",
  location: "Demo Town",
  label: "Home",
  lat: -36.85,
  lon: 174.76,
  enabled: true,
};

const configOf = ({ state }: Call): Fields => state.athlete.get("weather") ?? { forecasts: [HOME] };

/** A week of weather for each place. */
function forecast(call: Call): Fields {
  const { forecasts } = configOf(call);
  const places: Fields[] = Array.isArray(forecasts) ? forecasts : [];
  const daily = Array.from({ length: 7 }, (_, i) => {
    const date = addDays(call.state.today, i);
    const roll = (what: string) => fractionOf("weather", what, date);
    return {
      id: date,
      temp: { min: round(7 + roll("temperature") * 8, 1), max: round(13 + roll("temperature") * 10, 1) },
      wind_speed: round(roll("wind") * 8, 1),
      rain: roll("rain") < 0.2 ? round(roll("wet") * 4, 1) : 0,
      clouds: Math.floor(roll("clouds") * 100),
    };
  });
  return { forecasts: places.map((place) => ({ ...place, daily })) };
}

export const weatherRoutes: readonly Route[] = [
  get("/athlete/{id}/weather-config", configOf),
  put("/athlete/{id}/weather-config", async (call) => call.state.athlete.put("weather", await bodyObject(call))),
  get("/athlete/{id}/weather-forecast", forecast),
];
