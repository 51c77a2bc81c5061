import { join } from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import { seededRandom, type Random } from "../../testing/seeded-random.ts";
import { xliffSchemas, xsdValidator } from "../../testing/xsd-validator.ts";
import { checkConformance } from "./check-conformance.ts";

/** Of everything something, so that each mutation hits another rule. */
const SAMPLES = {
  "1.2": `<xliff version="1.2" xmlns="urn:oasis:names:tc:xliff:document:1.2"><file original="a.docx" source-language="en" target-language="ru" datatype="x-docx" date="2024-05-31T12:00:00Z"><header><skl><external-file href="a.skl"/></skl><phase-group><phase phase-name="p1" process-name="translation" tool-id="t1"/></phase-group><note from="a" priority="2">n</note><tool tool-id="t1" tool-name="T"/><count-group name="c"><count count-type="total" unit="word">3</count></count-group></header><body><group id="g1" restype="table"><context-group name="cg" purpose="location match"><context context-type="linenumber">1</context></context-group><trans-unit id="u1" resname="u1" approved="yes" maxwidth="10" size-unit="char" coord="1;2;3;#"><source>A <g id="1" ctype="bold">b</g><x id="2" equiv-text="x"/><bpt id="3" rid="1">{</bpt>c<ept id="3" rid="1">}</ept><it id="4" pos="open">&lt;</it><ph id="5" assoc="both">p<sub datatype="html">s</sub></ph></source><seg-source><mrk mtype="seg" mid="m1">A</mrk></seg-source><target state="final" state-qualifier="exact-match" phase-name="p1"><mrk mtype="seg" mid="m1">A</mrk></target><note annotates="target">n</note><alt-trans match-quality="80%" tool-id="t1"><source>A</source><target>B</target></alt-trans></trans-unit><bin-unit id="b1" mime-type="image/png"><bin-source><external-file href="p.png"/></bin-source></bin-unit></group></body></file></xliff>`,
  "2.1": `<xliff version="2.1" srcLang="en" trgLang="ru" xmlns="urn:oasis:names:tc:xliff:document:2.0"><file id="f1" original="a"><skeleton href="a.skl"/><notes><note id="n1" appliesTo="source" priority="3" category="c">n</note></notes><group id="g1" name="g" type="x:y"><unit id="u1" name="u" canResegment="no" translate="yes"><notes><note id="n1">n</note></notes><originalData><data id="d1" dir="ltr">&lt;b&gt;<cp hex="0001"/></data><data id="d2">&lt;/b&gt;</data></originalData><segment id="s1" state="translated" subState="a:b"><source>A <pc id="1" type="fmt" subType="xlf:b" dataRefStart="d1" dataRefEnd="d2">b</pc><ph id="2" disp="x" canCopy="no"/><sc id="3"/>c<ec startRef="3"/><mrk id="m1" type="comment" ref="#n=n1">d</mrk><sm id="m2" translate="no"/>e<em startRef="m2"/></source><target order="1">A <pc id="1" type="fmt" subType="xlf:b" dataRefStart="d1" dataRefEnd="d2">b</pc></target></segment><ignorable><source> </source></ignorable></unit></group></file></xliff>`,
} as const;

const XSD = { "1.2": "1.2/xliff-core-1.2-transitional.xsd", "2.1": "2.1/xliff_core_2.0.xsd" } as const;
/** Rules that a schema has too; the others go further. */
const STRUCTURE = /^(?:unknown|missing|misplaced|unexpected)-|^attribute-value$/;
/** Attributes without a type in the schema, or with a wider one than the specification's words: ours is the specification. */
const NARROWER = /(?:srcLang|trgLang|xml:lang|version|subState|hex|ref|source-language|target-language)="/;
const RUNS = 700;

const schemas = xliffSchemas();
if (schemas === undefined) process.stderr.write("No schema is compared with: PITRANS_XLIFF_SUITE names no folder.\n");

describe.skipIf(schemas === undefined).each(Object.keys(SAMPLES) as (keyof typeof SAMPLES)[])(
  "the schema of %s",
  (version) => {
    let wrongBySchema: (text: string) => string | undefined;
    beforeAll(async () => {
      wrongBySchema = await xsdValidator(join(schemas!, XSD[version]), join(schemas!, "1.2", "xml.xsd"));
    });

    it("says the same of mutated files", () => {
      const sample = SAMPLES[version];
      expect([wrongBySchema(sample), checkConformance([Buffer.from(sample)], "a.xlf").problems]).toEqual([
        undefined,
        [],
      ]);
      const random = seededRandom(`${version} mutations`);
      let refused = 0;
      for (let run = 0; run < RUNS; run += 1) {
        const mutant = mutate(sample, random);
        const bySchema = wrongBySchema(mutant);
        if (bySchema !== undefined) refused += 1;
        const { isValid, problems } = checkConformance([Buffer.from(mutant)], "a.xlf");
        const structural = problems.filter(
          ({ rule, severity, message }) => severity === "error" && STRUCTURE.test(rule) && !NARROWER.test(message),
        );
        if (bySchema !== undefined) expect([mutant, bySchema, isValid]).toEqual([mutant, bySchema, false]);
        else expect([mutant, structural]).toEqual([mutant, []]);
      }
      expect(refused).toBeGreaterThan(RUNS / 4);
    });
  },
);

/** Well-formed still: an element dropped, doubled, moved or renamed; an attribute dropped, renamed or changed. */
function mutate(text: string, random: Random): string {
  const pick = <T>(list: readonly T[]): T => list[random(list.length)]!;
  const attributes = [...text.matchAll(/ ([\w:-]+)="([^"]*)"/g)].filter(([, name]) => name !== "xmlns");
  const elements = [...text.matchAll(/<(?<name>[\w-]+)(?: [^>]*)?\/>|<(?<leaf>[\w-]+)(?: [^>]*)?>[^<]*<\/\k<leaf>>/g)];
  const cut = (at: RegExpMatchArray, by: string): string =>
    text.slice(0, at.index) + by + text.slice(at.index! + at[0].length);
  const attribute = pick(attributes);
  const element = pick(elements);
  const other = pick(elements);
  switch (random(7)) {
    case 0:
      return cut(attribute, "");
    case 1:
      return cut(attribute, ` ${pick(attributes)[1]!}x="${attribute[2]}"`);
    case 2:
      return cut(attribute, ` ${attribute[1]}="${pick(attributes)[2]}"`);
    case 3:
      return cut(element, "");
    case 4:
      return cut(element, element[0] + element[0]);
    case 5:
      return cut(element, other[0]);
    default:
      return cut(
        element,
        element[0].replaceAll(
          element.groups!["name"] ?? element.groups!["leaf"]!,
          pick(["note", "target", "data", "g", "nosuch"]),
        ),
      );
  }
}
