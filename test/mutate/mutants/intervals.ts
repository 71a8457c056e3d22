import type { Mutant } from "../mutant.ts";

const transport = { file: "src/intervals/transport.ts", tests: ["test/intervals/transport.test.ts"] };
const budget = {
  file: "src/intervals/byte-budget.ts",
  tests: ["test/intervals/byte-budget.test.ts", "test/intervals/response-limits.test.ts"],
};
const writes = { file: "src/intervals/journaled-write.ts", tests: ["test/intervals/journaled-write.test.ts"] };

const untrusted = ["test/attacks/untrusted-text.test.ts"];

export const INTERVALS: readonly Mutant[] = [
  {
    file: "src/intervals/response.ts",
    breaks: "responses keep invisible characters and infinite numbers",
    find: "const value = cleanJson(parseJson(text));",
    replace: "const value = parseJson(text);",
    tests: untrusted,
  },
  {
    file: "src/intervals/schema.ts",
    breaks: "any text counts as a word of a fixed list or an id",
    find: "regex(/^\\w{1,40}$/)",
    replace: "min(1)",
    tests: untrusted,
  },
  {
    file: "src/intervals/schema.ts",
    breaks: "a date that does not exist is accepted",
    find: "  .refine(isRealDay)",
    replace: "",
    tests: ["test/intervals/schema.test.ts"],
  },
  {
    file: "src/intervals/athlete.ts",
    breaks: "the profile of another athlete is accepted as the owner's",
    find: `subject !== "0" || ownerId === undefined || athlete.id === ownerId`,
    replace: "true",
    tests: untrusted,
  },
  {
    ...budget,
    breaks: "large responses do not wait for each other",
    find: "next && next.bytes <= freeBytes()",
    replace: "next",
  },
  {
    ...budget,
    breaks: "requests that were stopped keep their memory reserved",
    find: "if (reservation.expiresAt <= Date.now()) held.delete(reservation);",
    replace: "if (reservation.expiresAt < 0) held.delete(reservation);",
  },
  {
    file: "src/intervals/activities.ts",
    breaks: "more activities are returned than were asked for",
    find: "return activities.slice(0, limit);",
    replace: "return activities;",
    tests: ["test/intervals/response-limits.test.ts"],
  },
  {
    ...transport,
    breaks: "a write that may have been applied is sent again",
    find: "attempt.transient && (repeatable || !attempt.mayBeApplied)",
    replace: "attempt.transient",
  },
  {
    ...transport,
    breaks: "a write with an unknown outcome is reported as not done",
    find: `failWith(mayBeApplied ? { kind: "unknown_outcome" } : failure`,
    replace: "failWith(failure",
  },
  {
    ...transport,
    breaks: "redirects are followed with the credential",
    find: `redirect: "manual"`,
    replace: `redirect: "follow"`,
  },
  {
    ...transport,
    breaks: "Retry-After is ignored",
    find: "failure.retryAfterSeconds * 1000 +",
    replace: "",
  },
  {
    ...transport,
    breaks: "a read after a write returns what was read before it",
    find: "        reads.clear();\n",
    replace: "",
  },
  {
    ...writes,
    breaks: "a write that was applied is dropped from the change log",
    find: "if (!progress.isApplied && !mayBeApplied(error))",
    replace: "if (!mayBeApplied(error))",
  },
  {
    ...writes,
    breaks: "a rejected write stays in the change log as pending",
    find: "if (!progress.isApplied && !mayBeApplied(error))",
    replace: "if (progress.isApplied && !mayBeApplied(error))",
  },
  {
    file: "src/intervals/oauth-scopes.ts",
    breaks: "a WRITE scope does not imply READ",
    find: `needed.replace(":READ", ":WRITE")`,
    replace: "needed",
    tests: ["test/intervals/oauth-scopes.test.ts"],
  },
  {
    file: "src/intervals/events.ts",
    breaks: "a holiday that began a month ago is not in the calendar",
    find: "LOOK_BACK_DAYS = 200",
    replace: "LOOK_BACK_DAYS = 20",
    tests: ["test/intervals/events.test.ts"],
  },
  {
    file: "src/intervals/create-with-lookup.ts",
    breaks: "somebody else's new record is taken for the one that was sent",
    find: "isNew(record) && matches(record)",
    replace: "isNew(record)",
    tests: ["test/intervals/create-with-lookup.test.ts"],
  },
  {
    file: "src/intervals/response.ts",
    breaks: "an error page of a proxy is taken for a rejection of the write",
    find: "mayBeApplied: status >= 500",
    replace: "mayBeApplied: false",
    tests: ["test/intervals/transport.test.ts"],
  },
];
