import { describe, expect, it } from "vitest";
import type { Fragment } from "../model/fragment.ts";
import { readXliff } from "./read-xliff.ts";
import { reviewEvidence } from "./review-evidence.ts";
import type { ReturnedUnit, XliffFile } from "./xliff-file.ts";

const read = (file: string, version = "2.0"): XliffFile =>
  readXliff(
    Buffer.from(
      `<xliff xmlns="urn:oasis:names:tc:xliff:document:${version === "2.2" ? "2.2" : "2.0"}" version="${version}" srcLang="en" ` +
        `trgLang="ru" xmlns:mtc="urn:oasis:names:tc:xliff:matches:2.0" xmlns:my="mine">${file}</xliff>`,
    ),
    "back.xlf",
  );
const unitsOf = (body: string): readonly ReturnedUnit[] => read(`<file id="f1">${body}</file>`).files[0]!.units;
const unit = (content: string, attributes = ""): ReturnedUnit =>
  unitsOf(`<unit id="a" ${attributes}>${content}</unit>`)[0]!;
/** `numberedText` cannot show that a pair overlaps another. */
const parts = (fragment: Fragment = []): string =>
  fragment.map((part) => (part.kind === "text" ? part.text : `[${part.kind} ${part.id}]`)).join("");
const targetOf = (content: string): string =>
  parts(unit(`<segment><source>s</source><target>${content}</target></segment>`).target);

describe("XLIFF 2", () => {
  it.each(["2.0", "2.1", "2.2"])("is read in version %s", (version) => {
    const { files } = read(
      `<file id="f1" original="a.docx"><unit id="a"><segment><source>Play</source><target>Играй</target></segment></unit></file>`,
      version,
    );
    expect(files).toHaveLength(1);
    expect(files[0]).toMatchObject({ original: "a.docx", sourceLocale: "en", targetLocale: "ru" });
    expect(files[0]!.units[0]).toMatchObject({ id: "a", hasTarget: true });
  });

  it.each([
    [`<pc id="1">b</pc>`, "[open 1]b[close 1]"],
    [`<pc id="1"></pc><ph id="2"/>`, "[open 1][close 1][standalone 2]"],
    [`<sc id="1"/>b<ec startRef="1"/>`, "[open 1]b[close 1]"],
    [`<sc id="1"/>a<sc id="2"/>b<ec startRef="1"/>c<ec startRef="2"/>`, "[open 1]a[open 2]b[close 1]c[close 2]"],
    [`<ec id="1" isolated="yes"/>b<sc id="2" isolated="yes"/>`, "[close 1]b[open 2]"],
    [`a<cp hex="0001"/>b<cp hex="1F468"/>`, "a\u0001b👨"],
    [`a<cp hex="FFFFFFF"/>b<cp hex="x"/>`, "ab"],
    [`<mrk id="m1" type="term">a <pc id="1">b</pc></mrk>`, "a [open 1]b[close 1]"],
    [`<sm id="m1"/>a<em startRef="m1"/>b`, "ab"],
    [`a<my:b>c</my:b>`, "ac"],
    [`<ph id="5" copyOf="1"/>`, "[standalone 1]"],
    [`<![CDATA[a < b]]> &amp; c`, "a < b & c"],
  ])("reads %s", (content, expected) => {
    expect(targetOf(content)).toBe(expected);
  });

  it("knows what codes are and show: by themselves, by their plain text, by the original data", () => {
    const { source } = unit(
      `<originalData><data id="d1">&lt;br/&gt;<cp hex="0002"/></data></originalData><segment><source>` +
        `<pc id="1" type="fmt" subType="xlf:b" dispStart="bold" dispEnd="end">b</pc>` +
        `<ph id="2" type="image" equiv="photo"/><ph id="3" dataRef="d1"/></source></segment>`,
    );
    expect(source).toEqual([
      { kind: "open", id: "1", type: "fmt/xlf:b", data: "", display: "bold" },
      { kind: "text", text: "b" },
      { kind: "close", id: "1", type: "fmt/xlf:b", data: "", display: "end" },
      { kind: "standalone", id: "2", type: "image", data: "", display: "photo" },
      { kind: "standalone", id: "3", type: "", data: "", display: "<br/>\u0002" },
    ]);
  });

  it("joins what a tool divided, with what lies between", () => {
    const divided = unit(
      `<segment state="final"><source>One.</source><target>Раз.</target></segment><ignorable><source> </source></ignorable>` +
        `<segment state="reviewed"><source>Two.</source><target>Два.</target></segment>`,
    );
    expect([parts(divided.source), parts(divided.target)]).toEqual(["One. Two.", "Раз. Два."]);
    expect(divided.evidence.state).toBe("reviewed");
  });

  it("puts targets into the order they ask for, and leaves them where two ask for one place", () => {
    const segments = (first: number, second: number): string =>
      `<segment><source>A</source><target order="${first}">1</target></segment><ignorable><source> </source></ignorable>` +
      `<segment><source>B</source><target order="${second}">2</target></segment>`;
    expect(parts(unit(segments(3, 1)).target)).toBe("2 1");
    expect(parts(unit(segments(1, 1)).target)).toBe("1 2");
    expect(read(`<file id="f"><unit id="a">${segments(1, 1)}</unit></file>`).findings).toMatchObject([
      { id: "order-unclear" },
    ]);
  });

  it("tells no target from an empty one, and says where only some segments have one", () => {
    const open = `<segment><source>A</source></segment>`;
    const empty = `<segment><source>A</source><target/></segment>`;
    const done = `<segment><source>B</source><target>Б</target></segment>`;
    expect(unit(open)).toMatchObject({ hasTarget: false });
    expect(unit(open).target).toBeUndefined();
    expect(unit(empty + `<ignorable><source> </source></ignorable>` + empty)).toMatchObject({
      hasTarget: true,
      target: [],
    });
    expect(parts(unit(open + done).target)).toBe("Б");
    expect(read(`<file id="f"><unit id="a">${open}${done}</unit></file>`).findings).toMatchObject([
      { id: "segment-without-target" },
    ]);
  });

  it("lets suggestions and other tools' elements be, whatever they hold", () => {
    const suggestion = `<segment><source>wrong</source><target>нет</target></segment>`;
    const read = unit(
      `<mtc:matches><mtc:match ref="#1"><source>s</source><target>нет</target></mtc:match></mtc:matches>` +
        `<matches xmlns="urn:oasis:names:tc:xliff:matches:2.0"><match>` +
        `<source xmlns="urn:oasis:names:tc:xliff:document:2.0">нет</source></match></matches>` +
        `<my:unit>${suggestion}</my:unit><segment><source>s</source><target>да</target></segment>`,
    );
    expect([parts(read.source), parts(read.target)]).toEqual(["s", "да"]);
  });

  it("reads notes of units, and remarks on words, whoever wrote them", () => {
    const { notes } = unit(
      `<notes><note id="1" category="Aigerim">Is this right?</note><note>Plain</note></notes><segment><source>s</source>` +
        `<target>a <mrk id="m" type="comment" value="Not sure">b</mrk></target></segment>`,
    );
    expect(notes).toEqual([{ from: "Aigerim", text: "Is this right?" }, { text: "Plain" }, { text: "Not sure" }]);
  });

  it("finds units in groups, and knows what is not to be translated", () => {
    const segment = `<segment><source>s</source></segment>`;
    const units = unitsOf(
      `<group id="g" translate="no"><notes><note>of the group</note></notes><group id="h"><unit id="a">${segment}</unit>` +
        `<unit id="b" translate="yes">${segment}</unit></group></group><unit id="c">${segment}</unit>`,
    );
    expect(units.map(({ id, isProtected = false }) => [id, isProtected])).toEqual([
      ["a", true],
      ["b", false],
      ["c", false],
    ]);
  });

  it("keeps files apart, and says where an id repeats", () => {
    const one = `<unit id="a" name="n"><segment><source>s</source></segment></unit>`;
    const { files, findings } = read(`<file id="f1">${one}</file><file id="f2">${one}${one}</file>`);
    expect(files.map(({ units }) => units.map(({ resname }) => resname))).toEqual([["n"], ["n", "n"]]);
    expect(findings.map(({ id }) => id)).toEqual(["duplicate-id"]);
  });

  it.each([
    ["initial", "none"],
    ["translated", "none"],
    ["reviewed", "reviewed"],
    ["final", "final"],
  ])("takes the state %s for the evidence %s", (state, evidence) => {
    const read = unit(`<segment state="${state}" subState="x:y"><source>s</source><target>t</target></segment>`);
    expect(read.evidence).toEqual({ state, subState: "x:y" });
    expect(reviewEvidence(read.evidence)).toBe(evidence);
  });

  it("says where a unit has nothing to read", () => {
    const { findings } = read(
      `<file id="f"><unit id="a"/><unit id="b"><segment><target>t</target></segment></unit></file>`,
    );
    expect(findings.map(({ id }) => id)).toEqual(["unit-without-segment", "unit-without-source"]);
  });
});
