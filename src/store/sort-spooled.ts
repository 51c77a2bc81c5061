import { ENCODING, type Scratch, type SpoolForm } from "./scratch.ts";

/** How values are sorted and kept. */
export interface SortForm<T> extends SpoolForm<T> {
  /** By what they are sorted, code unit by code unit. */
  readonly key: (value: T) => string;
  /** As for `Array.sort`, for those of one key; absent: they stay in the order they came. */
  readonly compare?: (a: T, b: T) => number;
}

/** Sorts values that may be too many for memory; equal ones stay in the order they came. */
export interface SpooledSort<T> {
  add(value: T): void;
  /** All values so far; asked for one by one, and again where need be. */
  sorted(): Iterable<T>;
}

/** As many values are sorted at once. */
const RUN = 1 << 9;

/** A value that waits for its stretch to be sorted: only its key is an object of V8, which would carry all the rest from one collection to the next. */
interface Waiting {
  readonly key: string;
  /** Where what it is kept as stands, in bytes. */
  readonly from: number;
  readonly to: number;
}

/** Sorts in stretches, which are kept and joined each time the values are asked for. */
export function sortSpooled<T>(form: SortForm<T>, scratch: Scratch): SpooledSort<T> {
  const { key, read, write, compare } = form;
  const runs: Iterable<string>[] = [];
  let run: Waiting[] = [];
  let room = Buffer.alloc(0);
  let used = 0;
  const textOf = ({ from, to }: Waiting): string => room.toString(ENCODING, from, to);
  const closeRun = (): void => {
    const inOrder = (a: Waiting, b: Waiting): number =>
      compareKeys(a.key, b.key) || (compare ? compare(read(textOf(a)), read(textOf(b))) : 0);
    const sorted = Buffer.allocUnsafeSlow(used);
    let end = 0;
    const ends = Uint32Array.from(run.sort(inOrder), ({ from, to }) => (end += room.copy(sorted, end, from, to)));
    runs.push(scratch.texts(sorted, ends));
    run = [];
    used = 0;
  };
  return {
    add(value) {
      const text = write(value);
      const needed = used + text.length * 2;
      if (needed > room.length) {
        const larger = Buffer.allocUnsafeSlow(Math.ceil(Math.max(needed, 1 << 16) * 1.2));
        room.copy(larger, 0, 0, used);
        room = larger;
      }
      run.push({ key: key(value), from: used, to: needed });
      used += room.write(text, used, ENCODING);
      if (run.length === RUN) closeRun();
    },
    sorted() {
      if (run.length > 0) closeRun();
      room = Buffer.alloc(0);
      return { [Symbol.iterator]: () => joinRuns(runs, form) };
    },
  };
}

function compareKeys(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** A sorted stretch, as far as it was read. */
interface Head<T> {
  /** Which stretch it is, in the order they came. */
  readonly run: number;
  readonly texts: Iterator<string>;
  readonly key: string;
  readonly value: T;
}

function* joinRuns<T>(runs: readonly Iterable<string>[], { key, read, compare }: SortForm<T>): Generator<T> {
  const isBefore = (a: Head<T>, b: Head<T>): boolean => {
    const order = compareKeys(a.key, b.key) || (compare ? compare(a.value, b.value) : 0);
    return order === 0 ? a.run < b.run : order < 0;
  };
  const headOf = (run: number, texts: Iterator<string>, text: string): Head<T> => {
    const value = read(text);
    return { run, texts, key: key(value), value };
  };
  const heads: Head<T>[] = [];
  for (const [run, stretch] of runs.entries()) {
    const texts = stretch[Symbol.iterator]();
    const first = texts.next();
    if (first.done === true) continue;
    heads.push(headOf(run, texts, first.value));
    rise(heads, isBefore);
  }
  for (let head = heads[0]; head; head = heads[0]) {
    yield head.value;
    const next = head.texts.next();
    if (next.done !== true) heads[0] = headOf(head.run, head.texts, next.value);
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
