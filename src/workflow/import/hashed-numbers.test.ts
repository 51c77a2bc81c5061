import { createHash } from "node:crypto";
import * as fc from "fast-check";
import { expect, it } from "vitest";
import { hashedNumbers } from "./hashed-numbers.ts";

const hashOf = (text: string): string => createHash("sha256").update(text).digest("binary");

it("keeps numbers as a map does", () => {
  fc.assert(
    fc.property(fc.array(fc.tuple(fc.integer({ min: 0, max: 400 }), fc.nat()), { maxLength: 2000 }), (pairs) => {
      const numbers = hashedNumbers();
      const map = new Map<number, number>();
      for (const [key, number] of pairs) {
        expect(numbers.set(hashOf(String(key)), number)).toBe(map.get(key));
        map.set(key, number);
      }
      for (let key = 0; key <= 401; key += 1) expect(numbers.get(hashOf(String(key)))).toBe(map.get(key));
    }),
    { numRuns: 20 },
  );
});

it("tells hashes apart that differ in one byte of eight", () => {
  const numbers = hashedNumbers();
  const hashes = Array.from({ length: 8 }, (_, at) => "\u00ff".repeat(at) + "\0" + "\u00ff".repeat(7 - at));
  for (const [number, hash] of hashes.entries()) expect(numbers.set(hash, number)).toBeUndefined();
  expect(hashes.map((hash) => numbers.get(hash))).toEqual([0, 1, 2, 3, 4, 5, 6, 7]);
});
