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
          return `${issue.keys.join(", ")}: unknown parameter. Parameters: ${fields.join(", ") || "none"}.`;
        }
        return `${issue.path.join(".") || "arguments"}: ${issueMessage(issue)}`;
      }),
    );
  }
}

/** Types of values in plain words. */
const KINDS: Partial<Record<string, string>> = {
  string: "text",
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
      return issue.message.endsWith("received undefined") ? `is required, give ${wanted}` : `must be ${wanted}`;
    }
    case "invalid_value":
      return `must be one of ${issue.values.map(String).join(", ")}`;
    case "too_big":
      return boundText(issue.origin, `at most ${issue.maximum}`);
    case "too_small":
      return boundText(issue.origin, `at least ${issue.minimum}`);
    default:
      return issue.message;
  }
}

function boundText(origin: string, bound: string): string {
  if (origin === "string") return `must have ${bound} characters`;
  return origin === "array" ? `must have ${bound} items` : `must be ${bound}`;
}
