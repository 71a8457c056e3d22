/** A response that rejects a request, in the format that the clients of its route read. */
export type Reject = (status: number, message: string) => Response;

export const rejectInText: Reject = (status, message) =>
  new Response(`${message}\n`, { status, headers: { "Content-Type": "text/plain; charset=utf-8" } });

export const rejectInJsonRpc: Reject = (status, message) =>
  Response.json({ jsonrpc: "2.0", error: { code: -32600, message }, id: null }, { status });

/** RFC 6749 §5.2; `temporarily_unavailable` is the code with which clients try again. */
export const rejectInOAuth: Reject = (status, message) =>
  Response.json(
    { error: status === 429 ? "temporarily_unavailable" : "invalid_request", error_description: message },
    { status },
  );
