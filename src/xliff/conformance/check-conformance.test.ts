import { describe, expect, it } from "vitest";
import { checkConformance } from "./check-conformance.ts";

const judge = (xml: string): ReturnType<typeof checkConformance> => checkConformance([Buffer.from(xml)], "a.xlf");
const errorsOf = (xml: string): string[] =>
  judge(xml)
    .problems.filter(({ severity }) => severity === "error")
    .map(({ rule, message }) => `${rule}: ${message}`);

const core = (version: string): string => `urn:oasis:names:tc:xliff:document:${version}`;
const two = (unit: string, attributes: string = 'trgLang="ru"'): string =>
  `<xliff xmlns="${core("2.0")}" version="2.1" srcLang="en" ${attributes}><file id="f"><unit id="u">${unit}</unit></file></xliff>`;
const segment = (source: string, target?: string): string =>
  `<segment><source>${source}</source>${target === undefined ? "" : `<target>${target}</target>`}</segment>`;
const one = (unit: string, header: string = ""): string =>
  `<xliff xmlns="${core("1.2")}" version="1.2"><file original="a" source-language="en" datatype="plaintext">${header}<body>${unit}</body></file></xliff>`;

describe("an XLIFF 2 file", () => {
  it.each([
    ["a plain segment", two(segment("Play.", "Играйте."))],
    ["codes moved by the translator", two(segment('<ph id="1"/>a<pc id="2">b</pc>', '<pc id="2">б</pc><ph id="1"/>а'))],
    [
      "a pair written as one in the source and as two in the target",
      two(segment('<pc id="1" canOverlap="yes">a</pc>', '<sc id="1"/>а<ec startRef="1"/>')),
    ],
    [
      "a pair over two segments",
      two(`${segment('<sc id="1"/>a')}<ignorable><source> </source></ignorable>${segment('b<ec startRef="1"/>')}`),
    ],
    [
      "targets in another order",
      two(
        '<segment><source>a</source><target order="2">б</target></segment><segment><source>b</source><target order="1">а</target></segment>',
      ),
    ],
    [
      "a comment on a note of the unit",
      two(`<notes><note id="n">x</note></notes>${segment('<mrk id="m" type="comment" ref="#n=n">a</mrk>')}`),
    ],
    ["an extension", two(`<x:y xmlns:x="urn:x" id="1"><x:z/></x:y>${segment("a")}`)],
    [
      "metadata",
      two(
        `<m:metadata xmlns:m="urn:oasis:names:tc:xliff:metadata:2.0"><m:metaGroup><m:meta type="t">v</m:meta></m:metaGroup></m:metadata>${segment("a")}`,
      ),
    ],
    ["source only, without a target language", two(segment("a"), "")],
  ])("may have %s", (_, xml) => expect(errorsOf(xml)).toEqual([]));

  it.each([
    ["unique-id", two(segment('<ph id="1"/><ph id="1"/>'))],
    ["unique-id", two(segment('<ph id="1"/>', '<pc id="1">а</pc>'))],
    ["code-pair", two(segment('<sc id="1"/>a'))],
    ["code-pair", two(segment('<sc id="1" canCopy="no"/>a<ec startRef="1"/>'))],
    ["marker-pair", two(segment('a<em startRef="m"/>'))],
    ["data-reference", two(segment('<ph id="1" dataRef="d"/>'))],
    ["copy", two(segment('<ph id="1" canCopy="no"/><ph id="2" copyOf="1"/>'))],
    ["editing-hint", two(segment('<ph id="1" canDelete="no"/>a', "а"))],
    ["target-order", two('<segment><source>a</source><target order="2">а</target></segment>')],
    ["space", two('<segment><source xml:space="preserve">a</source><target>а</target></segment>')],
    ["state", two('<segment state="final"><source>a</source></segment>')],
    ["code-type", two(segment('<ph id="1" type="ui" subType="xlf:b"/>'))],
    ["code-point", two(segment('<cp hex="0041"/>'))],
    ["annotation", two(segment('<mrk id="m" type="comment">a</mrk>'))],
    ["reference", two(segment('<mrk id="m" type="x:y" ref="#f=other/u=1">a</mrk>'))],
    ["language", two(segment("a", "а"), "")],
    ["language", two('<segment><source xml:lang="de">a</source></segment>')],
    ["module-attribute", two(segment('<pc id="1" xmlns:fs="urn:oasis:names:tc:xliff:fs:2.0" fs:fs="blink">a</pc>'))],
    [
      "module",
      two(
        `<v:validation xmlns:v="urn:oasis:names:tc:xliff:validation:2.0"><v:rule occurs="2" isNotPresent="x"/></v:validation>${segment("a")}`,
      ),
    ],
    ["missing-element", two("<notes><note>n</note></notes><ignorable><source>a</source></ignorable>")],
    ["unknown-element", two(`${segment("a")}<segments/>`)],
    ["unexpected-text", two(`loose words${segment("a")}`)],
    ["attribute-value", two('<segment state="done"><source>a</source></segment>')],
  ])("is refused for %s", (rule, xml) => {
    const errors = errorsOf(xml);
    expect(errors.length).toBeGreaterThan(0);
    expect(errors.map((error) => error.slice(0, error.indexOf(":")))).toContain(rule);
  });
});

describe("an XLIFF 1.2 file", () => {
  it("may have what any tool writes", () => {
    const unit =
      '<trans-unit id="1" x:y="1" xmlns:x="urn:x"><source>a</source><target state="x-mine">б</target><note>n</note></trans-unit>';
    expect(errorsOf(one(`${unit}<group><trans-unit id="2"><source>a</source></trans-unit></group>`))).toEqual([]);
  });

  it.each([
    ["unique-id", one('<trans-unit id="1"><source/></trans-unit><trans-unit id="1"><source/></trans-unit>')],
    ["reference", one('<trans-unit id="1" phase-name="p"><source/></trans-unit>')],
    ["code-pair", one('<trans-unit id="1"><source>a<ept id="1" rid="1"/></source></trans-unit>')],
    ["misplaced-element", one('<trans-unit id="1"><target/><source/></trans-unit>')],
    ["missing-attribute", one("<trans-unit><source/></trans-unit>")],
    ["attribute-value", one('<trans-unit id="1" approved="maybe"><source/></trans-unit>')],
  ])("is refused for %s", (rule, xml) => {
    expect(errorsOf(xml).map((error) => error.slice(0, error.indexOf(":")))).toContain(rule);
  });

  it("is warned of what only the transitional form allows", () => {
    const { isValid, problems } = judge(one('<trans-unit id="1" ts="x"><source/></trans-unit>'));
    expect([isValid, problems.map(({ rule, severity }) => [rule, severity])]).toEqual([
      true,
      [["transitional", "warning"]],
    ]);
  });
});

describe("a file that is no XLIFF", () => {
  it.each([
    ["well-formed", "<xliff"],
    ["well-formed", `<xliff xmlns="${core("1.2")}" version="1.2"><file></xliff>`],
    ["well-formed", '<!DOCTYPE x [<!ENTITY a "b">]><xliff/>'],
    ["well-formed", "<a>".repeat(300)],
    ["no-xliff", "<html/>"],
    ["version", `<xliff xmlns="${core("1.2")}" version="3.0"/>`],
    ["namespace", `<xliff xmlns="${core("2.0")}" version="1.2"/>`],
  ])("is refused: %s", (rule, xml) =>
    expect(errorsOf(xml).map((error) => error.slice(0, error.indexOf(":")))).toContain(rule),
  );

  it("is told where it breaks", () => {
    const [problem] = judge(
      `<xliff xmlns="${core("2.0")}" version="2.0" srcLang="en">\n  <file id="f">\n    <oops/>`,
    ).problems;
    expect(problem).toMatchObject({ line: 3, column: 5 });
  });
});
