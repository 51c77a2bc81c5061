import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { numberedText, plainText, type Fragment } from "../../model/fragment.ts";
import { makeFlatOdf, makeOdf, odfPart, type OdfContent } from "../../testing/make-odf.ts";
import { parseNumbered } from "../../testing/parse-numbered.ts";
import { sampleDeck } from "../../testing/sample-slides.ts";
import { sampleSheet } from "../../testing/sample-sheets.ts";
import { openArchive } from "../../zip/archive.ts";
import type { Merged } from "../filter.ts";
import { odp, ods, odt } from "./odf.ts";

const textOf = (body: string, more: Partial<OdfContent> = {}): Buffer => makeOdf({ kind: "text", body, ...more });

const partOf = (bytes: Uint8Array, part: string = "content.xml"): string =>
  Buffer.from(openArchive(bytes).read(part)).toString("utf8");

async function unitsOf(bytes: Uint8Array, options: object = {}, filter = odt): Promise<string[]> {
  const { units } = await filter.extract({ name: "a.odt", bytes, locale: "en" }, options);
  return units.map(({ place, source }) => `${place} | ${numberedText(source)}`);
}

/** Merges targets, written as numbered text, by the numbered text of their sources. */
async function mergeOf(
  bytes: Uint8Array,
  targets: Readonly<Record<string, string>>,
  { locale = "ru", options = {}, filter = odt }: { locale?: string; options?: object; filter?: typeof odt } = {},
): Promise<Merged> {
  const document = { name: "a.odt", bytes, locale: "en" };
  const get = (_id: string, source: Fragment): Fragment | undefined => {
    const target = targets[numberedText(source)];
    return target === undefined ? undefined : parseNumbered(target);
  };
  return filter.merge(document, { locale, targets: { get } }, options);
}

const bold =
  '<style:style style:name="B" style:family="text"><style:text-properties fo:font-weight="bold"/></style:style>';
const rsid = ["T1", "T2"].map(
  (name) =>
    `<style:style style:name="${name}" style:family="text"><style:text-properties officeooo:rsid="00${name}"/></style:style>`,
);

describe("a paragraph's line", () => {
  it("joins spans that look alike, and shows those that differ, through the parents of their styles", async () => {
    const automatic = `${rsid.join("")}<style:style style:name="T3" style:family="text" style:parent-style-name="Strong"/>`;
    const styles =
      '<style:style style:name="Strong" style:family="text" style:parent-style-name="Bolder"/><style:style style:name="Bolder" style:family="text"><style:text-properties fo:font-weight="700"/></style:style>';
    const body =
      '<text:p>We <text:span text:style-name="T1">lis</text:span><text:span text:style-name="T2">ten </text:span><text:span text:style-name="T3">first</text:span>.</text:p>';
    expect(await unitsOf(textOf(body, { automatic, styles }))).toEqual(["Paragraph 1 | We listen <1>first</1>."]);
  });

  it("shows nothing of a span that repeats its paragraph's look", async () => {
    const styles =
      '<style:style style:name="Heading_20_1" style:family="paragraph"><style:text-properties fo:font-weight="bold"/></style:style>';
    const body =
      '<text:h text:style-name="Heading_20_1" text:outline-level="1">A <text:span text:style-name="B">plan</text:span> for us</text:h>';
    expect(await unitsOf(textOf(body, { automatic: bold, styles }))).toEqual([
      "Heading 1, paragraph 1 | A plan for us",
    ]);
  });

  it("reads white space as programs show it: line ends are spaces, several are one, text:s are more", async () => {
    const body = '<text:p>\n  Two<text:s text:c="2"/>\n words   and\t<text:s/>more </text:p>';
    expect(await unitsOf(textOf(body))).toEqual(["Paragraph 1 | Two   words and  more "]);
  });

  it("writes spaces, tabs and line breaks of a target as elements where they would be lost", async () => {
    const { bytes } = await mergeOf(
      textOf('<text:p>One <text:span text:style-name="B">two</text:span></text:p>', { automatic: bold }),
      {
        "One <1>two</1>": "  A \t b\n   <1> c</1>",
      },
    );
    expect(partOf(bytes)).toContain(
      '<text:p><text:s text:c="2"/>A <text:tab/> b<text:line-break/> <text:s text:c="2"/><text:span text:style-name="B"><text:s/>c</text:span></text:p>',
    );
  });

  it("gives any white space back when the document is read again", async () => {
    const spaces = fc.string({ unit: fc.constantFrom("a", "b", " ", "  "), minLength: 1, maxLength: 12 });
    await fc.assert(
      fc.asyncProperty(spaces, spaces, async (left, right) => {
        const body = '<text:p>One <text:span text:style-name="B">two</text:span></text:p>';
        const bytes = textOf(body, { automatic: bold });
        const merged = await mergeOf(bytes, { "One <1>two</1>": `Some more words than those${left}<1>y${right}z</1>` });
        const { units } = await odt.extract({ name: "a.odt", bytes: merged.bytes, locale: "ru" });
        expect(units.map(({ source }) => numberedText(source))).toEqual([
          `Some more words than those${left}<1>y${right}z</1>`,
        ]);
      }),
      { numRuns: 60 },
    );
  });

  it("moves links, notes and nested spans with their bytes when a target moves their codes", async () => {
    const note =
      '<text:note text:note-class="footnote"><text:note-citation>1</text:note-citation><text:note-body><text:p>A note.</text:p></text:note-body></text:note>';
    const body = `<text:p>See <text:a xlink:href="https://example.org/a" office:title="Opens a page"><text:span text:style-name="T1">the <text:span text:style-name="B">page</text:span></text:span></text:a> today${note}.</text:p>`;
    const bytes = textOf(body, { automatic: bold + rsid.join("") });
    expect(await unitsOf(bytes)).toEqual([
      "Paragraph 1 | See <1>the <2>page</2></1> today<3/>.",
      "Tooltip of a link | Opens a page",
      "Footnote 1 | A note.",
    ]);
    const { bytes: merged, findings } = await mergeOf(bytes, {
      "See <1>the <2>page</2></1> today<3/>.": "Heute<3/> <1><2>Seite</2> hier unten</1>",
      "A note.": "Eine Anmerkung.",
      "Opens a page": "Öffnet eine Seite",
    });
    expect(findings).toEqual([]);
    const content = partOf(merged);
    expect(content).toMatch(
      /<text:p>Heute<text:note .*Eine Anmerkung\..*<\/text:note> <text:a [^>]*office:title="Öffnet eine Seite">/,
    );
    expect(await unitsOf(merged)).toEqual([
      "Paragraph 1 | Heute<1/> <2><3>Seite</3> hier unten</2>",
      "Footnote 1 | Eine Anmerkung.",
      "Tooltip of a link | Öffnet eine Seite",
    ]);
  });

  it("keeps bookmarks, soft page breaks, index marks and changes where they are, and shows none of them", async () => {
    const body =
      '<text:p><text:bookmark-start text:name="a"/>One <text:soft-page-break/>two<text:bookmark-end text:name="a"/> <text:reference-mark text:name="r"/><text:change-start text:change-id="c"/>three<text:change-end text:change-id="c"/><text:alphabetical-index-mark text:string-value="number"/></text:p>';
    const bytes = textOf(body);
    expect(await unitsOf(bytes)).toEqual(["Paragraph 1 | One two three", "Entry of an index | number"]);
    const { bytes: merged } = await mergeOf(bytes, { "One two three": "Eins zwei drei" });
    const marks = (xml: string): string[] => xml.match(/<text:(?:bookmark|soft|reference|change)[^>]*>/g) ?? [];
    expect(marks(partOf(merged))).toEqual(marks(body));
  });

  it("shows fields as codes, and makes units of what a writer put into them", async () => {
    const body = [
      '<text:p>Page <text:page-number>7</text:page-number>: see <text:bookmark-ref text:ref-name="x">Chapter 2</text:bookmark-ref> for more.</text:p>',
      '<text:p>Dear <text:placeholder text:placeholder-type="text" text:description="Who reads this">&lt;Name of the parent&gt;</text:placeholder>, welcome.</text:p>',
      '<text:p>I prefer <text:drop-down text:name="d"><text:label text:value="mornings"/><text:label text:value="evenings"/>evenings</text:drop-down> for talks.</text:p>',
      '<text:p>You <text:conditional-text text:condition="x" text:string-value-if-true="may" text:string-value-if-false="must">may</text:conditional-text> come.</text:p>',
    ].join("");
    const bytes = textOf(body);
    expect(await unitsOf(bytes)).toEqual([
      "Paragraph 1 | Page <1/>: see <2/> for more.",
      "Paragraph 2 | Dear <1/>, welcome.",
      "Field 1 | Who reads this",
      "Field 1 | <Name of the parent>",
      "Paragraph 3 | I prefer <1/> for talks.",
      "Field 2 | mornings",
      "Field 2 | evenings",
      "Paragraph 4 | You <1/> come.",
      "Field 3 | may",
      "Field 3 | must",
    ]);
    const { bytes: merged } = await mergeOf(bytes, {
      evenings: "abends",
      may: "dürfen",
      "<Name of the parent>": "<Name>",
    });
    const content = partOf(merged);
    expect(content).toContain('<text:label text:value="abends"/>abends</text:drop-down>');
    expect(content).toContain('text:string-value-if-true="dürfen" text:string-value-if-false="must">dürfen<');
    expect(content).toContain(">&lt;Name&gt;</text:placeholder>");
  });

  it("keeps the words of form fields between their marks", async () => {
    const BLANK = "\u2002\u2002\u2002\u2002\u2002";
    const field = (type: string, text: string): string =>
      `<field:fieldmark-start text:name="f" field:type="vnd.oasis.opendocument.field.${type}"><field:param field:name="n" field:value="v"/></field:fieldmark-start><field:fieldmark-separator/>${text}<field:fieldmark-end/>`;
    const body = [
      `<text:p>Come on [${field("FORMDATE", "Pick the date]")} or call.</text:p>`,
      `<text:p>Name: ${field("FORMTEXT", BLANK)} and year: ${field("FORMTEXT", BLANK)}</text:p>`,
      `<text:p>${field("FORMTEXT", "Your name here")}</text:p>`,
      `<text:p>See page ${field("PAGEREF", "xii")} too.</text:p>`,
      '<text:p>Begun <field:fieldmark-start text:name="g" field:type="vnd.oasis.opendocument.field.FORMTEXT"/>and left open</text:p>',
      "<text:p>ended here<field:fieldmark-end/> at last</text:p>",
    ].join("");
    const bytes = textOf(body);
    expect(await unitsOf(bytes)).toEqual([
      "Paragraph 1 | Come on [<1>Pick the date]</1> or call.",
      "Paragraph 2 | Name: <1/> and year: ",
      "Paragraph 3 | Your name here",
      "Paragraph 4 | See page xii too.",
      "Paragraph 5 | Begun and left open",
      "Paragraph 6 | ended here at last",
    ]);
    const { bytes: merged } = await mergeOf(bytes, {
      "Come on [<1>Pick the date]</1> or call.": "Komm <1>am Tag]</1> [oder ruf an.",
      "Name: <1/> and year: ": "Jahr und <1/> Name: ",
      "Your name here": "Ihr Name",
    });
    const content = partOf(merged);
    expect(content).toContain(`<text:p>Komm ${field("FORMDATE", "am Tag]")} [oder ruf an.</text:p>`);
    expect(content).toContain(
      `<text:p>Jahr und ${field("FORMTEXT", BLANK)} Name: ${field("FORMTEXT", BLANK)}</text:p>`,
    );
    expect(content).toContain(`<text:p>${field("FORMTEXT", "Ihr Name")}</text:p>`);
  });

  it("leaves hidden text, deleted text and the readings of ruby alone, and says how much of it there was", async () => {
    const automatic =
      '<style:style style:name="H" style:family="text"><style:text-properties text:display="none"/></style:style>';
    const body = [
      "<text:tracked-changes><text:changed-region><text:deletion><office:change-info><dc:creator>Anna</dc:creator></office:change-info><text:p>Gone words</text:p></text:deletion></text:changed-region></text:tracked-changes>",
      '<text:p>Seen <text:span text:style-name="H">unseen </text:span><text:change text:change-id="c"/>words</text:p>',
      '<text:section text:display="none"><text:p>A hidden section</text:p></text:section>',
      '<text:p><text:hidden-paragraph text:condition="x" text:is-hidden="true"/>A hidden paragraph</text:p>',
      "<text:p>Read <text:ruby><text:ruby-base>base</text:ruby-base><text:ruby-text>reading</text:ruby-text></text:ruby> this</text:p>",
    ].join("");
    const bytes = textOf(body, { automatic });
    const { units, findings, coverage } = await odt.extract({ name: "a.odt", bytes, locale: "en" });
    expect(units.map(({ source }) => numberedText(source))).toEqual(["Seen words", "Read <1/> this", "base"]);
    expect(findings.map(({ id }) => id).sort()).toEqual([
      "hidden-section-skipped",
      "hidden-text-skipped",
      "tracked-changes",
    ]);
    const left = coverage.filter(({ skipped }) => skipped > 0).map(({ category, skipped }) => `${skipped} ${category}`);
    expect(left.sort()).toEqual(["1 deleted text", "1 hidden sections", "2 hidden text"]);
  });

  it("reads documents that call the namespaces otherwise", async () => {
    const bytes = textOf('<text:p>One<text:s/> <text:span text:style-name="B">two</text:span></text:p>', {
      automatic: bold,
    });
    const content = partOf(bytes)
      .replaceAll(/(<\/?|\s)text:/g, "$1t:")
      .replaceAll("xmlns:text=", "xmlns:t=");
    const renamed = openArchive(bytes).rewrite(new Map([["content.xml", Buffer.from(content)]]));
    expect(await unitsOf(renamed)).toEqual(["Paragraph 1 | One  <1>two</1>"]);
    const { bytes: merged } = await mergeOf(renamed, { "One  <1>two</1>": "Eins\n<1>zwei   drei</1>" });
    expect(partOf(merged)).toContain(
      '<t:p>Eins<t:line-break/><t:span t:style-name="B">zwei <t:s t:c="2"/>drei</t:span></t:p>',
    );
  });
});

describe("an OpenDocument text", () => {
  it("skips comments unless they are wanted", async () => {
    const bytes = textOf(
      "<text:p>Text<office:annotation><dc:creator>Anna</dc:creator><text:p>Is this right?</text:p></office:annotation> goes on</text:p>",
    );
    expect(await unitsOf(bytes)).toEqual(["Paragraph 1 | Text goes on"]);
    expect(await unitsOf(bytes, { comments: "translate" })).toEqual([
      "Paragraph 1 | Text goes on",
      "Comment 1 | Is this right?",
    ]);
  });

  it("reads labels of forms, descriptions of pictures and texts of frames, and never names", async () => {
    const body = `<office:forms><form:form form:name="Form"><form:checkbox form:name="Check Box 1" form:label="I will come" form:title="Tick if you come"/></form:form></office:forms><text:p>Look: <draw:frame draw:name="Image of a name" text:anchor-type="as-char"><draw:image xlink:href="Pictures/a.png"/><svg:title>image.png</svg:title><svg:desc>A child reads</svg:desc></draw:frame> here<draw:frame draw:name="Frame1" text:anchor-type="paragraph"><draw:text-box><text:p>In a frame</text:p></draw:text-box></draw:frame>.</text:p>`;
    expect(await unitsOf(textOf(body))).toEqual([
      "Form field 1, label | I will come",
      "Form field 1, help | Tick if you come",
      "Paragraph 1 | Look: <1/> here.",
      "Image 1, alternative text | A child reads",
      "Text box 1 | In a frame",
    ]);
  });

  it("fills a table of contents from translated headings, by bookmark or by words, and says what it could not fill", async () => {
    const body = [
      '<text:table-of-content text:name="c"><text:table-of-content-source><text:index-title-template>Contents</text:index-title-template></text:table-of-content-source><text:index-body><text:index-title text:name="t"><text:p>Contents</text:p></text:index-title>',
      '<text:p><text:a xlink:href="#toc1">1. The beginning<text:tab/>1</text:a></text:p>',
      "<text:p>The end<text:tab/>9</text:p><text:p>Once upon a time<text:tab/>12</text:p>",
      "</text:index-body></text:table-of-content>",
      '<text:h text:outline-level="1"><text:bookmark-start text:name="toc1"/>The beginning<text:bookmark-end text:name="toc1"/></text:h>',
      '<text:h text:outline-level="1">The <text:span text:style-name="B">end</text:span></text:h>',
    ].join("");
    const bytes = textOf(body, { automatic: bold });
    expect(await unitsOf(bytes)).toEqual([
      "Table of contents, title | Contents",
      "Heading 1, paragraph 1 | The beginning",
      "Heading 1, paragraph 2 | The <1>end</1>",
    ]);
    const { findings } = await odt.extract({ name: "a.odt", bytes, locale: "en" });
    expect(findings.map(({ id }) => id)).toEqual(["contents-left"]);
    const { bytes: merged } = await mergeOf(bytes, {
      Contents: "Inhalt",
      "The beginning": "Der Anfang",
      "The <1>end</1>": "Das <1>Ende</1>",
    });
    const content = partOf(merged);
    expect(content).toContain("<text:index-title-template>Inhalt</text:index-title-template>");
    expect(content).toContain(">1. Der Anfang<text:tab/>1</text:a>");
    expect(content).toContain("<text:p>Das Ende<text:tab/>9</text:p><text:p>Once upon a time<text:tab/>12</text:p>");
  });

  it("translates what several headers say once, and words beside list numbers wherever they are said", async () => {
    const header = "<text:p>Our school</text:p>";
    const masters = `<style:master-page style:name="A"><style:header>${header}</style:header><style:header-left>${header}</style:header-left><style:footer style:display="false"><text:p>Off</text:p></style:footer></style:master-page>`;
    const list = (level: number): string =>
      `<text:list-level-style-number text:level="${level}" style:num-prefix="Step " style:num-suffix="." style:num-list-format="Step %${level}%."/>`;
    const bytes = textOf("<text:p>Body</text:p>", {
      masters,
      styles: `<text:list-style style:name="L">${list(1)}${list(2)}</text:list-style>`,
    });
    expect(await unitsOf(bytes)).toEqual([
      "Paragraph 1 | Body",
      "Header | Our school",
      "Word beside numbers of lists | Step ",
    ]);
    const { bytes: merged } = await mergeOf(bytes, { "Our school": "Наша школа", "Step ": "Шаг " });
    const styles = partOf(merged, "styles.xml");
    expect(styles.match(/Наша школа/g)).toHaveLength(2);
    expect(styles).toContain('style:num-prefix="Шаг " style:num-suffix="." style:num-list-format="Шаг %2%."');
  });

  it("sets the language of defaults, of styles in the source's language and among the properties", async () => {
    const properties = (attributes: string): string => `<style:text-properties ${attributes}/>`;
    const bytes = textOf("<text:p>Hello</text:p>", {
      automatic: `<style:style style:name="T1" style:family="text">${properties('fo:language="en" fo:country="US"')}</style:style><style:style style:name="T2" style:family="text">${properties('fo:language="fr" fo:country="FR"')}</style:style>`,
      styles: `<style:default-style style:family="paragraph">${properties('fo:language="none" fo:country="none"')}</style:default-style><style:default-style style:family="graphic"/><style:default-style style:family="table-cell"><style:table-cell-properties/></style:default-style>`,
      meta: "<dc:title>Title</dc:title>",
    });
    const { bytes: merged } = await mergeOf(bytes, { Hello: "Сәлем" }, { locale: "kk" });
    expect(partOf(merged)).toContain('<style:text-properties fo:language="kk" fo:country="KZ"/>');
    expect(partOf(merged)).toContain('<style:text-properties fo:language="fr" fo:country="FR"/>');
    const styles = partOf(merged, "styles.xml");
    expect(styles).toContain(
      '<style:default-style style:family="paragraph"><style:text-properties fo:language="kk" fo:country="KZ"/>',
    );
    expect(styles).toContain(
      '<style:table-cell-properties/><style:text-properties fo:language="kk" fo:country="KZ"/></style:default-style>',
    );
    expect(partOf(merged, "meta.xml")).toContain("<dc:language>kk-KZ</dc:language></office:meta>");
  });

  it("turns a document to the right for a language written so, and carries its looks over to that script", async () => {
    const bytes = textOf("<text:p>Hello</text:p>", {
      automatic: `${bold}<style:style style:name="P1" style:family="paragraph"><style:paragraph-properties fo:text-align="start"/></style:style><style:style style:name="Ta" style:family="table"><style:table-properties style:width="17cm"/></style:style>`,
      styles:
        '<style:default-style style:family="paragraph"><style:paragraph-properties style:writing-mode="page"/><style:text-properties fo:language="en" fo:country="GB"/></style:default-style>',
      pageStyles:
        '<style:page-layout style:name="PM"><style:page-layout-properties style:writing-mode="lr-tb"/></style:page-layout>',
    });
    const { bytes: merged } = await mergeOf(bytes, { Hello: "مرحبا" }, { locale: "ar" });
    const content = partOf(merged);
    expect(content).toContain('<style:text-properties fo:font-weight="bold" style:font-weight-complex="bold"/>');
    expect(content).toContain('<style:paragraph-properties fo:text-align="right"/>');
    expect(content).toContain('<style:table-properties style:width="17cm" style:writing-mode="rl-tb"/>');
    const styles = partOf(merged, "styles.xml");
    expect(styles).toContain('<style:paragraph-properties style:writing-mode="rl-tb" fo:text-align="right"/>');
    expect(styles).toContain('fo:language="en" fo:country="GB" style:language-complex="ar" style:country-complex="EG"');
    expect(styles).toContain('<style:page-layout-properties style:writing-mode="rl-tb"/>');
  });

  it("passes formulas by, and counts objects of other programs", async () => {
    const object = (name: string, element: string): string =>
      `<draw:frame text:anchor-type="as-char"><draw:${element} xlink:href="./${name}"/></draw:frame>`;
    const bytes = textOf(
      `<text:p>A ${object("Object 1", "object")} and ${object("Object 2", "object-ole")} b</text:p>`,
      {
        others: [
          {
            name: "Object 1/content.xml",
            data: '<math xmlns="http://www.w3.org/1998/Math/MathML"><mi>speed</mi></math>',
          },
          { name: "Object 2", data: "OLE" },
        ],
      },
    );
    const { units, coverage, findings } = await odt.extract({ name: "a.odt", bytes, locale: "en" });
    expect(units.map(({ source }) => numberedText(source))).toEqual(["A <1/> and <2/> b"]);
    expect(coverage.filter(({ skipped }) => skipped > 0).map(({ category }) => category)).toEqual([
      "formulas",
      "embedded objects",
    ]);
    expect(findings.map(({ id }) => id)).toEqual(["embedded-object"]);
  });

  it("says that pictures of translated objects are old, and leaves them", async () => {
    const inner = odfPart(
      "document-content",
      "<office:body><office:text><text:p>Inside</text:p></office:text></office:body>",
    );
    const bytes = textOf('<text:p>Before<draw:frame><draw:object xlink:href="./Object 1"/></draw:frame></text:p>', {
      others: [
        { name: "Object 1/content.xml", data: inner },
        { name: "ObjectReplacements/Object 1", data: "picture" },
      ],
    });
    const told = async (words: Readonly<Record<string, string>>): Promise<string[]> =>
      (await mergeOf(bytes, words)).findings.map(({ id }) => id);
    expect(await told({ Inside: "Внутри" })).toEqual(["embedded-preview"]);
    expect(await told({ Before: "До" })).toEqual([]);
    expect(partOf((await mergeOf(bytes, { Inside: "Внутри" })).bytes, "ObjectReplacements/Object 1")).toBe("picture");
  });

  it("reads a document embedded in it, whatever its kind", async () => {
    const inner = odfPart(
      "document-content",
      '<office:body><office:spreadsheet><table:table table:name="Inner"><table:table-row><table:table-cell office:value-type="string"><text:p>A cell</text:p></table:table-cell></table:table-row></table:table></office:spreadsheet></office:body>',
    );
    const bytes = textOf('<text:p>Before<draw:frame><draw:object xlink:href="Object 1"/></draw:frame></text:p>', {
      others: [{ name: "Object 1/content.xml", data: inner }],
    });
    expect(await unitsOf(bytes)).toEqual(["Paragraph 1 | Before", "Embedded document 1, Sheet Inner, A1 | A cell"]);
    const { bytes: merged } = await mergeOf(bytes, { "A cell": "Ячейка" });
    expect(partOf(merged, "Object 1/content.xml")).toContain("<text:p>Ячейка</text:p>");
  });

  it("says that a signature breaks", async () => {
    const bytes = textOf("<text:p>Hello</text:p>", {
      others: [{ name: "META-INF/documentsignatures.xml", data: "<x/>" }],
    });
    const { findings } = await odt.extract({ name: "a.odt", bytes, locale: "en" });
    expect(findings.map(({ id }) => id)).toEqual(["signature-breaks"]);
  });

  it("names the encrypted part", async () => {
    const bytes = textOf("<text:p>Hello</text:p>", {
      others: [{ name: "secret.xml", data: "?" }],
    });
    const manifest = partOf(bytes, "META-INF/manifest.xml").replace(
      /(<manifest:file-entry manifest:full-path="secret\.xml"[^>]*)\/>/,
      "$1><manifest:encryption-data/></manifest:file-entry>",
    );
    const locked = openArchive(bytes).rewrite(new Map([["META-INF/manifest.xml", Buffer.from(manifest)]]));
    await expect(odt.extract({ name: "a.odt", bytes: locked, locale: "en" })).rejects.toMatchObject({
      code: "encrypted-document",
      message: "The file is password-protected: its part secret.xml is encrypted.",
    });
  });

  it("is merged as a flat file too, properties and headers with it", async () => {
    const bytes = makeFlatOdf({
      kind: "text",
      body: "<text:p>Hello</text:p>",
      meta: "<dc:title>Greeting</dc:title>",
      masters:
        '<style:master-page style:name="A"><style:header><text:p>School</text:p></style:header></style:master-page>',
    });
    expect(await unitsOf(bytes)).toEqual([
      "Paragraph 1 | Hello",
      "Header | School",
      "Document properties, title | Greeting",
    ]);
    const merged = await mergeOf(bytes, { Hello: "Привет", School: "Школа", Greeting: "Приветствие" });
    expect(await unitsOf(merged.bytes)).toEqual([
      "Paragraph 1 | Привет",
      "Header | Школа",
      "Document properties, title | Приветствие",
    ]);
  });
});

describe("an OpenDocument presentation", () => {
  it("skips hidden slides, prompts of masters and unused masters, and translates hidden slides where they are wanted", async () => {
    const document = { name: "deck.odp", bytes: sampleDeck(), locale: "en" };
    const { findings, coverage } = await odp.extract(document);
    expect(findings.map(({ id }) => id)).toEqual(["hidden-slide-skipped"]);
    const left = coverage.filter(({ skipped }) => skipped > 0).map(({ category, reason }) => `${category}: ${reason}`);
    expect(left).toEqual(
      expect.arrayContaining([
        "hidden slides: not shown in the presentation",
        "master pages: prompts for authors",
        "master pages: no slide uses them",
      ]),
    );
    const all = await unitsOf(document.bytes, { hiddenSlides: "translate" }, odp);
    expect(all).toContain("Slide 3, notes | Not for parents.");
  });

  it("gives the slide's title as the context of its texts", async () => {
    const { units } = await odp.extract({ name: "deck.odp", bytes: sampleDeck(), locale: "en" });
    expect(units.find(({ place }) => place === "Slide 1, subtitle")?.context).toEqual({ heading: "Growing up online" });
    expect(units.find(({ place }) => place === "Slide 1, title")?.context).toBeUndefined();
  });

  it("writes a footer that is declared twice, and all of a chart", async () => {
    const merged = await mergeOf(
      sampleDeck(),
      { "Session 3": "Занятие 3", Strangers: "Чужие", "What worries us": "Что нас тревожит" },
      { filter: odp },
    );
    expect(partOf(merged.bytes).match(/Занятие 3/g)).toHaveLength(2);
    expect(partOf(merged.bytes, "Object 1/content.xml")).toMatch(/Что нас тревожит.*Чужие/);
  });
});

describe("an OpenDocument spreadsheet", () => {
  const extraction = async (options: object = {}): ReturnType<typeof ods.extract> =>
    ods.extract({ name: "sheet.ods", bytes: sampleSheet(), locale: "en" }, options);

  it("leaves results of formulas and what is hidden, and warns of texts that formulas quote", async () => {
    const { findings, coverage } = await extraction();
    expect(findings.map(({ id }) => id).sort()).toEqual([
      "formula-quotes-text",
      "hidden-cells-skipped",
      "hidden-sheet-skipped",
    ]);
    const message = findings.find(({ id }) => id === "formula-quotes-text")?.message;
    expect(message).toMatch(/“Cooking”.*“Reading aloud”.*“Father”/);
    const left = coverage.filter(({ skipped }) => skipped > 0).map(({ category, skipped }) => `${skipped} ${category}`);
    expect(left).toEqual(
      expect.arrayContaining([
        "3 cell values",
        "5 hidden cells",
        "2 hidden sheets",
        "1 comments",
        "1 formats of numbers",
      ]),
    );
  });

  it("keeps the value of a cell equal to its paragraphs, and a chart equal to the cells it shows, hidden ones too", async () => {
    const merged = await mergeOf(
      sampleSheet(),
      {
        Grandmother: "Бабушка",
        "and the older sister": "и старшая сестра",
        "Reading aloud": "Чтение вслух",
        "Who helps": "Кто помогает",
        Bullying: "Травля",
      },
      { filter: ods },
    );
    const content = partOf(merged.bytes);
    expect(content).toContain(
      'office:string-value="Бабушка&#10;и старшая сестра"><text:p>Бабушка</text:p><text:p>и старшая сестра</text:p>',
    );
    expect(content).toContain("<text:p>Травля</text:p>");
    const chart = partOf(merged.bytes, "Object 1/content.xml");
    expect(chart).toMatch(/Кто помогает.*Чтение вслух.*Травля.*Only in the chart/);
  });

  it("renames sheets where it is told to, with all that refers to them", async () => {
    const options = { sheetNames: true };
    const { units } = await extraction(options);
    expect(units.map(({ place }) => place)).toContain("Sheet Plan, name");
    const merged = await mergeOf(
      sampleSheet(),
      { Plan: "Наш план: май", Summary: "Наш план  май", "the plan": "Summary" },
      { filter: ods, options },
    );
    const content = partOf(merged.bytes);
    expect(content).toContain('table:name="Наш план май"');
    expect(content).toContain('table:name="Наш план май (2)"');
    expect(content).toContain("table:formula=\"of:=COUNTA(['Наш план май'.A2:.A9])+[$'Our list'.A1]\"");
    expect(content).toContain("xlink:href=\"#'Наш план май'.A1\"");
    expect(content).toContain("draw:notify-on-update-of-ranges=\"'Наш план май'.A1:'Наш план май'.B3\"");
    const settings = partOf(merged.bytes, "settings.xml");
    expect(settings).toContain('config:name="Наш план май"');
    expect(settings).toContain(">Наш план май</config:config-item>");
  });

  it("translates words in formats of numbers and comments where they are wanted", async () => {
    const { units } = await extraction({ numberFormats: true, comments: "translate" });
    const lines = units.map(({ place, source }) => `${place} | ${plainText(source)}`);
    expect(lines).toEqual(expect.arrayContaining(["Format of numbers |  minutes", "Comment 1 | Ask again in May."]));
  });

  it("makes one unit of cells that say the same, and one of each where it is told to", async () => {
    const cell = (text: string): string =>
      `<table:table-cell office:value-type="string"><text:p>${text}</text:p></table:table-cell>`;
    const row = `<table:table-row>${cell("Yes")}${cell("No")}${cell('<text:span text:style-name="B">Yes</text:span>, no')}</table:table-row>`;
    const bytes = makeOdf({
      kind: "spreadsheet",
      automatic: bold,
      body: `<table:table table:name="Plan">${row}${row}</table:table>`,
    });
    const once = ["Sheet Plan, A1 | Yes", "Sheet Plan, B1 | No", "Sheet Plan, C1 | <1>Yes</1>, no"];
    expect(await unitsOf(bytes, {}, ods)).toEqual(once);
    expect(await unitsOf(bytes, { perCell: true }, ods)).toHaveLength(6);
    const { bytes: merged } = await mergeOf(bytes, { Yes: "Да", "<1>Yes</1>, no": "<1>Да</1>, нет" }, { filter: ods });
    expect(partOf(merged).match(/<text:p>Да<|">Да<\/text:span>, нет</g)).toHaveLength(4);
  });

  it("translates hidden rows, columns and sheets where they are wanted", async () => {
    const { units, findings } = await extraction({ hidden: "translate" });
    expect(units.map(({ place }) => place)).toEqual(
      expect.arrayContaining(["Sheet Plan, C2", "Sheet Plan, A4", "Sheet Our list, A2"]),
    );
    expect(findings.map(({ id }) => id)).toEqual(["formula-quotes-text"]);
  });

  it("gives the row and the column as context", async () => {
    const { units } = await extraction();
    expect(units.find(({ place }) => place === "Sheet Plan, B3")?.context).toEqual({
      row: "Cooking",
      column: "Who helps",
      heading: "Plan",
    });
  });
});
