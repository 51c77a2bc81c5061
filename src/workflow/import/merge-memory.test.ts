import { expect, it } from "vitest";
import { readTmx } from "../../memory/read-tmx.ts";
import { tmxPieces } from "../../memory/write-tmx.ts";
import { numberedText, textFragment } from "../../model/fragment.ts";
import type { MemoryEntry } from "../../model/match.ts";
import { openScratch } from "../../store/scratch.ts";
import { openMemoryMerge } from "./merge-memory.ts";

const entry = (source: string, target: string, previous?: string): MemoryEntry => ({
  source: textFragment(source),
  target: textFragment(target),
  ...(previous === undefined ? {} : { previous, next: "" }),
});

it("replaces what has the same source and neighbours, and keeps the rest", () => {
  const merge = openMemoryMerge("en", "ru", openScratch());
  for (const added of [entry("Yes ", "Ага", "Ready?"), entry("No", "Нет"), entry("Yes ", "Угу", "Ready?")])
    merge.add(added);
  const units = merge.with([
    entry("Yes", "Да"),
    entry("Yes", "Да!", "Ready?"),
    entry("Maybe", "old"),
    entry("Maybe", "Может быть"),
  ]);
  expect(merge.added).toBe(3);
  const file = { file: "memory/en-ru.tmx", sourceLocale: "en", targetLocale: "ru" };
  const { entries } = readTmx(Buffer.from([...tmxPieces(units, "en")].join("")), file);
  expect(entries.map(({ target }) => numberedText(target))).toEqual(["Может быть", "Нет", "Да", "Угу"]);
  expect([...units]).toHaveLength(4);
});
