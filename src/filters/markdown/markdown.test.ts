import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { numberedText, plainText, textFragment, type Fragment } from "../../model/fragment.ts";
import type { BadDocument } from "../../testing/bad-documents.ts";
import { describeFilter } from "../../testing/describe-filter.ts";
import { pseudoTarget } from "../../testing/corpus/pseudo-text.ts";
import { parseNumbered } from "../../testing/parse-numbered.ts";
import { markdown } from "./markdown.ts";

const GUIDE = readFileSync(
  new URL("../../../fixtures/programmes/sources/parenting-together/facilitator-guide.md", import.meta.url),
);

const documentOf = (content: string | Uint8Array, name = "guide.md") => ({
  name,
  bytes: Buffer.from(content as string),
  locale: "en",
});

async function sources(content: string, name?: string): Promise<string[]> {
  return (await markdown.extract(documentOf(content, name))).units.map(({ source }) => numberedText(source));
}

/** Merges targets given by the source they are for, as numbered text. */
async function merged(content: string, targets: Readonly<Record<string, string>>, locale = "ru"): Promise<string> {
  const document = documentOf(content);
  const { units } = await markdown.extract(document);
  const left = new Set(Object.keys(targets));
  const chosen = new Map<string, Fragment>();
  for (const { id, source } of units) {
    const target = targets[numberedText(source)];
    left.delete(numberedText(source));
    if (target !== undefined) chosen.set(id, parseNumbered(target));
  }
  expect([...left]).toEqual([]);
  return Buffer.from((await markdown.merge(document, { locale, targets: chosen })).bytes).toString();
}

describe("Markdown", () => {
  it("reads the facilitator guide as its readers do", async () => {
    const { units, coverage } = await markdown.extract(documentOf(GUIDE));
    const lines = units.map(({ place, source }) => `${place} | ${numberedText(source)}`);
    const rows = coverage.map(({ category, extracted, skipped, reason }) =>
      [category, extracted, skipped, ...(reason === undefined ? [] : [reason])].join(" | "),
    );
    await expect(`${[...lines, "", ...rows].join("\n")}\n`).toMatchFileSnapshot("goldens/facilitator-guide.txt");
  });

  it("writes the pseudo-translated guide with every mark in its place", async () => {
    const { units } = await markdown.extract(documentOf(GUIDE));
    const targets = new Map(units.map(({ id, source }) => [id, pseudoTarget(source)]));
    const { bytes, findings } = await markdown.merge(documentOf(GUIDE), { locale: "ru", targets });
    expect(findings).toEqual([]);
    await expect(Buffer.from(bytes).toString()).toMatchFileSnapshot("goldens/facilitator-guide.pseudo.md");
  });

  it("joins the lines of a paragraph, in quotes and lists too", async () => {
    expect(await sources("> Quote a\n> quote b\nlazy\n\n- item\n  goes on\n\n1. one\ntwo\n")).toEqual([
      "Quote a quote b lazy",
      "item goes on",
      "one two",
    ]);
  });

  it("keeps one line where there was one, and breaks where lines were broken, behind the container's mark", async () => {
    expect(await merged("- One line.\n", { "One line.": `Ein ${"langer ".repeat(30)}Satz.` })).toMatch(
      /^- Ein .*Satz\.\n$/,
    );
    const text = await merged("> - A line that was broken\r\n>   because it was long.\r\n", {
      "A line that was broken because it was long.": "wort ".repeat(20).trim(),
    });
    expect(text.split("\r\n").slice(0, 3)).toEqual([
      "> - wort wort wort wort wort wort wort wort",
      ">   wort wort wort wort wort wort wort wort",
      ">   wort wort wort wort",
    ]);
  });

  it("never begins a broken line with what would begin a block", async () => {
    const source = "A line that was broken at forty characters,\nas people do.\n";
    const target = "Eins zwei drei vier fünf sechs sieben acht - neun # zehn 11. zwölf + dreizehn > vierzehn";
    const text = await merged(source, { "A line that was broken at forty characters, as people do.": target });
    expect(await sources(text)).toEqual([target]);
    expect(text.split("\n").length).toBeGreaterThan(2);
  });

  it.each([
    ["1. Januar", "1\\. Januar"],
    ["- kein Punkt", "\\- kein Punkt"],
    ["# keine Überschrift", "\\# keine Überschrift"],
    ["2 * 3 * 4 cm", "2 * 3 * 4 cm"],
    ["snake_case_name", "snake_case_name"],
    ["*wichtig*", "\\*wichtig\\*"],
    ["a < b & c", "a < b & c"],
    ["<b>fett</b>", "\\<b>fett\\</b>"],
    ["&amp; als Zeichen", "\\&amp; als Zeichen"],
    ["[Link](ziel)", "\\[Link\\](ziel)"],
    ["`Code`", "\\`Code\\`"],
    ["C:\\temp\\*", "C:\\\\temp\\\\\\*"],
  ])("writes %s so that it reads back: %s", async (target, written) => {
    expect(await merged("Text.\n", { "Text.": target })).toBe(`${written}\n`);
    expect(await sources(`${written}\n`)).toEqual([target]);
  });

  it("escapes pipes in cells, and quotes in titles", async () => {
    const table = "| a b |\n| --- |\n| c |\n";
    expect(await merged(table, { "a b": "x | y", c: "z" })).toBe("| x \\| y |\n| --- |\n| z |\n");
    expect(await merged('[a](b "Title")\n', { Title: 'Sag "ja"' })).toBe('[a](b "Sag \\"ja\\"")\n');
  });

  it("keeps tables' rules and alignment as they are", async () => {
    const table = "Name | Age\n:--- | --:\nAnn  | 12\n";
    expect(await merged(table, { Name: "Имя", Age: "Возраст", Ann: "Анна" })).toBe(
      "Имя | Возраст\n:--- | --:\nАнна  | 12\n",
    );
  });

  it("gives emphasis that cannot close where it stands an element", async () => {
    expect(await merged("The **rule.** Next.\n", { "The <1>rule.</1> Next.": "Das <1>»Gesetz«</1>buch." })).toBe(
      "Das <strong>»Gesetz«</strong>buch.\n",
    );
    expect(await merged("The *rule* here.\n", { "The <1>rule</1> here.": "Die <1> Regel </1>hier." })).toBe(
      "Die *Regel* hier.\n",
    );
  });

  it("drops emphasis around nothing, and says so", async () => {
    const document = documentOf("The **rule** here.\n");
    const { units } = await markdown.extract(document);
    const targets = new Map([[units[0]!.id, parseNumbered("Hier<1></1>.")]]);
    const { bytes, findings } = await markdown.merge(document, { locale: "de", targets });
    expect(Buffer.from(bytes).toString()).toBe("Hier.\n");
    expect(findings.map(({ id }) => id)).toEqual(["formatting-left-out"]);
  });

  it("keeps a link's definition when its text was the label", async () => {
    const text = "See [the guide] and ![the plan][].\n\n[the guide]: a.md\n[the plan]: b.png\n";
    expect(
      await merged(text, {
        "See <1>the guide</1> and <2/>.": "Siehe <1>das Buch</1> und <2/>.",
        "the plan": "der Plan",
      }),
    ).toBe("Siehe [das Buch][the guide] und ![der Plan][the plan].\n\n[the guide]: a.md\n[the plan]: b.png\n");
  });

  it("protects code, addresses, math, shortcodes, notes, attributes and emoji", async () => {
    const text =
      "Run `npm test` at https://example.org/a_b. Pay $5 or $10, {{ name }}; $x^2$ {{< note >}} see[^1] :smile: {% raw %} ok{.red}.\n\n[^1]: Note.\n";
    const { units } = await markdown.extract(documentOf(text));
    expect(numberedText(units[0]!.source)).toBe(
      "Run <1/> at <2/>. Pay $5 or $10, <3/>; <4/> <5/> see<6/> <7/> <8/> ok<9/>.",
    );
    expect(units[0]!.source.flatMap((part) => (part.kind === "standalone" ? [part.display] : []))).toEqual([
      "npm test",
      "https://example.org/a_b",
      "{{ name }}",
      "$x^2$",
      "{{‹ note ›}}",
      "[^1]",
      ":smile:",
      "{% raw %}",
      "{.red}",
    ]);
  });

  it("leaves code, math, HTML, comments, import lines and other tables alone", async () => {
    const text =
      "```js title=\"Title\"\nconst a = 'text';\n```\n\n    indented code\n\n$$\nx = y\n$$\n\n<!-- note -->\n\n+------+------+\n| Cell | Cell |\n+------+------+\n";
    expect(await sources(text)).toEqual([]);
    const mdx = "import Tabs from '@theme/Tabs';\n\nHello {user.name}, **bold**.\n\nexport const a = 1;\n";
    expect(await sources(mdx)).toEqual(["Hello <1/>, <2>bold</2>."]);
    expect(await sources("Hello {name}.\n", "page.mdx")).toEqual(["Hello <1/>."]);
  });

  it("reads titles of admonitions, directives and callouts, and what belongs to them", async () => {
    const text =
      '!!! note "Look out"\n    Inside.\n\n???+ tip\n    Folded.\n\n=== "First tab"\n    Tab.\n\n:::note[Label]{.c}\nText.\n:::\n\n::: warning Careful now\nMore.\n:::\n\n> [!tip]- Try this\n> It helps.\n';
    expect(await sources(text)).toEqual([
      "Look out",
      "Inside.",
      "Folded.",
      "First tab",
      "Tab.",
      "Label",
      "Text.",
      "Careful now",
      "More.",
      "Try this",
      "It helps.",
    ]);
    expect(await merged('!!! note "Look out"\n', { "Look out": 'Sag "nein"' })).toBe('!!! note "Sag &#34;nein&#34;"\n');
  });

  it("keeps definition lists, abbreviations and attribute lines on lines of their own", async () => {
    const text = "Term\n: Its meaning\nthat goes on\n{: .class}\n*[HTML]: Hyper text\n";
    expect(await sources(text)).toEqual(["Term", "Its meaning that goes on", "Hyper text"]);
    expect(await merged(text, { Term: "Wort", "Hyper text": "Text" })).toBe(
      "Wort\n: Its meaning\nthat goes on\n{: .class}\n*[HTML]: Text\n",
    );
  });

  it("translates front matter by key, in the style it has, and names the new language", async () => {
    const text =
      "---\ntitle: Rules\nlayout: page\ndescription: 'It''s short'\nlang: en\nhero:\n  tagline: \"Say \\\"hi\\\"\"\nsummary: |\n  One.\n\n  Two.\n---\n\nText.\n";
    expect(await sources(text)).toEqual(["Rules", "It's short", 'Say "hi"', "One.\n\nTwo.", "Text."]);
    expect(
      await merged(
        text,
        { Rules: "Regeln: eins", "It's short": "'s ist kurz", 'Say "hi"': "Sag ja", "One.\n\nTwo.": "Eins.\n\nZwei." },
        "de",
      ),
    ).toBe(
      "---\ntitle: \"Regeln: eins\"\nlayout: page\ndescription: '''s ist kurz'\nlang: de\nhero:\n  tagline: \"Sag ja\"\nsummary: |\n  Eins.\n\n  Zwei.\n---\n\nText.\n",
    );
    const toml = '+++\ntitle = "Rules" # here\nweight = 1\n+++\n';
    expect(await merged(toml, { Rules: 'Die "Regeln"' })).toBe(
      '+++\ntitle = "Die \\"Regeln\\"" # here\nweight = 1\n+++\n',
    );
  });

  it("keeps the blank lines of front matter as they are indented", async () => {
    const text = "---\nsummary: |\n  One.\n  \n  Two.\n---\n";
    expect(await merged(text, { "One.\n\nTwo.": "Eins.\n\nZwei." }, "de")).toBe(
      "---\nsummary: |\n  Eins.\n  \n  Zwei.\n---\n",
    );
  });

  it("takes a path with spaces for an address, which it is to some readers only", async () => {
    const line = "See ![Stock](images/Behind the Mask/Stock.png) and [the table](my docs/a b.md) (as we said. Now).\n";
    expect(await sources(line)).toEqual(["See <1/> and <2>the table</2> (as we said. Now).", "Stock"]);
    expect(
      await merged(line, { Stock: "Aktie", "See <1/> and <2>the table</2> (as we said. Now).": "<2>Ja</2>: <1/>." }),
    ).toBe("[Ja](my docs/a b.md): ![Aktie](images/Behind the Mask/Stock.png).\n");
  });

  it("takes www. alone for an address, as GFM does, and a longer one to its end", async () => {
    expect(await sources("Make sure www. links work.\n")).toEqual(["Make sure <1/> links work."]);
    expect(await sources("See www.example.org/a. Then more.\n")).toEqual(["See <1/>. Then more."]);
  });

  it("takes other keys where the option names them, and leaves front matter that is no YAML", async () => {
    const document = documentOf("---\ntitle: A\nmenu: B c\n---\n");
    const { units } = await markdown.extract(document, { frontMatterKeys: ["menu"] });
    expect(units.map(({ source }) => plainText(source))).toEqual(["B c"]);
    const { findings } = await markdown.extract(documentOf('---\ntitle: "open\n---\n\nText.\n'));
    expect(findings.map(({ id }) => id)).toEqual(["front-matter-unreadable"]);
  });

  it("tells editors the heading, and a cell's row and column", async () => {
    const { units } = await markdown.extract(
      documentOf("# Top\n\nText.\n\n| Who | What |\n|---|---|\n| Ann | Tea |\n"),
    );
    expect(units.map(({ context }) => context)).toEqual([
      undefined,
      { heading: "Top" },
      { heading: "Top" },
      { heading: "Top" },
      { heading: "Top", column: "Who" },
      { heading: "Top", row: "Ann", column: "What" },
    ]);
  });

  it("keeps a byte order mark, tabs, CRLF and trailing blanks", async () => {
    const text = "\uFEFF# Title  \r\n\r\n-\tItem\r\n\r\n\tmore  \r\n";
    expect(await merged(text, { Title: "Titel", Item: "Punkt", more: "mehr" })).toBe(
      "\uFEFF# Titel  \r\n\r\n-\tPunkt\r\n\r\n\tmehr  \r\n",
    );
  });

  it("never lets a target's line break make a new block", async () => {
    expect(await merged("Text.\n", { "Text.": "One\n\n# Two" })).toBe("One # Two\n");
  });
});

/** What takes a second on a machine that has nothing else to do. Milliseconds. */
const SOON = 20_000;

describe("hostile Markdown", () => {
  const SIZE = 200_000;
  const repeat = (text: string): string => text.repeat(Math.ceil(SIZE / text.length));
  it.each([
    ["stars", repeat("*a **a ")],
    ["underscores", repeat("_a __a_ ")],
    ["brackets", repeat("[")],
    ["brackets that close", repeat("[a](")],
    ["links in brackets", `${"[".repeat(20_000)}${"[a](b)".repeat(20_000)}`],
    ["images", repeat("![[]()")],
    ["images in images", `${"![".repeat(20_000)}a${"](b)".repeat(20_000)}`],
    ["backticks", Array.from({ length: 600 }, (_, length) => "`".repeat(length)).join(" ")],
    ["angles", repeat("<a <!-- <? <![CDATA[ <!X ")],
    ["quotes", `${"> ".repeat(20_000)}a\n`.repeat(3) + repeat("> a\n")],
    ["lists", repeat("- ")],
    ["nested lists", Array.from({ length: 500 }, (_, depth) => `${" ".repeat(depth)}- a\n`).join("")],
    ["a table's columns", `${"|a".repeat(20_000)}\n${"|-".repeat(20_000)}\n`],
    ["rows of few cells", `${"|a".repeat(5000)}|\n${"|-".repeat(5000)}|\n${"|b|\n".repeat(20_000)}`],
    ["dollars and braces", repeat("$a {{ {% {# :a: ")],
    ["addresses", repeat("a.b@c-")],
    ["entities", repeat("&#1;&a;&")],
    ["definitions", repeat("[a]: b\n")],
    ["unfinished definitions", repeat("[a]: <b\n")],
    ["titles", repeat("[a](b \"c' (d ")],
    ["front matter", `---\n${repeat("a: &x [*x]\n")}---\n`],
    ["deep front matter", `---\na: ${"[".repeat(50_000)}\n---\n`],
    ["one paragraph's lines", repeat("a\n")],
    ["tags", repeat("<b></i>")],
    ["dashes", repeat("- -- --- \n")],
    ["one line of stars", "*".repeat(5_000_000)],
    ["a table's rule", `${"-- ".repeat(1_000_000)}\n`],
    ["tags with attributes", `<a ${"b ".repeat(500_000)}>`],
    ["divisions", "<div>\n\n".repeat(20_000)],
    ["comments without end in quotes", "> <!-- a\n\n".repeat(20_000)],
    ["divisions that break off", "<div a='\n\n".repeat(20_000)],
    ["preformatted text in quotes", "> <pre>\n".repeat(100_000)],
    ["tags without end in quotes", "> a<pre>\n".repeat(50_000)],
    ["a directive's blanks", `::: a${" ".repeat(500_000)}x:y`],
    ["white space in titles", `[a](b "c${" ".repeat(500_000)}d")`],
    ["white space in attributes", `a <img alt="c${" ".repeat(500_000)}d">`],
    ["labels that may be", `[x]: y\n\n${repeat("[a] ")}`],
  ])(
    "made of %s is read in time that grows with its size",
    async (_, text) => {
      await markdown.extract(documentOf(text));
    },
    SOON,
  );
});

const bad: BadDocument[] = [
  { what: "a picture by another name", name: "a.md", bytes: Buffer.from([0x89, 0x50, 0x4e, 0x47, 0, 0, 0, 1]) },
  { what: "said to be UTF-16 and is not", name: "a.md", bytes: Buffer.from([0xff, 0xfe, 0x00, 0xd8, 0x41, 0x00]) },
];

describeFilter(markdown, {
  sound: {
    "guide.md": GUIDE,
    "paragraphs.md": Buffer.from(
      "# One\n\nTwo *three* four.\n\n> - Five `six` seven\n>   eight.\n\n| Nine |\n|---|\n| Ten |\n",
    ),
    "titles.md": Buffer.from(
      '+++\ntitle = \'Front\'\n+++\n\n![Alt](a.png "Title")\n\n[ref]: b "Other"\n\nUnder\n=====\n',
    ),
  },
  bad,
  // White space at the end of a line is not shown.
  settle: (text) => text.trimEnd(),
  shortened: {
    name: "a.md",
    whole: Buffer.from("# One\n\nTwo.\n\n- Three\n- Four\n"),
    without: Buffer.from("# One\n\n- Three\n- Four\n"),
  },
});

describe("a target for a text without codes", () => {
  it("that brings some is written without them, and reported", async () => {
    const document = documentOf("---\ntitle: One\n---\n");
    const { units } = await markdown.extract(document);
    const target: Fragment = [...textFragment("Eins"), { kind: "standalone", id: "9", type: "other", data: "" }];
    const { bytes, findings } = await markdown.merge(document, {
      locale: "de",
      targets: new Map([[units[0]!.id, target]]),
    });
    expect(Buffer.from(bytes).toString()).toBe("---\ntitle: Eins\n---\n");
    expect(findings.map(({ id }) => id)).toEqual(["codes-repaired"]);
  });
});
