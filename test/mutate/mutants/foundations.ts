import type { Mutant } from "../mutant.ts";

const envelope = { file: "src/crypto/envelope.ts", tests: ["test/crypto/envelope.test.ts"] };
const bodies = { file: "src/bounded-body.ts", tests: ["test/bounded-body.test.ts", "test/intervals/"] };
const config = { file: "src/config.ts", tests: ["test/config.test.ts"] };
const scopes = { file: "src/access/scopes.ts", tests: ["test/access/scopes.test.ts"] };

/** config, crypto, access and bodies. */
export const FOUNDATIONS: readonly Mutant[] = [
  {
    ...bodies,
    breaks: "a body may exceed its limit",
    find: "isCut: length > maxBytes",
    replace: "isCut: length > 2 * maxBytes",
  },
  { ...bodies, breaks: "a body without end is read on", find: "while (length <= maxBytes)", replace: "while (true)" },
  {
    ...bodies,
    breaks: "a file without end is passed on",
    find: "if (length <= maxBytes) return",
    replace: "if (length > 0) return",
  },
  {
    ...bodies,
    breaks: "large bodies reserve no memory",
    find: "if (reserve && !release",
    replace: "if (!reserve && !release",
  },
  { ...envelope, breaks: "an envelope of one kind opens as another", find: "|${uid}|${kind}`", replace: "|${uid}`" },
  {
    ...envelope,
    breaks: "every user's envelopes have the same key",
    find: "vault ${uid}`",
    replace: "vault`",
  },
  {
    ...envelope,
    breaks: "after a rotation nothing is sealed with the new key",
    find: "sealedWithActiveKey: kid === keyring.active",
    replace: "sealedWithActiveKey: true",
  },
  {
    file: "src/crypto/digest.ts",
    breaks: "the order of fields changes a digest",
    find: "one < other ? -1 : 1",
    replace: "0",
    tests: ["test/crypto/digest.test.ts"],
  },
  {
    file: "src/crypto/uid.ts",
    breaks: "a demo visitor can have the uid of an athlete",
    find: "`${realm}:${ownerId}`",
    replace: "ownerId",
    tests: ["test/crypto/uid.test.ts"],
  },
  {
    ...config,
    breaks: "development secrets are used on public origins",
    find: "(isLocal ? DEVELOPMENT[name] : undefined)",
    replace: "DEVELOPMENT[name]",
  },
  {
    ...config,
    breaks: "a public deployment may use http",
    find: `publicUrl?.startsWith("http:") && !isLocal`,
    replace: `publicUrl?.startsWith("ftp:") && !isLocal`,
  },
  { ...config, breaks: "short master keys are accepted", find: "bytes.length !== 32", replace: "bytes.length > 32" },
  {
    ...scopes,
    breaks: "scopes that were taken back still apply",
    find: "remaining?.includes(scope) ?? true",
    replace: "true",
  },
  {
    ...scopes,
    breaks: "an app that asks for nothing is offered everything",
    find: "if (wanted.length === 0) return DEFAULT_PRESET",
    replace: `if (wanted.length === 0) return "everything"`,
  },
];
