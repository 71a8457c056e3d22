import type * as z from "zod";

/** The model can fix this itself: each line names a field, what is wrong, and what to send instead. */
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
        return `${issue.path.join(".") || "arguments"}: ${issue.message}`;
      }),
    );
  }
}
