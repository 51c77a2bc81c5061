import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { numberedText } from "../../model/fragment.ts";
import { badLayouts } from "../../testing/bad-layouts.ts";
import { describeFilter } from "../../testing/describe-filter.ts";
import { layoutFaults } from "../../testing/layout-faults.ts";
import { content, makeLayout, paragraphRange, paragraphs, range } from "../../testing/make-layout.ts";
import { makeInCopyStory, makeSnippet } from "../../testing/make-snippet.ts";
import { parseNumbered } from "../../testing/parse-numbered.ts";
import { idml } from "./idml.ts";

const LEAFLET = readFileSync(new URL("../../../fixtures/programmes/sources/silent/quiet-corner.idml", import.meta.url));
const PARAGRAPHS = ["Welcome, parents.", "Take a seat.", "Let us begin."];
const SNIPPET = makeSnippet(["Welcome, parents.", "Take a seat."], ["On Monday we talk.", "On Friday we play."]);
const STORY = makeInCopyStory(
  paragraphRange(
    `${range(content("Listen "))}${range(content("first"), 'FontStyle="Bold"')}${range(`${content(", then answer.")}<Br/>${content("Take turns\u2028at table.")}`)}`,
  ),
);
const minimal = (texts: readonly string[]): Buffer => makeLayout({ stories: { a: paragraphs(...texts) } });

describeFilter(idml, {
  sound: {
    "minimal.idml": minimal(PARAGRAPHS),
    "quiet-corner.idml": LEAFLET,
    "frames.idms": SNIPPET,
    "story.icml": STORY,
  },
  bad: badLayouts(),
  shortened: {
    name: "minimal.idml",
    whole: minimal(PARAGRAPHS),
    without: minimal(PARAGRAPHS.filter((_, index) => index !== 1)),
  },
  // Discretionary hyphens are no part of a text.
  settle: (text) => text.replaceAll("\u00AD", ""),
});

describe("the sample leaflet", () => {
  it("is sound as far as its structure tells", () => {
    expect(layoutFaults(LEAFLET)).toEqual([]);
  });

  it("has units that are known", async () => {
    const { units } = await idml.extract({ name: "quiet-corner.idml", bytes: LEAFLET, locale: "en" });
    const lines = units.map(({ place, source }) => `${place} | ${numberedText(source)}\n`);
    await expect(lines.join("")).toMatchFileSnapshot("goldens/quiet-corner.txt");
  });
});

describe("files without a package", () => {
  const lines = async (name: string, bytes: Uint8Array): Promise<string[]> => {
    const { units } = await idml.extract({ name, bytes, locale: "en" });
    return units.map(({ place, source }) => `${place} | ${numberedText(source)}`);
  };

  it("are read: snippets as they lie, left before right", async () => {
    expect(await lines("frames.idms", SNIPPET)).toEqual([
      "Snippet, text 1, paragraph 1 | Welcome, parents.",
      "Snippet, text 1, paragraph 2 | Take a seat.",
      "Snippet, text 2, paragraph 1 | On Monday we talk.",
      "Snippet, text 2, paragraph 2 | On Friday we play.",
    ]);
  });

  it("are read: stories of InCopy", async () => {
    expect(await lines("story.icml", STORY)).toEqual([
      "Text without a frame 1, paragraph 1 | Listen <1>first</1>, then answer.",
      "Text without a frame 1, paragraph 2 | Take turns<1/>at table.",
    ]);
  });

  it("are written as they are, but for texts and languages", async () => {
    const document = { name: "story.icml", bytes: STORY, locale: "en" };
    const { units } = await idml.extract(document);
    const targets = new Map([[units[1]!.id, parseNumbered("По очереди<1/>за столом.")]]);
    const { bytes } = await idml.merge(document, { locale: "ru", targets });
    const text = Buffer.from(bytes).toString("utf8");
    expect(text).toContain("<Content>По очереди\u2028за столом.</Content>");
    expect(text).toContain('<?aid SnippetType="InCopyInterchange"?>');
    expect(text).toContain("<Content>Listen </Content>");
  });
});
