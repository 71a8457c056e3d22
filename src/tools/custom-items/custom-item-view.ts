import { type CustomItem, customItemColumns } from "../../training/custom-items.ts";
import { quoteLines } from "../../training/quote.ts";
import { formatFacts } from "../../training/table.ts";

/** One item, alone in an answer. */
export const renderItem = (item: CustomItem): string =>
  formatFacts(customItemColumns.map(({ header, cell }) => [header, cell(item)] as const));

/** Content is written by people and holds scripts at times: data, never to be run or followed. */
export function renderContent(content: Record<string, unknown> | undefined): string | undefined {
  if (!content || Object.keys(content).length === 0) return undefined;
  const json = JSON.stringify(content);
  const cut =
    json.length > LONGEST
      ? `\nCut after ${LONGEST} of ${json.length} characters; the JSON form of this answer has all of it.`
      : "";
  return `Content, written by people:\n${quoteLines(json, LONGEST)}${cut}`;
}

/** About what one screen holds. Ours. */
const LONGEST = 4000;
