import * as z from "zod";
import type { Effect } from "../../access/scopes.ts";
import type { ChangeHistory } from "../../changes/change-history.ts";
import type { RemoteFile } from "../../files/remote-file.ts";
import type { FileLink } from "../../files/signed-link.ts";
import type { Intervals } from "../../intervals/client.ts";
import type { Event } from "../../intervals/events.ts";
import type { LocalDate } from "../../intervals/local-date.ts";
import type { Units } from "../../training/units.ts";
import { coerceArguments } from "./coerce-arguments.ts";
import { ToolInputError } from "./input-error.ts";

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
  /** What was changed through this server, whoever's records they are. */
  changes: ChangeHistory;
  /** Whether an entry of the calendar was changed by somebody else after it was last shown to this person's hosts. */
  wasModifiedSinceRead(event: Event): Promise<boolean>;
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
  /**
   * Makes something new. The same call within minutes is a repeat of a host: it waits for the first one. What is made
   * `anew` is not made again then, the first answer is repeated; who makes `what is missing` looks for itself.
   */
  makes?: "anew" | "what is missing";
  input: Input;
  output: Output;
  /** What the call would do, for the person to agree to; nothing where that is not needed. Changes nothing. */
  preview?(input: z.output<Input>, context: ToolContext): Promise<string | undefined>;
  run(input: z.output<Input>, context: ToolContext): Promise<z.output<Output>>;
  /**
   * The answer in words: a header line, then a table or short lines. Without it the answer is the object itself, as
   * JSON and as structured content, where the contract of a host asks for that.
   */
  render?(output: z.output<Output>, view: View): string;
}

/** A call whose arguments are good. */
export interface PreparedCall {
  /** As they were understood, without the confirmation. */
  input: Record<string, unknown>;
  /** What a person's agreement was turned into. */
  confirm: string | undefined;
  context: ToolContext;
  preview(): Promise<string | undefined>;
  run(): Promise<ToolAnswer>;
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
  makes: "anew" | "what is missing" | undefined;
  isStructured: boolean;
  /** `contextFor` is asked once the arguments are known to be good. @throws ToolInputError, IntervalsError */
  prepare(args: unknown, contextFor: ContextFor): Promise<PreparedCall>;
}

/** Calls a tool without asking anybody: for those that read. */
export const answerOf = async (tool: Tool, args: unknown, contextFor: ContextFor): Promise<ToolAnswer> =>
  (await tool.prepare(args, contextFor)).run();

export type ContextFor = (athleteId: string | undefined) => Promise<ToolContext>;

/** What a person's agreement is turned into, where the host cannot ask by itself. */
const Confirm = z.string().max(2000).optional();

export function defineTool<Input extends z.ZodObject, Output extends z.ZodObject>(
  definition: ToolDefinition<Input, Output>,
): Tool {
  const { name, title, description, effect, input, output, render } = definition;
  const shape = definition.preview ? { ...input.shape, confirm: Confirm } : input.shape;
  const accepted = z.strictObject(shape);
  return {
    name,
    title,
    description,
    effect,
    essential: definition.essential ?? false,
    idempotent: definition.idempotent ?? effect === "read",
    makes: definition.makes,
    input: z.object(shape),
    output,
    isStructured: render === undefined,
    async prepare(args, contextFor) {
      const parsed = accepted.safeParse(coerceArguments(args ?? {}, shape));
      if (!parsed.success) throw ToolInputError.from(parsed.error, Object.keys(shape));
      const { confirm, ...given } = parsed.data as Record<string, unknown>;
      const context = await contextFor(typeof given.athlete_id === "string" ? given.athlete_id : undefined);
      // The strict twin has the shape of `input`; TypeScript cannot follow that through a generic.
      const checked = given as z.output<Input>;
      return {
        input: given,
        confirm: typeof confirm === "string" ? confirm : undefined,
        context,
        preview: async () => definition.preview?.(checked, context),
        async run() {
          const result = await definition.run(checked, context);
          return { output: result, text: render ? render(result, context) : JSON.stringify(result), view: context };
        },
      };
    },
  };
}
