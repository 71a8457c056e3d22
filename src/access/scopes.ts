/** The strongest effect of a tool. It determines the scope that a call needs and the annotations that clients read. */
export type Effect = "read" | "write" | "message" | "delete" | "erase";

/** What a user can allow an app to do: one scope per effect. */
export type Scope = `intervals:${Effect}`;

/** In the order and with the texts of the consent page. */
export const SCOPES: Record<Scope, string> = {
  "intervals:read": "Read your training, wellness, calendar and settings",
  "intervals:write": "Plan workouts, log wellness, edit activities and settings",
  "intervals:message": "Write comments on activities in your name",
  "intervals:delete": "Delete planned future events and gear",
  "intervals:erase": "Delete activities, past events, sport settings and custom items",
};

export const ALL_SCOPES = Object.keys(SCOPES) as Scope[]; // keys of the record above

export interface Preset {
  title: string;
  summary: string;
  scopes: readonly Scope[];
}

export const PRESETS = {
  read: { title: "Read only", summary: "It can read everything and change nothing.", scopes: ["intervals:read"] },
  coach: {
    title: "Coach",
    summary: "It can also plan workouts, log wellness, and delete planned future events and gear.",
    scopes: ["intervals:read", "intervals:write", "intervals:delete"],
  },
  everything: {
    title: "Everything",
    summary: "It can also comment in your name, and delete activities and other recorded data.",
    scopes: ALL_SCOPES,
  },
} as const satisfies Record<string, Preset>;
export type PresetName = keyof typeof PRESETS;

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
  if (wanted.length === 0) return "coach";
  return covers("read") ? "read" : covers("coach") ? "coach" : "everything";
}
