import { expect, it } from "vitest";
import { untrustedText } from "../../src/intervals/untrusted-text.ts";
import { formatZones, powerZones } from "../../src/training/zones.ts";

it("power zones are shares of FTP, and a bound of 999 % or more is open", () => {
  const settings = {
    id: 1,
    types: ["Ride"],
    ftp: 250,
    power_zones: [55, 75, 999],
    power_zone_names: [untrustedText("Recovery")],
  };
  expect(formatZones(powerZones(settings), true)).toBe("Z1 «Recovery» to 137, Z2 to 187, Z3 above");
});
