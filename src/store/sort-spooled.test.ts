import * as fc from "fast-check";
import { expect, it } from "vitest";
import { openScratch, type Scratch } from "./scratch.ts";
import { sortSpooled } from "./sort-spooled.ts";

interface Keyed {
  readonly key: string;
  readonly n: number;
}

const compare = (a: Keyed, b: Keyed): number => (a.key < b.key ? -1 : a.key > b.key ? 1 : 0);
const sort = (values: readonly Keyed[], scratch: Scratch): Iterable<Keyed> => {
  const sorting = sortSpooled<Keyed>(
    { key: ({ key }) => key, write: (value) => JSON.stringify(value), read: (text) => JSON.parse(text) as Keyed },
    scratch,
  );
  for (const value of values) sorting.add(value);
  return sorting.sorted();
};

it("sorts as an array would be sorted, and again when asked again", () => {
  fc.assert(
    fc.property(fc.array(fc.record({ key: fc.string({ maxLength: 3 }), n: fc.nat() })), (values) => {
      const sorted = sort(values, openScratch(0));
      const expected = values.toSorted(compare).map(({ key, n }) => ({ key, n }));
      expect([...sorted]).toEqual(expected);
      expect([...sorted]).toEqual(expected);
    }),
  );
});

it("sorts more than it holds in memory at once, those of one key in the order they came", () => {
  const values = Array.from({ length: 6000 }, (_, n) => ({ key: `${(n * 7919) % 100}`.padStart(1000, "0"), n }));
  expect([...sort(values, openScratch())]).toEqual(values.toSorted((a, b) => compare(a, b) || a.n - b.n));
});

it("sorts those of one key as it is told to", () => {
  const compareNumbers = (a: Keyed, b: Keyed): number => a.n - b.n;
  const values = Array.from({ length: 2000 }, (_, n) => ({ key: "same", n: (n * 7919) % 2000 }));
  const form = { write: (value: Keyed) => JSON.stringify(value), read: (text: string) => JSON.parse(text) as Keyed };
  const sorting = sortSpooled<Keyed>({ ...form, key: ({ key }) => key, compare: compareNumbers }, openScratch(0));
  for (const value of values) sorting.add(value);
  expect([...sorting.sorted()]).toEqual(values.toSorted(compareNumbers));
});
