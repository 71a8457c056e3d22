import { ALL_SCOPES as scopes } from "../../src/access/scopes.ts";
import { toolsFor } from "../../src/mcp/tool-list.ts";
import { CATALOG } from "../../src/tools/catalog.ts";
import { TOOLS } from "../parity/inventory.ts";
import { hitRate, routeAll } from "../routing/route.ts";
import { printRow } from "./report.ts";

/** Ours, for English in JSON; tokenizers differ by a fifth either way. */
const BYTES_PER_TOKEN = 4;
/** What the same tools take where people come from (`tools/list` of hhopke/intervals-icu-mcp 4.3.2). */
const KNOWN_ELSEWHERE = 71_937;

/** What a model has to read before it answers anything, and how far words alone lead it to the right tool. */
export function measureToolsList(): void {
  const everything = toolsFor({ scopes, toolset: "everything" });
  const lists = {
    everything,
    "what is known elsewhere": everything.filter(({ name }) => name in TOOLS),
    essentials: toolsFor({ scopes, toolset: "essentials" }),
  };
  for (const [name, list] of Object.entries(lists)) {
    const bytes = Buffer.byteLength(JSON.stringify(list));
    const size = `${bytes} bytes, about ${Math.round(bytes / BYTES_PER_TOKEN)} tokens at ${BYTES_PER_TOKEN} bytes each`;
    printRow(
      `tools/list, ${name}`,
      `${list.length} tools, ${size} (${(bytes / KNOWN_ELSEWHERE).toFixed(2)} of 71,937)`,
    );
  }
  const routed = routeAll(CATALOG);
  const percent = (places: number) => `${Math.round(hitRate(routed, places) * 100)} %`;
  printRow("Routing by words alone", `first ${percent(1)}, among three ${percent(3)} of ${routed.length} questions`);
}
