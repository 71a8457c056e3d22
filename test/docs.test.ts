import { expect, it } from "vitest";

const pages: Record<string, string> = import.meta.glob(["../*.md", "../docs/**/*.md"], {
  query: "?raw",
  import: "default",
  eager: true,
});
// Named, not loaded. Dotfiles and generated pages are checked elsewhere.
const files = Object.keys(
  import.meta.glob(["../*", "../docs/**", "../src/**", "../test/**", "../migrations/**", "../.github/**"]),
).map((path) => path.replace("../", "").replace("./", "test/"));
const exists = (path: string) => files.some((file) => file === path || file.startsWith(`${path.replace(/\/$/, "")}/`));

/** What a page links to, and the paths in the repository that it names as code. */
function referencesIn(page: string, text: string): string[] {
  const folder = new URL(page, "file:///").href;
  const links = [...text.matchAll(/\]\(([^)#\s]+)/g)]
    .map(([, link = ""]) => link)
    .filter((link) => !/^(https?|mailto):/.test(link))
    .map((link) => decodeURI(new URL(link, folder).pathname.slice(1)));
  const paths = [...text.matchAll(/`((?:src|test|docs|migrations|\.github)\/[\w./-]+)`/g)].map(([, path = ""]) => path);
  return [...links, ...paths];
}

it.each(Object.keys(pages).map((path) => path.replace("../", "")))("%s refers only to files that exist", (page) => {
  const missing = referencesIn(page, pages[`../${page}`] ?? "").filter((path) => !exists(path));
  expect(missing).toEqual([]);
});
