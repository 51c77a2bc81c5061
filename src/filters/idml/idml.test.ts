import { describe, expect, it } from "vitest";
import { numberedText, plainText, type Fragment, type InlineCode } from "../../model/fragment.ts";
import type { TextUnit } from "../../model/unit.ts";
import { layoutFaults } from "../../testing/layout-faults.ts";
import {
  content,
  makeLayout,
  pageItem,
  paragraphRange,
  paragraphs,
  range,
  style,
  textFrame,
  type LayoutPlan,
} from "../../testing/make-layout.ts";
import { parseNumbered } from "../../testing/parse-numbered.ts";
import { openArchive } from "../../zip/archive.ts";
import type { Extraction, Merged, SourceDocument } from "../filter.ts";
import { idml } from "./idml.ts";

function documentOf(plan: LayoutPlan): SourceDocument {
  return { name: "leaflet.idml", bytes: makeLayout(plan), locale: "en" };
}

function extract(plan: LayoutPlan, options: object = {}): Promise<Extraction> {
  return idml.extract(documentOf(plan), options);
}

/** Places and texts, one line a unit. */
function listed(units: readonly TextUnit[]): string[] {
  return units.map(({ place, source }) => `${place} | ${numberedText(source)}`);
}

function codesOf(source: Fragment): string[] {
  return source
    .filter((part): part is InlineCode => part.kind === "open" || part.kind === "standalone")
    .map(({ id, type, display }) => `${id} ${type}: ${display}`);
}

/** One story of ranges in one paragraph. */
const line = (...ranges: readonly string[]): LayoutPlan => ({ stories: { a: paragraphRange(ranges.join("")) } });

interface Translated extends Merged {
  readonly part: (name: string) => string;
  readonly told: readonly string[];
}

/** Merges what `change` makes of every unit: numbered text such as `<1>Привет</1>`, or undefined to leave it. */
async function translated(
  plan: LayoutPlan,
  change: (unit: TextUnit) => string | undefined,
  locale: string = "ru",
  options: object = {},
): Promise<Translated> {
  const document = documentOf(plan);
  const { units } = await idml.extract(document, options);
  const targets = new Map<string, Fragment>();
  for (const unit of units) {
    const text = change(unit);
    if (text !== undefined) targets.set(unit.id, parseNumbered(text));
  }
  const merged = await idml.merge(document, { locale, targets }, options);
  expect(layoutFaults(merged.bytes)).toEqual([]);
  const archive = openArchive(merged.bytes);
  return {
    ...merged,
    part: (name) => Buffer.from(archive.read(name)).toString("utf8"),
    told: merged.findings.map(({ id }) => id),
  };
}

const story = ({ part }: Translated, id: string = "a"): string =>
  /<InCopyExportOption[^>]*>(?<inside>.*)<\/Story>/s.exec(part(`Stories/Story_${id}.xml`))!.groups!["inside"]!;

describe("reading a document", () => {
  it("is made of documents that are sound", () => {
    expect(layoutFaults(makeLayout(line(range(content("Hello")))))).toEqual([]);
  });

  it("goes page by page, rows before columns, and takes a thread once, where it begins", async () => {
    const stories = {
      right: paragraphs("Right"),
      thread: paragraphs("Thread"),
      left: paragraphs("Left"),
      head: paragraphs("Head"),
      two: paragraphs("Second page"),
    };
    const { units } = await extract({
      stories,
      spreads: [
        [
          textFrame("f1", "right", [220, 100, 160, 200]),
          textFrame("f2", "thread", [20, 320, 160, 200], 'PreviousTextFrame="n" NextTextFrame="f5"'),
          textFrame("f3", "left", [20, 100, 160, 200]),
          textFrame("f4", "head", [20, 20, 380, 60]),
        ].join(""),
        textFrame("f5", "thread", [20, 20, 380, 200], 'PreviousTextFrame="f2" NextTextFrame="n"') +
          textFrame("f6", "two", [20, 300, 380, 200]),
      ],
    });
    expect(listed(units)).toEqual([
      "Page 1, text 1 | Head",
      "Page 1, text 2 | Left",
      "Page 1, text 3 | Right",
      "Pages 1–2, text 4 | Thread",
      "Page 2, text 1 | Second page",
    ]);
  });

  it("keeps groups together, and reads what lies in frames, buttons and on paths", async () => {
    const stories = {
      a: paragraphs("Above"),
      one: paragraphs("In the group"),
      two: paragraphs("Too"),
      path: paragraphs("Along the path"),
      button: paragraphs("Press"),
    };
    const group = `<Group Self="g" ItemTransform="1 0 0 1 20 200">${textFrame("f2", "two", [200, 0, 100, 40])}${textFrame("f1", "one", [0, 0, 100, 40])}</Group>`;
    const oval = pageItem(
      "Oval",
      "o",
      [20, 300, 80, 80],
      "",
      '<TextPath Self="t" ParentStory="path" PreviousTextFrame="n" NextTextFrame="n"/>',
    );
    const button = pageItem(
      "Button",
      "b",
      [20, 420, 80, 40],
      'Description="Sends your answer"',
      `<State Self="st">${textFrame("f3", "button", [20, 420, 80, 40])}</State>`,
    );
    const { units } = await extract({
      stories,
      spreads: [group + textFrame("f0", "a", [20, 20, 100, 40]) + oval + button],
    });
    expect(listed(units)).toEqual([
      "Page 1, text 1 | Above",
      "Page 1, text 2 | In the group",
      "Page 1, text 3 | Too",
      "Page 1, text on a path 1 | Along the path",
      "Page 1, object 1, description of the form field | Sends your answer",
      "Page 1, text 4 | Press",
    ]);
  });

  it("names what lies beside the pages, and leaves it where that is wanted", async () => {
    const plan: LayoutPlan = {
      stories: { a: paragraphs("On the page"), b: paragraphs("Beside it"), c: paragraphs("Nowhere") },
      spreads: [textFrame("f1", "a", [20, 20, 100, 100]) + textFrame("f2", "b", [-300, 20, 100, 100])],
    };
    const { units } = await extract(plan);
    expect(listed(units)).toEqual([
      "Page 1, text 1 | On the page",
      "Pasteboard of page 1, text 1 | Beside it",
      "Text without a frame 1 | Nowhere",
    ]);
    const left = await extract(plan, { pasteboard: "skip" });
    expect(left.units.length).toBe(2);
    expect(left.coverage.find(({ category }) => category === "pasteboard")).toEqual({
      category: "pasteboard",
      extracted: 0,
      skipped: 1,
      reason: "the option pasteboard says so",
    });
  });

  it("leaves hidden and non-printing items and layers, and says so", async () => {
    const layer = (id: string, attributes: string): string => `<Layer Self="${id}" Name="${id}" ${attributes}/>`;
    const plan: LayoutPlan = {
      stories: {
        a: paragraphs("Seen"),
        b: paragraphs("Layer off"),
        c: paragraphs("Not printed"),
        d: paragraphs("Hidden"),
        e: paragraphs("Nonprinting"),
      },
      map:
        layer("l1", 'Visible="true" Printable="true"') +
        layer("l2", 'Visible="false"') +
        layer("l3", 'Visible="true" Printable="false"'),
      spreads: [
        ["a l1", "b l2", "c l3", 'd l1" Visible="false', 'e l1" Nonprinting="true']
          .map((item, index) =>
            textFrame(`f${index}`, item[0]!, [20, 20 + index * 60, 100, 50], `ItemLayer="${item.slice(2)}"`),
          )
          .join(""),
      ],
    };
    const { units, findings, coverage } = await extract(plan);
    expect(listed(units)).toEqual(["Page 1, text 1 | Seen"]);
    expect(findings.map(({ id, message }) => `${id}: ${message}`)).toEqual([
      'hidden-text-skipped: 4 texts on hidden or non-printing layers, in hidden items or under hidden conditions are left as they are. To have them translated, set the option hiddenText to "translate".',
    ]);
    expect(coverage.find(({ category }) => category === "hidden text")).toMatchObject({ extracted: 0, skipped: 4 });
    expect((await extract(plan, { hiddenText: "translate" })).units.length).toBe(5);
  });

  it("reads a thread whose first frame is hidden where it is seen", async () => {
    const plan: LayoutPlan = {
      stories: { a: paragraphs("Goes on") },
      spreads: [
        textFrame("f1", "a", [20, 20, 100, 100], 'Visible="false" PreviousTextFrame="n" NextTextFrame="f2"'),
        textFrame("f2", "a", [20, 20, 100, 100], 'PreviousTextFrame="f1" NextTextFrame="n"'),
      ],
    };
    const { units, findings } = await extract(plan);
    expect(units.length).toBe(1);
    expect(findings).toEqual([]);
  });

  it("takes text from masters in use, after the pages", async () => {
    const { units } = await extract({
      stories: { m: paragraphs("SILENT, a leaflet"), a: paragraphs("Page") },
      spreads: [textFrame("f1", "a", [20, 20, 100, 100])],
      master: textFrame("f2", "m", [20, 500, 100, 20]),
    });
    expect(listed(units)).toEqual(["Page 1, text 1 | Page", "Master page “A-Master”, text 1 | SILENT, a leaflet"]);
  });
});

describe("reading a paragraph", () => {
  it("ends at a break, inside and across character ranges, and where another paragraph formatting begins", async () => {
    const ranges =
      range(content("One ")) + range(`${content("and a half.")}<Br/>${content("Two.")}<Br/>`, 'Tracking="10"');
    const { units } = await extract({
      stories: {
        a:
          paragraphRange(ranges) +
          paragraphRange(range(content("Three, "))) +
          paragraphRange(range(content("still three."))) +
          paragraphRange(range(content("Four.")), 'Justification="CenterAlign"'),
      },
    });
    expect(listed(units)).toEqual([
      "Page 1, text 1, paragraph 1 | One and a half.",
      "Page 1, text 1, paragraph 2 | Two.",
      "Page 1, text 1, paragraph 3 | Three, still three.",
      "Page 1, text 1, paragraph 4 | Four.",
    ]);
  });

  it("joins ranges that look the same, and names what looks different by its meaning", async () => {
    const { units } = await extract({
      ...line(
        range(content("Talk "), 'KerningValue="-5"'),
        range(content("wi"), 'Tracking="20"', '<Leading type="unit">14</Leading>'),
        range(content("th your "), 'BaselineShift="1"'),
        range(content("child"), 'FontStyle="Bold"'),
        range(content(" every ")),
        range(content("day"), 'AppliedCharacterStyle="CharacterStyle/Strong"'),
        range(content(", see note")),
        range(content("2"), 'Position="Superscript"'),
        range(content(" in the handbook")),
      ),
      characterStyles: style("Character", "Strong", 'FontStyle="Bold Italic"'),
    });
    expect(numberedText(units[0]!.source)).toBe(
      "Talk with your <1>child</1> every <2>day</2>, see note<3>2</3> in the handbook",
    );
    expect(codesOf(units[0]!.source)).toEqual([
      "1 fmt/xlf:b: bold",
      "2 fmt/xlf:b: bold, italic, style “Strong”",
      "3 fmt/pitrans:sup: superscript",
    ]);
  });

  it("shows special characters as codes with a name, and spaces and hyphens as what they are", async () => {
    const { units } = await extract(
      line(
        range(
          content(
            "Page <?ACE 18?> of “<?ACE 19?>”, no\u2011break\u00A0space, auto\u00ADmobile,\u2028next line <?ACE 8?>end",
          ),
        ),
      ),
    );
    expect(numberedText(units[0]!.source)).toBe(
      "Page <1/> of “<2/>”, no\u2011break\u00A0space, automobile,<3/>next line <4/>end",
    );
    expect(codesOf(units[0]!.source)).toEqual([
      "1 ui/xlf:var: page number",
      "2 ui/xlf:var: section name",
      "3 fmt/xlf:lb: line break",
      "4 other/pitrans:tab: right-aligned tab",
    ]);
  });

  it("leaves out what stands before a first tab without letters, and letters of pictorial fonts", async () => {
    const font = '<AppliedFont type="string">Wingdings</AppliedFont>';
    const { units } = await extract(
      line(
        range(content("1.\t"), 'FontStyle="Bold"'),
        range(content("Ask "), "", ""),
        range(content("J"), "", font),
        range(content(" and listen")),
      ),
    );
    expect(numberedText(units[0]!.source)).toBe("Ask <1/> and listen");
    expect(codesOf(units[0]!.source)).toEqual(["1 other/pitrans:symbol: symbol"]);
  });

  it("reads a large initial as a part of its word", async () => {
    const plan = {
      ...line(range(content("C"), 'AppliedCharacterStyle="CharacterStyle/Drop cap"'), range(content("hildren speak."))),
      characterStyles: style("Character", "Drop cap", 'FontStyle="Bold"'),
    };
    const { units } = await extract(plan);
    expect(listed(units)).toEqual(["Page 1, text 1 | Children speak."]);
    const merged = await translated(plan, () => "Дети говорят.");
    expect(story(merged)).toContain("<Content>Д</Content>");
    expect(story(merged)).toContain("<Content>ети говорят.</Content>");
  });

  it("makes links and cross-references pairs, wherever their ranges stand", async () => {
    const link = (self: string, inside: string): string =>
      `<HyperlinkTextSource Self="${self}" Name="x" Hidden="false" AppliedCharacterStyle="n">${inside}</HyperlinkTextSource>`;
    const { units } = await extract(
      line(
        range(`${content("See ")}${link("h1", content("our page"))}${content(" or ")}`),
        link("h2", range(content("the ")) + range(content("book"), 'FontStyle="Italic"')),
        range(
          `${content(", ")}<CrossReferenceSource Self="x1" AppliedFormat="n" Name="y" Hidden="false" AppliedCharacterStyle="n">${content("chapter 2")}</CrossReferenceSource>${content(".")}`,
        ),
      ),
    );
    expect(numberedText(units[0]!.source)).toBe("See <1>our page</1> or <2>the <3>book</3></2>, <4>chapter 2</4>.");
    expect(codesOf(units[0]!.source).map((code) => code.slice(2))).toEqual([
      "link: link",
      "link: link",
      "fmt/xlf:i: italic",
      "other/pitrans:cross-reference: cross-reference",
    ]);
  });

  it("passes through XML tags around text, and shows those inside a line", async () => {
    const tagged = (self: string, tag: string, inside: string): string =>
      `<XMLElement Self="${self}" MarkupTag="XMLTag/${tag}">${inside}</XMLElement>`;
    const body = tagged(
      "x1",
      "story",
      paragraphRange(range(`${content("First.")}<Br/>`)) +
        paragraphRange(range(content("Read ") + tagged("x2", "title", content("SILENT")) + content(" again."))),
    );
    const { units } = await extract({
      stories: { a: body },
      tags: '<XMLTag Self="XMLTag/story" Name="story"/><XMLTag Self="XMLTag/title" Name="title"/>',
    });
    expect(listed(units)).toEqual([
      "Page 1, text 1, paragraph 1 | First.",
      "Page 1, text 1, paragraph 2 | Read <1>SILENT</1> again.",
    ]);
    expect(codesOf(units[1]!.source)).toEqual(["1 other/pitrans:tag: tag “title”"]);
  });

  it("takes inserted and moved text, and never what was deleted", async () => {
    const change = (type: string, inside: string): string =>
      `<Change ChangeType="${type}" UserName="x" Date="2026-01-01T00:00:00">${inside}</Change>`;
    const plan = line(
      range(
        `${content("We ")}${change("InsertedText", content("really "))}${change("DeletedText", paragraphRange(range(content("perhaps "))))}${content("listen")}${change("MovedText", content(" today"))}${content(".")}`,
      ),
    );
    const { units, findings, coverage } = await extract(plan);
    expect(listed(units)).toEqual(["Page 1, text 1 | We really listen today."]);
    expect(findings.map(({ id }) => id)).toEqual(["tracked-changes"]);
    expect(coverage.find(({ category }) => category === "deleted text")).toMatchObject({ skipped: 1 });
    expect(story(await translated(plan, () => "Мы слушаем."))).toContain("perhaps ");
  });

  it("marks conditional text, and leaves what a hidden condition hides", async () => {
    const plan: LayoutPlan = {
      ...line(
        range(content("For all. ")),
        range(content("For teachers. "), 'AppliedConditions="Condition/Teachers"'),
        range(content("Secret."), 'AppliedConditions="Condition/Off"'),
      ),
      map: '<Condition Self="Condition/Teachers" Name="Teachers" Visible="true"/><Condition Self="Condition/Off" Name="Off" Visible="false"/>',
    };
    const { units } = await extract(plan);
    expect(numberedText(units[0]!.source)).toBe("<1>For all. </1>For teachers. ");
    const all = await extract(plan, { hiddenText: "translate" });
    expect(numberedText(all.units[0]!.source)).toBe("<1>For all. </1>For teachers. <2>Secret.</2>");
    expect(codesOf(all.units[0]!.source)[1]).toContain("condition “Off”");
  });
});

describe("reading what follows a paragraph", () => {
  const table = `<Table Self="t" HeaderRowCount="1" BodyRowCount="1" ColumnCount="2" AppliedTableStyle="TableStyle/$ID/[Basic Table]" TableDirection="LeftToRightDirection">${["0:0 Day", "1:0 Group", "0:1 Monday", "1:1 Parents"].map((cell) => `<Cell Self="t${cell.slice(0, 3)}" Name="${cell.slice(0, 3)}" RowSpan="1" ColumnSpan="1">${paragraphs(cell.slice(4))}</Cell>`).join("")}</Table>`;

  it("has tables with their heads, footnotes and anchored frames right behind it", async () => {
    const footnote = `<Footnote>${paragraphRange(range(content("<?ACE 4?>\tA note.")))}</Footnote>`;
    const frame = textFrame(
      "anchored",
      "b",
      [0, 0, 50, 50],
      "",
      '<AnchoredObjectSetting AnchoredPosition="InlinePosition"/><ObjectExportOption AltTextSourceType="SourceCustom" CustomAltText="A box with advice"/>',
    );
    const { units } = await extract({
      stories: {
        a: paragraphRange(
          range(`${content("Before")}${table}${footnote}${content(" it.")}${frame}<Br/>${content("After.")}`),
        ),
        b: paragraphs("In the box."),
      },
      spreads: [textFrame("f", "a", [20, 20, 300, 300])],
    });
    expect(listed(units)).toEqual([
      "Page 1, text 1, paragraph 1 | Before<1/><2/> it.",
      "Page 1, text 1, table 1, row 1, column 1 | Day",
      "Page 1, text 1, table 1, row 1, column 2 | Group",
      "Page 1, text 1, table 1, row 2, column 1 | Monday",
      "Page 1, text 1, table 1, row 2, column 2 | Parents",
      "Footnote 1 | A note.",
      "Page 1, text 1, anchored object 1 | In the box.",
      "Page 1, text 1, anchored object 1, alternative text | A box with advice",
      "Page 1, text 1, paragraph 2 | After.",
    ]);
    expect(units[4]!.context).toEqual({ row: "Monday", column: "Group" });
  });

  it("has endnotes behind the paragraph that refers to them, not where they stand", async () => {
    const note = (id: string, text: string): string =>
      `<EndnoteRange Self="r${id}" SourceEndnote="e${id}">${content(`\uFEFF<?ACE 4?>\t${text}\uFEFF`)}</EndnoteRange>`;
    const anchor = (id: string): string => `<Endnote Self="e${id}" EndnoteTextRange="r${id}"/>`;
    const { units } = await extract({
      stories: {
        a: paragraphRange(
          range(
            `${content("One")}${anchor("1")}${content(" and ")}${anchor("2")}${content("two.")}<Br/>${content("Three.")}`,
          ),
        ),
        b: paragraphRange(
          range(`${content("Endnotes")}<Br/>${note("1", "First note.")}<Br/>${note("2", "Second note.")}`),
        ),
      },
      storyAttributes: { b: 'IsEndnoteStory="true"' },
    });
    expect(listed(units)).toEqual([
      "Page 1, text 1, paragraph 1 | One<1/> and <2/>two.",
      "Endnote 1 | First note.",
      "Endnote 2 | Second note.",
      "Page 1, text 1, paragraph 2 | Three.",
      "Page 1, text 2 | Endnotes",
    ]);
  });

  it("leaves editorial notes unless they are wanted", async () => {
    const plan = line(
      range(
        `${content("Text")}<Note Collapsed="false" UserName="x">${paragraphs("Check this.")}</Note>${content(" goes on.")}`,
      ),
    );
    const { units, findings } = await extract(plan);
    expect(listed(units)).toEqual(["Page 1, text 1 | Text goes on."]);
    expect(findings.map(({ id }) => id)).toEqual(["notes-skipped"]);
    const wanted = await extract(plan, { notes: "translate" });
    expect(listed(wanted.units)).toEqual(["Page 1, text 1 | Text goes on.", "Note 1 | Check this."]);
  });

  it("takes alternative texts that are used, and none of InDesign's own names", async () => {
    const option = (source: string, text: string): string =>
      `<ObjectExportOption AltTextSourceType="${source}" CustomAltText="${text}" CustomActualText="$ID/"/>`;
    const items = [
      option("SourceCustom", "A child &amp; a &quot;wolf&quot;"),
      option("SourceXMP", "unused"),
      option("SourceCustom", "$ID/"),
    ];
    const plan: LayoutPlan = {
      stories: {},
      spreads: [
        items
          .map((inside, index) => pageItem("Rectangle", `p${index}`, [20, 20 + index * 100, 80, 80], "", inside))
          .join(""),
      ],
    };
    const { units, coverage } = await extract(plan);
    expect(listed(units)).toEqual(['Page 1, object 1, alternative text | A child & a "wolf"']);
    expect(coverage.find(({ category }) => category === "alternative texts")).toMatchObject({
      extracted: 1,
      skipped: 1,
    });
    const { part } = await translated(plan, () => 'Дети и "волк" <&>');
    expect(part("Spreads/Spread_s1.xml")).toContain('CustomAltText="Дети и &quot;волк&quot; &lt;&amp;&gt;"');
  });
});

describe("what belongs to the whole document", () => {
  const plan: LayoutPlan = {
    stories: {
      a:
        paragraphRange(
          range(
            `<TextVariableInstance Self="i1" Name="Programme" ResultText="SILENT leaflet" AssociatedTextVariable="v1"/>${content(" for parents")}`,
          ),
        ) + paragraphRange(range(content("Ask.")), 'AppliedParagraphStyle="ParagraphStyle/Step"'),
    },
    storyAttributes: {},
    paragraphStyles:
      style("Paragraph", "Step", 'BulletsAndNumberingListType="NumberedList" NumberingExpression="Step ^#:^t"') +
      style("Paragraph", "Other", 'BulletsAndNumberingListType="NumberedList" NumberingExpression="Unused ^#"'),
    tocStyles: '<TOCStyle Self="TOCStyle/x" Title="Contents" Name="x"/>',
    map: [
      '<TextVariable Self="v1" Name="Programme" VariableType="CustomTextType"><CustomTextVariablePreference><Properties><Contents type="string">SILENT leaflet</Contents></Properties></CustomTextVariablePreference></TextVariable>',
      '<TextVariable Self="v2" Name="Idle" VariableType="CustomTextType"><CustomTextVariablePreference><Properties><Contents type="string">Nobody sees me</Contents></Properties></CustomTextVariablePreference></TextVariable>',
      '<Section Self="sec" Marker="Part one" Length="1" PageStart="page-1"/>',
      '<Bookmark Self="bm" Name="Begin here" Destination="n"/>',
      '<Index Self="ix"><Topic Self="ixt" Name="silence" SortOrder=""/></Index>',
    ].join(""),
  };

  it("is extracted where it is used", async () => {
    const { units, coverage } = await extract(plan);
    expect(listed(units)).toEqual([
      "Page 1, text 1, paragraph 1 |  for parents",
      "Page 1, text 1, paragraph 2 | Ask.",
      "Section marker | Part one",
      "Text variable “Programme” | SILENT leaflet",
      "Numbering “Step :” | Step <1/>:<2/>",
    ]);
    const skipped = coverage
      .filter((row) => row.skipped > 0)
      .map(({ category, skipped: count }) => `${count} ${category}`);
    expect(skipped).toEqual(["1 text variables", "1 table of contents titles", "1 index topics", "1 bookmarks"]);
  });

  it("is extracted on demand", async () => {
    const { units } = await extract(plan, { bookmarks: "translate", indexTopics: "translate" });
    expect(listed(units).slice(-2)).toEqual(["Bookmark | Begin here", "Index topic | silence"]);
  });

  it("goes back wherever it stands: instances of variables, numbering", async () => {
    const words: Readonly<Record<string, string>> = {
      "SILENT leaflet": "Листовка SILENT",
      "Step <1/>:<2/>": "Шаг <1/>.<2/>",
      "Part one": "Часть первая",
    };
    const { part } = await translated(plan, ({ source }) => words[numberedText(source)]);
    expect(part("designmap.xml")).toContain('<Contents type="string">Листовка SILENT</Contents>');
    expect(part("designmap.xml")).toContain('Marker="Часть первая"');
    expect(part("Stories/Story_a.xml")).toContain('ResultText="Листовка SILENT"');
    expect(part("Resources/Styles.xml")).toContain('NumberingExpression="Шаг ^#.^t"');
    expect(part("Resources/Styles.xml")).toContain('NumberingExpression="Unused ^#"');
  });
});

describe("putting a translation back", () => {
  const link = `<HyperlinkTextSource Self="h1" Name="x" Hidden="false" AppliedCharacterStyle="n">${content("page")}</HyperlinkTextSource>`;
  const plan = line(
    range(content("Read ")),
    range(content("our"), 'FontStyle="Bold"'),
    range(`${content(" own ")}${link}${content(" today.")}`),
  );

  it("replaces characters in place where the codes stand as they stood", async () => {
    const merged = await translated(plan, () => "Читайте <1>нашу</1> новую <2>страницу</2> сегодня.");
    expect(story(merged)).toBe(
      story(await translated(plan, () => undefined))
        .replace("Read ", "Читайте ")
        .replace("our", "нашу")
        .replace(" own ", " новую ")
        .replace("page", "страницу")
        .replace(" today.", " сегодня."),
    );
  });

  it("makes the line anew of its own bytes where codes were moved, ids given once", async () => {
    const merged = await translated(plan, () => "<2>Страницу</2> <1>нашу</1> читайте!");
    expect(story(merged)).toContain(
      '<HyperlinkTextSource Self="h1" Name="x" Hidden="false" AppliedCharacterStyle="n"><CharacterStyleRange',
    );
    const { units } = await idml.extract({ name: "a.idml", bytes: merged.bytes, locale: "ru" });
    expect(listed(units)).toEqual(["Page 1, text 1 | <1>Страницу</1> <2>нашу</2> читайте!"]);
  });

  it("keeps tables and notes, translated, where the line around them is made anew", async () => {
    const note = `<Footnote>${paragraphRange(range(content("<?ACE 4?>\tA note.")))}</Footnote>`;
    const noted = line(
      range(content("Read "), 'FontStyle="Bold"'),
      range(`${content("this")}${note}${content(" and the rest of it.")}`),
    );
    const words: Readonly<Record<string, string>> = {
      "A note.": "Примечание.",
      "<1>Read </1>this<2/> and the rest of it.": "Это<2/> и прочее <1>читайте</1>",
    };
    const merged = await translated(noted, ({ source }) => words[numberedText(source)]!);
    const { units } = await idml.extract({ name: "a.idml", bytes: merged.bytes, locale: "ru" });
    expect(listed(units)).toEqual(["Page 1, text 1 | Это<1/> и прочее <2>читайте</2>", "Footnote 1 | Примечание."]);
  });

  it("never breaks a link that goes on over several paragraphs", async () => {
    const long = line(
      range(
        `${content("Read ")}<HyperlinkTextSource Self="h1" Name="x" Hidden="false" AppliedCharacterStyle="n">${content("this")}<Br/>${content("that")}</HyperlinkTextSource>${content(" and ")}`,
      ),
      range(content("more"), 'FontStyle="Bold"'),
      range(content(".")),
    );
    const { units } = await extract(long);
    expect(listed(units)).toEqual([
      "Page 1, text 1, paragraph 1 | Read <1>this</1>",
      "Page 1, text 1, paragraph 2 | <1>that</1> and <2>more</2>.",
    ]);
    const merged = await translated(long, ({ source }) =>
      plainText(source).startsWith("Read") ? "<1>это</1> читай" : "<2>ещё</2> и <1>то</1>",
    );
    expect(story(merged).match(/<HyperlinkTextSource/g)?.length).toBe(1);
    const again = await idml.extract({ name: "a.idml", bytes: merged.bytes, locale: "ru" });
    expect(again.units.map(({ source }) => plainText(source))).toEqual(["это читай", "ещё и то"]);
  });

  it("writes line feeds as forced line breaks, and escapes what must be escaped", async () => {
    const merged = await translated(line(range(content("One"))), () => "Один\nдва & <три> ]]>");
    expect(story(merged)).toContain("<Content>Один\u2028два &amp; &lt;три&gt; ]]&gt;</Content>");
  });

  it("leaves the type first and unpacked, and what is not translated as it is packed", async () => {
    const { bytes } = await translated(plan, () => "Читайте <1>нашу</1> новую <2>страницу</2> сегодня.");
    expect(Buffer.from(bytes).subarray(30, 73).toString("latin1")).toBe("mimetypeapplication/vnd.adobe.indesign-idml");
  });
});

describe("language, direction and room", () => {
  it("marks text with the language as InDesign names it, and declares it", async () => {
    const languages = ["French", "English: USA"].map(
      (name) => `<Language Self="Language/$ID/${name.replace(":", "%3a")}" Name="$ID/${name}"/>`,
    );
    const plan = {
      ...line(
        range(content("Hello "), 'AppliedLanguage="$ID/English: USA"'),
        range(content("bonjour"), 'AppliedLanguage="$ID/French"'),
      ),
      map: languages.join(""),
    };
    const { part, told } = await translated(plan, () => "Привет bonjour");
    expect(part("Resources/Styles.xml")).toContain('AppliedLanguage="$ID/Russian"');
    expect(part("Stories/Story_a.xml").match(/AppliedLanguage="[^"]*"/g)).toEqual([
      'AppliedLanguage="$ID/Russian"',
      'AppliedLanguage="$ID/French"',
    ]);
    expect(part("designmap.xml")).toContain('<Language Self="Language/$ID/Russian" Name="$ID/Russian"');
    expect(told).toEqual([]);
  });

  it("leaves the language, and says so, where InDesign has none", async () => {
    const { part, told } = await translated(line(range(content("Hello"))), () => "Сәлем", "kk");
    expect(part("Resources/Styles.xml")).toContain('AppliedLanguage="$ID/English: UK"');
    expect(told).toEqual(["language-not-set"]);
  });

  it("turns text, tables and alignment for languages written from right to left", async () => {
    const plan: LayoutPlan = {
      ...line(range(content("Hello"))),
      paragraphStyles: style("Paragraph", "Right", 'Justification="RightJustified"'),
    };
    const { part, told } = await translated(plan, () => "مرحبا", "ar");
    expect(part("Resources/Styles.xml")).toContain('ParagraphDirection="RightToLeftDirection"');
    expect(part("Resources/Styles.xml")).toContain('Composer="HL Composer Optyca"');
    expect(part("Resources/Styles.xml")).toContain('Justification="LeftJustified"');
    expect(part("Resources/Styles.xml")).toContain('Justification="RightAlign"');
    expect(part("Stories/Story_a.xml")).toContain('StoryDirection="RightToLeftDirection"');
    expect(told).toEqual(["page-binding-kept"]);
  });

  it("names frames that may be too small, unless they grow with their text", async () => {
    const plan = (preference: string): LayoutPlan => ({
      stories: { a: paragraphs("Children speak when they feel safe.") },
      spreads: [textFrame("f", "a", [20, 20, 120, 32], "", preference)],
    });
    const longer = "Дети начинают говорить тогда, когда чувствуют себя в полной безопасности рядом с нами.";
    const { findings } = await translated(plan('<TextFramePreference TextColumnCount="1"/>'), () => longer);
    expect(findings).toMatchObject([{ id: "may-overflow", place: "Page 1, text 1" }]);
    const grown = await translated(plan('<TextFramePreference AutoSizingType="HeightOnly"/>'), () => longer);
    expect(grown.told).toEqual([]);
  });
});
