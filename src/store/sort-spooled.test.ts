import * as fc from "fast-check";
import { expect, it } from "vitest";
import { openScratch } from "./scratch.ts";
import { sortSpooled } from "./sort-spooled.ts";

it("sorts as an array would be sorted, and again when asked again", () => {
  fc.assert(
    fc.property(fc.array(fc.record({ key: fc.string({ maxLength: 3 }), n: fc.nat() })), (values) => {
      const sorted = sortSpooled(values, ({ key }) => key, openScratch(0));
      const expected = values.toSorted((a, b) => (a.key < b.key ? -1 : a.key > b.key ? 1 : 0));
      expect([...sorted]).toEqual(expected.map(({ key, n }) => ({ key, n })));
      expect([...sorted]).toEqual(expected.map(({ key, n }) => ({ key, n })));
    }),
  );
});

it("sorts more than it holds in memory at once, those of one key in the order they came", () => {
  const values = Array.from({ length: 6000 }, (_, n) => ({ key: `${(n * 7919) % 100}`.padStart(1000, "0"), n }));
  const sorted = [...sortSpooled(values, ({ key }) => key, openScratch())];
  expect(sorted).toEqual(values.toSorted((a, b) => (a.key < b.key ? -1 : a.key > b.key ? 1 : a.n - b.n)));
});
