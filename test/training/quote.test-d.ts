import { describe, expectTypeOf, it } from "vitest";
import type { UntrustedText } from "../../src/intervals/untrusted-text.ts";
import type { FieldChange } from "../../src/tools/kit/field-changes.ts";
import type { header, paragraphs } from "../../src/tools/kit/header.ts";
import type { quote, quoteLines } from "../../src/training/quote.ts";
import type { Column, formatFacts } from "../../src/training/table.ts";

// Checked by `npm run types`.
describe("text that people wrote", () => {
  it("is not a string, so that nothing that writes an answer takes it", () => {
    expectTypeOf<UntrustedText>().not.toExtend<string>();
    expectTypeOf<UntrustedText>().not.toExtend<ReturnType<Column<unknown>["cell"]>>();
    expectTypeOf<UntrustedText>().not.toExtend<Parameters<typeof formatFacts>[0][number][1]>();
    expectTypeOf<UntrustedText>().not.toExtend<Parameters<typeof paragraphs>[number]>();
    expectTypeOf<UntrustedText>().not.toExtend<Parameters<typeof header>[0]>();
    expectTypeOf<UntrustedText>().not.toExtend<FieldChange["after"]>();
  });

  it("becomes one in quotation marks", () => {
    expectTypeOf<UntrustedText>().toExtend<Parameters<typeof quote>[0]>();
    expectTypeOf<UntrustedText>().toExtend<Parameters<typeof quoteLines>[0]>();
    expectTypeOf<ReturnType<typeof quote>>().toEqualTypeOf<string>();
  });
});
