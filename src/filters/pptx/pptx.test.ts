import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { DocumentError } from "../../errors.ts";
import { normaliseFragment, numberedText, plainText, type Fragment } from "../../model/fragment.ts";
import type { TextUnit } from "../../model/unit.ts";
import { chartParts, chartWorkbook, diagramParts, graphicFrame } from "../../testing/make-graphics.ts";
import { makeDeck, paragraph, textShape, type DeckPlan } from "../../testing/make-deck.ts";
import { assertWellFormed } from "../../xml/well-formed.ts";
import { openArchive } from "../../zip/archive.ts";
import type { SourceDocument, Translation } from "../filter.ts";
import { pptx } from "./pptx.ts";

const title = (text: string): string => textShape(paragraph(text), { placeholder: 'type="title"' });
const documentOf = (plan: DeckPlan): SourceDocument => ({ name: "deck.pptx", bytes: makeDeck(plan), locale: "en" });
const runs = (...texts: readonly (readonly [properties: string, text: string])[]): string =>
  `<a:p>${texts.map(([properties, text]) => `<a:r><a:rPr lang="en-GB" ${properties}/><a:t>${text}</a:t></a:r>`).join("")}</a:p>`;

async function unitsOf(plan: DeckPlan, options: object = {}): Promise<readonly TextUnit[]> {
  return (await pptx.extract(documentOf(plan), options)).units;
}

const listed = (units: readonly TextUnit[]): string[] =>
  units.map(({ place, source }) => `${place} | ${numberedText(source)}`);

/** Translates every unit by `change` and gives the parts of the result as text. */
async function translated(
  plan: DeckPlan,
  change: (source: Fragment, unit: TextUnit) => Fragment,
  locale: string = "ru",
): Promise<{ part: (name: string) => string; bytes: Uint8Array; findings: readonly string[] }> {
  const document = documentOf(plan);
  const { units } = await pptx.extract(document);
  const translation: Translation = {
    locale,
    targets: new Map(units.map((unit) => [unit.id, change(unit.source, unit)])),
  };
  const { bytes, findings } = await pptx.merge(document, translation);
  const archive = openArchive(bytes);
  return {
    bytes,
    part: (name) => Buffer.from(archive.read(name)).toString("utf8"),
    findings: findings.map(({ id }) => id),
  };
}

const upper = (source: Fragment): Fragment =>
  source.map((part) => (part.kind === "text" ? { ...part, text: part.text.toUpperCase() } : part));

const text = (value: string): Fragment => [{ kind: "text", text: value }];

describe("reading a presentation", () => {
  it("goes by the order of the slide list, and takes the title first", async () => {
    const plan: DeckPlan = {
      slides: [
        { shapes: textShape(paragraph("Shown last")) },
        {
          shapes: textShape(paragraph("Below")) + title("Heading"),
          notes: textShape(paragraph("Say this"), { placeholder: 'type="body" idx="1"' }),
        },
      ],
      order: [1, 0],
    };
    const units = await unitsOf(plan);
    expect(listed(units)).toEqual([
      "Slide 1, title | Heading",
      "Slide 1, text 1 | Below",
      "Slide 1, notes | Say this",
      "Slide 2, text 1 | Shown last",
    ]);
    expect(units.slice(0, 3).map(({ context }) => context?.heading)).toEqual(["Heading", "Heading", "Heading"]);
    expect(units[0]!.id).toMatch(/^slide2\./);
    expect(units[2]!.id).toMatch(/^notesSlide2\./);
  });

  it("joins runs that look the same and names what looks different", async () => {
    const shapes = textShape(
      runs(["", "Talk "], ['dirty="0" err="1"', "wi"], ['b="0"', "th your "], ['b="1"', "child"], ["", " every day"]),
    );
    const [unit] = await unitsOf({ slides: [{ shapes }] });
    expect(numberedText(unit!.source)).toBe("Talk with your <1>child</1> every day");
    expect(unit!.source[1]).toMatchObject({ kind: "open", type: "fmt/xlf:b", display: "bold" });
  });

  it("knows what a placeholder inherits: bold said where the master is bold is no difference", async () => {
    const plan: DeckPlan = {
      slides: [
        {
          shapes: textShape(runs(['b="1"', "One "], ["", "two "], ['b="0"', "three"]), { placeholder: 'type="title"' }),
        },
      ],
      masterStyles: `<p:txStyles><p:titleStyle><a:lvl1pPr><a:defRPr b="1"/></a:lvl1pPr></p:titleStyle><p:bodyStyle/><p:otherStyle/></p:txStyles>`,
    };
    expect(listed(await unitsOf(plan))).toEqual(["Slide 1, title | One two <1>three</1>"]);
  });

  it("shows breaks, fields, vertical tabs, tabs, symbols, formulas and links as codes", async () => {
    const shapes = textShape(
      `<a:p><a:r><a:t>One_x000B_two\tthree</a:t></a:r><a:br/><a:r><a:t>page </a:t></a:r><a:fld id="{1}" type="slidenum"><a:t>7</a:t></a:fld><a:r><a:t> of </a:t></a:r><a:r><a:rPr><a:sym typeface="Wingdings"/></a:rPr><a:t>à</a:t></a:r><a:r><a:t> see </a:t></a:r><a:r><a:rPr><a:hlinkClick r:id="rId5"/></a:rPr><a:t>the </a:t></a:r><a:r><a:rPr><a:hlinkClick r:id="rId5"/></a:rPr><a:t>site</a:t></a:r><a:r><a:t> and </a:t></a:r><a14:m xmlns:a14="http://schemas.microsoft.com/office/drawing/2010/main"><m:oMath xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"><m:r><m:t>x</m:t></m:r></m:oMath></a14:m><a:r><a:t> there</a:t></a:r></a:p>`,
    );
    const [unit] = await unitsOf({ slides: [{ shapes }] });
    expect(numberedText(unit!.source)).toBe(
      "One<1/>two<2/>three<3/>page <4/> of <5/> see <6>the site</6> and <7/> there",
    );
    expect(unit!.source.flatMap((part) => (part.kind === "text" || part.kind === "close" ? [] : [part.type]))).toEqual([
      "fmt/xlf:lb",
      "other/pitrans:tab",
      "fmt/xlf:lb",
      "ui/xlf:var",
      "other/pitrans:symbol",
      "link",
      "other/pitrans:math",
    ]);
  });

  it("reads tables with the cells a reader needs beside", async () => {
    const cell = (content: string, attributes: string = ""): string =>
      `<a:tc ${attributes}><a:txBody><a:bodyPr/>${paragraph(content)}</a:txBody><a:tcPr/></a:tc>`;
    const table = `<p:graphicFrame><p:nvGraphicFramePr><p:cNvPr id="4" name="T"/><p:cNvGraphicFramePr/><p:nvPr/></p:nvGraphicFramePr><a:graphic><a:graphicData uri="t"><a:tbl><a:tr>${cell("Age")}${cell("Needs")}</a:tr><a:tr>${cell("0–3")}${cell("Sleep")}</a:tr><a:tr>${cell("All ages", 'gridSpan="2"')}${cell("hidden", 'hMerge="1"')}</a:tr></a:tbl></a:graphicData></a:graphic></p:graphicFrame>`;
    const units = await unitsOf({ slides: [{ shapes: table }] });
    expect(units.map(({ place, context }) => [place, context?.row, context?.column])).toEqual([
      ["Slide 1, table 1, row 1, column 1", undefined, undefined],
      ["Slide 1, table 1, row 1, column 2", "Age", undefined],
      ["Slide 1, table 1, row 2, column 2", "0–3", "Needs"],
      ["Slide 1, table 1, row 3, column 1", undefined, "Age"],
    ]);
  });

  it("reads groups, alternative texts, tooltips, sections, custom shows and properties, but no file names", async () => {
    const plan: DeckPlan = {
      slides: [
        {
          shapes: `<p:grpSp><p:nvGrpSpPr><p:cNvPr id="3" name="G" title="A group"/></p:nvGrpSpPr><p:grpSpPr/>${textShape(`<a:p><a:r><a:rPr><a:hlinkClick r:id="rId3" tooltip="Open the page"/></a:rPr><a:t>Inside</a:t></a:r></a:p>`)}</p:grpSp><p:pic><p:nvPicPr><p:cNvPr id="5" name="P" descr="Two parents reading"/></p:nvPicPr></p:pic><p:pic><p:nvPicPr><p:cNvPr id="6" name="P" descr="C:\\pics\\family photo.JPG"/></p:nvPicPr></p:pic>`,
        },
      ],
      presentation: `<p:custShowLst><p:custShow name="Short version" id="0"/></p:custShowLst><p:extLst><p:ext uri="x"><p14:sectionLst xmlns:p14="http://schemas.microsoft.com/office/powerpoint/2010/main"><p14:section name="Welcome" id="{1}"/></p14:sectionLst></p:ext></p:extLst>`,
      properties:
        "<dc:title>Positive parenting</dc:title><dc:creator>A Person</dc:creator><cp:keywords>family</cp:keywords>",
    };
    const { units, coverage } = await pptx.extract(documentOf(plan));
    expect(listed(units)).toEqual([
      "Slide 1, alt title | A group",
      "Slide 1, text 1 | Inside",
      "Slide 1, link tooltip | Open the page",
      "Slide 1, alt text | Two parents reading",
      "Section 1, name | Welcome",
      "Custom show 1, name | Short version",
      "Document properties, title | Positive parenting",
      "Document properties, keywords | family",
    ]);
    expect(coverage).toContainEqual({
      category: "alternative texts",
      extracted: 2,
      skipped: 1,
      reason: "a file's name is no description",
    });
  });

  it("leaves hidden slides and shapes, and says so, unless told otherwise", async () => {
    const plan: DeckPlan = {
      slides: [
        { shapes: title("Hidden slide"), attributes: 'show="0"' },
        { shapes: title("Shown") + textShape(paragraph("Hidden shape"), { properties: 'hidden="1"' }) },
      ],
    };
    const { units, findings, coverage } = await pptx.extract(documentOf(plan));
    expect(listed(units)).toEqual(["Slide 2, title | Shown"]);
    expect(findings).toMatchObject([{ id: "hidden-slide-skipped", place: "Slide 1" }]);
    expect(coverage.find(({ category }) => category === "hidden shapes")?.skipped).toBe(1);
    expect(await unitsOf(plan, { hiddenSlides: "translate" })).toHaveLength(3);
  });

  it("takes from layouts and masters what shows on slides, never their prompts", async () => {
    const plan: DeckPlan = {
      slides: [{ shapes: title("Slide") }],
      layoutShapes:
        textShape(paragraph("Click to edit"), { placeholder: 'type="title"' }) + textShape(paragraph("Motto")),
      masterShapes: textShape(paragraph("Programme name")),
    };
    expect(listed(await unitsOf(plan))).toEqual([
      "Slide 1, title | Slide",
      "Master, text 1 | Programme name",
      "Layout “Title and text”, text 1 | Motto",
    ]);
  });

  it("gives every text of a chart once, numbers never, and SmartArt by its data", async () => {
    const plan: DeckPlan = {
      slides: [
        {
          shapes: graphicFrame("chart", "rId6") + graphicFrame("diagram", "rId7"),
          links: {
            rId6: ["chart", "../charts/chart1.xml"],
            rId7: ["diagramData", "../diagrams/data1.xml"],
            rId8: ["diagramDrawing", "../diagrams/drawing1.xml"],
          },
        },
      ],
      parts: [...chartParts(), ...diagramParts(["Plan", "Do"])],
    };
    expect(listed(await unitsOf(plan))).toEqual([
      "Slide 1, chart 1, title | Families reached",
      "Slide 1, chart 1, series | Mothers",
      "Slide 1, chart 1, category | Spring",
      "Slide 1, chart 1, category | Autumn",
      "Slide 1, chart 1, series | Fathers",
      "Slide 1, chart 1, axis title | Number",
      "Slide 1, diagram 2, text 1 | Plan",
      "Slide 1, diagram 2, text 2 | Do",
    ]);
  });

  it("keeps the other ids when a paragraph goes", async () => {
    const all = await unitsOf({ slides: [{ shapes: textShape(["A a", "B b", "C c"].map(paragraph).join("")) }] });
    const fewer = await unitsOf({ slides: [{ shapes: textShape(["A a", "C c"].map(paragraph).join("")) }] });
    expect(fewer.map(({ id }) => id)).toEqual([all[0]!.id, all[2]!.id]);
  });

  it("says what is wrong with a file that is no presentation", async () => {
    const bytes = Buffer.from("PK\u0003\u0004 not really");
    await expect(pptx.extract({ name: "x.pptx", bytes, locale: "en" })).rejects.toThrow(DocumentError);
    const broken = documentOf({ slides: [{ shapes: "<p:sp><p:nvSpPr></p:sp>" }] });
    await expect(pptx.extract(broken)).rejects.toMatchObject({
      code: "malformed-document",
      place: { part: "ppt/slides/slide1.xml", line: 2 },
    });
  });
});

describe("writing a translation into a presentation", () => {
  const rich: DeckPlan = {
    slides: [
      {
        shapes:
          title("A title") +
          textShape(
            `${runs(["", "Read "], ['b="1"', "together"], ["", " every "], ['i="1"', "evening"], ["", "."])}<a:p><a:r><a:t>One</a:t></a:r><a:br/><a:r><a:rPr><a:hlinkClick r:id="rId5" tooltip="Tip"/></a:rPr><a:t>link</a:t></a:r><a:r><a:t> end</a:t></a:r></a:p>`,
          ),
      },
    ],
  };

  it("gives the same bytes where nothing changes", async () => {
    const document = documentOf({ ...rich, properties: "<dc:title>T</dc:title>" });
    const { units } = await pptx.extract(document);
    const targets = new Map(units.map(({ id, source }) => [id, source]));
    const { bytes } = await pptx.merge(document, { locale: "en", targets });
    expect(Buffer.from(bytes).equals(document.bytes)).toBe(true);
  });

  it("changes nothing of a slide but texts and languages", async () => {
    const { part } = await translated(rich, upper);
    const before = Buffer.from(openArchive(makeDeck(rich)).read("ppt/slides/slide1.xml")).toString("utf8");
    const expected = before
      .replaceAll("en-GB", "ru-RU")
      .replaceAll(/(?<=<a:t>)[^<]*|(?<=tooltip=")[^"]*/g, (words) => words.toUpperCase());
    expect(part("ppt/slides/slide1.xml")).toBe(expected);
  });

  it("moves codes that the translation moved, with links and their tooltips", async () => {
    const part = (source: Fragment, kind: string, id: string): Fragment[number] =>
      source.find((code) => code.kind === kind && code.kind !== "text" && code.id === id)!;
    const {
      bytes,
      findings,
      part: read,
    } = await translated(rich, (source, { place }) => {
      const code = (kind: string, id: string): Fragment[number] => part(source, kind, id);
      if (place.endsWith("paragraph 1")) {
        return [
          code("open", "2"),
          ...text("По вечерам"),
          code("close", "2"),
          ...text(" читайте все книги "),
          code("open", "1"),
          ...text("вместе"),
          code("close", "1"),
          ...text("!"),
        ];
      }
      if (place.endsWith("paragraph 2")) {
        return [
          code("open", "2"),
          ...text("ссылка"),
          code("close", "2"),
          ...text(" раз"),
          code("standalone", "1"),
          ...text("конец"),
        ];
      }
      return upper(source);
    });
    const again = await pptx.extract({ name: "deck.pptx", bytes, locale: "ru" });
    expect(findings).toEqual([]);
    expect(listed(again.units)).toEqual([
      "Slide 1, title | A TITLE",
      "Slide 1, text 1, paragraph 1 | <1>По вечерам</1> читайте все книги <2>вместе</2>!",
      "Slide 1, text 1, paragraph 2 | <1>ссылка</1> раз<2/>конец",
      "Slide 1, link tooltip | TIP",
    ]);
    expect(read("ppt/slides/slide1.xml")).toContain(
      '<a:r><a:rPr lang="ru-RU" i="1"/><a:t>По вечерам</a:t></a:r><a:r><a:rPr lang="ru-RU" /><a:t> читайте все книги </a:t></a:r>',
    );
  });

  it("survives whatever codes and characters a target holds", async () => {
    const document = documentOf(rich);
    const { units } = await pptx.extract(document);
    const pool = units.flatMap(({ source }) => source);
    const part = fc.oneof(
      fc.constantFrom(...pool),
      fc.string({ unit: "binary" }).map((value) => ({ kind: "text" as const, text: value })),
      fc.constant({ kind: "standalone" as const, id: "77", type: "image", data: "" }),
    );
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.array(part, { maxLength: 8 }), { minLength: units.length, maxLength: units.length }),
        async (targets) => {
          const { bytes } = await pptx.merge(document, {
            locale: "ar",
            targets: new Map(units.map(({ id }, index) => [id, normaliseFragment(targets[index]!)])),
          });
          const name = "ppt/slides/slide1.xml";
          assertWellFormed(Buffer.from(openArchive(bytes).read(name)).toString("utf8"), name);
          await pptx.extract({ name: "deck.pptx", bytes, locale: "ar" });
        },
      ),
      { numRuns: 40 },
    );
  });

  it("writes fallbacks and drawings the same as what they repeat", async () => {
    const plan: DeckPlan = {
      slides: [
        {
          shapes: `<mc:AlternateContent xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"><mc:Choice Requires="a14">${textShape(paragraph("Both"))}</mc:Choice><mc:Fallback>${textShape(paragraph("Both"))}</mc:Fallback></mc:AlternateContent>${graphicFrame("diagram", "rId7")}`,
          links: {
            rId7: ["diagramData", "../diagrams/data1.xml"],
            rId8: ["diagramDrawing", "../diagrams/drawing1.xml"],
          },
        },
      ],
      parts: diagramParts(["Plan", "Do"]),
    };
    const { part } = await translated(plan, upper);
    expect(part("ppt/slides/slide1.xml").match(/<a:t>[^<]*/g)).toEqual(["<a:t>BOTH", "<a:t>BOTH"]);
    expect(part("ppt/diagrams/drawing1.xml").match(/<a:t>[^<]*/g)).toEqual(["<a:t>DO", "<a:t>PLAN"]);
  });

  it("writes a chart's texts into its workbook too, or says why not", async () => {
    const plan = (workbook: Buffer): DeckPlan => ({
      slides: [{ shapes: graphicFrame("chart", "rId6"), links: { rId6: ["chart", "../charts/chart1.xml"] } }],
      parts: chartParts(workbook),
    });
    const { part, bytes, findings } = await translated(plan(chartWorkbook()), upper);
    expect(findings).toEqual([]);
    expect(part("ppt/charts/chart1.xml")).toContain('<c:lang val="ru-RU"/>');
    expect(part("ppt/charts/chart1.xml").match(/<c:v>[^<]*/g)).toEqual(
      ["MOTHERS", "SPRING", "AUTUMN", "4", "7", "FATHERS", "SPRING", "AUTUMN", "4", "7"].map(
        (value) => `<c:v>${value}`,
      ),
    );
    const workbook = openArchive(openArchive(bytes).read("ppt/embeddings/Workbook1.xlsx"));
    const member = (name: string): string => Buffer.from(workbook.read(name)).toString("utf8");
    expect(member("xl/sharedStrings.xml")).toContain(
      "<si><t>Season</t></si><si><t>MOTHERS</t></si><si><r><t>FATHERS</t></r><r><rPr><b/></rPr><t></t></r></si><si><t>SPRING</t></si>",
    );
    expect(member("xl/worksheets/sheet1.xml")).toContain("<is><t>AUTUMN</t></is>");
    expect(member("xl/tables/table1.xml").match(/name="[^"]*"/g)).toEqual([
      'name="Table1"',
      'name="Season"',
      'name="MOTHERS"',
      'name="FATHERS"',
    ]);
    const quoting = await translated(plan(chartWorkbook('<f>IF(B1="Mothers",1,2)</f>')), upper);
    expect(quoting.findings).toEqual(["workbook-not-translated"]);
    const damaged = await translated(plan(Buffer.from("damaged")), upper);
    expect(damaged.findings).toEqual(["workbook-not-translated"]);
  });

  it("turns a presentation for a language written from the right, and back", async () => {
    const plan: DeckPlan = {
      slides: [
        {
          shapes: textShape(
            `<a:p><a:pPr algn="r"/><a:r><a:rPr lang="en-US"/><a:t>Right</a:t></a:r></a:p>${paragraph("Left")}`,
            {
              body: '<a:bodyPr numCol="2"/>',
            },
          ),
        },
        { shapes: textShape(`<a:p><a:pPr algn="l"/><a:r><a:t>5</a:t></a:r></a:p>`) },
      ],
      masterStyles: `<p:txStyles><p:titleStyle/><p:bodyStyle><a:lvl1pPr algn="l" rtl="0"><a:defRPr lang="en-US"/></a:lvl1pPr><a:lvl2pPr><a:defRPr/></a:lvl2pPr></p:bodyStyle><p:otherStyle/></p:txStyles>`,
    };
    const { part } = await translated(plan, upper, "ar");
    const slide = part("ppt/slides/slide1.xml");
    expect(slide).toMatch(/<a:pPr rtl="1" algn="l"\/><a:r><a:rPr lang="ar-EG"\/>/);
    expect(slide).toContain('<a:p><a:pPr rtl="1"/><a:r>');
    expect(slide).toContain('<a:bodyPr rtlCol="1" numCol="2"/>');
    expect(part("ppt/slideMasters/slideMaster1.xml")).toContain(
      '<a:lvl1pPr algn="r" rtl="1"><a:defRPr lang="ar-EG"/></a:lvl1pPr><a:lvl2pPr rtl="1" algn="r">',
    );
    expect(part("ppt/presentation.xml")).toMatch(/<p:presentation rtl="1"/);
    expect(part("ppt/slides/slide2.xml")).toContain('<a:pPr algn="l"/>');
  });

  it("shrinks text that may shrink, and names the slide where it may not", async () => {
    const size = '<a:xfrm><a:off x="0" y="0"/><a:ext cx="2000000" cy="700000"/></a:xfrm>';
    const box = (body: string): DeckPlan => ({
      slides: [{ shapes: textShape(paragraph("Words that just fill the box"), { size, body }) }],
    });
    const longer = (source: Fragment): Fragment => text(`${plainText(source)} ${plainText(source)}`);
    const shrunk = await translated(box("<a:bodyPr><a:normAutofit/></a:bodyPr>"), longer);
    expect(shrunk.findings).toEqual([]);
    expect(shrunk.part("ppt/slides/slide1.xml")).toMatch(
      /<a:bodyPr><a:normAutofit fontScale="\d{5}" lnSpcReduction="20000"\/><\/a:bodyPr>/,
    );
    for (const body of ["<a:bodyPr><a:spAutoFit/></a:bodyPr>", "<a:bodyPr/>"]) {
      const kept = await translated(box(body), longer);
      expect(kept.findings).toEqual(["may-overflow"]);
      expect(kept.part("ppt/slides/slide1.xml")).toContain(body);
    }
    const same = await translated(box("<a:bodyPr><a:normAutofit/></a:bodyPr>"), upper);
    expect(same.part("ppt/slides/slide1.xml")).toContain("<a:bodyPr><a:normAutofit/></a:bodyPr>");
  });

  it("names the slide where a table will run off it, or a diagram has to be laid out anew", async () => {
    const row = `<a:tr h="2900000"><a:tc><a:txBody><a:bodyPr/>${paragraph("Some words in a narrow cell")}</a:txBody></a:tc></a:tr>`;
    const table = `<p:graphicFrame><p:nvGraphicFramePr><p:cNvPr id="4" name="T"/></p:nvGraphicFramePr><p:xfrm><a:off x="0" y="1000000"/></p:xfrm><a:graphic><a:graphicData uri="t"><a:tbl><a:tblGrid><a:gridCol w="900000"/></a:tblGrid>${row}${row}</a:tbl></a:graphicData></a:graphic></p:graphicFrame>`;
    const plan: DeckPlan = {
      slides: [
        { shapes: table },
        {
          shapes: graphicFrame("diagram", "rId7"),
          links: {
            rId7: ["diagramData", "../diagrams/data1.xml"],
            rId8: ["diagramDrawing", "../diagrams/drawing1.xml"],
          },
        },
      ],
      parts: diagramParts(["Plan", "Do"]),
    };
    const longer = (source: Fragment): Fragment => text(plainText(source).repeat(8));
    expect((await translated(plan, longer)).findings).toEqual(["may-overflow", "may-overflow"]);
    expect((await translated(plan, upper)).findings).toEqual([]);
  });

  it("translates comments where they are asked for", async () => {
    const plan: DeckPlan = {
      slides: [{ shapes: title("A"), links: { rId4: ["comments", "../comments/comment1.xml"] } }],
      parts: [
        {
          name: "ppt/comments/comment1.xml",
          data: `<p:cmLst xmlns:p="http://schemas.openxmlformats.org/presentationml/2006/main"><p:cm authorId="0"><p:text>Check this &amp; that</p:text></p:cm></p:cmLst>`,
        },
      ],
    };
    expect(listed(await unitsOf(plan))).toEqual(["Slide 1, title | A"]);
    expect(listed(await unitsOf(plan, { comments: "translate" }))).toEqual([
      "Slide 1, title | A",
      "Slide 1, comment 1 | Check this & that",
    ]);
  });
});
