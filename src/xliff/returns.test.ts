import { describe, expect, it } from "vitest";
import type { BilingualDocument } from "../model/document.ts";
import { segmentsOf } from "../model/document.ts";
import { numberedText } from "../model/fragment.ts";
import { stateOf, type Segment } from "../model/unit.ts";
import { parseNumbered } from "../testing/parse-numbered.ts";
import { listOfSegments, listOfUnits, matchReturn } from "./match-return.ts";
import { readXliff } from "./read-xliff.ts";
import { reconcileTarget } from "./reconcile-target.ts";
import { reviewEvidence } from "./review-evidence.ts";
import { stateBaselineOf, stateOnReading } from "./state-on-reading.ts";
import { exportIdOf, writeXliff } from "./write-xliff.ts";

const SEGMENTS: readonly (readonly [source: string, target: string | undefined, state: "draft" | "reviewed"])[] = [
  ["Play <1>every day</1>.<2/>", "Играйте <1>каждый день</1>.<2/>", "draft"],
  ["Listen & wait.", "Слушайте и ждите.", "draft"],
  ["Children need time.", "Детям нужно время.", "reviewed"],
  ["Go outside.", undefined, "draft"],
];

const sent: BilingualDocument = {
  original: { name: "elpida/module-1.docx", sha256: "a".repeat(64), filter: "docx", options: {} },
  sourceLocale: "en",
  targetLocale: "ru",
  segmentation: "sentence",
  units: SEGMENTS.map(([source, target, state], index): BilingualDocument["units"][number] => {
    const id = `document.abcdefgh2${"abcd"[index]!}`;
    const segment: Segment = {
      id: `${id}.1`,
      source: parseNumbered(source, { 2: "image" }),
      ...(target === undefined ? {} : { target: { fragment: parseNumbered(target, { 2: "image" }), state } }),
      notes: [],
    };
    return { id, place: `Paragraph ${index + 1}`, segments: [segment] };
  }),
};
const xml = writeXliff(sent, { project: "parents", exportId: exportIdOf(sent) });

const xml2 = writeXliff({ ...sent, xliffVersion: "2.1" }, { project: "parents", exportId: exportIdOf(sent) });

/** What import makes of a return: `state text` of every segment, or how it is missing. */
function imported(returned: string): string[] {
  const file = readXliff(Buffer.from(returned), "back.xlf");
  const expected = segmentsOf(sent);
  const units = file.files.flatMap((each) => each.units);
  const { answers } = matchReturn(listOfUnits(units), listOfSegments(expected));
  return expected.map((segment, index) => {
    const unit = units[answers[index]!];
    if (!unit) return "missing";
    const { fragment, codesWrong } = reconcileTarget(segment, unit);
    const { state } = stateOnReading({
      source: segment.source,
      ...(fragment === undefined ? {} : { target: fragment }),
      evidence: reviewEvidence(unit.evidence),
      baseline: stateBaselineOf(segment),
    });
    return `${state}${codesWrong ? ", codes wrong," : ""} ${fragment === undefined ? "-" : numberedText(fragment)}`;
  });
}

const AS_SENT = segmentsOf(sent).map(
  (segment) => `${stateOf(segment)} ${segment.target ? numberedText(segment.target.fragment) : "-"}`,
);
const withChange = (index: number, line: string): string[] => AS_SENT.map((old, at) => (at === index ? line : old));
const translated = (text: string): string => text.replaceAll(/state="[a-z-]+">(?!<\/target>)/g, `state="translated">`);

describe("a return", () => {
  it("as it was sent changes nothing", () => {
    expect(imported(xml)).toEqual(AS_SENT);
  });

  it("from OmegaT: every target translated, approvals standing over changed text, missing targets after the notes", () => {
    const back = translated(xml)
      .replace("нужно время", "нужно ваше время")
      .replace(
        /(?<target><target state="needs-translation"><\/target>)(?<notes>(?:<note.*?<\/note>)+)/,
        `$2<target state="translated">Идите гулять.</target>`,
      );
    expect(imported(back)).toEqual(AS_SENT.with(2, "edited Детям нужно ваше время.").with(3, "edited Идите гулять."));
  });

  it("from Lokalize and Virtaal: indented anew, approved when done", () => {
    const back = xml
      .replaceAll("<source>", "<source>\n        ")
      .replaceAll("</source>", "\n      </source>")
      .replaceAll(/<target(?<attributes>[^>]*)>/g, "<target$1>\n        ")
      .replaceAll("</target>", "\n      </target>")
      .replaceAll(' ctype="bold"', "")
      .replace('<trans-unit id="document.abcdefgh2b.1"', '<trans-unit approved="yes" id="document.abcdefgh2b.1"');
    expect(imported(back)).toEqual(withChange(1, "reviewed Слушайте и ждите."));
  });

  it("from Matecat: another language code, count groups, Windows line ends, codes it could not place", () => {
    const back = translated(xml)
      .replace('target-language="ru"', 'target-language="ru-RU"')
      .replaceAll(
        "</trans-unit>",
        '<count-group name="x"><count count-type="x-matecat-raw">3</count></count-group></trans-unit>',
      )
      .replace(
        ">Слушайте и ждите.<",
        ">|||UNTRANSLATED_CONTENT_START|||Listen &amp; wait.|||UNTRANSLATED_CONTENT_END|||<",
      )
      .replaceAll("\n", "\r\n");
    expect(imported(back)).toEqual(withChange(1, "initial Listen & wait."));
  });

  it("from Weblate: codes as text", () => {
    const back = xml.replace(
      /<target state="needs-review-translation">Играйте <g.*?<\/target>/,
      `<target state="translated">Играйте &lt;g id="1" ctype="bold"&gt;ежедневно&lt;/g&gt;.&lt;x id="2"/&gt;</target>`,
    );
    expect(imported(back)).toEqual(withChange(0, "edited Играйте <1>ежедневно</1>.<2/>"));
  });

  it("from Trados: marks, GUIDs, codes numbered anew, status in seg-defs", () => {
    let count = 40;
    const back = `\uFEFF${xml}`
      .replace("<xliff ", '<xliff xmlns:sdl="http://sdl.com/FileTypes/SdlXliff/1.0" ')
      .replaceAll(/<trans-unit [^>]*>/g, () => `<trans-unit id="3b1f${(count += 1)}c-9d">`)
      .replaceAll(
        /<source>(?<text>.*?)<\/source>/g,
        `<source>$1</source><seg-source><mrk mtype="seg" mid="1">$1</mrk></seg-source>`,
      )
      .replaceAll(/<target[^>]*>(?<text>.*?)<\/target>/g, `<target><mrk mtype="seg" mid="1">$1</mrk></target>`)
      .replaceAll(
        /<(?<name>[gx]) id="(?<id>\d)"[^>]*?(?<end>\/?)>/g,
        (_all, name: string, id: string, end: string) => `<${name} id="${Number(id) + 20}"${end}>`,
      )
      .replaceAll("</trans-unit>", `<sdl:seg-defs><sdl:seg id="1" conf="Translated"/></sdl:seg-defs></trans-unit>`)
      .replace(/(?<before>ждите.*?conf=")Translated/s, "$1ApprovedTranslation");
    expect(imported(back)).toEqual(withChange(1, "reviewed Слушайте и ждите."));
  });

  it("from memoQ: numbered anew, codes as bpt and ept, its own status", () => {
    let count = 0;
    const back = xml
      .replace("<xliff ", '<xliff xmlns:mq="MQXliff" ')
      .replaceAll(
        /<trans-unit [^>]*>/g,
        () => `<trans-unit id="${(count += 1)}" mq:status="${count === 2 ? "Proofread" : "ManuallyConfirmed"}">`,
      )
      .replaceAll(/<g id="1"[^>]*>(?<text>.*?)<\/g><?/g, `<bpt id="1" ctype="bold">{}</bpt>$1<ept id="1">{}</ept>`)
      .replaceAll(/<x id="2"[^>]*\/>/g, `<ph id="2">&lt;img/&gt;</ph>`);
    expect(imported(back)).toEqual(withChange(1, "reviewed Слушайте и ждите."));
  });

  it("from Phrase: numbered anew, codes as text in source and target", () => {
    let count = 0;
    const back = xml
      .replaceAll(/<trans-unit [^>]*>/g, () => `<trans-unit id="aB3:${(count += 1)}" m:confirmed="1">`)
      .replaceAll(/<g id="1"[^>]*>(?<text>.*?)<\/g>/g, "{1&gt;$1&lt;1}")
      .replaceAll(/<x id="2"[^>]*\/>/g, "{2}")
      .replace("каждый день", "ежедневно");
    expect(imported(back)).toEqual(withChange(0, "edited Играйте <1>ежедневно</1>.<2/>"));
  });

  it("from a tool that knows no codes: they are text in the source too, which is no other source", () => {
    const back = xml.replaceAll(/<[gx] id[^>]*>|<\/g>/g, (code) => code.replace("<", "&lt;").replace(">", "&gt;"));
    expect(imported(back)).toEqual(AS_SENT);
    const { units } = readXliff(Buffer.from(back), "back.xlf").files[0]!;
    const { findings } = reconcileTarget(segmentsOf(sent)[0]!, units[0]!);
    expect(findings.map(({ id }) => id)).toEqual(["codes-as-text"]);
  });

  it("from Translate Toolkit: a code lost inside keeps its text and is marked", () => {
    const back = xml.replace(
      /<target state="needs-review-translation">Играйте <g.*?<\/target>/,
      `<target state="translated">Играйте каждый день.<x id="2"/></target>`,
    );
    expect(imported(back)).toEqual(withChange(0, "edited, codes wrong, Играйте каждый день.<2/>"));
  });
});

it("gives the same, whether XLIFF 1.2 was sent or 2.x", () => {
  expect(imported(xml2)).toEqual(imported(xml));
  expect(imported(xml2.replaceAll(`state="translated" subState="pitrans:draft"`, `state="final"`))).toEqual(
    imported(xml.replaceAll(`state="needs-review-translation"`, `state="final"`)),
  );
  expect(imported(xml2.replace("Слушайте", "Услышьте"))).toEqual(imported(xml.replace("Слушайте", "Услышьте")));
});

it("takes XLIFF 2 from a tool that spells pairs as two codes and divides units", () => {
  const divided = xml2
    .replace(/<pc id="1"[^>]*>(?<text>каждый день)<\/pc>/, `<sc id="1"/>$1<ec startRef="1"/>`)
    .replace(
      "<source>Listen &amp; wait.</source><target>Слушайте и ждите.</target></segment>",
      `<source>Listen &amp; </source><target>Слушайте и </target></segment>` +
        `<segment state="translated"><source>wait.</source><target>ждите.</target></segment>`,
    );
  expect(divided).toContain("<sc ");
  expect(divided).toContain("<target>ждите.");
  expect(imported(divided)).toEqual(imported(xml));
});
