import { describe, expect, it, onTestFinished } from "vitest";
import type { Fragment } from "../model/fragment.ts";
import { numberedText, textFragment } from "../model/fragment.ts";
import type { MemoryEntry } from "../model/match.ts";
import { fakeMemory } from "../testing/fake-memory.ts";
import type { Memory } from "./memory.ts";
import { openMemory } from "./open-memory.ts";

async function sqliteMemory(entries: readonly MemoryEntry[]): Promise<Memory> {
  const memory = await openMemory({ sourceLocale: "en", targetLocale: "ru", files: [], index: ":memory:" });
  onTestFinished(() => memory.close());
  memory.add(entries);
  return memory;
}

const entry = (source: string, target: string, more: Partial<MemoryEntry> = {}): MemoryEntry => ({
  source: textFragment(source),
  target: textFragment(target),
  ...more,
});

/** `Click <1>here</1>`: codes as in numbered text. */
function coded(text: string): Fragment {
  return text
    .split(/(<\/?\w+\/?>)/)
    .filter(Boolean)
    .map((part) => {
      const [, close, id, alone] = /^<(\/?)(\w+)(\/?)>$/.exec(part) ?? [];
      if (id === undefined) return { kind: "text", text: part };
      return { kind: close ? "close" : alone ? "standalone" : "open", id, type: "fmt/xlf:b", data: "" };
    });
}

describe.each([
  ["over SQLite", sqliteMemory],
  ["without a database", async (entries: readonly MemoryEntry[]) => fakeMemory(entries)],
])("a memory %s", (_, open) => {
  const scores = (memory: Memory, source: Fragment | string): unknown[] =>
    memory
      .lookup({ source: typeof source === "string" ? textFragment(source) : source })
      .map(({ kind, score, entry }) => [kind, score, numberedText(entry.target)]);

  it("finds the same text, whatever its white space", async () => {
    const memory = await open([entry("Welcome to the module.", "Добро пожаловать.")]);
    expect(scores(memory, " Welcome  to the\u00A0module. ")).toEqual([["exact", 100, "Добро пожаловать."]]);
    expect(scores(memory, "Goodbye")).toEqual([]);
  });

  it("prefers the very segment to one in the same context, and that to the others", async () => {
    const memory = await open([
      entry("Yes", "Да, здесь", { document: "a.docx", segment: "p.aaaaaaaaaa.1" }),
      entry("Yes", "Да, между", { previous: "Ready?", next: "Go", document: "b.docx" }),
      entry("Yes", "Да", { previous: "Tired?", next: "Rest" }),
    ]);
    const query = { source: textFragment("Yes"), previous: "Ready?", next: "Go" };
    expect(memory.lookup(query).map(({ kind, score }) => [kind, score])).toEqual([
      ["ice", 101],
      ["exact", 100],
      ["exact", 100],
    ]);
    const asked = { ...query, document: "a.docx", segment: "p.aaaaaaaaaa.1" };
    expect(memory.lookup(asked)[0]).toMatchObject({ kind: "ice", score: 102 });
  });

  it("takes an unknown context for no context, but edges of a document for one", async () => {
    const memory = await open([entry("Yes", "Да"), entry("No", "Нет", { previous: "", next: "" })]);
    expect(memory.lookup({ source: textFragment("Yes"), previous: "", next: "" })[0]!.score).toBe(100);
    expect(memory.lookup({ source: textFragment("No"), previous: "", next: "" })[0]!.score).toBe(101);
  });

  it("gives the codes of the question, though the paragraph it came from numbered them otherwise", async () => {
    const memory = await open([{ source: coded("Click <3>here</3><4/>"), target: coded("<4/>Нажмите <3>здесь</3>") }]);
    expect(scores(memory, coded("Click <1>here</1><2/>"))).toEqual([["exact", 100, "<2/>Нажмите <1>здесь</1>"]]);
    const query: Fragment = [
      { kind: "standalone", id: "x7", type: "image", data: "<native/>", display: "picture" },
      ...textFragment("Look"),
    ];
    memory.add([{ source: coded("<1/>Look"), target: coded("Смотрите<1/>") }]);
    expect(memory.lookup({ source: query })[0]!.entry.target[1]).toEqual(query[0]);
  });

  it.each([
    ["case and punctuation", "The family support plan", "the family support plan.", 99],
    ["numbers", "The plan has 12 steps", "The plan has 14 steps", 98],
    ["codes", "Read the <1>support</1> plan", "Read the support plan", 97],
    ["one word in four", "The family support plan", "The family support group", 75],
    [
      "one word more",
      "One two three four five six seven eight nine",
      "One two three four five six seven eight nine ten",
      90,
    ],
    ["an apostrophe's shape", "The child's rights", "The child’s rights", 99],
  ])("takes off what %s are worth", async (_name, known, asked, score) => {
    const memory = await open([{ source: coded(known), target: textFragment("перевод") }]);
    expect(scores(memory, asked)).toEqual([["fuzzy", score, "перевод"]]);
  });

  it("does not call exact what lost the codes of its own source", async () => {
    const memory = await open([{ source: coded("Click <1>here</1>"), target: textFragment("Нажмите здесь") }]);
    expect(scores(memory, coded("Click <1>here</1>"))).toEqual([["fuzzy", 97, "Нажмите здесь"]]);
  });

  it("says nothing of what is less than 70 per cent alike", async () => {
    const memory = await open([entry("One two three four five six", "…")]);
    expect(scores(memory, "One two three four")).toEqual([]);
    expect(scores(memory, "Other words")).toEqual([]);
    expect(scores(memory, "…")).toEqual([]);
  });

  it("tells the same target once, the later of equals first, five at the most", async () => {
    const memory = await open([entry("Yes", "Да"), entry("Yes", "Ага"), entry("Yes", "Да")]);
    expect(scores(memory, "Yes")).toEqual([
      ["exact", 100, "Да"],
      ["exact", 100, "Ага"],
    ]);
    memory.add(Array.from({ length: 9 }, (_, n) => entry("No", `Нет ${"!".repeat(n)}`)));
    expect(scores(memory, "No")).toHaveLength(5);
  });

  it("finds text with quotes, operators and apostrophes of the index's own language", async () => {
    const source = `The "child's" NEAR (rights) AND OR * col:umn don't`;
    const memory = await open([entry(source, "да")]);
    expect(scores(memory, `${source} now`)).toEqual([["fuzzy", 90, "да"]]);
  });

  it("compares scripts without spaces by the character", async () => {
    const memory = await open([entry("家族支援計画です", "план")]);
    expect(scores(memory, "家族支援計画だす")).toEqual([["fuzzy", 87, "план"]]);
  });
});
