import { describe, expect, it } from "vitest";
import { translationRequest } from "../testing/translation-requests.ts";
import { encodedLength, splitIntoBatches } from "./batches.ts";

const limits = { segments: 50, bytes: 120 * 1024, concurrency: 1 };
const sizes = (texts: readonly string[], more = {}): number[] =>
  splitIntoBatches(translationRequest(texts, more), limits).map(({ segments }) => segments.length);

describe("batches", () => {
  it("hold at most as many segments as an engine takes, in order", () => {
    expect(sizes(Array.from({ length: 120 }, () => "Hello"))).toEqual([50, 50, 20]);
    expect(sizes([])).toEqual([]);
  });

  it("hold at most as many encoded bytes, with context and options", () => {
    const russian = "слово ".repeat(400);
    expect(encodedLength(russian) / russian.length).toBeGreaterThan(5);
    for (const context of ["", "контекст ".repeat(10_000)]) {
      const batches = splitIntoBatches(
        translationRequest(
          Array.from({ length: 40 }, () => russian),
          { context },
        ),
        limits,
      );
      expect(batches.flatMap(({ segments }) => segments)).toHaveLength(40);
      for (const batch of batches) {
        const bytes = batch.segments.length * encodedLength(russian) + encodedLength(batch.context);
        expect(bytes).toBeLessThan(120 * 1024);
      }
    }
  });

  it("leave a segment that is too large alone", () => {
    expect(sizes(["a", "b ".repeat(100_000), "c"])).toEqual([1, 1, 1]);
  });
});
