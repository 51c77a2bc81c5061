import { AsyncLocalStorage } from "node:async_hooks";
import { subscribe } from "node:diagnostics_channel";
import type { ClientRequest, IncomingMessage } from "node:http";
import { interruption } from "../interruption.ts";

/** What happened on the wire below a client that tells neither status nor headers. */
export interface Exchange {
  /** The last response's status; undefined where none came. */
  status?: number;
  /** Seconds the server asks to wait, from `Retry-After`. */
  retryAfter?: number;
}

interface Tracked extends Exchange {
  readonly requests: Set<ClientRequest>;
}

const current = new AsyncLocalStorage<Tracked>();
const owners = new WeakMap<ClientRequest, Tracked>();
let isSubscribed = false;

/**
 * Runs a call of a client library and tells what its HTTP exchange said. Node publishes every request and response of `node:http` on two
 * diagnostics channels; the call's async context says which are its own. That gives the response headers the library drops and the socket
 * that an abort must close. Where a runtime publishes nothing, the exchange stays empty and an abort only stops the waiting.
 */
export async function observed<T>(
  call: () => Promise<T>,
  signal: AbortSignal,
): Promise<{ readonly exchange: Exchange; readonly outcome: PromiseSettledResult<T> }> {
  if (signal.aborted) throw interruption();
  listen();
  const tracked: Tracked = { requests: new Set() };
  let giveUp = (): void => {};
  const aborted = new Promise<undefined>((resolve) => {
    giveUp = () => resolve(undefined);
  });
  const onAbort = (): void => {
    for (const request of tracked.requests) request.destroy(new Error("aborted"));
    giveUp();
  };
  signal.addEventListener("abort", onAbort, { once: true });
  try {
    const settled = Promise.allSettled([current.run(tracked, call)]);
    const results = await Promise.race([settled, aborted]);
    if (results === undefined) throw interruption();
    return { exchange: tracked, outcome: results[0] };
  } finally {
    signal.removeEventListener("abort", onAbort);
  }
}

function listen(): void {
  if (isSubscribed) return;
  isSubscribed = true;
  subscribe("http.client.request.start", (message) => {
    const { request } = message as { request: ClientRequest };
    const tracked = current.getStore();
    if (tracked === undefined) return;
    owners.set(request, tracked);
    tracked.requests.add(request);
    request.once("close", () => tracked.requests.delete(request));
  });
  subscribe("http.client.response.finish", (message) => {
    const { request, response } = message as { request: ClientRequest; response: IncomingMessage };
    const tracked = owners.get(request);
    if (tracked === undefined) return;
    if (response.statusCode !== undefined) tracked.status = response.statusCode;
    const seconds = parseRetryAfter(response.headers["retry-after"], Date.now());
    if (seconds !== undefined) tracked.retryAfter = seconds;
  });
}

/**
 * `Retry-After` as RFC 9110 (section 10.2.3) has it: seconds, or a date. Undefined where it is neither.
 *
 * @internal exported for tests
 */
export function parseRetryAfter(value: string | undefined, now: number): number | undefined {
  if (value === undefined) return undefined;
  if (/^\s*\d+\s*$/.test(value)) return Number(value);
  const date = Date.parse(value);
  return Number.isNaN(date) ? undefined : Math.max(0, Math.ceil((date - now) / 1000));
}
