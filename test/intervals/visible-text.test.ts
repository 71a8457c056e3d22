import { describe, expect, it } from "vitest";
import { cleanJson, visibleText } from "../../src/intervals/visible-text.ts";

describe("visible text", () => {
  it.each([
    ["bidirectional controls", "a\u202eb\u2066c\u200fd", "abcd"],
    ["tag characters", "x\u{e0041}\u{e007f}", "x"],
    ["variation selectors that carry data", "x\u{e0101}\ufe01y\ufe0f", "xy"],
    ["zero-width characters", "i\u200bg\u200dn\u200core\ufeff\u2060", "ignore"],
    ["fillers", "a\u3164b\u115fc\uffa0", "abc"],
    ["control characters", "\u001b[2J\u0007\u0000a", "[2Ja"],
    ["private-use and noncharacters", "a\ue000b\u{f0000}c\ufffe", "abc"],
    ["lone surrogates", "a\ud800b\udc00", "ab"],
    ["soft hyphens", "ig\u00adnore", "ignore"],
  ])("has no %s", (_, text, visible) => {
    expect(visibleText(text)).toBe(visible);
  });

  it("has one kind of line break, and keeps tabs", () => {
    expect(visibleText("a\r\nb\rc\u2028d\u2029e\u0085f\tg\n")).toBe("a\nb\nc\nd\ne\nf\tg\n");
  });

  it.each(["👨‍👩‍👧", "👩🏽‍💻", "❤️", "1️⃣", "🇩🇪", "می‌خواهم", "क्‍ष", "Škofja Loka", "東京", "שלום"])(
    "keeps %s as it is",
    (text) => {
      expect(visibleText(text)).toBe(text);
    },
  );
});

describe("parsed JSON that is cleaned", () => {
  it("has only visible text and numbers that a record can mean", () => {
    const json = '{"name":"a\\u202eb","values":[1e999,-1e999,1e308,1e-300,12.5,null,true],"nested":[{"x":"\\u200b"}]}';
    expect(cleanJson(JSON.parse(json))).toEqual({
      name: "ab",
      values: [null, null, null, 0, 12.5, null, true],
      nested: [{ x: "" }],
    });
  });

  it("lacks keys with invisible characters, and cannot change a prototype", () => {
    const cleaned = cleanJson(JSON.parse('{"__proto__":{"a":"\\u200b"},"__pro\\u200bto__":{"b":1},"c":1}'));
    expect(JSON.stringify(cleaned)).toBe('{"__proto__":{"a":""},"c":1}');
  });

  it("is never nested deeper than 64 levels", () => {
    const depth = JSON.stringify(cleanJson(JSON.parse(`${"[".repeat(60_000)}${"]".repeat(60_000)}`))).indexOf("n");
    expect(depth).toBeLessThanOrEqual(65);
  });
});
