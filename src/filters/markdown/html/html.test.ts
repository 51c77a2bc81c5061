import * as fc from "fast-check";
import { fromMarkdown } from "mdast-util-from-markdown";
import { describe, expect, it } from "vitest";
import { numberedText, textFragment, type Fragment } from "../../../model/fragment.ts";
import { describeFilter } from "../../../testing/describe-filter.ts";
import { parseNumbered } from "../../../testing/parse-numbered.ts";
import type { Merged } from "../../filter.ts";
import { markdown } from "../markdown.ts";
import { endsInText } from "./ends-in-text.ts";

const documentOf = (content: string, name = "guide.md") => ({ name, bytes: Buffer.from(content), locale: "en" });

async function sources(content: string, name?: string): Promise<string[]> {
  return (await markdown.extract(documentOf(content, name))).units.map(({ source }) => numberedText(source));
}

/** Merges targets given by the source they are for, as numbered text. */
async function mergeWith(content: string, targets: Readonly<Record<string, string>>, locale = "ru"): Promise<Merged> {
  const { units } = await markdown.extract(documentOf(content));
  const chosen = new Map<string, Fragment>();
  for (const { id, source } of units) {
    const target = targets[numberedText(source)];
    if (target !== undefined) chosen.set(id, parseNumbered(target));
  }
  expect(chosen.size).toBe(Object.keys(targets).length);
  return markdown.merge(documentOf(content), { locale, targets: chosen });
}

const merged = async (...words: Parameters<typeof mergeWith>): Promise<string> =>
  Buffer.from((await mergeWith(...words)).bytes).toString();

describe("blocks of HTML in Markdown", () => {
  it("are read as the HTML filter reads a page, and Markdown between them is Markdown", async () => {
    const text =
      '<h1 align="center"><img src="a.png" alt="Our logo"><br>Parents</h1>\n\n<details>\n<summary>More <b>rules</b></summary>\n\n**Bold** text.\n\n</details>\n\n' +
      "<table>\n<tr>\n<td>\n\nIn *Markdown*\n\n</td>\n<td>In HTML, <code>code</code></td>\n</tr>\n</table>\n\n<pre>Kept\n  so</pre>\n\n<script>\nlet text;\n</script>\n\n<!-- note -->\n";
    expect(await sources(text)).toEqual([
      "Our logo",
      "Parents",
      "More <1>rules</1>",
      "<1>Bold</1> text.",
      "In <1>Markdown</1>",
      "In HTML, <1/>",
      "Kept\n  so",
    ]);
    const { units } = await markdown.extract(documentOf(text));
    expect(units.map(({ place }) => place)).toEqual([
      "Line 1, image 1, alternative text",
      "Line 1, heading 1",
      "Line 4, summary 1",
      "Line 6",
      "Line 14",
      "Line 17, table 1, row 1, column 2",
      "Line 21, preformatted text 1",
    ]);
  });

  it("keep their lines, their line ends and the marks of quotes and lists before every line", async () => {
    const text =
      "> <div>\r\n>   <p>One <b>two\r\n>   three</b></p>\r\n> <p>Four</p>\r\n> </div>\r\n\r\n- item\r\n\r\n  <ul>\r\n    <li>Five</li>\r\n  </ul>\r\n";
    expect(
      await merged(text, { "One <1>two three</1>": "Eins <1>zwei drei</1>", Four: "Vier", Five: "Fünf" }, "de"),
    ).toBe(
      "> <div>\r\n>   <p>Eins <b>zwei drei</b></p>\r\n> <p>Vier</p>\r\n> </div>\r\n\r\n- item\r\n\r\n  <ul>\r\n    <li>Fünf</li>\r\n  </ul>\r\n",
    );
    expect(
      await merged("> <p>One <a\n> href=x>two</a> three</p>\n", { "One <1>two</1> three": "1 <1>2</1> 3" }, "de"),
    ).toBe("> <p>1 <a\n> href=x>2</a> 3</p>\n");
  });

  it.each([
    ["a blank line", "<div><pre>Text</pre></div>\n", "One\n\nTwo", "<div><pre>One&#10;&#10;Two</pre></div>\n"],
    ["lines of their own, where these may be", "<pre>Text</pre>\n", "One\n\nTwo", "<pre>One\n\nTwo</pre>\n"],
    ["lines in a quote", "> <pre>\n> Text</pre>\n", "One\nTwo", "> <pre>\n> One\n> Two</pre>\n"],
    ["a line behind a comment", "<!-- a --> Text\n", "One\nTwo", "<!-- a --> One<br>Two\n"],
    [
      "a line in an attribute",
      '<div>\n<img alt="Text">\n</div>\n',
      "1\n\n2",
      '<div>\n<img alt="1&#10;&#10;2">\n</div>\n',
    ],
    ["an end tag", "<pre>Text</pre>\n", "</pre>\n\n# One", "<pre>&lt;/pre&gt;\n\n# One</pre>\n"],
  ])("cannot be left by a translation with %s", async (_, text, target, written) => {
    const { units } = await markdown.extract(documentOf(text));
    expect(units.length).toBe(1);
    const targets = new Map([[units[0]!.id, textFragment(target)]]);
    const { bytes } = await markdown.merge(documentOf(text), { locale: "de", targets });
    expect(Buffer.from(bytes).toString()).toBe(written);
  });

  it("stay blocks where a tag that stands alone makes them one", async () => {
    const text = "<span>\nOne</span> two\n";
    expect(await merged(text, { "<1>One</1> two": "<1>Eins</1> zwei" }, "de")).toBe("<span>\nEins</span> zwei\n");
    const { bytes, findings } = await mergeWith(text, { "<1>One</1> two": "Zwei <1>eins</1>" }, "de");
    expect(Buffer.from(bytes).toString()).toBe(text);
    expect(findings.map(({ id, place }) => [id, place])).toEqual([["html-left-out", "Line 1"]]);
  });

  it("are left where they break off in a tag, a comment or a script, and are counted", async () => {
    const text = '<div title="a\n\nb">One</div>\n\n<div><!-- x\n\ny --></div>\n\n<p>Two</p>\n';
    expect(await sources(text)).toEqual(['b"&gt;One', "y --&gt;", "Two"].map((line) => line.replace("&gt;", ">")));
    const { coverage } = await markdown.extract(documentOf(text));
    expect(coverage.find(({ category }) => category === "HTML blocks")?.skipped).toBe(2);
  });

  it("may open what another closes: bold that goes on, a part that is not to be translated", async () => {
    expect(await sources("<div><b>One\n\nTwo\n\n<i>Three</i></b></div>\n")).toEqual(["One", "Two", "Three"]);
    expect(await sources('<div translate="no">\n\nTwo\n\n<p>Three</p>\n</div>\n\n<p>Four</p>\n')).toEqual([
      "Two",
      "Four",
    ]);
  });

  it("name the new language where they named the old one", async () => {
    expect(await merged('<div lang="en">One</div>\n', { One: "Eins" }, "de")).toBe('<div lang="de">Eins</div>\n');
  });

  it("are left in MDX where they hold expressions, and no brace of a translation becomes one", async () => {
    const text = "<div onClick={() => 1 > 0}>\nOne\n</div>\n\n<div>Two</div>\n";
    expect(await sources(text, "page.mdx")).toEqual(["Two"]);
    const document = documentOf("<div>Two</div>\n", "page.mdx");
    const { units } = await markdown.extract(document);
    const targets = new Map([[units[0]!.id, textFragment("{zwei}")]]);
    const { bytes } = await markdown.merge(document, { locale: "de", targets });
    expect(Buffer.from(bytes).toString()).toBe("<div>&#123;zwei&#125;</div>\n");
  });

  it("are UTF-8 where the document is, whatever they say of themselves", async () => {
    const text = '<meta charset="windows-1251">\n<p>Grüße</p>\n';
    expect(await merged(text, { Grüße: "Привет, ä" })).toBe('<meta charset="windows-1251">\n<p>Привет, ä</p>\n');
  });
});

describe("HTML in a line of Markdown", () => {
  it("has its attributes translated, and code in it is one code", async () => {
    const text =
      'See <img src=a.png alt="A plan"> and <abbr title=Law>L</abbr>, <code>x *y*</code>, <span translate="no">SILENT</span>.\n';
    expect(await sources(text)).toEqual(["See <1/> and <2>L</2>, <3/>, <4/>.", "A plan", "Law"]);
    expect(await merged(text, { "A plan": 'Ein "Plan"\n\nneu', Law: "Das Gesetz" }, "de")).toBe(
      text.replace("A plan", "Ein &quot;Plan&quot; neu").replace("title=Law", 'title="Das Gesetz"'),
    );
  });

  it("keeps attributes in cells from dividing them", async () => {
    const text = '| <img alt="One"> two |\n| --- |\n| three |\n';
    expect(await merged(text, { One: "a | b" }, "de")).toBe('| <img alt="a \\| b"> two |\n| --- |\n| three |\n');
  });
});

const BLOCKS = `<div align="center">
  <p>First</p>
  <img src="a.png" alt="Second">
</div>

> <table>
> <tr><td>Third</td></tr>
> </table>

- item
  <pre>
  Fourth</pre>

<!-- x --> Fifth

<a href="x">
Sixth <b>seventh</b></a>

End.
`;

describe("new text in a block of HTML", () => {
  it("reads back as it was meant, and leaves every block what it is", async () => {
    const pieces = [
      "<",
      ">",
      "&",
      "</div>",
      "</pre>",
      "-->",
      "\n",
      "\n\n",
      "# a",
      "- b",
      "`c`",
      " ",
      "&lt;",
      '"',
      "'",
      "д",
    ];
    const nasty = fc.array(fc.constantFrom(...pieces), { maxLength: 8 }).map((parts) => `a${parts.join("")}z`);
    const { units } = await markdown.extract(documentOf(BLOCKS));
    const kinds = (text: string): string[] => fromMarkdown(text).children.map(({ type }) => type);
    await fc.assert(
      fc.asyncProperty(fc.array(nasty, { minLength: units.length, maxLength: units.length }), async (texts) => {
        const targets = new Map(
          units.map(({ id, source }, index): [string, Fragment] => [
            id,
            source.map((part) => (part.kind === "text" ? { ...part, text: texts[index]! } : part)),
          ]),
        );
        const { bytes } = await markdown.merge(documentOf(BLOCKS), { locale: "de", targets });
        const text = Buffer.from(bytes).toString();
        expect(kinds(text)).toEqual(kinds(BLOCKS));
        const again = await markdown.extract(documentOf(text));
        const words = (fragment: Fragment): string => numberedText(fragment).replaceAll(/\s|<\/?\d+\/?>/g, "");
        expect(again.units.map(({ source }) => words(source))).toEqual([...targets.values()].map(words));
      }),
      { numRuns: 100 },
    );
  });
});

describe("a piece of HTML", () => {
  it.each([
    ["<div>a", true],
    ["a < b > c", true],
    ['<img alt="a > b">', true],
    ["<p title='a", false],
    ["<p a='x' b", false],
    ["it's <b>bold", true],
    ["<!-- a", false],
    ["<!-- a --> b", true],
    ["<script>a < b", false],
    ["<script>'</b>'</script>", true],
    ["<Title>a</Title>", true],
    ["<iframe src=x />", false],
    ["<?php echo 1 ?>", true],
    ["a <", true],
  ])("%j is read to its end: %j", (html, isWhole) => {
    expect(endsInText(html)).toBe(isWhole);
  });
});

describeFilter(markdown, {
  sound: { "blocks.md": Buffer.from(BLOCKS) },
  bad: [],
  // What looks like a variable of a template is a code of HTML.
  settle: (text) => text.replace("${x}", "").trimEnd(),
  shortened: {
    name: "a.md",
    whole: Buffer.from("<p>One</p>\n\n<p>Two</p>\n\nThree\n"),
    without: Buffer.from("<p>One</p>\n\nThree\n"),
  },
});
