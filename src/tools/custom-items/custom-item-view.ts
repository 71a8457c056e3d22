import { type CustomItem, customItemColumns } from "../../training/custom-items.ts";
import { quoteLines } from "../../training/quote.ts";
import { formatFacts } from "../../training/table.ts";

/** One item as `name: value` lines. */
export const renderItem = (item: CustomItem): string =>
  formatFacts(customItemColumns.map(({ header, cell }) => [header, cell(item)] as const));

/** Content is written by users and may contain scripts, so it is quoted as data. */
export function renderContent(content: Record<string, unknown> | undefined): string | undefined {
  if (!content || Object.keys(content).length === 0) return undefined;
  const json = JSON.stringify(content);
  const cut =
    json.length > MAX_LENGTH
      ? `\nTruncated after ${MAX_LENGTH} of ${json.length} characters. The JSON format of this answer has all of it.`
      : "";
  return `Content (user-written text):\n${quoteLines(json, MAX_LENGTH)}${cut}`;
}

/** About one screen. This project's own limit. */
const MAX_LENGTH = 4000;
