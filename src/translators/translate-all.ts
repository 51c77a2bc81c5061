import { TranslatorError } from "../errors.ts";
import { splitIntoBatches } from "./batches.ts";
import type { Draft, TranslationRequest, Translator } from "./translator.ts";

export interface TranslateAllOptions<Request extends TranslationRequest> {
  /** Aborted (Ctrl-C): no new batch begins; replies under way are waited for. */
  readonly signal: AbortSignal;
  /** Told of every finished batch, one at a time, to store its drafts. The batch is the request it came from with fewer segments. */
  readonly onDrafts: (batch: Request, drafts: readonly Draft[]) => void | Promise<void>;
  /** How long replies under way are waited for after an abort, in milliseconds. PRODUCT.md promises ten seconds. */
  readonly graceMs?: number;
}

/** How far it went. */
export interface TranslateAllResult {
  /** Segments that `onDrafts` was told of. */
  readonly answered: number;
  readonly isInterrupted: boolean;
  /** Why it ended early; what was answered before is stored. An interruption is no failure. */
  readonly failure?: unknown;
}

const GRACE = 10_000;

/**
 * Translates all requests (each the segments of one section), as many batches at a time as the engine allows, in order. On the first
 * failure, or when `onDrafts` throws, nothing new begins, and what is under way is still waited for and stored.
 */
export async function translateAll<Request extends TranslationRequest>(
  translator: Translator,
  requests: Iterable<Request> | AsyncIterable<Request>,
  { signal, onDrafts, graceMs = GRACE }: TranslateAllOptions<Request>,
): Promise<TranslateAllResult> {
  const stopping = new AbortController();
  const ending = new AbortController();
  let answered = 0;
  let failure: { readonly error: unknown } | undefined;
  let storing = Promise.resolve();
  let grace: NodeJS.Timeout | undefined;
  const onAbort = (): void => {
    stopping.abort();
    grace = setTimeout(() => ending.abort(), graceMs);
  };
  const fail = (error: unknown): void => {
    if (!signal.aborted || !isInterruption(error)) failure ??= { error };
    stopping.abort();
  };

  const store = async (before: Promise<void>, batch: Request, drafts: readonly Draft[]): Promise<void> => {
    await before;
    await onDrafts(batch, drafts);
    answered += drafts.length;
  };
  const batches = batchesOf(translator, requests)[Symbol.asyncIterator]();
  const work = async (): Promise<void> => {
    while (!stopping.signal.aborted) {
      const next = await batches.next();
      if (next.done === true || stopping.signal.aborted) return;
      const batch = next.value;
      const drafts = await untilAborted(translator.translate(batch, ending.signal, stopping.signal), ending.signal);
      if (drafts === undefined) return;
      storing = store(storing, batch, drafts);
      await storing;
      assertAnswered(batch, drafts);
    }
  };

  if (signal.aborted) onAbort();
  else signal.addEventListener("abort", onAbort, { once: true });
  try {
    const workers = Array.from({ length: Math.max(1, translator.limits.concurrency) }, async () => work().catch(fail));
    await Promise.all(workers);
  } finally {
    signal.removeEventListener("abort", onAbort);
    clearTimeout(grace);
    await batches.return?.(undefined);
  }
  return { answered, isInterrupted: signal.aborted, ...(failure === undefined ? {} : { failure: failure.error }) };
}

async function* batchesOf<Request extends TranslationRequest>(
  translator: Translator,
  requests: Iterable<Request> | AsyncIterable<Request>,
): AsyncGenerator<Request, void, undefined> {
  for await (const request of requests) yield* splitIntoBatches(request, translator.limits);
}

/** The drafts, or undefined once the signal aborts: an engine that cannot be interrupted is left behind. */
async function untilAborted<T>(promise: Promise<T>, signal: AbortSignal): Promise<T | undefined> {
  if (signal.aborted) return undefined;
  let stop = (): void => {};
  const aborted = new Promise<undefined>((resolve) => {
    stop = () => resolve(undefined);
    signal.addEventListener("abort", stop, { once: true });
  });
  try {
    return await Promise.race([promise, aborted]);
  } finally {
    signal.removeEventListener("abort", stop);
  }
}

function isInterruption(error: unknown): boolean {
  return error instanceof Error && "code" in error && error.code === "interrupted";
}

/** The contract of `translate`, held at the one place where every engine passes. */
function assertAnswered(batch: TranslationRequest, drafts: readonly Draft[]): void {
  const ids = new Set(drafts.map(({ id }) => id));
  const missing = batch.segments.filter(({ id }) => !ids.has(id)).length;
  if (missing === 0) return;
  throw new TranslatorError(
    "unreadable-reply",
    `The engine left ${missing} of ${batch.segments.length} segments without an answer.`,
    {
      hint: "Run the same command again; what was answered is kept.",
      isRetryable: true,
    },
  );
}
