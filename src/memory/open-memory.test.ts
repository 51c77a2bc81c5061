import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { textFragment } from "../model/fragment.ts";
import type { MemoryEntry } from "../model/match.ts";
import { fakeMemory } from "../testing/fake-memory.ts";
import { temporaryFolder } from "../testing/temporary-folder.ts";
import { openMemory, type MemoryFile } from "./open-memory.ts";
import { writeTmx } from "./write-tmx.ts";

const entry = (source: string, target: string): MemoryEntry => ({
  source: textFragment(source),
  target: textFragment(target),
});
const file = (entries: readonly MemoryEntry[], more: Partial<MemoryFile> = {}): MemoryFile => ({
  path: "memory/en-ru.tmx",
  bytes: Buffer.from(writeTmx(entries, "en", "ru")),
  ...more,
});

async function ask(
  files: readonly MemoryFile[],
  index: string,
  source: string,
  targetLocale: string = "ru",
): Promise<string[]> {
  const memory = await openMemory({ sourceLocale: "en", targetLocale, files, index });
  const targets = memory.lookup({ source: textFragment(source) }).map(({ entry }) => JSON.stringify(entry.target));
  memory.close();
  return targets.map((target) => (JSON.parse(target) as { text: string }[])[0]!.text);
}

describe("opening a memory", () => {
  it("reads its files again only where they changed", async () => {
    const index = join(temporaryFolder(), "cache.db");
    const own = file([entry("Yes", "Да")]);
    expect(await ask([own], index, "Yes")).toEqual(["Да"]);
    expect(await ask([own], index, "Yes")).toEqual(["Да"]);
    expect(await ask([file([entry("Yes", "Ага")])], index, "Yes")).toEqual(["Ага"]);
    expect(await ask([], index, "Yes")).toEqual([]);
    expect(await ask([own], index, "Yes", "kk")).toEqual([]);
  });

  it("forgets at the next opening what was added in a run", async () => {
    const index = join(temporaryFolder(), "cache.db");
    const memory = await openMemory({ sourceLocale: "en", targetLocale: "ru", files: [], index });
    memory.add([entry("Yes", "Да")]);
    expect(memory.lookup({ source: textFragment("Yes") })).toHaveLength(1);
    memory.close();
    expect(await ask([], index, "Yes")).toEqual([]);
  });

  it("puts the project's own entries before those of reference", async () => {
    const reference = file([entry("Yes", "Так")], { path: "memory/reference/old.tmx", isReference: true });
    expect(await ask([file([entry("Yes", "Да")]), reference], ":memory:", "Yes")).toEqual(["Да", "Так"]);
    expect(await ask([reference, file([entry("Yes", "Да")])], ":memory:", "Yes")).toEqual(["Да", "Так"]);
  });

  it("works without its index where that is damaged, and leaves the file alone", async () => {
    const index = join(temporaryFolder(), "cache.db");
    writeFileSync(index, "this is no database ".repeat(100));
    expect(await ask([file([entry("Yes", "Да")])], index, "Yes")).toEqual(["Да"]);
    expect(readFileSync(index, "utf8")).toContain("no database");
  });

  it("names the file that cannot be read, and its place", async () => {
    const broken = { path: "memory/reference/old.tmx", bytes: Buffer.from('<?xml version="1.0"?>\n<tmx><body></tmx>') };
    await expect(ask([broken], ":memory:", "Yes")).rejects.toMatchObject({
      code: "malformed-memory",
      place: { file: "memory/reference/old.tmx", line: 2 },
    });
  });

  it("finds nine in ten of what comparing with every entry finds, in a thousand of them", async () => {
    const words = Array.from({ length: 400 }, (_, n) => `word${n}`);
    let seed = 7;
    // A fixed sequence (Lehmer): the test must not depend on luck. Squared, so that some words are common, as in any language.
    const random = (): number => (seed = (seed * 48_271) % 2_147_483_647) / 2_147_483_647;
    const sentence = (): string[] =>
      Array.from({ length: 6 + Math.floor(random() * 8) }, () => words[Math.floor(random() ** 2 * 400)]!);
    const entries = Array.from({ length: 1200 }, (_, n) => entry(sentence().join(" "), `target ${n}`));
    const memory = await openMemory({
      sourceLocale: "en",
      targetLocale: "ru",
      files: [file(entries)],
      index: ":memory:",
    });
    const all = fakeMemory(entries);
    let found = 0;
    const questions = entries.filter((_, n) => n % 60 === 0);
    for (const { source } of questions) {
      const text = (source[0] as { text: string }).text.split(" ");
      text[Math.floor(random() * text.length)] = "changed";
      const query = { source: textFragment(text.join(" ")) };
      if (memory.lookup(query)[0]?.score === all.lookup(query)[0]?.score) found += 1;
    }
    memory.close();
    expect(found).toBeGreaterThanOrEqual(questions.length * 0.9);
  });
});
