import type { Mutant } from "../mutant.ts";

const confirmation = { file: "src/mcp/confirmation.ts", tests: ["test/mcp/confirmation.test.ts"] };
const idempotency = { file: "src/mcp/idempotency.ts", tests: ["test/mcp/idempotency.test.ts"] };
const sessions = {
  file: "src/mcp/serve-session.ts",
  tests: ["test/mcp/serve-session.test.ts", "test/attacks/sessions.test.ts"],
};
const links = { file: "src/files/signed-link.ts", tests: ["test/files/links.test.ts"] };
const authorize = {
  file: "src/mcp/authorize.ts",
  tests: ["test/attacks/deletion.test.ts", "test/account-page/connections.test.ts"],
};

const athletes = { tests: ["test/attacks/athletes.test.ts"] };

/** The call pipeline and download links. */
export const CALLS: readonly Mutant[] = [
  {
    file: "src/mcp/limit-answer.ts",
    breaks: "an answer may have megabytes",
    find: "MAX_ANSWER_CHARACTERS = 100_000",
    replace: "MAX_ANSWER_CHARACTERS = 10_000_000",
    tests: ["test/mcp/limit-answer.test.ts"],
  },
  {
    file: "src/tools/workouts/text-budget.ts",
    breaks: "a call may have megabytes of workout text",
    find: "MAX_CHARACTERS = 100_000",
    replace: "MAX_CHARACTERS = 10_000_000",
    tests: ["test/attacks/arguments.test.ts"],
  },
  {
    file: "src/mcp/subscriptions.ts",
    breaks: "a session may have any number of subscriptions",
    find: "stored.length >= MAX_SUBSCRIPTIONS",
    replace: "stored.length > MAX_SUBSCRIPTIONS",
    tests: ["test/attacks/sessions.test.ts"],
  },
  {
    ...sessions,
    breaks: "a session that has ended is created anew",
    find: "id === undefined || !(await account.hasSession(objectName(id)))",
    replace: "id === undefined",
  },
  {
    ...confirmation,
    breaks: "a confirmation is not bound to the plan",
    find: `["confirm", principal.grantId, tool.name, context.subject.id, plan]`,
    replace: `["confirm", principal.grantId, tool.name, context.subject.id, preview]`,
  },
  {
    ...confirmation,
    breaks: "a confirmation for one athlete counts for another",
    find: `["confirm", principal.grantId, tool.name, context.subject.id, plan]`,
    replace: `["confirm", principal.grantId, tool.name, plan]`,
  },
  {
    ...confirmation,
    breaks: "a confirmation for one app counts for another of the same user",
    find: `["confirm", principal.grantId, tool.name, context.subject.id, plan]`,
    replace: `["confirm", tool.name, context.subject.id, plan]`,
  },
  { ...confirmation, breaks: "declining confirms", find: `action !== "accept"`, replace: `action === "cancel"` },
  {
    ...confirmation,
    breaks: "a connection that ended while the user was asked may still write",
    find: "  await authorizeAgain();\n",
    replace: "",
  },
  {
    file: "src/mcp/request-state.ts",
    breaks: "a confirmation never expires",
    find: "if (until > Date.now()) return state;",
    replace: "if (until > 0) return state;",
    tests: ["test/mcp/confirmation.test.ts", "test/attacks/arguments.test.ts"],
  },
  {
    ...idempotency,
    breaks: "a repeated call creates the thing again",
    find: `tool.repeat === "replay" ? replay(claim) : reconcile()`,
    replace: "run()",
  },
  {
    ...idempotency,
    breaks: "a plan that an identical call has carried out is carried out again",
    find: "replay(claim) : reconcile()",
    replace: "replay(claim) : run()",
    tests: ["test/tools/calendar/apply-training-plan.test.ts"],
  },
  {
    file: "src/mcp/stateless.ts",
    breaks: "an answer to one request counts for another",
    find: "await digestOf({ ...params, _meta: undefined })",
    replace: "await digestOf(Object.keys(params))",
    tests: ["test/mcp/confirmation.test.ts"],
  },
  {
    file: "src/mcp/mcp-api.ts",
    breaks: "resources can be read without the permission to read",
    find: `const tool = { name, effect: "read" } as const;`,
    replace: `const tool = { name, effect: principal.scopes.includes("intervals:read") ? ("read" as const) : ("write" as const) };`,
    tests: ["test/mcp/resource-list.test.ts"],
  },
  {
    ...idempotency,
    breaks: "what was deleted cannot be created again for ten minutes",
    find: "await writes.clearCompletedCalls().catch(log.exception);",
    replace: "",
  },
  {
    ...idempotency,
    breaks: "a call with an unknown outcome may be repeated at once",
    find: "return !mayBeApplied(error);",
    replace: "return mayBeApplied(error);",
  },
  {
    file: "src/mcp/conflict-detection.ts",
    breaks: "an update overwrites what somebody else changed",
    find: "before !== updated",
    replace: "before > updated",
    tests: ["test/tools/calendar/update-event.test.ts"],
  },
  {
    ...sessions,
    breaks: "a session id works for every user",
    find: "`session:${uid}:${id}`",
    replace: "`session:${id}`",
  },
  {
    ...sessions,
    breaks: "deleting everything leaves sessions behind",
    find: "if (receivedId === null && id !== null) await account.addSession(objectName(id));",
    replace: "",
    tests: ["test/attacks/deletion.test.ts", "test/mcp/serve-session.test.ts", "test/account-page/"],
  },
  {
    ...authorize,
    breaks: "scopes that were taken back still work",
    tests: ["test/mcp/confirmation.test.ts"],
    find: "!allows(decision.remainingScopes, effect)",
    replace: `!allows(decision.remainingScopes, "read")`,
  },
  {
    file: "src/access/athlete-access.ts",
    breaks: "every connection covers every athlete that the key opens",
    find: "athleteId === athlete || scopes.includes(ATHLETES_SCOPE)",
    replace: "athleteId !== undefined || athlete === undefined || scopes.includes(ATHLETES_SCOPE)",
    tests: ["test/account/account.test.ts"],
  },
  {
    file: "src/account/access-decision.ts",
    breaks: "the permission for other athletes cannot be taken back",
    find: "effectiveScopes(access.scopes, remainingScopes)",
    replace: "access.scopes",
    tests: ["test/account/account.test.ts"],
  },
  {
    ...athletes,
    file: "src/mcp/call-context.ts",
    breaks: "another athlete's activity counts as the user's own",
    find: "return isSame ? first : openFor(found, options);",
    replace: "return isSame || first ? first : openFor(found, options);",
  },
  {
    ...athletes,
    file: "src/tools/kit/subject.ts",
    breaks: "the athlete that an app is connected for is not named",
    find: "subject.id === OWNER && subject.isDefault",
    replace: "subject.isDefault",
  },
  {
    ...athletes,
    file: "src/changes/change-history.ts",
    breaks: "a connection lists and undoes changes of athletes that it does not cover",
    find: "athlete === undefined || covers(athlete)",
    replace: "athlete === undefined || covers(athlete) || athlete !== undefined",
  },
  { ...links, breaks: "a download link never expires", find: "until > Date.now()", replace: "until > 0" },
  { ...links, breaks: "a download link lasts a day", find: "LINK_MINUTES = 15;", replace: "LINK_MINUTES = 1440;" },
  {
    file: "src/tools/kit/define-tool.ts",
    breaks: "seven records are written without asking",
    find: "CONFIRM_ABOVE = 5",
    replace: "CONFIRM_ABOVE = 7",
    tests: ["test/mcp/confirmation.test.ts"],
  },
  {
    file: "src/tools/calendar/bulk-delete-events.ts",
    breaks: "past entries are deleted without the permission to erase",
    find: "event.date >= today || mayErase",
    replace: "event.date !== today || mayErase",
    tests: ["test/tools/calendar/bulk-delete-events.test.ts"],
  },
];
