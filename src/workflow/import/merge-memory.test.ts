import { describe, expect, it } from "vitest";
import { numberedText, textFragment } from "../../model/fragment.ts";
import type { MemoryEntry } from "../../model/match.ts";
import { openScratch } from "../../store/scratch.ts";
import { mergeMemory, type MergedMemory } from "./merge-memory.ts";

const entry = (source: string, target: string, previous?: string): MemoryEntry => ({
  source: textFragment(source),
  target: textFragment(target),
  ...(previous === undefined ? {} : { previous, next: "" }),
});
const merge = (additions: Iterable<MemoryEntry>, present: Iterable<MemoryEntry>): MergedMemory =>
  mergeMemory(additions, present, ({ target }) => numberedText(target), openScratch());

describe("merging entries", () => {
  it("replaces what has the same source and neighbours, and keeps the rest", () => {
    const { added, units } = merge(
      [entry("Yes ", "Ага", "Ready?"), entry("No", "Нет"), entry("Yes ", "Угу", "Ready?")],
      [entry("Yes", "Да"), entry("Yes", "Да!", "Ready?"), entry("Maybe", "old"), entry("Maybe", "Может быть")],
    );
    expect(added).toBe(3);
    expect([...units].sort()).toEqual(["Да", "Может быть", "Нет", "Угу"]);
    expect([...units]).toHaveLength(4);
  });

  it("does not look at the memory where there is nothing to add", () => {
    const present = {
      [Symbol.iterator]: (): Iterator<MemoryEntry> => {
        throw new Error("It was read.");
      },
    };
    expect(merge([], present).added).toBe(0);
  });
});
