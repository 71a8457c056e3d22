import { ALL_SCOPES as scopes } from "../../src/access/scopes.ts";
import { toolsFor } from "../../src/mcp/tool-list.ts";
import { CATALOG } from "../../src/tools/catalog.ts";
import { TOOLS } from "../parity/inventory.ts";
import { hitRate, routeAll } from "../routing/route.ts";
import { printRow } from "./report.ts";

/** An estimate for English in JSON. Tokenizers differ from it by up to 20 %. */
const BYTES_PER_TOKEN = 4;
/** Size of `tools/list` of the reference, hhopke/intervals-icu-mcp 4.3.2. */
const REFERENCE_BYTES = 71_937;

/** Measures what a model reads before every answer, and how often matching words finds the right tool. */
export function measureToolsList(): void {
  const everything = toolsFor({ scopes, toolset: "everything" });
  const lists = {
    everything,
    "tools of the reference": everything.filter(({ name }) => name in TOOLS),
    essentials: toolsFor({ scopes, toolset: "essentials" }),
  };
  for (const [name, list] of Object.entries(lists)) {
    const bytes = Buffer.byteLength(JSON.stringify(list));
    const size = `${bytes} bytes, about ${Math.round(bytes / BYTES_PER_TOKEN)} tokens at ${BYTES_PER_TOKEN} bytes each`;
    printRow(
      `tools/list, ${name}`,
      `${list.length} tools, ${size} (${(bytes / REFERENCE_BYTES).toFixed(2)} of 71,937)`,
    );
  }
  const routed = routeAll(CATALOG);
  const percent = (places: number) => `${Math.round(hitRate(routed, places) * 100)} %`;
  printRow(
    "Routing by words",
    `first ${percent(1)}, among the first three ${percent(3)} of ${routed.length} questions`,
  );
}
