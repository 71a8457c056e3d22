/** The strongest effect of a tool. It determines the scope that a call needs and the annotations that clients read. */
export type Effect = "read" | "write" | "message" | "delete" | "erase";

/** What a user can allow an app: one scope per effect, and one for the athletes whom the user coaches or follows. */
export type Scope = `intervals:${Effect | "athletes"}`;

/** Without it, a grant covers exactly one athlete. */
export const ATHLETES_SCOPE = "intervals:athletes";

/** In the order and with the texts of the consent page. */
export const SCOPES: Record<Scope, string> = {
  "intervals:read": "Read your training, wellness, calendar and settings",
  "intervals:write": "Plan workouts, log wellness, edit activities and settings",
  "intervals:message": "Write comments on activities in your name",
  "intervals:delete": "Delete planned future events and gear",
  "intervals:erase": "Delete activities, past events, sport settings and custom items",
  "intervals:athletes": "The same for the other athletes that your key gives access to",
};

export const ALL_SCOPES = Object.keys(SCOPES) as Scope[]; // keys of the record above

export interface Preset {
  title: string;
  summary: string;
  scopes: readonly Scope[];
}

export const PRESETS = {
  read: { title: "Read only", summary: "It can read your data and change nothing.", scopes: ["intervals:read"] },
  plan: {
    title: "Plan",
    summary: "It can also plan workouts, log wellness, and delete planned future events and gear.",
    scopes: ["intervals:read", "intervals:write", "intervals:delete"],
  },
  coach: {
    title: "Coach",
    summary: "The same, also for the athletes you coach or follow.",
    scopes: ["intervals:read", "intervals:write", "intervals:delete", ATHLETES_SCOPE],
  },
  everything: {
    title: "Everything",
    summary: "All of the above. It can also comment in your name, and delete activities and other recorded data.",
    scopes: ALL_SCOPES,
  },
} as const satisfies Record<string, Preset>;
export type PresetName = keyof typeof PRESETS;
export const DEFAULT_PRESET: PresetName = "plan";
/** Each includes the one before it. */
const PRESET_NAMES = Object.keys(PRESETS) as PresetName[]; // keys of the record above

/** Whether the scopes allow any call at all. */
export const allowsAnything = (scopes: readonly string[]): boolean =>
  scopes.some((scope) => isScope(scope) && scope !== ATHLETES_SCOPE);

export const isScope = (word: string): word is Scope => Object.hasOwn(SCOPES, word);

export const scopeOf = (effect: Effect): Scope => `intervals:${effect}`;

export const allows = (scopes: readonly string[], effect: Effect): boolean => scopes.includes(scopeOf(effect));

/** The granted scopes that the user has not revoked since. `remaining` is undefined if none were revoked. */
export const effectiveScopes = <Name extends string>(
  granted: readonly Name[],
  remaining: readonly string[] | undefined,
): Name[] => granted.filter((scope) => remaining?.includes(scope) ?? true);

/** Follows "This", a tool name or an entry in every message about a missing scope. */
export const needsScope = (effect: Effect): string => `needs the permission ${scopeOf(effect)}`;
export const isPreset = (word: string): word is PresetName => Object.hasOwn(PRESETS, word);

/** The smallest preset that covers the scopes an app requested. */
export function presetFor(requested: readonly string[]): PresetName {
  const wanted = requested.filter(isScope);
  const covers = (name: PresetName) =>
    wanted.every((scope) => (PRESETS[name].scopes as readonly Scope[]).includes(scope));
  if (wanted.length === 0) return DEFAULT_PRESET;
  return PRESET_NAMES.find(covers) ?? "everything";
}
