import * as z from "zod";

/** How requests fail. */
export const Fault = z.object({
  kind: z.enum([
    "429",
    "5xx",
    "rejected",
    "html",
    "slow",
    "drop_before",
    "drop_after",
    "empty",
    "garbage",
    "redirect",
    "endless",
    "wrong",
    "misread",
  ]),
  /** Which requests fail; all by default. `path` is a regular expression. */
  match: z
    .object({ method: z.string().optional(), path: z.union([z.instanceof(RegExp), z.string()]).optional() })
    .optional(),
  /** How many requests fail. */
  times: z.int().default(1),
  /** For `429`: seconds in `Retry-After`. There is no header without it. */
  retryAfter: z.number().optional(),
  /** For `5xx`, `rejected`, `html` and `redirect`. */
  status: z.int().optional(),
  /** For `slow`: milliseconds before the request is handled. */
  ms: z.number().default(100),
});
export type Fault = z.infer<typeof Fault>;

/** The error that `fetch` throws when the connection breaks. */
export class ConnectionLost extends TypeError {
  constructor() {
    super("Network connection lost.");
  }
}

export interface FaultQueue {
  add(fault: z.input<typeof Fault>): void;
  clear(): void;
  /** Handles a request, or makes it fail with the first matching fault. */
  run(request: Request, handle: Handle): Promise<Response>;
}

type Handle = () => Promise<Response>;

export function faultQueue(): FaultQueue {
  const faults: Fault[] = [];
  return {
    add: (fault) => faults.push(Fault.parse(fault)),
    clear: () => faults.splice(0),
    run(request, handle) {
      const index = faults.findIndex((fault) => isFor(fault, request));
      const fault = faults[index];
      if (!fault) return handle();
      fault.times--;
      if (fault.times === 0) faults.splice(index, 1);
      return apply(fault, request, handle);
    },
  };
}

function isFor({ match }: Fault, request: Request): boolean {
  if (match?.method && match.method !== request.method) return false;
  return match?.path === undefined || new RegExp(match.path).test(new URL(request.url).pathname);
}

async function apply(fault: Fault, request: Request, handle: Handle): Promise<Response> {
  switch (fault.kind) {
    case "429": {
      const headers = fault.retryAfter === undefined ? {} : { "Retry-After": String(fault.retryAfter) };
      return Response.json({ status: 429, error: "Too many requests" }, { status: 429, headers });
    }
    case "5xx":
      return Response.json(
        { status: fault.status ?? 503, error: "Service unavailable" },
        { status: fault.status ?? 503 },
      );
    case "rejected":
      return Response.json({ error: "Exception: no" }, { status: fault.status ?? 500 });
    case "html":
      return new Response(
        "<html><head><title>502 Bad Gateway</title></head><body><center>nginx</center></body></html>",
        {
          status: fault.status ?? 502,
          headers: { "Content-Type": "text/html" },
        },
      );
    case "slow":
      await waitUnlessAborted(fault.ms, request.signal);
      return handle();
    case "drop_before":
      throw new ConnectionLost();
    case "drop_after":
      await (await handle()).arrayBuffer();
      throw new ConnectionLost();
    case "empty":
      return new Response(null);
    case "garbage":
      return new Response('{"id":"i1","name":', { headers: { "Content-Type": "application/json" } });
    case "redirect":
      return new Response(null, { status: fault.status ?? 302, headers: { Location: "https://elsewhere.example/" } });
    case "endless":
      return new Response(endlessSpace(), { headers: { "Content-Type": "application/json" } });
    case "wrong":
      return Response.json("neither an object nor a list");
    case "misread":
      return Response.json(misread(await (await handle()).json()));
  }
}

/** A workout, or a list of them, of which the server understood only the first step, and as one minute. */
function misread(stored: unknown): unknown {
  if (Array.isArray(stored)) return stored.map(misread);
  const { workout_doc, ...record } = z
    .looseObject({ workout_doc: z.looseObject({ steps: z.array(z.unknown()) }) })
    .parse(stored);
  const document = { ...workout_doc, steps: workout_doc.steps.slice(0, 1), duration: 60 };
  return { ...record, workout_doc: document, moving_time: 60, icu_training_load: 1 };
}

function endlessSpace(): ReadableStream<Uint8Array> {
  const megabyte = new Uint8Array(1024 * 1024).fill(0x20);
  return new ReadableStream({ pull: (controller) => controller.enqueue(megabyte) });
}

function waitUnlessAborted(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(resolve, ms);
    signal.addEventListener("abort", () => {
      clearTimeout(timer);
      reject(signal.reason);
    });
  });
}
