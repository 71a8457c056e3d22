import type * as z from "zod";

/** An error that the model can fix: each line names a field, what is wrong, and what to send instead. */
export class ToolInputError extends Error {
  constructor(lines: string | readonly string[]) {
    super(typeof lines === "string" ? lines : lines.join("\n"));
    this.name = "ToolInputError";
  }

  static from(error: z.ZodError, fields: readonly string[]): ToolInputError {
    return new ToolInputError(
      error.issues.map((issue) => {
        if (issue.code === "unrecognized_keys") {
          return `${issue.keys.join(", ")}: no such parameter. Parameters are: ${fields.join(", ") || "none"}.`;
        }
        return `${issue.path.join(".") || "arguments"}: ${issueMessage(issue)}`;
      }),
    );
  }
}

/** Types of values in plain words. */
const KINDS: Partial<Record<string, string>> = {
  string: "a text",
  number: "a number",
  int: "a whole number",
  boolean: "true or false",
  array: "a list",
  object: "an object",
  record: "an object",
};

/** Rewrites only zod's default messages; those of the schemas are kept. */
function issueMessage(issue: z.core.$ZodIssue): string {
  if (!/^(Invalid|Too) /.test(issue.message)) return issue.message;
  switch (issue.code) {
    case "invalid_type": {
      const wanted = KINDS[issue.expected] ?? issue.expected;
      return issue.message.endsWith("received undefined") ? `is missing, give ${wanted}` : `must be ${wanted}`;
    }
    case "invalid_value":
      return `must be one of ${issue.values.map(String).join(", ")}`;
    case "too_big":
      return `must be at most ${issue.maximum}${sizeOf(issue.origin)}`;
    case "too_small":
      return `must be at least ${issue.minimum}${sizeOf(issue.origin)}`;
    default:
      return issue.message;
  }
}

const sizeOf = (origin: string): string =>
  origin === "string" ? " characters long" : origin === "array" ? " entries long" : "";
