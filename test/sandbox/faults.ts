import * as z from "zod";

/** How a request goes wrong on purpose. */
export const Fault = z.object({
  kind: z.enum([
    "429",
    "5xx",
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
  /** Which requests; all of them without it. `path` is a pattern over the path. */
  match: z
    .object({ method: z.string().optional(), path: z.union([z.instanceof(RegExp), z.string()]).optional() })
    .optional(),
  /** How often; once without it. */
  times: z.int().default(1),
  /** Of `429`: seconds for `Retry-After`, which is missing without it. */
  retryAfter: z.number().optional(),
  /** Of `5xx`, `html` and `redirect`. */
  status: z.int().optional(),
  /** Of `slow`: milliseconds before the request is passed on. */
  ms: z.number().default(100),
});
export type Fault = z.infer<typeof Fault>;

/** What a broken connection looks like to `fetch`. */
export class ConnectionLost extends TypeError {
  constructor() {
    super("Network connection lost.");
  }
}

export interface FaultPlan {
  add(fault: z.input<typeof Fault>): void;
  clear(): void;
  /** Passes a request on, or does to it what the plan says next. */
  run(request: Request, pass: () => Promise<Response>): Promise<Response>;
}

export function faultPlan(): FaultPlan {
  const faults: Fault[] = [];
  return {
    add: (fault) => faults.push(Fault.parse(fault)),
    clear: () => faults.splice(0),
    run(request, pass) {
      const index = faults.findIndex((fault) => matches(fault, request));
      const fault = faults[index];
      if (!fault) return pass();
      fault.times--;
      if (fault.times === 0) faults.splice(index, 1);
      return apply(fault, request, pass);
    },
  };
}

function matches({ match }: Fault, request: Request): boolean {
  if (match?.method && match.method !== request.method) return false;
  return match?.path === undefined || new RegExp(match.path).test(new URL(request.url).pathname);
}

async function apply(fault: Fault, request: Request, pass: () => Promise<Response>): Promise<Response> {
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
      return pass();
    case "drop_before":
      throw new ConnectionLost();
    case "drop_after":
      await (await pass()).arrayBuffer();
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
      return Response.json(misread(await (await pass()).json()));
  }
}

/** A stored workout of which only the first step was understood, as a minute; or a list of them. */
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
