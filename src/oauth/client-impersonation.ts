import { INTERVALS_SITE } from "../config.ts";

/** Names that users trust, and the domains of their owners. */
const BRANDS: readonly { names: readonly string[]; domains: readonly string[] }[] = [
  { names: ["claude", "anthropic"], domains: ["claude.ai", "claude.com", "anthropic.com"] },
  { names: ["chatgpt", "openai"], domains: ["chatgpt.com", "openai.com"] },
  { names: ["vscode", "visualstudiocode"], domains: ["vscode.dev", "visualstudio.com", "microsoft.com"] },
  { names: [" cursor "], domains: ["cursor.com"] },
  { names: ["intervalsicu"], domains: [new URL(INTERVALS_SITE).host] },
];

/** Letters of other scripts, digits and signs that look like Latin letters. `i` counts as `l`. */
const LOOKALIKES: Record<string, string> = Object.fromEntries(
  [
    ["a", "4@аαɑ"],
    ["b", "вь"],
    ["c", "сϲ"],
    ["d", "ԁ"],
    ["e", "3еεё"],
    ["g", "ɡ"],
    ["h", "нһ"],
    ["k", "кκ"],
    ["l", "i1|!іıιӏ"],
    ["m", "м"],
    ["n", "пո"],
    ["o", "0оοσ"],
    ["p", "рρ"],
    ["s", "5$ѕ"],
    ["t", "тτ"],
    ["u", "υսц"],
    ["v", "ѵν"],
    ["x", "хχ"],
    ["y", "у"],
  ].flatMap(([latin = "", others = ""]) => [...others].map((other) => [other, latin])),
);

/** The name as it looks at a glance: words of Latin letters, each between spaces. */
function skeletonOf(name: string): string {
  const letters = [...name.normalize("NFKD").toLowerCase()].map((letter) => LOOKALIKES[letter] ?? letter).join("");
  return ` ${letters.replace(/[\p{M}\p{Cf}\p{Cc}]/gu, "").replace(/[^a-z]+/g, " ")} `;
}

/**
 * The brand whose name a client uses although not all of `hosts` belong to the brand's owner. `hosts` are those of its
 * redirect URI and its metadata document. Programs on the user's own computer have none and may use any name; the consent
 * page warns about them.
 */
export function impersonatedBrand(name: string, hosts: readonly string[]): string | undefined {
  const words = skeletonOf(name);
  const joined = words.replaceAll(" ", "");
  const brand = BRANDS.find(({ names }) =>
    names.some((brandName) => {
      const skeleton = skeletonOf(brandName);
      return brandName.startsWith(" ")
        ? words.includes(skeleton.replace(/ +/g, " "))
        : joined.includes(skeleton.trim());
    }),
  );
  const isOwn = (host: string) => brand?.domains.some((domain) => host === domain || host.endsWith(`.${domain}`));
  return brand && !hosts.every(isOwn) ? brand.names[0]?.trim() : undefined;
}
