import * as z from "zod";
import type { Config } from "../config.ts";
import { open, seal, VaultError } from "../crypto/envelope.ts";
import { RemoteFile } from "./remote-file.ts";

/** How long a link works. Long enough to hand it to a person, too short to be worth keeping. */
const LINK_MINUTES = 15;

/** To whom a link was given, and about which athlete. */
export interface LinkHolder {
  uid: string;
  grantId: string;
  subject: string;
}

export interface FileLink {
  url: string;
  expires_minutes: number;
}

const Sealed = z.object({ grantId: z.string(), subject: z.string(), file: RemoteFile, until: z.number() });

export type OpenedLink =
  | ({ state: "valid"; file: RemoteFile } & LinkHolder)
  /** Changed, or never ours. */
  | { state: "refused" }
  | { state: "expired" };

/**
 * An address at which one file can be fetched without signing in. Everything in it is sealed but the pseudonym that the
 * seal is made for, so it says nothing and cannot be turned into a link to something else.
 */
export async function linkTo(config: Config, holder: LinkHolder, file: RemoteFile): Promise<FileLink> {
  const { uid, ...rest } = holder;
  const content = { ...rest, file, until: Date.now() + LINK_MINUTES * 60_000 };
  const sealed = await seal(config.vault, { uid, kind: "file" }, JSON.stringify(content));
  return { url: `${config.publicUrl}/files/${uid}.${sealed}`, expires_minutes: LINK_MINUTES };
}

export async function openLink(config: Config, handed: string): Promise<OpenedLink> {
  const [, uid, sealed] = /^([A-Za-z0-9_-]{1,64})\.(.{1,4000})$/.exec(handed) ?? [];
  if (uid === undefined || sealed === undefined) return { state: "refused" };
  try {
    const { plaintext } = await open(config.vault, { uid, kind: "file" }, sealed);
    const { until, ...link } = Sealed.parse(JSON.parse(plaintext));
    return until > Date.now() ? { state: "valid", uid, ...link } : { state: "expired" };
  } catch (error) {
    if (error instanceof VaultError) return { state: "refused" };
    throw error;
  }
}
