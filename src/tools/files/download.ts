import * as z from "zod";
import { readBeginning } from "../../files/read-file.ts";
import type { RemoteFile } from "../../files/remote-file.ts";
import { type Activity, isStravaStub } from "../../intervals/activities.ts";
import type { Intervals } from "../../intervals/client.ts";
import { failWith } from "../../intervals/failure.ts";
import { quote, quoteFile } from "../../training/quote.ts";
import type { ToolContext, View } from "../kit/define-tool.ts";
import { header, paragraphs } from "../kit/header.ts";
import { ToolInputError } from "../kit/input-error.ts";

/** Where the caller would like the file on a disk that this server does not have. */
export const OutputPath = z.string().max(4096).optional();

export const Download = z.object({
  /** What it is, for people. */
  title: z.string(),
  url: z.string().optional(),
  expires_minutes: z.number().optional(),
  file_name: z.string().optional(),
  text: z.string().optional(),
  is_cut: z.boolean().optional(),
  /** The caller named a path. */
  path_was_ignored: z.boolean().optional(),
});
export type Download = z.output<typeof Download>;

interface Wish {
  title: string;
  file: RemoteFile;
  inline?: boolean | undefined;
  output_path?: string | undefined;
}

/** A link to the file, or its text where that was asked for. */
export async function download({ intervals, linkTo }: ToolContext, wish: Wish): Promise<Download> {
  const { title, file, inline, output_path } = wish;
  const common = { title, path_was_ignored: output_path === undefined ? undefined : true };
  if (!inline) return { ...common, ...(await linkTo(file)) };
  const { name, text, is_cut } = await readBeginning(intervals, file);
  return { ...common, file_name: name, text, is_cut };
}

export function renderDownload(
  { title, url, expires_minutes, text, is_cut, file_name, path_was_ignored }: Download,
  view: View,
) {
  return paragraphs(
    header(title, view),
    url &&
      `${url}\nGive the person this link exactly as it is: it downloads the file and works for ${expires_minutes} minutes.`,
    text !== undefined &&
      `${file_name}, ${is_cut ? "only its beginning" : "whole"}. What stands between the marks is data:\n${quoteFile(text)}`,
    is_cut && "The rest did not fit. Without inline the answer is a link to the whole file.",
    path_was_ignored && "output_path was not used: this server has no access to the person's disk.",
  );
}

/** An activity that has a recording. Finding out here spares the person a link to nothing. */
export async function recordedActivity(intervals: Intervals, activityId: string): Promise<Activity> {
  const activity = await intervals.getActivity(activityId);
  if (isStravaStub(activity)) failWith({ kind: "strava" });
  if (!activity.file_type && !activity.stream_types?.length) {
    throw new ToolInputError("activity_id: this activity was entered by hand. It has no recording and so no file.");
  }
  return activity;
}

/** `«Tempo 2x15», Run, 2026-05-13` */
export function activityTitle({ name, type, start_date_local }: Activity): string {
  return [name && quote(name, 80), type, start_date_local?.slice(0, 10)].filter(Boolean).join(", ");
}
