import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { normaliseFragment, numberedText, textFragment, type FragmentPart } from "../model/fragment.ts";
import type { MemoryEntry } from "../model/match.ts";
import { readTmx, type TmxContent } from "./read-tmx.ts";
import { writeTmx } from "./write-tmx.ts";

const OPTIONS = { file: "memory/en-ru.tmx", sourceLocale: "en", targetLocale: "ru" };
const read = (text: string | Uint8Array): TmxContent =>
  readTmx(typeof text === "string" ? Buffer.from(text) : text, OPTIONS);
const tmx = (body: string): string => `<?xml version="1.0"?><tmx version="1.4"><header/><body>${body}</body></tmx>`;
const pair = (source: string, target: string): string =>
  `<tu><tuv xml:lang="en"><seg>${source}</seg></tuv><tuv xml:lang="ru"><seg>${target}</seg></tuv></tu>`;

const characters = fc
  .string({ unit: "grapheme", minLength: 1, maxLength: 20 })
  .filter((text) => !/[\u0000-\u001F\uFFFE\uFFFF]/.test(text));
const ids = fc.constantFrom("1", "2", "3a", "3b");
const part: fc.Arbitrary<FragmentPart> = fc.oneof(
  characters.map((text) => ({ kind: "text" as const, text })),
  fc
    .record({ id: ids, display: fc.constantFrom("[b]", "picture & more") })
    .map((code) => ({ kind: "standalone" as const, type: "image", data: "", ...code, id: `s${code.id}` })),
);
const fragment = fc
  .tuple(
    fc.array(part, { minLength: 1, maxLength: 4 }),
    fc.uniqueArray(ids, { maxLength: 3 }),
    fc.array(part, { maxLength: 3 }),
  )
  .map(([before, pairs, inside]) =>
    normaliseFragment([
      ...before,
      ...pairs.map((id) => ({ kind: "open" as const, id, type: "fmt/xlf:b", data: "" })),
      ...inside,
      ...pairs.toReversed().map((id) => ({ kind: "close" as const, id, type: "fmt/xlf:b", data: "" })),
    ]),
  );
const optional = fc.option(characters, { nil: undefined });
const entries = fc.array(
  fc
    .record({
      source: fragment,
      target: fragment,
      previous: optional,
      next: optional,
      document: optional,
      state: fc.constantFrom("reviewed", "final", undefined),
    })
    .map(
      (entry) =>
        Object.fromEntries(Object.entries(entry).filter(([, value]) => value !== undefined)) as unknown as MemoryEntry,
    ),
  { maxLength: 5 },
);

describe("TMX", () => {
  it("is read as it was written", () => {
    fc.assert(
      fc.property(entries, (entries) => {
        const text = writeTmx(entries, "en", "ru");
        const { entries: found, skipped } = read(text);
        expect(skipped).toBe(0);
        expect(found).toHaveLength(entries.length);
        for (const entry of entries) expect(found).toContainEqual(entry);
        expect(writeTmx(found, "en", "ru")).toBe(text);
      }),
      { numRuns: 100 },
    );
  });

  it("has the same bytes for the same entries in any order", () => {
    fc.assert(
      fc.property(entries, (entries) => {
        expect(writeTmx(entries.toReversed(), "en", "ru")).toBe(writeTmx(entries, "en", "ru"));
      }),
    );
  });

  it("looks like this", () => {
    const entry: MemoryEntry = {
      source: [
        ...textFragment("Click "),
        { kind: "open", id: "1", type: "link", data: "", display: "link" },
        ...textFragment("here"),
        { kind: "close", id: "1", type: "link", data: "" },
      ],
      target: textFragment("Нажмите"),
      previous: "",
      state: "reviewed",
    };
    expect(writeTmx([entry], "en", "ru")).toMatchInlineSnapshot(`
      "<?xml version="1.0" encoding="UTF-8"?>
      <tmx version="1.4">
      <header creationtool="pitrans" creationtoolversion="1" datatype="unknown" segtype="sentence" adminlang="en" srclang="en" o-tmf="pitrans"/>
      <body>
      <tu>
      <prop type="x-state">reviewed</prop>
      <prop type="x-previous"></prop>
      <tuv xml:lang="en"><seg>Click <bpt i="1" x="1" type="link">link</bpt>here<ept i="1"></ept></seg></tuv>
      <tuv xml:lang="ru"><seg>Нажмите</seg></tuv>
      </tu>
      </body>
      </tmx>
      "
    `);
  });
});

describe("reading TMX of other tools", () => {
  it("understands codes of level 2, and what stands in highlights and subflows", () => {
    const { entries } = read(
      tmx(
        pair(
          'a<bpt i="2" x="5">{b}<sub>title</sub></bpt>b<ept i="2">{/b}</ept><ph x="6">&lt;br/&gt;</ph><hi>c</hi><it pos="begin" x="7"/><ut>x</ut>',
          "д",
        ),
      ),
    );
    expect(numberedText(entries[0]!.source)).toBe("a<5>b</5><6/>c<7><n1/>");
    expect(entries[0]!.source[1]).toMatchObject({ display: "{b}" });
  });

  it.each([
    ["UTF-8 with byte order mark", Buffer.from(`\uFEFF${tmx(pair("Yes", "Да"))}`)],
    ["UTF-16 LE", Buffer.from(`\uFEFF${tmx(pair("Yes", "Да"))}`, "utf16le")],
    ["UTF-16 BE", Buffer.from(`\uFEFF${tmx(pair("Yes", "Да"))}`, "utf16le").swap16()],
    ["UTF-16 LE without mark", Buffer.from(tmx(pair("Yes", "Да")), "utf16le")],
    ["UTF-8 that calls itself UTF-16", Buffer.from(tmx(pair("Yes", "Да")).replace("?>", ' encoding="UTF-16"?>'))],
  ])("reads %s", (_, bytes) => {
    expect(read(bytes).entries).toMatchObject([{ target: [{ text: "Да" }] }]);
  });

  it("reads the encoding a file declares", () => {
    const text = tmx(pair("Yes", "@")).replace("?>", ' encoding="windows-1251"?>');
    const bytes = Buffer.from(text, "latin1");
    bytes[bytes.indexOf(0x40)] = 0xc4;
    expect(read(bytes).entries).toMatchObject([{ target: [{ text: "Д" }] }]);
  });

  it("takes the variant of the very locale, then one of the language; lang for xml:lang; leaves the rest", () => {
    const { entries, skipped } = read(
      tmx(
        `<tu><prop type="x-domain">school</prop><tuv lang="EN_us"><prop type="x-next">of the variant</prop><seg>Yes</seg></tuv><tuv xml:lang="ru-RU"><seg>Да-с</seg></tuv><tuv xml:lang="ru"><seg>Да</seg></tuv></tu>` +
          `<tu><tuv xml:lang="en"><seg>No</seg></tuv><tuv xml:lang="??"><seg>x</seg></tuv></tu>` +
          pair("Empty", ""),
      ),
    );
    expect(entries).toEqual([{ source: textFragment("Yes"), target: textFragment("Да") }]);
    expect(skipped).toBe(2);
  });

  it("tolerates a document type, but none that declares entities", () => {
    const file = tmx(pair("Yes", "Да"));
    expect(read(file.replace("<tmx", '<!DOCTYPE tmx SYSTEM "tmx14.dtd"><tmx')).entries).toHaveLength(1);
    const hostile = file.replace("<tmx", '<!DOCTYPE tmx [<!ENTITY a "b">]><tmx');
    expect(() => read(hostile)).toThrow(/declares entities/);
  });

  it.each([
    ["cut off", tmx(pair("Yes", "Да")).slice(0, -30)],
    ["of another kind", "<xliff/>"],
    ["empty", ""],
    ["nested without end", "<tmx>".repeat(200)],
    ["no text", Buffer.from([0x3c, 0x74, 0xff, 0xfe, 0x80])],
  ])("refuses a file that is %s, with its name", (_, bytes) => {
    expect(() => read(bytes)).toThrow(
      expect.objectContaining({
        code: "malformed-memory",
        place: expect.objectContaining({ file: "memory/en-ru.tmx" }) as object,
      }) as Error,
    );
  });
});
