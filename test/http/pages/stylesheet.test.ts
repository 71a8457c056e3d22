import { describe, expect, it } from "vitest";
import { STYLE } from "../../../src/http/pages/stylesheet.ts";

/** Relative luminance and contrast ratio as WCAG 2.2 defines them. */
function luminance(hex: string): number {
  const [r = 0, g = 0, b = 0] = [1, 3, 5].map((at) => {
    const value = Number.parseInt(hex.slice(at, at + 2), 16) / 255;
    return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}
function contrast(a: string, b: string): number {
  const [light = 0, dark = 0] = [luminance(a), luminance(b)].sort((x, y) => y - x);
  return (light + 0.05) / (dark + 0.05);
}

const colours = new Map(
  [...STYLE.matchAll(/--([\w-]+): light-dark\((#\w{6}), (#\w{6})\)/g)].map(([, name = "", light = "", dark = ""]) => [
    name,
    [light, dark] as const,
  ]),
);

describe("the contrast of text", () => {
  it.each([
    ["ink", "paper"],
    ["ink", "sheet"],
    ["quiet", "paper"],
    ["quiet", "sheet"],
    ["accent", "paper"],
    ["accent", "sheet"],
    ["on-accent", "accent"],
    ["ink", "warn-sheet"],
    ["ink", "wrong-sheet"],
    ["wrong", "paper"],
  ])("is at least 4.5 for %s on %s in light and dark mode (WCAG AA)", (text, ground) => {
    const [a, b] = [colours.get(text), colours.get(ground)];
    for (const scheme of [0, 1] as const) {
      expect(contrast(a?.[scheme] ?? "#000000", b?.[scheme] ?? "#000000")).toBeGreaterThanOrEqual(4.5);
    }
  });
});
