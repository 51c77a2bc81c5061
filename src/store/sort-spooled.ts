import type { Scratch, Spool, SpoolForm } from "./scratch.ts";

/** As many characters of keys are sorted at once, in memory. */
const RUN = 1 << 19;

/**
 * Sorts values that may be too many for memory by their keys, code unit by code unit; those of one key stay in order. In stretches, which
 * are kept (`form` as for a spool) and joined each time the values are asked for.
 */
export function sortSpooled<T>(
  values: Iterable<T>,
  keyOf: (value: T) => string,
  scratch: Scratch,
  form?: SpoolForm<T>,
): Iterable<T> {
  const runs: Spool<T>[] = [];
  let run: { readonly key: string; readonly value: T }[] = [];
  let size = 0;
  const closeRun = (): void => {
    const spool = scratch.spool(form);
    for (const { value } of run.sort((a, b) => (a.key < b.key ? -1 : a.key > b.key ? 1 : 0))) spool.push(value);
    runs.push(spool);
    run = [];
    size = 0;
  };
  for (const value of values) {
    const key = keyOf(value);
    run.push({ key, value });
    size += key.length;
    if (size > RUN) closeRun();
  }
  closeRun();
  return { [Symbol.iterator]: () => joinRuns(runs, keyOf) };
}

/** A sorted stretch, as far as it was read. */
interface Head<T> {
  /** Which stretch it is, in the order they came. */
  readonly run: number;
  readonly values: Iterator<T>;
  readonly key: string;
  readonly value: T;
}

function* joinRuns<T>(runs: readonly Spool<T>[], keyOf: (value: T) => string): Generator<T> {
  const heads: Head<T>[] = [];
  for (const [run, spool] of runs.entries()) {
    const values = spool[Symbol.iterator]();
    const first = values.next();
    if (first.done === true) continue;
    heads.push({ run, values, key: keyOf(first.value), value: first.value });
    rise(heads);
  }
  for (let head = heads[0]; head; head = heads[0]) {
    yield head.value;
    const next = head.values.next();
    if (next.done !== true) heads[0] = { ...head, key: keyOf(next.value), value: next.value };
    else {
      const last = heads.pop()!;
      if (heads.length > 0) heads[0] = last;
    }
    sink(heads);
  }
}

/** Whether a head is to be given before another; of one key the one that came first. */
function isBefore<T>(a: Head<T>, b: Head<T>): boolean {
  return a.key === b.key ? a.run < b.run : a.key < b.key;
}

/** Puts the last of a binary heap in its place. */
function rise<T>(heap: Head<T>[]): void {
  for (let at = heap.length - 1; at > 0;) {
    const above = (at - 1) >> 1;
    if (!isBefore(heap[at]!, heap[above]!)) return;
    [heap[at], heap[above]] = [heap[above]!, heap[at]!];
    at = above;
  }
}

/** Puts the first of a binary heap in its place. */
function sink<T>(heap: Head<T>[]): void {
  for (let at = 0; ;) {
    const [left, right] = [heap[2 * at + 1], heap[2 * at + 2]];
    if (!left) return;
    const least = right && isBefore(right, left) ? 2 * at + 2 : 2 * at + 1;
    if (!isBefore(heap[least]!, heap[at]!)) return;
    [heap[at], heap[least]] = [heap[least]!, heap[at]!];
    at = least;
  }
}
