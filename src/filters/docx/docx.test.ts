import { array, assert, asyncProperty, constantFrom, nat } from "fast-check";
import { describe, expect, it } from "vitest";
import { hasSameCodes, repairCodes } from "../../model/codes.ts";
import { numberedText, plainText, type Fragment, type FragmentPart } from "../../model/fragment.ts";
import { makeArchive } from "../../testing/make-archive.ts";
import { makeWordDocument, WORD_NAMESPACES, type WordPart } from "../../testing/make-word-document.ts";
import { unescapeXml } from "../../xml/escape.ts";
import { openArchive } from "../../zip/archive.ts";
import type { Extraction, Merged, SourceDocument } from "../filter.ts";
import { docx } from "./docx.ts";

const documentOf = (
  body: string,
  parts?: readonly WordPart[],
  others?: Parameters<typeof makeWordDocument>[2],
): SourceDocument => ({
  name: "a.docx",
  bytes: makeWordDocument(body, parts, others),
  locale: "en",
});

const run = (text: string, properties = ""): string =>
  `<w:r w:rsidR="00A1">${properties === "" ? "" : `<w:rPr>${properties}</w:rPr>`}<w:t xml:space="preserve">${text}</w:t></w:r>`;
const p = (...content: string[]): string => `<w:p>${content.join("")}</w:p>`;

/** One unit a line, as a person judges it. */
function listing({ units }: Extraction): string {
  return units
    .map(({ place, source, context }) => {
      const codes = source
        .filter((part) => part.kind === "open" || part.kind === "standalone")
        .map((code) => `${code.id}=${code.type}${code.display === undefined ? "" : ` (${code.display})`}`);
      const where = Object.entries(context ?? {}).map(([key, value]) => `${key}: ${value}`);
      return [place, numberedText(source), ...(codes.length > 0 ? [codes.join(", ")] : []), ...where].join(" | ");
    })
    .join("\n");
}

async function texts(document: SourceDocument): Promise<string[]> {
  return (await docx.extract(document)).units.map(({ source }) => numberedText(source));
}

/** Merges one target per unit, in order; `undefined` leaves the unit out. */
async function mergeTargets(
  document: SourceDocument,
  targets: readonly (Fragment | undefined)[],
  locale = "en",
): Promise<Merged> {
  const { units } = await docx.extract(document);
  const entries = units.flatMap(({ id }, index) =>
    targets[index] === undefined ? [] : [[id, targets[index]] as const],
  );
  return docx.merge(document, { locale, targets: new Map(entries) });
}

function partOf(merged: Merged, name = "word/document.xml"): string {
  return Buffer.from(openArchive(merged.bytes).read(name)).toString("utf8");
}

const text = (value: string): FragmentPart => ({ kind: "text", text: value });
const code = (kind: "open" | "close" | "standalone", id: string): FragmentPart => ({ kind, id, type: "", data: "" });

const field = (instruction: string, result: string): string =>
  `<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText> ${instruction} </w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r>${result}<w:r><w:fldChar w:fldCharType="end"/></w:r>`;

const TEXT_BOX =
  '<w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing><wp:inline><wp:docPr id="1" name="Box 1" descr="A box with a hint"/><wps:txbx><w:txbxContent>' +
  `${p(run("Take a break."))}</w:txbxContent></wps:txbx></wp:inline></w:drawing></mc:Choice><mc:Fallback><w:pict><v:shape alt="A box with a hint"><v:textbox><w:txbxContent>${p(run("Take a break."))}</w:txbxContent></v:textbox></v:shape></w:pict></mc:Fallback></mc:AlternateContent></w:r>`;

const STYLES: WordPart = {
  type: "styles",
  name: "styles.xml",
  xml: `<w:styles ${WORD_NAMESPACES}><w:docDefaults><w:rPrDefault><w:rPr><w:sz w:val="22"/><w:lang w:val="en-GB" w:eastAsia="en-US" w:bidi="ar-SA"/></w:rPr></w:rPrDefault></w:docDefaults><w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/></w:style><w:style w:type="paragraph" w:styleId="Heading1"><w:name w:val="heading 1"/><w:basedOn w:val="Normal"/><w:rPr><w:b/></w:rPr></w:style><w:style w:type="character" w:styleId="Strong"><w:name w:val="Strong"/><w:rPr><w:b/></w:rPr></w:style></w:styles>`,
};

const heading = (words: string): string => `<w:p><w:pPr><w:pStyle w:val="Heading1"/></w:pPr>${run(words)}</w:p>`;
const cell = (words: string): string => `<w:tc><w:tcPr/>${p(run(words))}</w:tc>`;

const HANDBOOK: SourceDocument = documentOf(
  [
    heading("Listening to children"),
    p(run("Parents who "), run("really", "<w:b/>"), run(" listen", "<w:b/><w:i/>"), run(" hear more.")),
    p(
      run("Chi"),
      '<w:proofErr w:type="spellStart"/>',
      run("ldren"),
      run(" first"),
      '<w:bookmarkStart w:id="0" w:name="_x"/>',
      run(", always", '<w:rFonts w:cs="Arial"/>'),
      '<w:bookmarkEnd w:id="0"/>',
    ),
    p(
      "<w:r><w:tab/><w:t>1.</w:t><w:tab/><w:t>Sit down</w:t><w:br/><w:t>and wait.</w:t><w:lastRenderedPageBreak/></w:r>",
    ),
    p(
      run("See "),
      '<w:hyperlink r:id="rId9">',
      run("our page", '<w:u w:val="single"/>'),
      "</w:hyperlink>",
      run(" and "),
      field('HYPERLINK "https://example.org"', run("this one")),
      run("."),
    ),
    p(
      run("Page "),
      field("PAGE", run("3")),
      run(" of many, section "),
      '<w:fldSimple w:instr=" REF _x ">',
      run("Two"),
      "</w:fldSimple>",
    ),
    p(run("Notes"), '<w:r><w:footnoteReference w:id="2"/></w:r>', run(" explain.")),
    p(
      run("Kept "),
      '<w:del w:id="1" w:author="A"><w:r><w:delText>lost </w:delText></w:r></w:del><w:ins w:id="2" w:author="A">',
      run("new "),
      "</w:ins>",
      run("words"),
    ),
    p(
      run("Name: "),
      '<w:sdt><w:sdtPr><w:dropDownList><w:listItem w:displayText="Choose one" w:value="1"/></w:dropDownList></w:sdtPr><w:sdtContent>',
      run("your name"),
      "</w:sdtContent></w:sdt>",
      run(" here"),
    ),
    p("<w:r><w:t>non</w:t><w:noBreakHyphen/><w:t>violent par</w:t><w:softHyphen/><w:t>enting</w:t></w:r>"),
    p(run("The area is "), "<m:oMath><m:r><m:t>ab</m:t></m:r></m:oMath>", run(" metres.")),
    p(run("secret", "<w:vanish/>"), run("Seen")),
    p(TEXT_BOX, run("Beside a box")),
    p(run("Before"), '<w:r><w:br w:type="page"/></w:r>', run("After")),
    `<w:tbl><w:tblPr/><w:tr>${cell("Age")}${cell("What helps")}</w:tr><w:tr>${cell("2 years")}${cell("Routines")}</w:tr></w:tbl>`,
    `<w:p><w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText> TOC \\o </w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r>${run("Listening 1")}</w:p>${p(run("More 2"))}<w:p><w:r><w:fldChar w:fldCharType="end"/></w:r>${run("End of contents")}</w:p>`,
    p(run("123")),
  ].join(""),
  [
    STYLES,
    {
      type: "footnotes",
      name: "footnotes.xml",
      xml: `<w:footnotes ${WORD_NAMESPACES}><w:footnote w:type="separator" w:id="0">${p(run("sep"))}</w:footnote><w:footnote w:id="2">${p("<w:r><w:footnoteRef/></w:r>", run(" By a teacher."))}</w:footnote></w:footnotes>`,
    },
    { type: "header", name: "header1.xml", xml: `<w:hdr ${WORD_NAMESPACES}>${p(run("Handbook"))}</w:hdr>` },
    { type: "header", name: "header2.xml", xml: `<w:hdr ${WORD_NAMESPACES}>${p(run("Handbook"))}</w:hdr>` },
    {
      type: "settings",
      name: "settings.xml",
      xml: `<w:settings ${WORD_NAMESPACES}><w:zoom w:percent="100"/><w:compat/></w:settings>`,
    },
  ],
  [
    {
      name: "docProps/core.xml",
      data: '<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>A &amp; B</dc:title><dc:creator>Someone</dc:creator></cp:coreProperties>',
    },
  ],
);

describe("extracting a Word document", () => {
  it("gives every text with its place, codes and context", async () => {
    await expect(listing(await docx.extract(HANDBOOK))).toMatchFileSnapshot("goldens/handbook.txt");
  });

  it("gives the same units twice", async () => {
    expect(await docx.extract(HANDBOOK)).toEqual(await docx.extract(HANDBOOK));
  });

  it("tells what it left and what the coordinator should know", async () => {
    const { coverage, findings } = await docx.extract(HANDBOOK);
    expect(findings.map(({ id }) => id).sort()).toEqual(["contents-left", "hidden-text-skipped", "tracked-changes"]);
    expect(coverage).toContainEqual({
      category: "hidden text",
      extracted: 0,
      skipped: 1,
      reason: "not shown in the document",
    });
    expect(coverage).toContainEqual({ category: "tables", extracted: 4, skipped: 0 });
  });

  it("reads the alternative texts of tables", async () => {
    const table = `<w:tbl><w:tblPr><w:tblW w:w="0"/><w:tblCaption w:val="Ages"/><w:tblDescription w:val="What helps at which age"/></w:tblPr><w:tr>${cell("Age")}</w:tr></w:tbl>`;
    const document = documentOf(table);
    expect(
      listing(await docx.extract(document))
        .split("\n")
        .slice(0, 2),
    ).toEqual(["Table 1, title | Ages", "Table 1, alternative text | What helps at which age"]);
    const merged = await mergeTargets(document, [[text("Возраст & помощь")]]);
    expect(partOf(merged)).toContain('<w:tblCaption w:val="Возраст &amp; помощь"/>');
  });

  it("counts what it leaves to Word and to add-ins", async () => {
    const body = [
      p(run("See "), field("REF _x", run("the table")), run(" and "), field("ADDIN ZOTERO_ITEM", run("Smith, 2010"))),
      p('<w:fldSimple w:instr=" STYLEREF Title ">', run("Handbook"), "</w:fldSimple>", run(" here")),
      p('<w:fldSimple w:instr="TOC">', run("No entries found."), "</w:fldSimple>"),
      p(run("Page "), field("PAGE", run("3"))),
    ].join("");
    const { coverage } = await docx.extract(documentOf(body));
    expect(coverage.flatMap(({ reason, skipped }) => (reason === undefined ? [] : [`${skipped} ${reason}`]))).toEqual([
      "2 computed by Word",
      "1 kept by an add-in or as a citation",
      "1 Word builds tables of contents and indexes anew",
    ]);
  });

  it("keeps the ids of other units where a paragraph is deleted", async () => {
    const paragraphs = [p(run("One")), p(run("Two")), p(run("Three"))];
    const all = (await docx.extract(documentOf(paragraphs.join("")))).units.map(({ id }) => id);
    const fewer = (await docx.extract(documentOf(paragraphs[0]! + paragraphs[2]!))).units.map(({ id }) => id);
    expect(fewer).toEqual([all[0], all[2]]);
  });

  it("joins runs that look alike and shows no blank's formatting", async () => {
    const body = p(
      run("one", "<w:b/>"),
      run(" "),
      run("two", '<w:b/><w:lang w:val="en-US"/>'),
      run(" three", '<w:rStyle w:val="Strong"/>'),
    );
    expect(await texts(documentOf(body, [STYLES]))).toEqual(["one two three"]);
  });

  it("takes the longest text for the base, not the plainest", async () => {
    expect(await texts(documentOf(p(run("A whole sentence in bold", "<w:b/>"), run(" (aside)"))))).toEqual([
      "A whole sentence in bold<1> (aside)</1>",
    ]);
  });

  it("reads documents that call the namespaces something else", async () => {
    const bytes = makeWordDocument(p(run("Hello you"), run(" there", "<w:b/>")));
    const archive = openArchive(bytes);
    const renamed = Buffer.from(archive.read("word/document.xml"))
      .toString("utf8")
      .replaceAll(/(?<=[</ ])w:/g, "ns0:")
      .replace("xmlns:w=", "xmlns:ns0=")
      .replace(
        "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
        "http://purl.oclc.org/ooxml/wordprocessingml/main",
      );
    const strict = {
      name: "s.docx",
      bytes: archive.rewrite(new Map([["word/document.xml", Buffer.from(renamed)]])),
      locale: "en",
    };
    expect(await texts(strict)).toEqual(["Hello you<1> there</1>"]);
    const merged = await mergeTargets(strict, [[text("Line one\nline two"), code("open", "1"), code("close", "1")]]);
    expect(partOf(merged)).toContain('<ns0:t xml:space="preserve">Line one</ns0:t><ns0:br/><ns0:t>line two</ns0:t>');
  });

  it.each([
    [
      "a package without Word in it",
      makeArchive([{ name: "[Content_Types].xml", data: "<Types/>" }]),
      "unknown-format",
      undefined,
    ],
    ["a part that is not well-formed", makeWordDocument("<w:p><w:r></w:p>"), "malformed-document", "word/document.xml"],
    ["an archive that was cut off", makeWordDocument("").subarray(0, 100), "malformed-document", undefined],
    ["no zip archive", Buffer.from("hello"), "malformed-document", undefined],
  ])("refuses %s", async (_, bytes, errorCode, part) => {
    await expect(docx.extract({ name: "x.docx", bytes, locale: "en" })).rejects.toMatchObject({
      code: errorCode,
      ...(part === undefined ? {} : { place: { part, line: 2 } }),
    });
  });
});

describe("merging into a Word document", () => {
  it("gives the same bytes where every target is its source", async () => {
    const { units } = await docx.extract(HANDBOOK);
    const merged = await docx.merge(HANDBOOK, {
      locale: "en",
      targets: new Map(units.map(({ id, source }) => [id, source])),
    });
    expect(Buffer.compare(Buffer.from(merged.bytes), Buffer.from(HANDBOOK.bytes))).toBe(0);
  });

  it("is read again as what was put in", async () => {
    const { units } = await docx.extract(HANDBOOK);
    const changed = units.map(({ source }) =>
      source.map((part) => (part.kind === "text" ? { ...part, text: part.text.replaceAll("e", "é<&>") } : part)),
    );
    const merged = await mergeTargets(HANDBOOK, changed, "ru");
    expect(await texts({ ...HANDBOOK, bytes: merged.bytes })).toEqual(changed.map(numberedText));
    expect(merged.findings).toEqual([]);
  });

  it("leaves every token but text where it was while codes keep their order", async () => {
    const { units } = await docx.extract(HANDBOOK);
    const merged = await mergeTargets(
      HANDBOOK,
      units.map(({ source }) =>
        source.map((part) => (part.kind === "text" ? { ...part, text: `${part.text}x` } : part)),
      ),
    );
    const tokens = (xml: string): string[] =>
      xml
        .match(/<[^>]*>/g)!
        .map((tag) =>
          tag.replace(' xml:space="preserve"', "").replace(/descr="[^"]*"|alt="[^"]*"|displayText="[^"]*"/, ""),
        );
    expect(tokens(partOf(merged))).toEqual(
      tokens(Buffer.from(openArchive(HANDBOOK.bytes).read("word/document.xml")).toString("utf8")),
    );
  });

  it("writes a target into both forms of a text box and into every header that says the same", async () => {
    const { units } = await docx.extract(HANDBOOK);
    const merged = await mergeTargets(
      HANDBOOK,
      units.map(({ source }) =>
        ["Take a break.", "Handbook", "A box with a hint"].includes(plainText(source)) ? [text("Новое")] : undefined,
      ),
    );
    expect(partOf(merged).match(/>Новое</g)).toHaveLength(2);
    expect(partOf(merged).match(/"Новое"/g)).toHaveLength(2);
    expect(partOf(merged, "word/header1.xml")).toContain("Новое");
    expect(partOf(merged, "word/header2.xml")).toContain("Новое");
  });

  it("moves formatting, links and notes with their codes", async () => {
    const body = documentOf(
      p(
        run("See "),
        '<w:hyperlink w:anchor="x">',
        run("here"),
        "</w:hyperlink>",
        run(" or "),
        run("there", "<w:b/>"),
        '<w:r><w:footnoteReference w:id="2"/></w:r>',
        run("."),
      ),
    );
    expect(await texts(body)).toEqual(["See <1>here</1> or <2>there</2><3/>."]);
    const target = [
      code("open", "2"),
      text("Там"),
      code("close", "2"),
      text(" или "),
      code("standalone", "3"),
      code("open", "1"),
      text("тут"),
      code("close", "1"),
      text("!"),
    ];
    const merged = await mergeTargets(body, [target]);
    expect(partOf(merged)).toContain(
      '<w:p><w:r w:rsidR="00A1"><w:rPr><w:b/></w:rPr><w:t xml:space="preserve">Там</w:t></w:r><w:r w:rsidR="00A1"><w:t xml:space="preserve"> или </w:t></w:r><w:r><w:footnoteReference w:id="2"/></w:r><w:hyperlink w:anchor="x"><w:r w:rsidR="00A1"><w:t xml:space="preserve">тут</w:t></w:r></w:hyperlink><w:r w:rsidR="00A1"><w:t xml:space="preserve">!</w:t></w:r></w:p>',
    );
    expect((await texts({ ...body, bytes: merged.bytes }))[0]).toBe("<1>Там</1> или <2/><3>тут</3>!");
  });

  it("keeps the colours of all words that a writer coloured", async () => {
    const answers = ["yes", "no", "often", "never", "early", "late", "always"];
    const colorOf = (index: number): string => `<w:color w:val="${index % 2 === 0 ? "00B050" : "FF0000"}"/>`;
    const document = documentOf(
      p(run("Tick: "), ...answers.flatMap((answer, index) => [run(answer, colorOf(index)), run(" or ")]), run("else.")),
    );
    const { units } = await docx.extract(document);
    const target = units[0]!.source.map((part) =>
      part.kind === "text" ? { ...part, text: part.text.toUpperCase() } : part,
    );
    const xml = partOf(await mergeTargets(document, [target]));
    answers.forEach((answer, index) => {
      expect(xml).toContain(run(answer.toUpperCase(), colorOf(index)));
    });
  });

  it("gives text a run of its own where the source had none", async () => {
    const body = documentOf(
      p(run("Yes"), "<w:r><w:br/></w:r>", '<w:r><w:footnoteReference w:id="2"/></w:r>', run("no")),
    );
    expect(await texts(body)).toEqual(["Yes<1/><2/>no"]);
    const merged = await mergeTargets(body, [
      [text("Yes"), code("standalone", "1"), text("then"), code("standalone", "2"), text("no")],
    ]);
    expect(partOf(merged)).toContain(
      '<w:br/></w:r><w:r w:rsidR="00A1"><w:t xml:space="preserve">then</w:t></w:r><w:r><w:footnoteReference',
    );
  });

  it("keeps no-break hyphens as Word spells them", async () => {
    const body = documentOf(p("<w:r><w:t>non</w:t><w:noBreakHyphen/><w:t>violent</w:t></w:r>"));
    expect(await texts(body)).toEqual(["non\u2011violent"]);
    const same = partOf(await mergeTargets(body, [[text("не\u2011насилие")]]));
    expect(same).toContain("<w:r><w:t>не</w:t><w:noBreakHyphen/><w:t>насилие</w:t></w:r>");
    const none = partOf(await mergeTargets(body, [[text("мирно")]]));
    expect(none).not.toContain("noBreakHyphen");
  });

  it("sets the target's language, and asks Word to build contents anew", async () => {
    const merged = await mergeTargets(HANDBOOK, [[text("Слушать детей")]], "ru");
    expect(partOf(merged, "word/styles.xml")).toContain('<w:lang w:val="ru-RU" w:eastAsia="ru-RU" w:bidi="ar-SA"/>');
    expect(partOf(merged, "word/settings.xml")).toContain('<w:updateFields w:val="true"/><w:compat/>');
  });

  it("fills tables of contents from the headings and captions they repeat, and leaves the rest", async () => {
    const link = (anchor: string, ...content: string[]): string =>
      `<w:hyperlink w:anchor="${anchor}">${content.join("")}</w:hyperlink>`;
    const tab = "<w:r><w:tab/></w:r>";
    const begin = (instruction: string): string =>
      `<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText> ${instruction} </w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r>`;
    const end = '<w:r><w:fldChar w:fldCharType="end"/></w:r>';
    const marked = (name: string, content: string): string =>
      p(
        '<w:pPr><w:pStyle w:val="Heading1"/></w:pPr>',
        `<w:bookmarkStart w:id="1" w:name="${name}"/>`,
        content,
        '<w:bookmarkEnd w:id="1"/>',
      );
    const page = (anchor: string): string => field(`PAGEREF ${anchor} \\h`, run("3"));
    const document = documentOf(
      [
        p(begin("TOC \\o"), link("_Toc1", run("1."), tab, run("Listen"), run("ing well"), tab, page("_Toc1"))),
        p(link("_Toc2", run("1.1 Rest"), tab, page("_Toc2"))),
        p(run("Sleep"), tab, run("iv")),
        p(field('HYPERLINK \\l "_Toc3"', run("Figure 1: A map") + tab + page("_Toc3"))),
        p(link("_Toc9", run("Gone"), tab, page("_Toc9"))),
        p(end),
        marked("_Toc1", run("Listening") + run(" well", "<w:i/>") + '<w:r><w:footnoteReference w:id="2"/></w:r>'),
        `<w:bookmarkStart w:id="2" w:name="_Toc2"/>${heading("Rest")}<w:bookmarkEnd w:id="2"/>`,
        heading("Sleep"),
        p(
          '<w:bookmarkStart w:id="3" w:name="_Toc3"/>',
          run("Figure "),
          field("SEQ Figure", run("1")),
          run(": A map"),
          '<w:bookmarkEnd w:id="3"/>',
        ),
      ].join(""),
      [STYLES],
    );
    const { units, findings, coverage } = await docx.extract(document);
    expect(units.map(({ source }) => numberedText(source))).toEqual([
      "Listening<1> well</1>",
      "Rest",
      "Sleep",
      "Figure <1/>: A map",
    ]);
    expect(findings.map(({ id }) => id)).toEqual(["contents-left"]);
    expect(coverage.filter(({ category }) => category === "field results")).toMatchObject([{ skipped: 1 }]);
    const merged = await mergeTargets(
      document,
      [
        [text("Как "), code("open", "1"), text("слушать"), code("close", "1")],
        [text("Отдых & покой")],
        [text("Сон")],
        [text("Карта на рис. "), code("standalone", "1")],
      ],
      "ru",
    );
    const contents = partOf(merged).slice(0, partOf(merged).indexOf("<w:bookmarkStart"));
    expect(
      contents
        .replaceAll(/<w:instrText>.*?<\/w:instrText>/g, "")
        .replaceAll(/<w:tab\/>/g, "|")
        .replaceAll(/<[^>]*>/g, "")
        .trim(),
    ).toBe("1.|Как слушать|31.1 Отдых &amp; покой|3Сон|ivКарта на рис. 1|3Gone|3");
    expect(await texts({ ...document, bytes: merged.bytes })).toEqual([
      "<1>Как </1>слушать",
      "Отдых & покой",
      "Сон",
      "Карта на рис. ",
    ]);
  });

  it("brings the data behind a content control in line with it", async () => {
    const body = p(
      '<w:sdt><w:sdtPr><w:dataBinding w:xpath="/ns0:Cover[1]/ns0:Abstract[1]" w:storeItemID="{AA}"/></w:sdtPr><w:sdtContent>',
      run("In short"),
      "</w:sdtContent></w:sdt>",
      run(" and more"),
    );
    const cover = '<Cover xmlns="urn:cover"><Abstract>In short</Abstract><Fax/></Cover>';
    const link =
      '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/customXmlProps" Target="itemProps1.xml"/></Relationships>';
    const document = documentOf(
      body,
      [{ type: "customXml", name: "../customXml/item1.xml" }],
      [
        { name: "customXml/item1.xml", data: cover },
        { name: "customXml/_rels/item1.xml.rels", data: link },
        { name: "customXml/itemProps1.xml", data: '<ds:datastoreItem xmlns:ds="urn:ds" ds:itemID="{aa}"/>' },
      ],
    );
    const merged = await mergeTargets(document, [
      [code("open", "1"), text("Кратко"), code("close", "1"), text(" и ещё")],
    ]);
    expect(partOf(merged, "customXml/item1.xml")).toContain("<Abstract>Кратко</Abstract>");
  });

  it("turns the direction through the styles for languages written from right to left", async () => {
    const merged = await mergeTargets(HANDBOOK, [[text("الاستماع")]], "ar");
    const styles = partOf(merged, "word/styles.xml");
    expect(styles).toContain("<w:pPrDefault><w:pPr><w:bidi/></w:pPr></w:pPrDefault>");
    expect(styles).toContain("<w:rtl/><w:lang");
    expect(partOf(merged)).toContain("<w:tblPr><w:bidiVisual/></w:tblPr>");
    const back = await docx.merge(
      { ...HANDBOOK, bytes: merged.bytes, locale: "ar" },
      { locale: "en", targets: new Map() },
    );
    expect(partOf(back, "word/styles.xml")).not.toMatch(/<w:(?:bidi|rtl)\/>/);
  });

  it("keeps bold, slanted and large what is so, in either direction, by the properties of that direction", async () => {
    const body = [
      p(run("Loud", '<w:b/><w:sz w:val="40"/><w:szCs w:val="20"/>'), run(" calm", '<w:bCs/><w:i w:val="0"/>')),
      p(run("سلام", "<w:rtl/><w:bCs/>")),
    ].join("");
    const document = documentOf(body, [STYLES]);
    const { units } = await docx.extract(document);
    const merged = await mergeTargets(
      document,
      units.map(({ source }) => source),
      "ar",
    );
    expect(partOf(merged)).toContain('<w:b/><w:bCs/><w:sz w:val="40"/><w:szCs w:val="40"/>');
    expect(partOf(merged)).toContain('<w:rPr><w:i w:val="0"/><w:iCs w:val="0"/></w:rPr>');
    expect(partOf(merged)).toContain("<w:rPr><w:rtl/><w:bCs/></w:rPr>");
    expect(partOf(merged, "word/styles.xml")).toContain("<w:b/><w:bCs/>");
    const back = await docx.merge({ ...document, locale: "ar" }, { locale: "en", targets: new Map() });
    expect(partOf(back)).toContain("<w:rPr><w:b/><w:bCs/></w:rPr>");
  });

  it.each([
    ["none", ""],
    ["empty ones", "<w:docDefaults/>"],
    ["ones without properties", "<w:docDefaults><w:rPrDefault/></w:docDefaults>"],
  ])("turns a document whose styles have %s for defaults", async (_, defaults) => {
    const xml = `<w:styles ${WORD_NAMESPACES}>${defaults}<w:style w:type="paragraph" w:styleId="A"/></w:styles>`;
    const document = documentOf(p(run("Hello")), [{ type: "styles", name: "styles.xml", xml }]);
    const styles = partOf(await mergeTargets(document, [[text("سلام")]], "ar"), "word/styles.xml");
    expect(styles.replace(/<w:lang [^>]*>/, "")).toContain(
      "<w:docDefaults><w:rPrDefault><w:rPr><w:rtl/></w:rPr></w:rPrDefault><w:pPrDefault><w:pPr><w:bidi/></w:pPr></w:pPrDefault></w:docDefaults><w:style ",
    );
  });

  it("makes a valid document of any codes, keeps the text and says what was wrong", async () => {
    const { units } = await docx.extract(HANDBOOK);
    const rich = units.filter(({ source }) => source.length > 2);
    await assert(
      asyncProperty(constantFrom(...rich), array(nat(30), { maxLength: 12 }), async ({ id, source }, picks) => {
        const pool: FragmentPart[] = [...source, code("standalone", "77"), text(" мир\n<&>")];
        const target = picks.map((pick) => pool[pick % pool.length]!);
        // A broken part would be refused on writing, and on reading it again.
        const merged = await docx.merge(HANDBOOK, { locale: "en", targets: new Map([[id, target]]) });
        const again = await docx.extract({ ...HANDBOOK, bytes: merged.bytes });
        const found = again.units.map((unit) => plainText(unit.source).replaceAll(/\s/g, ""));
        const wanted = plainText(repairCodes(source, target)).replaceAll(/\s/g, "");
        // A link or control that is left without letters is a single code when it is read again; its text still stands in the part.
        if (/\p{L}/u.test(wanted))
          expect([...found, ...textsOf(merged.bytes)].some((all) => all.includes(wanted))).toBe(true);
        expect(merged.findings.some((finding) => finding.unit === id)).toBe(!hasSameCodes(source, target));
      }),
      { numRuns: 40 },
    );
  });
});

/** The text of every XML part; markup, white space, field instructions and deleted text taken away. */
function textsOf(bytes: Uint8Array): string[] {
  const archive = openArchive(bytes);
  const parts = archive.entries.filter(({ name }) => name.endsWith(".xml"));
  return parts.map(({ name }) => {
    const xml = Buffer.from(archive.read(name)).toString("utf8");
    const shown = xml.replaceAll(/<w:(?:instrText|delText)\b[^>]*>[^<]*/g, "").replaceAll(/<[^>]*>/g, "");
    return unescapeXml(shown).replaceAll(/\s/g, "");
  });
}
