import type { Scratch, Spool } from "./scratch.ts";

/** As many characters of keys are sorted at once, in memory. */
const RUN = 1 << 21;

/**
 * Sorts values that may be too many for memory by their keys, code unit by code unit; those of one key stay in order. In stretches, which
 * are kept as JSON and joined each time the values are asked for.
 */
export function sortSpooled<T>(values: Iterable<T>, keyOf: (value: T) => string, scratch: Scratch): Iterable<T> {
  const runs: Spool<T>[] = [];
  let run: { readonly key: string; readonly value: T }[] = [];
  let size = 0;
  const closeRun = (): void => {
    const spool = scratch.spool<T>();
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
  readonly values: Iterator<T>;
  key: string;
  value: T;
}

function* joinRuns<T>(runs: readonly Spool<T>[], keyOf: (value: T) => string): Generator<T> {
  const heads = runs.flatMap((spool): Head<T>[] => {
    const values = spool[Symbol.iterator]();
    const first = values.next();
    return first.done === true ? [] : [{ values, key: keyOf(first.value), value: first.value }];
  });
  while (heads.length > 0) {
    let least = 0;
    for (let at = 1; at < heads.length; at += 1) if (heads[at]!.key < heads[least]!.key) least = at;
    const head = heads[least]!;
    yield head.value;
    const next = head.values.next();
    if (next.done === true) heads.splice(least, 1);
    else {
      head.value = next.value;
      head.key = keyOf(next.value);
    }
  }
}
