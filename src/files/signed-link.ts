import * as z from "zod";
import type { PresentedGrant } from "../account/access-decision.ts";
import type { Config } from "../config.ts";
import { open, seal, VaultError } from "../crypto/envelope.ts";
import { RemoteFile } from "./remote-file.ts";

/** Our choice: long enough to pass a link on to the user, short enough that a leaked one is of little use. */
const LINK_MINUTES = 15;

/** The grant that a link was issued to, and the athlete whose file it is. */
export interface LinkHolder {
  uid: string;
  grant: PresentedGrant;
  subject: string;
}

export interface FileLink {
  url: string;
  expires_minutes: number;
}

const Grant = z.object({ grantId: z.string(), athlete: z.string(), scopes: z.array(z.string()) });
const Sealed = z.object({ grant: Grant, subject: z.string(), file: RemoteFile, until: z.number() });

export type OpenedLink =
  | ({ state: "valid"; file: RemoteFile } & LinkHolder)
  | { state: "invalid" }
  | { state: "expired" };

/**
 * A link that downloads one file without signing in. Everything in it except the uid is encrypted and authenticated, so it
 * reveals nothing and cannot be changed into a link to another file.
 */
export async function createFileLink(config: Config, holder: LinkHolder, file: RemoteFile): Promise<FileLink> {
  const { uid, ...rest } = holder;
  const content = { ...rest, file, until: Date.now() + LINK_MINUTES * 60_000 };
  const sealed = await seal(config.vault, { uid, kind: "file" }, JSON.stringify(content));
  return { url: `${config.publicUrl}/files/${uid}.${sealed}`, expires_minutes: LINK_MINUTES };
}

export async function openFileLink(config: Config, received: string): Promise<OpenedLink> {
  const [, uid, sealed] = /^([A-Za-z0-9_-]{1,64})\.(.{1,4000})$/.exec(received) ?? [];
  if (uid === undefined || sealed === undefined) return { state: "invalid" };
  try {
    const { plaintext } = await open(config.vault, { uid, kind: "file" }, sealed);
    const { until, ...link } = Sealed.parse(JSON.parse(plaintext));
    return until > Date.now() ? { state: "valid", uid, ...link } : { state: "expired" };
  } catch (error) {
    if (error instanceof VaultError) return { state: "invalid" };
    throw error;
  }
}
