import * as z from "zod";

declare const untrusted: unique symbol;

/**
 * Text that people wrote: names, notes, comments. A string at run time, but not for the compiler, so that it reaches an
 * answer only through the functions of training/quote.ts (docs/decisions/0014-untrusted-text.md).
 */
export type UntrustedText = { readonly [untrusted]: "text" };

/** The cast makes the type: the characters were cleaned when the response was read. */
export const UntrustedText = z.string() as unknown as z.ZodType<UntrustedText>;

export const untrustedText = (text: string): UntrustedText => text as unknown as UntrustedText;

/** The characters of a text, to compare, search, sort or send them, but never to show them. */
export const charactersOf = (text: UntrustedText): string => text as unknown as string;

/** Whether a stored text is the one that was sent. */
export const isSameText = (stored: UntrustedText | undefined, sent: string | UntrustedText | undefined): boolean =>
  (stored as unknown) === sent;

/** Several texts in one, in which nothing of them is ours. */
export const joinedText = (parts: readonly (string | UntrustedText | undefined)[], separator: string): UntrustedText =>
  untrustedText(parts.filter((part) => part !== undefined).join(separator));

/** For `sort`, in alphabetical order. */
export const compareTexts = (a: UntrustedText | undefined, b: UntrustedText | undefined): number =>
  charactersOf(a ?? untrustedText("")).localeCompare(charactersOf(b ?? untrustedText("")));
