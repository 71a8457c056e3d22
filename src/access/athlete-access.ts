import { ATHLETES_SCOPE } from "./scopes.ts";

/** The owner of the credential, as the API of Intervals.icu calls them. */
export const OWNER = "0";

/** The part of a grant that determines whose data it covers. */
export interface AthleteAccess {
  /** The athlete that calls are about unless they name another. */
  athlete: string;
  scopes: readonly string[];
}

/** Whether a grant covers an athlete: its own athlete always, any other, the owner included, only with the scope. */
export const coversAthlete = ({ athlete, scopes }: AthleteAccess, athleteId: string): boolean =>
  athleteId === athlete || scopes.includes(ATHLETES_SCOPE);
