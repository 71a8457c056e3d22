import { INTERVALS_SITE } from "../config.ts";

/** A name that users trust, and the domains of its owner. */
export interface KnownName {
  title: string;
  /** Forbidden for others anywhere in a name, whatever is around it. In lower case without spaces. */
  inside?: readonly string[];
  /** Forbidden for others as whole words, because the letters also occur in other words. */
  words?: readonly string[];
  /** Forbidden for others as the whole name only. */
  whole?: readonly string[];
  domains: readonly string[];
}

/** Host apps: their servers register and redeem codes for all their users. */
const HOST_APPS: readonly KnownName[] = [
  { title: "Claude", inside: ["claude", "anthropic"], domains: ["claude.ai", "claude.com", "anthropic.com"] },
  { title: "ChatGPT", inside: ["chatgpt", "openai"], words: ["codex"], domains: ["chatgpt.com", "openai.com"] },
  {
    title: "VS Code",
    inside: ["vscode", "visualstudiocode"],
    domains: ["vscode.dev", "visualstudio.com", "microsoft.com"],
  },
  {
    title: "Copilot",
    inside: ["github"],
    words: ["copilot"],
    domains: ["github.com", "githubcopilot.com", "microsoft.com", "azure-apim.net"],
  },
  { title: "Microsoft", inside: ["microsoft"], domains: ["microsoft.com", "azure-apim.net"] },
  { title: "Google Gemini", inside: ["google"], words: ["gemini"], domains: ["gemini.google.com"] },
  { title: "Mistral Le Chat", inside: ["mistral"], words: ["le chat"], domains: ["mistral.ai"] },
  { title: "Perplexity", inside: ["perplexity"], domains: ["perplexity.ai"] },
  { title: "Cursor", words: ["cursor"], domains: ["cursor.com"] },
  { title: "Windsurf", inside: ["windsurf"], domains: ["windsurf.com", "codeium.com"] },
  { title: "Grok", words: ["grok", "xai"], domains: ["grok.com", "x.ai"] },
  { title: "DeepSeek", inside: ["deepseek"], domains: ["deepseek.com"] },
  { title: "Meta AI", words: ["meta ai"], domains: ["meta.ai", "meta.com"] },
  { title: "Poe", words: ["poe"], domains: ["poe.com"] },
  { title: "Manus", words: ["manus"], domains: ["manus.im"] },
  { title: "Raycast", inside: ["raycast"], domains: ["raycast.com"] },
  { title: "Zapier", inside: ["zapier"], domains: ["zapier.com"] },
  { title: "Notion", words: ["notion"], domains: ["notion.com", "notion.so"] },
  { title: "Postman", inside: ["postman"], domains: ["postman.com", "pstmn.io"] },
  { title: "JetBrains", inside: ["jetbrains"], domains: ["jetbrains.com"] },
  { title: "Replit", inside: ["replit"], domains: ["replit.com"] },
  { title: "Cloudflare", inside: ["cloudflare"], domains: ["cloudflare.com"] },
];

/** Services that athletes have an account at. */
const SERVICES: readonly KnownName[] = [
  { title: "Intervals.icu", inside: ["intervalsicu"], whole: ["intervals"], domains: [new URL(INTERVALS_SITE).host] },
  { title: "Strava", inside: ["strava"], domains: ["strava.com"] },
  { title: "Garmin", inside: ["garmin"], domains: ["garmin.com"] },
  { title: "TrainingPeaks", inside: ["trainingpeaks"], domains: ["trainingpeaks.com"] },
  { title: "TrainerRoad", inside: ["trainerroad"], domains: ["trainerroad.com"] },
  { title: "Zwift", inside: ["zwift"], domains: ["zwift.com"] },
  { title: "Wahoo", words: ["wahoo"], domains: ["wahoofitness.com"] },
  { title: "Polar", words: ["polar"], domains: ["polar.com"] },
  { title: "Suunto", inside: ["suunto"], domains: ["suunto.com"] },
  { title: "COROS", words: ["coros"], domains: ["coros.com"] },
  { title: "WHOOP", words: ["whoop"], domains: ["whoop.com"] },
  { title: "Oura", words: ["oura"], domains: ["ouraring.com"] },
  { title: "Fitbit", inside: ["fitbit"], domains: ["fitbit.com"] },
  { title: "Apple", words: ["apple"], domains: ["apple.com"] },
  { title: "komoot", inside: ["komoot"], domains: ["komoot.com", "komoot.de"] },
  { title: "Runalyze", inside: ["runalyze"], domains: ["runalyze.com"] },
  { title: "Xert", words: ["xert"], domains: ["xertonline.com"] },
];

export const KNOWN_NAMES: readonly KnownName[] = [...HOST_APPS, ...SERVICES];

export const isOwnedBy = ({ domains }: KnownName, host: string): boolean =>
  domains.some((domain) => host === domain || host.endsWith(`.${domain}`));

/** Whether a host belongs to a host app that we know. */
export const isHostApp = (host: string): boolean => HOST_APPS.some((app) => isOwnedBy(app, host));
