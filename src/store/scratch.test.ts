import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { openScratch } from "./scratch.ts";

const values = fc.array(fc.oneof(fc.string({ unit: "grapheme" }), fc.jsonValue()), { maxLength: 40 });

describe("a spool", () => {
  it("gives back what was put in, in any order, beside others, in memory or not", () => {
    fc.assert(
      fc.property(values, values, fc.constantFrom(0, 300, 1 << 20), (first, second, kept) => {
        const scratch = openScratch(kept);
        const spools = [scratch.spool(), scratch.spool()];
        for (let n = 0; n < Math.max(first.length, second.length); n += 1) {
          if (n < first.length) spools[0]!.push(first[n]);
          if (n < second.length) spools[1]!.push(second[n]);
        }
        const known = (all: readonly unknown[]): unknown => JSON.parse(JSON.stringify(all));
        expect([...spools[0]!]).toEqual(known(first));
        expect(JSON.parse(JSON.stringify(spools[1]))).toEqual(known(second));
        for (let n = second.length - 1; n >= 0; n -= 1) expect([spools[1]!.get(n)]).toEqual(known([second[n]]));
      }),
    );
  });

  it("keeps values of any length, and many blocks of them, in a file that is not seen", () => {
    const scratch = openScratch(100_000);
    const spool = scratch.spool<string>();
    const texts = Array.from({ length: 400 }, (_, n) => "қ".repeat(n * 37) + n);
    texts.splice(200, 0, "x".repeat(300_000));
    for (const text of texts) spool.push(text);
    expect(spool.length).toBe(401);
    expect([...spool]).toEqual(texts);
    expect(spool.get(200)).toHaveLength(300_000);
    expect(() => spool.get(401)).toThrow(RangeError);
  });
});
