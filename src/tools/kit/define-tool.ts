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
import { type Subject, withAthlete } from "./subject.ts";

export interface ToolContext {
  /** The API, for the subject. */
  intervals: Intervals;
  subject: Subject;
  /** In the subject's time zone. */
  today: LocalDate;
  units: Units;
  /** A link on this server's own origin with which the user can download a file of the subject. */
  createFileLink(file: RemoteFile): Promise<FileLink>;
  /** Whether the principal has the scope for this. */
  allows(effect: Effect): boolean;
  /** Whether the grant covers this athlete. */
  covers(athleteId: string): boolean;
  /** The user's change log, whichever athletes the records belong to. */
  changes: ChangeHistory;
  /** False if a write of this call was made whose outcome could not be recorded in the change log. */
  isChangeLogComplete(): boolean;
  /** Whether this calendar entry was changed elsewhere after it was last read for this user. */
  wasModifiedSinceRead(event: Event): Promise<boolean>;
}

/**
 * Opens the context of a call. `findAthlete` returns the athlete whose record the call is about, if an id determines that;
 * the context is then theirs.
 */
export type ContextFor = (findAthlete?: (context: ToolContext) => Promise<string | undefined>) => Promise<ToolContext>;

export type View = Pick<ToolContext, "subject" | "today" | "units">;

interface ToolBase<Input extends z.ZodObject, Output extends z.ZodObject> {
  name: string;
  title: string;
  /** The first sentence says what distinguishes the tool from its neighbours. */
  description: string;
  effect: Effect;
  /** Part of the smaller toolset for everyday questions. */
  essential?: boolean;
  /** Repeating the call with the same arguments changes nothing more. Reads always are. */
  idempotent?: boolean;
  /**
   * For tools that create something: what an identical call does within ten minutes, after waiting for one that is
   * still running. `replay` returns the first result. `reconcile` plans again and creates only what is missing.
   */
  repeat?: "replay" | "reconcile";
  input: Input;
  output: Output;
  /** Checks what concerns several parameters, before anything is requested. @throws ToolInputError */
  check?(input: z.output<Input>): void;
  /**
   * The athlete whose record the arguments determine by an id of its own. Tools with `activity_id` find the athlete of the
   * activity. Other tools only reach records of the athlete that the call is about.
   */
  findAthlete?(input: z.output<Input>, context: ToolContext): Promise<string | undefined>;
  /** A header line, then a table or short lines. Without it the answer is the output as JSON. */
  render?(output: z.output<Output>, view: View): string;
  /** The output is also sent as structured content, because a client requires it. */
  structured?: true;
}

export interface DirectToolDefinition<Input extends z.ZodObject, Output extends z.ZodObject>
  extends ToolBase<Input, Output> {
  run(input: z.output<Input>, context: ToolContext): Promise<z.output<Output>>;
}

/** A tool that shows the user what it would do before it does it. */
export interface PlannedToolDefinition<Input extends z.ZodObject, Output extends z.ZodObject, Plan>
  extends ToolBase<Input, Output> {
  /** Works out what the call will do, without changing anything. Plain JSON: the confirmation covers all of it. */
  plan(input: z.output<Input>, context: ToolContext): Promise<Plan>;
  /** Says everything that `run` will do; undefined if it needs no confirmation. */
  preview(plan: Plan, view: View): string | undefined;
  run(plan: Plan, context: ToolContext): Promise<z.output<Output>>;
}

export interface ParsedArguments<Input> {
  input: Input;
  athleteId: string | undefined;
  /** The token of an earlier preview. */
  confirm: string | undefined;
}

/**
 * A tool as the MCP layer calls it, step by step. In `Tool` the types of the steps are erased: what one step returns
 * goes only to the next step of the same tool.
 */
export interface Tool<Input = unknown, Plan = unknown, Output = Record<string, unknown>> {
  name: string;
  title: string;
  description: string;
  effect: Effect;
  essential: boolean;
  idempotent: boolean;
  repeat: "replay" | "reconcile" | undefined;
  structured: boolean;
  input: z.ZodObject;
  output: z.ZodObject;
  /** @throws ToolInputError */
  parse(args: unknown): ParsedArguments<Input>;
  findAthlete(input: Input, context: ToolContext): Promise<string | undefined>;
  plan(input: Input, context: ToolContext): Promise<Plan>;
  preview(plan: Plan, view: View): string | undefined;
  run(plan: Plan, context: ToolContext): Promise<Output>;
  render(output: Output, view: View): string;
}

/** A call that writes more records than this asks for confirmation. */
export const CONFIRM_ABOVE = 5;

/** The sealed token with which the model repeats a call once the user has agreed. */
const Confirm = z.string().max(2000).optional();

export function defineTool<Input extends z.ZodObject, Output extends z.ZodObject, Plan>(
  definition: PlannedToolDefinition<Input, Output, Plan>,
): Tool;
export function defineTool<Input extends z.ZodObject, Output extends z.ZodObject>(
  definition: DirectToolDefinition<Input, Output>,
): Tool;
export function defineTool<Input extends z.ZodObject, Output extends z.ZodObject, Plan>(
  definition: PlannedToolDefinition<Input, Output, Plan> | DirectToolDefinition<Input, Output>,
): Tool {
  const { name, title, description, effect, input, output, render } = definition;
  const shape = "plan" in definition ? { ...input.shape, confirm: Confirm } : input.shape;
  const accepted = z.strictObject(shape);
  const common = {
    name,
    title,
    description,
    effect,
    essential: definition.essential ?? false,
    idempotent: definition.idempotent ?? effect === "read",
    repeat: definition.repeat,
    structured: definition.structured ?? false,
    input: z.object(shape),
    output,
    parse(args: unknown): ParsedArguments<z.output<Input>> {
      const parsed = accepted.safeParse(coerceArguments(args ?? {}, shape));
      if (!parsed.success) throw ToolInputError.from(parsed.error, Object.keys(shape));
      const { confirm, ...given } = parsed.data as Record<string, unknown>;
      // The strict twin has the shape of `input`; TypeScript cannot follow that through a generic.
      const input = given as z.output<Input>;
      definition.check?.(input);
      return {
        input,
        athleteId: typeof given.athlete_id === "string" ? given.athlete_id : undefined,
        confirm: typeof confirm === "string" ? confirm : undefined,
      };
    },
    findAthlete: definition.findAthlete ?? findAthleteOfActivity,
    render: (result: z.output<Output>, view: View) =>
      render ? render(result, view) : JSON.stringify(withAthlete(result, view.subject)),
  };
  const tool: Tool<z.output<Input>, Plan, z.output<Output>> | Tool<z.output<Input>, z.output<Input>, z.output<Output>> =
    "plan" in definition
      ? { ...common, plan: definition.plan, preview: definition.preview, run: definition.run }
      : { ...common, plan: async (input) => input, preview: () => undefined, run: definition.run };
  return tool;
}

/** An activity is found by its id, whoever's it is. */
async function findAthleteOfActivity(input: object, { intervals }: ToolContext): Promise<string | undefined> {
  if (!("activity_id" in input) || typeof input.activity_id !== "string") return undefined;
  return (await intervals.getActivity(input.activity_id)).icu_athlete_id;
}

/** Calls a tool that reads, without the steps that writes need. @throws ToolInputError, IntervalsError */
export async function readWith(tool: Tool, args: unknown, contextFor: ContextFor): Promise<string> {
  const { input } = tool.parse(args);
  const context = await contextFor((first) => tool.findAthlete(input, first));
  const output = await tool.run(await tool.plan(input, context), context);
  return tool.render(output, context);
}
