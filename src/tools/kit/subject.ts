import * as z from "zod";
import { OWNER } from "../../access/athlete-access.ts";
import { quote } from "../../training/quote.ts";

/** The athlete that a call is about. */
export interface Subject {
  /** `0` is the owner of the credential. */
  id: string;
  name: string;
  timeZone: string;
  /** Whether it is the athlete that the app is connected for. */
  isDefault: boolean;
}

/** `«Dave» (i900004)`; the name is empty if it is not known. */
export const formatAthlete = ({ id, name }: Pick<Subject, "id" | "name">): string =>
  name === "" ? `athlete ${id}` : `${quote(name, 60)} (${id})`;

/** Who an answer has to name: everyone but the owner of the credential whom the app is connected for. */
export const whoseOf = (subject: Pick<Subject, "id" | "name" | "isDefault">): string | undefined =>
  subject.id === OWNER && subject.isDefault ? undefined : formatAthlete(subject);

/** In the output of tools whose result is checked against its schema. Set by `withAthlete`. */
export const NamedAthlete = z.object({ athlete_id: z.string(), name: z.string() }).optional();

/** Says in a JSON answer whose it is, as `whoseOf` does in text. */
export function withAthlete(output: Record<string, unknown>, subject: Subject): Record<string, unknown> {
  if (whoseOf(subject) === undefined) return output;
  const { id, name } = subject;
  return { athlete: { athlete_id: id, name }, ...output };
}
