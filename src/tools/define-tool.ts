import * as z from "zod";
import type { RemoteFile } from "../files/file.ts";
import type { FileLink } from "../files/link.ts";
import type { Intervals } from "../intervals/client.ts";
import type { LocalDate } from "../intervals/local-date.ts";
import type { Units } from "../training/units.ts";
import { ToolInputError } from "./input-error.ts";
import { readLeniently } from "./lenient.ts";

/** What a call can do at worst; it decides the scope that is needed and the hints that hosts read. */
export type Effect = "read" | "write" | "message" | "delete" | "erase";

/** Whose data a call is about. */
export interface Subject {
  /** `0` for the owner of the credential. */
  id: string;
  name: string;
  timeZone: string;
  /** False when the call named another athlete than the connection's default. */
  isDefault: boolean;
}

export interface ToolContext {
  /** Bound to the subject. */
  intervals: Intervals;
  subject: Subject;
  /** The day on the subject's calendar. */
  today: LocalDate;
  units: Units;
  /** An address on our own origin at which a person can fetch a file of the subject for a few minutes. */
  linkTo(file: RemoteFile): Promise<FileLink>;
  /** What the caller's token allows. */
  allows(effect: Effect): boolean;
}

export type View = Pick<ToolContext, "subject" | "today" | "units">;

export interface ToolDefinition<Input extends z.ZodObject, Output extends z.ZodObject> {
  name: string;
  title: string;
  /** The first sentence says what distinguishes the tool from its neighbours. */
  description: string;
  effect: Effect;
  /** Among the tools for everyday questions. */
  essential?: boolean;
  /** Repeating the call with the same arguments changes nothing more. Reads always are. */
  idempotent?: boolean;
  input: Input;
  output: Output;
  run(input: z.output<Input>, context: ToolContext): Promise<z.output<Output>>;
  /**
   * The answer in words: a header line, then a table or short lines. Without it the answer is the object itself, as
   * JSON and as structured content, where the contract of a host asks for that.
   */
  render?(output: z.output<Output>, view: View): string;
}

export interface ToolAnswer {
  output: Record<string, unknown>;
  /** JSON if the tool is structured. */
  text: string;
  view: View;
}

/** A tool as the rest of the house sees it: types checked where it is written, erased where it is called. */
export interface Tool {
  name: string;
  title: string;
  description: string;
  effect: Effect;
  essential: boolean;
  idempotent: boolean;
  input: z.ZodObject;
  output: z.ZodObject;
  isStructured: boolean;
  /** `contextFor` is asked once the arguments are known to be good. @throws ToolInputError, IntervalsError */
  answer(args: unknown, contextFor: (athleteId: string | undefined) => Promise<ToolContext>): Promise<ToolAnswer>;
}

export function defineTool<Input extends z.ZodObject, Output extends z.ZodObject>(
  definition: ToolDefinition<Input, Output>,
): Tool {
  const { name, title, description, effect, input, output, render } = definition;
  const accepted = z.strictObject(input.shape);
  return {
    name,
    title,
    description,
    effect,
    essential: definition.essential ?? false,
    idempotent: definition.idempotent ?? effect === "read",
    input,
    output,
    isStructured: render === undefined,
    async answer(args, contextFor) {
      const parsed = accepted.safeParse(readLeniently(args ?? {}, input.shape));
      if (!parsed.success) throw ToolInputError.from(parsed.error, Object.keys(input.shape));
      // The strict twin has the shape of `input`; TypeScript cannot follow that through a generic.
      const checked = parsed.data as z.output<Input>;
      const athleteId = (parsed.data as { athlete_id?: unknown }).athlete_id;
      const context = await contextFor(typeof athleteId === "string" ? athleteId : undefined);
      const result = await definition.run(checked, context);
      return { output: result, text: render ? render(result, context) : JSON.stringify(result), view: context };
    },
  };
}
