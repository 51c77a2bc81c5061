import type { Scratch, SpoolForm } from "./scratch.ts";

/** How values are sorted and kept. */
export interface SortForm<T> extends SpoolForm<T> {
  /** As for `Array.sort`. */
  readonly compare: (a: T, b: T) => number;
}

/** Sorts values that may be too many for memory; equal ones stay in the order they came. */
export interface SpooledSort<T> {
  add(value: T): void;
  /** All values so far; asked for one by one, and again where need be. */
  sorted(): Iterable<T>;
}

/** As many values are sorted at once, in memory. */
const RUN = 1 << 9;

/** Sorts in stretches, which are kept and joined each time the values are asked for. */
export function sortSpooled<T>(form: SortForm<T>, scratch: Scratch): SpooledSort<T> {
  const { compare } = form;
  const kept = scratch.spool<T>(form);
  const runs: Iterable<T>[] = [];
  let run: T[] = [];
  const closeRun = (): void => {
    const from = kept.length;
    for (const value of run.sort(compare)) kept.push(value);
    runs.push(kept.slice(from, kept.length));
    run = [];
  };
  return {
    add(value) {
      run.push(value);
      if (run.length === RUN) closeRun();
    },
    sorted() {
      if (run.length > 0) closeRun();
      return { [Symbol.iterator]: () => joinRuns(runs, compare) };
    },
  };
}

/** A sorted stretch, as far as it was read. */
interface Head<T> {
  /** Which stretch it is, in the order they came. */
  readonly run: number;
  readonly values: Iterator<T>;
  readonly value: T;
}

function* joinRuns<T>(runs: readonly Iterable<T>[], compare: (a: T, b: T) => number): Generator<T> {
  const isBefore = (a: Head<T>, b: Head<T>): boolean => {
    const order = compare(a.value, b.value);
    return order === 0 ? a.run < b.run : order < 0;
  };
  const heads: Head<T>[] = [];
  for (const [run, stretch] of runs.entries()) {
    const values = stretch[Symbol.iterator]();
    const first = values.next();
    if (first.done === true) continue;
    heads.push({ run, values, value: first.value });
    rise(heads, isBefore);
  }
  for (let head = heads[0]; head; head = heads[0]) {
    yield head.value;
    const next = head.values.next();
    if (next.done !== true) heads[0] = { ...head, value: next.value };
    else {
      const last = heads.pop()!;
      if (heads.length > 0) heads[0] = last;
    }
    sink(heads, isBefore);
  }
}

/** Puts the last of a binary heap in its place. */
function rise<T>(heap: T[], isBefore: (a: T, b: T) => boolean): void {
  for (let at = heap.length - 1; at > 0;) {
    const above = (at - 1) >> 1;
    if (!isBefore(heap[at]!, heap[above]!)) return;
    [heap[at], heap[above]] = [heap[above]!, heap[at]!];
    at = above;
  }
}

/** Puts the first of a binary heap in its place. */
function sink<T>(heap: T[], isBefore: (a: T, b: T) => boolean): void {
  for (let at = 0; ;) {
    const [left, right] = [heap[2 * at + 1], heap[2 * at + 2]];
    if (!left) return;
    const least = right && isBefore(right, left) ? 2 * at + 2 : 2 * at + 1;
    if (!isBefore(heap[least]!, heap[at]!)) return;
    [heap[at], heap[least]] = [heap[least]!, heap[at]!];
    at = least;
  }
}
