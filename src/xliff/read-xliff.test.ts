import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { PitransError, XliffError } from "../errors.ts";
import { numberedText } from "../model/fragment.ts";
import { makeArchive } from "../testing/make-archive.ts";
import { checkConformance } from "./conformance/check-conformance.ts";
import { readXliff, readXliffMembers } from "./read-xliff.ts";
import type { ReturnedUnit } from "./xliff-file.ts";

const ROOT = `xmlns="urn:oasis:names:tc:xliff:document:1.2" version="1.2"`;
const FILE = `original="m.docx" source-language="en" target-language="ru" datatype="x-docx"`;
const wrap = (body: string, root = ROOT, file = FILE): string =>
  `<?xml version="1.0" encoding="UTF-8"?>\n<xliff ${root}><file ${file}><body>\n${body}\n</body></file></xliff>`;
const read = (content: string | Uint8Array): ReturnType<typeof readXliff> =>
  readXliff(typeof content === "string" ? Buffer.from(content) : content, "back.xlf");
const unitsOf = (body: string): readonly ReturnedUnit[] => read(wrap(body)).files[0]!.units;
const unit = (content: string, attributes = ""): ReturnedUnit =>
  unitsOf(`<trans-unit id="a" ${attributes}>${content}</trans-unit>`)[0]!;
const targetOf = (content: string): string =>
  numberedText(unit(`<source>s</source><target>${content}</target>`).target!);

const refusal = (content: string | Uint8Array): XliffError => {
  try {
    read(content);
  } catch (error) {
    if (error instanceof XliffError) return error;
    throw error;
  }
  throw new Error("It was read.");
};

describe("the container", () => {
  const plain = wrap(`<trans-unit id="a"><source>Play</source><target>Играй</target></trans-unit>`);
  const swapped = Buffer.from(`\uFEFF${plain}`, "utf16le").swap16();

  it.each([
    ["Trados: UTF-8 with a byte order mark", Buffer.from(`\uFEFF${plain}`)],
    ["memoQ: UTF-16 LE", Buffer.from(`\uFEFF${plain}`, "utf16le")],
    ["UTF-16 BE", swapped],
    ["UTF-16 LE without a mark", Buffer.from(plain, "utf16le")],
    ["a declaration of UTF-16 over UTF-8 bytes", Buffer.from(plain.replace("UTF-8", "utf-16"))],
    ["Windows line ends", Buffer.from(plain.replaceAll("\n", "\r\n"))],
    ["a blank line before the declaration", Buffer.from(`\r\n\n${plain}`)],
    ["an empty document type", Buffer.from(plain.replace("\n<xliff", "\n<!DOCTYPE xliff>\n<xliff"))],
    [
      "a zipped package",
      makeArchive([
        { name: "readme.txt", data: "x" },
        { name: "ru/a.xlf", data: plain },
      ]),
    ],
    [
      "a prefix on every element",
      Buffer.from(plain.replaceAll(/<(?<slash>\/?)(?=[a-z])/g, "<$1xlf:").replace("xmlns=", "xmlns:xlf=")),
    ],
    ["1.0 without a namespace", Buffer.from(plain.replace(ROOT, `version="1.0"`))],
    ["1.1", Buffer.from(plain.replace(ROOT, `xmlns="urn:oasis:names:tc:xliff:document:1.1" version="1.1"`))],
  ])("may be %s", (_name, bytes) => {
    const [returned] = read(bytes).files[0]!.units;
    expect(returned).toMatchObject({ id: "a", hasTarget: true });
    expect(numberedText(returned!.target!)).toBe("Играй");
  });

  it("may be in a declared legacy encoding", () => {
    const bytes = Buffer.from(
      wrap(`<trans-unit id="a"><source>\u00E9</source></trans-unit>`).replace("UTF-8", "windows-1251"),
      "latin1",
    );
    expect(numberedText(read(bytes).files[0]!.units[0]!.source)).toBe("й");
  });

  it("is refused with line and column wherever it breaks off", () => {
    const cut = Buffer.from(plain);
    for (let length = 45; length < cut.length; length += 3) {
      const error = refusal(cut.subarray(0, length));
      expect(error.code).toBe("invalid-xliff");
      if (!error.message.includes("not valid")) expect(error.place.line).toBeGreaterThan(0);
    }
    expect(refusal(plain.slice(0, -9))).toMatchObject({ message: "The file breaks off before its end." });
    expect(refusal("")).toMatchObject({ code: "invalid-xliff" });
  });

  it("is refused with line and column where it is not well-formed", () => {
    const { place } = refusal(`\n${plain.replace("Играй", "<b>Играй")}`);
    expect(place).toMatchObject({ file: "back.xlf", line: 4 });
    expect(place.column).toBeGreaterThan(20);
    expect(refusal(plain.replace("Играй", "&bomb;")).code).toBe("invalid-xliff");
    expect(refusal(plain.replace("\n<xliff", `\n<!DOCTYPE x [<!ENTITY e "x">]>\n<xliff`)).message).toContain(
      "document type",
    );
  });

  it("is refused, and nothing worse, whatever bytes it has", () => {
    fc.assert(
      fc.property(
        fc.nat(plain.length - 1),
        fc.uint8Array({ minLength: 1, maxLength: 4 }),
        fc.boolean(),
        (at, noise, isPackage) => {
          const whole = isPackage ? makeArchive([{ name: "a.xlf", data: plain }]) : Buffer.from(plain);
          const bytes = Buffer.from(whole);
          bytes.set(noise.slice(0, bytes.length - (at % bytes.length)), at % bytes.length);
          try {
            read(bytes);
          } catch (error) {
            expect(error).toBeInstanceOf(PitransError);
          }
        },
      ),
      { numRuns: 300 },
    );
  });

  it("is refused where a text has more codes than anybody's, however many units others have", () => {
    const text = (codes: number): string =>
      wrap(`<trans-unit id="a"><source>${`<x id="1"/>`.repeat(codes)}</source></trans-unit>`);
    expect(refusal(text(100_001)).message).toContain("more than 100000 inline codes");
    expect(read(text(50_000)).files[0]!.units).toHaveLength(1);
    const note = `<group><note>n</note></group>`.repeat(60_000);
    expect(read(wrap(`${note}<trans-unit id="a"><source><x id="1"/></source></trans-unit>`)).files).toHaveLength(1);
    const { problems } = checkConformance([Buffer.from(text(100_002))], "a.xlf");
    expect(problems.map(({ message }) => message)).toContain("An element holds more than 100000 others.");
  });

  it("is refused where it is nested without end, no XLIFF, or XLIFF 3", () => {
    expect(refusal(`<xliff version="1.2">${"<group>".repeat(400)}`).message).toContain("deep");
    expect(refusal("<html/>").message).toContain("html");
    expect(refusal(`<xliff xmlns="urn:oasis:names:tc:xliff:document:3.0" version="3.0"/>`).message).toContain(
      "not read yet",
    );
    expect(refusal(Buffer.from([0x3c, 0x78, 0xff, 0xfe, 0x3e])).message).toContain("not valid UTF-8");
  });
});

describe("the structure", () => {
  it("lets suggestions be (OmegaT, Matecat, Phrase)", () => {
    const { target, notes } = unit(
      `<source>s</source><alt-trans><source>s</source><target>no</target><note>no</note></alt-trans>
       <count-group name="x"><count>1</count></count-group><note from="Ann">Hm</note><target>да</target>
       <alt-trans match-quality="90"><target>no</target></alt-trans>`,
    );
    expect(numberedText(target!)).toBe("да");
    expect(notes).toEqual([{ from: "Ann", text: "Hm" }]);
  });

  it("tells an empty target from none", () => {
    expect(unit("<source>s</source>")).toMatchObject({ hasTarget: false });
    expect(unit("<source>s</source><target/>")).toMatchObject({ hasTarget: true, target: [] });
  });

  it("finds units in groups without ids, phases and foreign elements (Trados)", () => {
    const units = unitsOf(
      `<group><group><trans-unit id="x"><source>s</source></trans-unit></group></group>
       <sdl:cxts xmlns:sdl="urn:sdl"><sdl:cxt id="1"/></sdl:cxts>
       <foreign xmlns="urn:other"><trans-unit id="no"><source>no</source></trans-unit></foreign>
       <trans-unit id="y"><source>s</source></trans-unit><bin-unit id="no"><trans-unit id="no2"/></bin-unit>`,
    );
    expect(units.map(({ id }) => id)).toEqual(["x", "y"]);
  });

  it("joins the segments of a divided unit, with the source's white space where the target has none (Trados)", () => {
    const divided = `<source>A. B.</source><seg-source><mrk mtype="seg" mid="1">A.</mrk> <mrk mtype="seg" mid="2">B.</mrk></seg-source>`;
    const target = (gap: string): string =>
      `<target><mrk mtype="seg" mid="1">А.</mrk>${gap}<mrk mtype="seg" mid="2">Б.</mrk></target>`;
    expect(numberedText(unit(divided + target("")).target!)).toBe("А. Б.");
    expect(numberedText(unit(divided + target("\u00A0")).target!)).toBe("А.\u00A0Б.");
  });

  it("reports duplicate ids, second targets, missing sources and another divided source, with their lines", () => {
    const { files, findings } = read(
      wrap(
        `<trans-unit id="a"><source>s</source><target>1</target><target>2</target></trans-unit>
<trans-unit id="a"><seg-source>t</seg-source></trans-unit>
<trans-unit id="b"><source>s</source><seg-source>t</seg-source></trans-unit>`,
      ),
    );
    expect(findings.map(({ id, place }) => `${id}, ${place}`)).toEqual([
      "second-target, Line 3",
      "unit-without-source, Line 4",
      "duplicate-id, Line 4",
      "segmented-source-differs, Line 5",
    ]);
    expect(files[0]!.units.map(({ id }) => id)).toEqual(["a", "a", "b"]);
    expect(numberedText(files[0]!.units[0]!.target!)).toBe("1");
  });

  it("takes no text from what a tool added to a unit", () => {
    const match = `<mq:insertedmatch xmlns:mq="MQXliff"><source>other</source><target>чужой</target><note>x</note></mq:insertedmatch>`;
    const { files, findings } = read(
      wrap(`<trans-unit id="a"><source>s</source>${match}<target>т</target>${match}<note>n</note></trans-unit>`),
    );
    const [{ source, target, notes }] = files[0]!.units as [ReturnedUnit];
    expect([numberedText(source), numberedText(target!), notes, findings]).toEqual(["s", "т", [{ text: "n" }], []]);
  });

  it("tells of a unit that a tool divided, when only some of its segments have a translation", () => {
    const seg = (...texts: string[]): string =>
      texts.map((text, n) => `<mrk mtype="seg" mid="${n + 1}">${text}</mrk>`).join(" ");
    const divided = (target: string): string =>
      wrap(
        `<trans-unit id="a"><source>One. Two.</source><seg-source>${seg("One.", "Two.")}</seg-source>${target}</trans-unit>`,
      );
    const idsOf = (target: string): string[] => read(divided(target)).findings.map(({ id }) => id);
    expect(idsOf(`<target>${seg("Раз.", "")}</target>`)).toEqual(["segment-without-target"]);
    expect(idsOf(`<target>${seg("Раз.")}</target>`)).toEqual(["segment-without-target"]);
    for (const target of [seg("Раз.", "Два."), seg("", ""), "Раз. Два."])
      expect(idsOf(`<target>${target}</target>`)).toEqual([]);
  });

  it("goes on behind a broken file of a package for those who ask file by file", () => {
    const good = wrap(`<trans-unit id="a"><source>s</source></trans-unit>`);
    const packed = makeArchive([
      { name: "1.xlf", data: good.slice(0, -30) },
      { name: "2.xlf", data: good },
      { name: "3.xlf", data: "" },
      { name: "4.xlf", data: good },
    ]);
    // The bytes of the last file: one that is damaged in its archive is no worse than another.
    const damaged = Buffer.from(packed);
    damaged.fill(
      0,
      damaged.lastIndexOf("4.xlf", damaged.indexOf("PK\u0001\u0002")) + 10,
      damaged.indexOf("PK\u0001\u0002"),
    );
    const results = Array.from(readXliffMembers([damaged], "back.zip"), ({ items }) => {
      try {
        return Array.from(items, ({ kind }) => kind).join(" ");
      } catch (error) {
        return (error as XliffError).place.file;
      }
    });
    expect(results).toEqual(["back.zip/1.xlf", "start file unit end", "back.zip/3.xlf", "back.zip/4.xlf"]);
    expect(() => readXliff(packed, "back.zip")).toThrow("breaks off");
  });

  it("passes over what macOS packs beside the files", () => {
    const bytes = Buffer.from(wrap(`<trans-unit id="a"><source>s</source></trans-unit>`));
    const junk = Uint8Array.of(0, 5, 22, 7);
    const packed = makeArchive([
      { name: "ru/a.xlf", data: bytes },
      { name: "__MACOSX/ru/._a.xlf", data: junk },
      { name: "ru/._a.xlf", data: junk },
    ]);
    expect(readXliff(packed, "back.zip").files).toHaveLength(1);
  });

  it("tells what is noted on a group, or on the file by others than us", () => {
    const note = (text: string): string => `<note>${text}</note>`;
    const { findings } = read(
      wrap(`<group>${note("Is this for parents?")}<trans-unit id="a"><source>s</source></trans-unit></group>`).replace(
        "<body>",
        `<header>${note("Project: parents")}${note("Please hurry.")}</header><body>`,
      ),
    );
    expect(findings.map(({ id, message }) => `${id}, ${message}`)).toEqual([
      "file-note, Note: Please hurry.",
      "file-note, Note: Is this for parents?",
    ]);
  });

  it("reads languages however they are written, from the target's own attribute too", () => {
    const language = (file: string, target = ""): string | undefined =>
      read(
        wrap(
          `<trans-unit id="a"><source>s</source><target ${target}>t</target></trans-unit>`,
          ROOT,
          `original="m" source-language="en_GB" ${file}`,
        ),
      ).files[0]!.targetLocale;
    expect(language(`target-language="ru_RU"`)).toBe("ru-RU");
    expect(language("", `xml:lang="ru"`)).toBe("ru");
    expect(language("")).toBeUndefined();
  });

  it("is recognised by its export where the header lost its notes", () => {
    const [file] = read(wrap("", ROOT, `${FILE} product-name="parents" build-num="abcdefghijklmnop"`)).files;
    expect(file).toMatchObject({ project: "parents", exportId: "abcdefghijklmnop" });
    expect(file!.identity).toBeUndefined();
  });

  it("keeps the files of a merged return apart", () => {
    const two = wrap("").replace(
      "</file>",
      `</file><file original="b" source-language="en"><header><tool tool-id="omegat" tool-name="OmegaT"/></header><body/></file>`,
    );
    expect(read(two).files.map(({ original, tools }) => [original, ...tools])).toEqual([["m.docx"], ["b", "OmegaT"]]);
  });
});

describe("codes", () => {
  it.each([
    ["as we write them", `<g id="1">а</g><x id="2"/>`],
    ["with an end tag", `<g id="1">а</g><x id="2"></x>`],
    [
      "bpt and ept",
      `<bpt id="1" rid="9">&lt;b&gt;</bpt>а<ept id="7" rid="9">&lt;/b&gt;</ept><ph id="2">&lt;br/&gt;</ph>`,
    ],
    ["bpt and ept without rid", `<bpt id="1">{}</bpt>а<ept id="1">{}</ept><ph id="2"/>`],
    ["bx and ex", `<bx id="1"/>а<ex id="1"/><x id="2"/>`],
    ["isolated halves", `<it id="1" pos="open">x</it>а<it id="1" pos="close">x</it><x id="2"/>`],
    ["marks around them", `<mrk mtype="protected"><g id="1"><mrk mtype="x-t">а</mrk></g></mrk><x id="2"/>`],
    ["foreign elements around them", `<g id="1"><o:ins xmlns:o="urn:o">а</o:ins></g><x id="2"/>`],
    ["CDATA and references", `<g id="1"><![CDATA[а]]></g><x id="2"/>`],
    ["sub-flows in native code", `<bpt id="1">x<sub>no</sub></bpt>&#1072;<ept id="1"/><x id="2"/>`],
  ])("are the same in every spelling: %s", (_name, content) => {
    expect(targetOf(content)).toBe("<1>а</1><2/>");
  });

  it("stand for text where we wrote them so, also when a tool keeps only their id", () => {
    const { source, target } = unit(
      `<source>a<x id="literal-1" equiv-text="&lt;b0&gt;"/><x id="character-2" equiv-text="U+0001"/></source><target><x id="character-2"/><x id="literal-1"/></target>`,
    );
    expect(source).toEqual([{ kind: "text", text: "a<b0>\u0001" }]);
    expect(target).toEqual([{ kind: "text", text: "\u0001<b0>" }]);
  });
});

describe("evidence", () => {
  it("is kept as each tool writes it", () => {
    const trados = `<source>s</source><target>t</target><sdl:seg-defs xmlns:sdl="urn:sdl"><sdl:seg id="1" conf="Translated"/><sdl:seg id="2" conf="ApprovedSignOff"/></sdl:seg-defs>`;
    expect(unit(trados).evidence).toEqual({ sdlConfirmations: ["Translated", "ApprovedSignOff"] });
    expect(
      unit(
        `<source>s</source><target state="final" state-qualifier="x">t</target>`,
        `approved="yes" mq:status="Proofread" m:confirmed="1"`,
      ).evidence,
    ).toEqual({
      state: "final",
      stateQualifier: "x",
      isApproved: true,
      memoqStatus: "Proofread",
      isConfirmed: true,
    });
  });
});

describe("a large file", () => {
  it("is read in time that grows with its length", () => {
    const body = Array.from(
      { length: 20_000 },
      (_, n) => `<trans-unit id="u${n}"><source>Text <g id="1">${n}</g></source><target>т</target></trans-unit>`,
    );
    expect(unitsOf(body.join("\n")).length).toBe(20_000);
  });
});
