import { describe, expect, it } from "vitest";
import { numberedText, textFragment } from "../../model/fragment.ts";
import type { MemoryEntry } from "../../model/match.ts";
import { mergeMemory } from "./merge-memory.ts";

const entry = (source: string, target: string, previous?: string): MemoryEntry => ({
  source: textFragment(source),
  target: textFragment(target),
  ...(previous === undefined ? {} : { previous, next: "" }),
});
const targetsOf = (entries: Iterable<MemoryEntry>): string[] =>
  Array.from(entries, ({ target }) => numberedText(target)).sort();

describe("merging entries", () => {
  it("replaces what has the same source and neighbours, and keeps the rest", () => {
    const { added, entries } = mergeMemory(
      [entry("Yes ", "Ага", "Ready?"), entry("No", "Нет"), entry("Yes ", "Угу", "Ready?")],
      [entry("Yes", "Да"), entry("Yes", "Да!", "Ready?"), entry("Maybe", "old"), entry("Maybe", "Может быть")],
    );
    expect(added).toBe(3);
    expect(targetsOf(entries)).toEqual(["Да", "Может быть", "Нет", "Угу"]);
    expect(targetsOf(entries)).toHaveLength(4);
  });

  it("does not look at the memory where there is nothing to add", () => {
    const present = {
      [Symbol.iterator]: (): Iterator<MemoryEntry> => {
        throw new Error("It was read.");
      },
    };
    expect(mergeMemory([], present).added).toBe(0);
  });
});
