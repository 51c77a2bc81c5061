import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { compareCodes } from "../../model/codes.ts";
import { numberedText, textFragment, type Fragment } from "../../model/fragment.ts";
import { pseudoTarget } from "../../testing/corpus/pseudo-text.ts";
import { html } from "./html.ts";

const documentOf = (content: string | Uint8Array, name = "page.html", locale = "en") => ({
  name,
  bytes: typeof content === "string" ? Buffer.from(content) : content,
  locale,
});

async function sources(content: string, options?: object): Promise<string[]> {
  const { units } = await html.extract(documentOf(content), options);
  return units.map(({ source }) => numberedText(source));
}

/** The page with every text put through `change`; codes stay. */
async function translated(
  content: string | Uint8Array,
  { change = (text: string): string => `[${text}]`, locale = "ru", name = "page.html", options = {} } = {},
): Promise<Buffer> {
  const { units } = await html.extract(documentOf(content, name), options);
  const targets = new Map(
    units.map(({ id, source }): [string, Fragment] => [
      id,
      source.map((part) => (part.kind === "text" ? { kind: "text", text: change(part.text) } : part)),
    ]),
  );
  return Buffer.from((await html.merge(documentOf(content, name), { locale, targets }, options)).bytes);
}

describe("the texts of a page", () => {
  it.each([
    [
      "blocks",
      "<h1>One</h1><div>Two<p>Three</p>four</div><ul><li>Five<li>Six</ul>",
      ["One", "Two", "Three", "four", "Five", "Six"],
    ],
    ["white space", "<p>\n  One\n  <b> two</b>\tthree </p>", ["One <1>two</1> three"]],
    ["a line break", "<p>One<br>\n two</p>", ["One<1/> two"]],
    ["line breaks in a row", "<p>One<br><br />\n<br>two</p>", ["One<1/>two"]],
    ["formatting around everything", "<p><b><i>One</i></b></p>", ["One"]],
    ["nested formatting", "<p>See <b><i>this</i></b> now</p>", ["See <1>this</1> now"]],
    ["an icon", "<p><i class='icon'></i> Save <i class='x'></i> it</p>", ["Save <1/> it"]],
    [
      "an image at the edge, and one inside",
      "<p><img src=a alt='A'> One <img src=b alt='B'> two</p>",
      ["A", "One <1/> two", "B"],
    ],
    ["a comment inside", "<p>One <!-- x --> two</p>", ["One <1/> two"]],
    ["a comment beside a code", "<p>One <br><!-- x -->two</p>", ["One <1/>two"]],
    ["a table", "<table><tr><th>Age<th>Help<tr><td>2<td>Play</table>", ["Age", "Help", "Play"]],
    ["a link around blocks", "<a href=x><h2>One</h2><p>Two</p></a>", ["One", "Two"]],
    ["a menu of links", "<nav><a href=a>Home</a> | <a href=b>About <b>us</b></a></nav>", ["Home", "About <1>us</1>"]],
    [
      "a link in a sentence",
      "<p>See <a href=a>this</a> and <a href=b>that</a></p>",
      ["See <1>this</1> and <2>that</2>"],
    ],
    ["tags that overlap", "<p>a <b>b <i>c</b> d</i> e</p>", ["a <1>b <2/>c</1> d<3/> e"]],
    ["tags never closed", "<p>One <b>two<p>Three</p>", ["One <1/>two", "Three"]],
    ["a custom element in a line", "<p>Age: <my-age>two</my-age> years</p>", ["Age: <1>two</1> years"]],
    ["custom elements as blocks", "<my-card><my-title>One</my-title><my-text>Two</my-text></my-card>", ["One", "Two"]],
    ["a button in a sentence", "<p>Press <button>Save</button> now</p>", ["Press <1/> now", "Save"]],
    ["a list to choose from", "<p>Choose <select><option>One<option>Two</select></p>", ["Choose", "One", "Two"]],
    [
      "labels and fields",
      "<label>Name <input placeholder='Your name'></label><label>Age</label>",
      ["Name", "Your name", "Age"],
    ],
    ["a text field", "<textarea>\n One\n  Two</textarea>", ["One\n  Two"]],
    ["preformatted text", "<pre>One\n  two <b>x</b></pre>", ["One\n  two <1>x</1>"]],
    ["white space of a stretch", "<p>a <b style='white-space:pre'>  b</b>  c</p>", ["a <1>  b</1>  c"]],
    ["white space by style", "<p style='white-space: pre-wrap'>One\n  two</p>", ["One\n  two"]],
    ["soft hyphens and break points", "<p>par&shy;ent<wbr>ing</p>", ["parent<1/>ing"]],
    ["references", "<p>a &amp; b&nbsp;&lt;c&gt; &#x416;</p>", ["a & b\u00A0<c> Ж"]],
    ["ruby", "<p><ruby>漢<rp>(</rp><rt>kan</rt><rp>)</rp></ruby>字</p>", ["<1>漢<2/></1>字"]],
    ["a formula", "<p>Take <math><mi>x</mi></math> and y</p>", ["Take <1/> and y"]],
    ["program code", "<p>Run <code>npm test</code> now</p><pre><code>let x</code></pre>", ["Run <1/> now"]],
    [
      "a drawing",
      "<svg><title>Map</title><desc>A plan</desc><text>Home <tspan>here</tspan></text><style>a{}</style></svg>",
      ["Map", "A plan", "Home <1>here</1>"],
    ],
    ["a template", "<template><p>One</p></template>", ["One"]],
    ["scripts and styles", "<style>a{}</style><script>var x='<p>no</p>'</script><p>One</p>", ["One"]],
    ["conditional comments", "<!--[if IE]><p>Old</p><![endif]--><p>One</p>", ["One"]],
    ["text outside of all", "One <b>two</b>", ["One <1>two</1>"]],
    ["numbers alone", "<p>12.5</p><p>Two</p>", ["Two"]],
  ])("of %s", async (_, content, wanted) => {
    expect(await sources(content)).toEqual(wanted);
  });

  it.each([
    [
      "attributes",
      "<p title='Tip'><img alt='Door'><input type=submit value='Send'><input value='no'><a aria-label='Close' aria-description='Shuts it' href=x></a></p>",
      ["Tip", "Door", "Send", "Close", "Shuts it"],
    ],
    [
      "labels of tables, options and tracks",
      "<table summary='Plan'><tr><th abbr='Yr'>Year</table><optgroup label='A b'><option label='C d'></optgroup><video><track label='English'></video>",
      ["Plan", "Yr", "Year", "A b", "C d", "English"],
    ],
    [
      "meta",
      "<meta name=description content='About us'><meta property='og:title' content='Us'><meta name=twitter:image:alt content='Pic'><meta name=author content='Nobody'><meta name=viewport content='width=device-width'>",
      ["About us", "Us", "Pic"],
    ],
    [
      "titles that nobody reads",
      "<link rel=alternate title='RSS feed'><style title='Dark'></style><p>One</p>",
      ["One"],
    ],
    [
      "structured data",
      `<script type="application/ld+json">{"@type":"Course","name":"Parenting","url":"https://x","author":{"@type":"Person","name":"No One","description":"A teacher"},"keywords":["a b","c"]}</script>`,
      ["Parenting", "A teacher", "a b", "c"],
    ],
    [
      "a page in an attribute",
      `<iframe srcdoc="&lt;p title='Tip'>Inside &amp;amp; out&lt;/p>"></iframe>`,
      ["Tip", "Inside & out"],
    ],
    ["template syntax in an attribute", "<img alt='{{ name }} at home'>", ["<1/> at home"]],
  ])("of %s", async (_, content, wanted) => {
    expect(await sources(content)).toEqual(wanted);
  });

  it("tells of data- attributes that hold sentences", async () => {
    const content = "<p data-feedback='Well done, all of you!' data-x='a.b, c d' data-style='{a: b}'>One</p>";
    const { findings, coverage } = await html.extract(documentOf(content));
    expect(findings.map(({ id, message }) => [id, message.includes("data-feedback")])).toEqual([
      ["data-attributes-kept", true],
    ]);
    expect(coverage).toContainEqual(expect.objectContaining({ category: "sentences in data- attributes", skipped: 1 }));
    expect((await html.extract(documentOf(content), { attributes: ["data-feedback"] })).findings).toEqual([]);
  });

  it("takes attributes that the options name", async () => {
    const content = "<p data-feedback='Well done' data-id='x y'>One</p>";
    expect(await sources(content, { attributes: ["data-feedback"] })).toEqual(["Well done", "One"]);
  });

  it.each([
    ["translate", "<p>One</p><p translate=no title='x y'>Two</p><p class='a notranslate'>Three</p>", ["One"]],
    ["translate within", "<div translate=no>One<p translate=yes>Two</p></div>", ["Two"]],
    [
      "a name in a sentence",
      "<p>By <span translate=no>ELPIDA <b>team</b></span> of parents</p>",
      ["By <1/> of parents"],
    ],
    [
      "comments",
      "<p>One</p><!-- notranslate --><p>Two</p><p>Three</p><!-- /notranslate --><p>Four</p>",
      ["One", "Four"],
    ],
    ["a comment without end", "<div><!-- notranslate --><p>Two</p></div><p>Four</p>", ["Four"]],
    ["ITS", "<p its-translate=no>One</p><p>Two</p>", ["Two"]],
    [
      "another language",
      "<html lang=en><p>One</p><p lang=fr>Deux</p><p lang=en-GB>Three <i lang=la>et cetera</i> four</p></html>",
      ["One", "Three <1/> four"],
    ],
    ["page numbers of e-books", "<p>One <span epub:type='pagebreak' title='iv'></span> two</p>", ["One <1/> two"]],
  ])("leaves what is marked by %s", async (_, content, wanted) => {
    expect(await sources(content)).toEqual(wanted);
  });

  it("takes passages in another language where the options say so", async () => {
    expect(await sources("<p lang=fr>Deux</p>", { foreignText: "translate" })).toEqual(["Deux"]);
    expect(await sources("<p>Run <code>it</code></p>", { code: "translate" })).toEqual(["Run <1>it</1>"]);
  });

  it("tells of the language the page says it is in, and of passages it left", async () => {
    const { findings, coverage } = await html.extract(documentOf("<html lang=fr><p>Un</p><p lang=de>Zwei</p></html>"));
    expect(findings.map(({ id }) => id)).toEqual(["other-language", "foreign-text-kept"]);
    expect(coverage).toContainEqual(expect.objectContaining({ category: "texts in another language", skipped: 1 }));
  });

  it.each([
    [
      "Handlebars and Jinja",
      "<p>Dear {{ user.name }}, {% if x > 1 %}welcome{% endif %} {# no #}</p>",
      ["Dear <1/>, <2/>welcome<3/> <4/>"],
    ],
    [
      "PHP",
      "<p>Dear <?php if ($a->b > 3) { echo '<b>'; } ?>, come</p><div <?= $c ?>>In</div>",
      ["Dear <1/>, come", "In"],
    ],
    ["ASP and strings", "<p>Dear <%= name %>, ${count} days, *|FNAME|*</p>", ["Dear <1/>, <2/> days, <3/>"]],
    ["shortcodes", '<p>[note]See [gallery ids="1,2"] and [this] one.[/note]</p>', ["<1/>See <2/> and [this] one.<3/>"]],
    ["Moodle", "<p>{mlang en}Hello {$a->name}{mlang}</p>", ["<1/>Hello <2/><3/>"]],
    ["braces that are text", "<p>A {{ brace <b>and</b> more }}</p>", ["A {{ brace <1>and</1> more }}"]],
  ])("shows template syntax of %s as codes", async (_, content, wanted) => {
    expect(await sources(content)).toEqual(wanted);
  });

  it("names codes by what they mean, without markup", async () => {
    const content = "<p>See <a href='x'><b>this</b></a> <img src=a> <code>npm</code> {{ who }} <em>x</em><br>y</p>";
    const { units } = await html.extract(documentOf(content));
    const codes = units[0]!.source.flatMap((part) =>
      part.kind === "text" || part.kind === "close" ? [] : [`${part.type}: ${part.display}`],
    );
    expect(codes).toEqual([
      "link: link, bold",
      "image: image",
      "other/pitrans:code: npm",
      "ui/xlf:var: {{ who }}",
      "fmt/xlf:i: italic",
      "fmt/xlf:lb: line break",
    ]);
  });

  it("says where a text stands, under which heading, in which row and column", async () => {
    const content =
      "<title>T</title><h2>Ages</h2><p>One</p><table><tr><th>Age</th><th>Help</th></tr><tr><td>Two years</td><td>Play</td></tr></table><img alt='Door'>";
    const { units } = await html.extract(documentOf(content));
    expect(units.map(({ place, context }) => [place, context])).toEqual([
      ["Page title", undefined],
      ["Heading 1", undefined],
      ["Paragraph 1", { heading: "Ages" }],
      ["Table 1, row 1, column 1", { heading: "Ages" }],
      ["Table 1, row 1, column 2", { row: "Age", heading: "Ages" }],
      ["Table 1, row 2, column 1", { column: "Age", heading: "Ages" }],
      ["Table 1, row 2, column 2", { row: "Two years", column: "Help", heading: "Ages" }],
      ["Image 1, alternative text", { heading: "Ages" }],
    ]);
  });
});

describe("the merged page", () => {
  it.each([
    ["the markup around a text", "<p>\r\n  One &eacute; <b>two</b>\r\n</p>", "<p>\r\n  [One é ]<b>[two]</b>\r\n</p>"],
    [
      "what is no text in a line",
      "<p>One <img src=a alt=Door > two<!-- x --> three</p>",
      '<p>[One ]<img src=a alt="[Door]" >[ two]<!-- x -->[ three]</p>',
    ],
    [
      "quotes of attributes",
      `<p title='It"s'>A</p><p title="It's">B</p>`,
      `<p title='[It"s]'>[A]</p><p title="[It's]">[B]</p>`,
    ],
    ["the spelling of no-break spaces", "<p>a&#160;b</p>", "<p>[a&#160;b]</p>"],
    ["template syntax", "<p>Dear {{ a }}, <?= $b ?></p>", "<p>[Dear ]{{ a }}[, ]<?= $b ?></p>"],
    [
      "structured data as ASCII-safe JSON",
      `<script type="application/ld+json">{"name":"A \\"b\\""}</script>`,
      `<script type="application/ld+json">{"name":"[A \\"b\\"]"}</script>`,
    ],
    [
      "pages in attributes",
      `<iframe srcdoc="&lt;p>A &amp;amp; b&lt;/p>"></iframe>`,
      `<iframe srcdoc="&lt;p>[A &amp;amp; b]&lt;/p>"></iframe>`,
    ],
    [
      "a button in a sentence",
      "<p>Press <button title=Now>Save</button> here</p>",
      '<p>[Press ]<button title="[Now]">[Save]</button>[ here]</p>',
    ],
    [
      "titles and text fields",
      "<title>A &amp; b</title><textarea>\n C</textarea>",
      "<title>[A &amp; b]</title><textarea>\n [C]</textarea>",
    ],
  ])("keeps %s", async (_, content, wanted) => {
    expect((await translated(content, { locale: "en" })).toString()).toBe(wanted);
  });

  it("escapes what would be markup, and nothing else", async () => {
    const content = `<p title="x">y</p><script type="application/ld+json">{"name":"z"}</script>`;
    const change = (): string => `a<b> & "c" 'd' </script>`;
    expect((await translated(content, { change, locale: "en" })).toString()).toBe(
      `<p title="a&lt;b> &amp; &quot;c&quot; 'd' &lt;/script>">a&lt;b&gt; &amp; "c" 'd' &lt;/script&gt;</p><script type="application/ld+json">{"name":"a\\u003cb\\u003e \\u0026 \\"c\\" 'd' \\u003c/script\\u003e"}</script>`,
    );
  });

  it("breaks a line where a translation does, as the place allows", async () => {
    const content = "<title>a</title><p>b</p><pre>c</pre>\r\n";
    expect((await translated(content, { change: (text) => `${text}\n1`, locale: "en" })).toString()).toBe(
      "<title>a 1</title><p>b<br>1</p><pre>c\r\n1</pre>\r\n",
    );
  });

  it("follows codes that were moved", async () => {
    const document = documentOf("<p>See <b>this</b> <img src=a alt='Door'> now</p>");
    const { units } = await html.extract(document);
    const [line, alt] = units;
    const [see, open, text, close, , image] = line!.source;
    const target = [image!, textFragment("Теперь ")[0]!, open!, text!, close!, see!];
    const { bytes } = await html.merge(document, {
      locale: "en",
      targets: new Map([
        [line!.id, target],
        [alt!.id, textFragment("Дверь")],
      ]),
    });
    expect(Buffer.from(bytes).toString()).toBe("<p><img src=a alt='Дверь'>Теперь <b>this</b>See </p>");
  });

  it.each([
    [
      "the root and its passages",
      '<html lang="en-GB" dir="ltr"><p lang="en">a</p><p lang="fr">b</p></html>',
      '<html lang="ru" dir="ltr"><p lang="ru">[a]</p><p lang="fr">b</p></html>',
    ],
    ["a root without a language", "<HTML class=x><p>a</p></html>", '<HTML lang="ru" class=x><p>[a]</p></html>'],
    [
      "meta",
      '<meta http-equiv="Content-Language" content="en"><meta property="og:locale" content="en_US"><p>a</p>',
      '<meta http-equiv="Content-Language" content="ru"><meta property="og:locale" content="ru_RU"><p>[a]</p>',
    ],
    [
      "structured data",
      `<script type="application/ld+json">{"inLanguage": "en", "name": "a"}</script>`,
      `<script type="application/ld+json">{"inLanguage": "ru", "name": "[a]"}</script>`,
    ],
    ["a passage inside a sentence", "<p>a <i lang=en>b</i></p>", "<p>[a ]<i lang=ru>[b]</i></p>"],
    ["a fragment", "<p>a</p>", "<p>[a]</p>"],
  ])("says its language: %s", async (_, content, wanted) => {
    expect((await translated(content)).toString()).toBe(wanted);
  });

  it("turns to the direction of the script, and back", async () => {
    expect((await translated("<html lang=en><p>a</p></html>", { locale: "ar" })).toString()).toBe(
      '<html dir="rtl" lang=ar><p>[a]</p></html>',
    );
    const back = await html.merge(documentOf("<html dir='rtl' lang=ar></html>", "a.html", "ar"), {
      locale: "en",
      targets: new Map(),
    });
    expect(Buffer.from(back.bytes).toString()).toBe("<html dir='ltr' lang=en></html>");
  });

  it("stays well-formed XHTML", async () => {
    const content = `<?xml version="1.0"?>\n<!DOCTYPE html>\n<html xmlns="http://www.w3.org/1999/xhtml"><head><title/></head><body><p class="a">One<br/>&nbsp;two <![CDATA[<3]]> <a id="x"/>end</p></body></html>`;
    const { units } = await html.extract(documentOf(content, "a.xhtml"));
    expect(units.map(({ source }) => numberedText(source))).toEqual(["One<1/>\u00A0two <3 <2/>end"]);
    expect((await translated(content, { name: "a.xhtml", change: (text) => `${text}\n` })).toString()).toContain(
      '<html lang="ru" xml:lang="ru" xmlns="http://www.w3.org/1999/xhtml"><head><title/></head><body><p class="a">One<br/><br/>&nbsp;two &lt;3 <br/><a id="x"/>end<br/></p>',
    );
  });

  it("reads XHTML that is not well-formed as browsers do, and says so", async () => {
    const { units, findings } = await html.extract(documentOf("<p>One<br>two</p>", "a.xhtml"));
    expect(units).toHaveLength(1);
    expect(findings.map(({ id }) => id)).toEqual(["not-well-formed"]);
  });
});

describe("the encoding of a page", () => {
  const page = (charset: string): string => `<meta charset="${charset}"><p>Caf\u00e9</p><p>12 \u00a7</p>`;

  it("is read from the page and kept, and what it lacks is written as references", async () => {
    const bytes = Buffer.from(page("windows-1252"), "latin1");
    const merged = await translated(bytes, { change: (text) => `${text} \u20ac Ж` });
    expect(merged.toString("latin1")).toBe(page("windows-1252").replace("</p>", " \u0080 &#1046;</p>"));
  });

  it.each([
    ["iso-8859-2", [0xb3], "ł"],
    ["windows-1251", [0xc6], "Ж"],
    ["koi8-r", [0xf6], "Ж"],
    ["shift_jis", [0x8a, 0xbf], "漢"],
    ["euc-jp", [0xb4, 0xc1], "漢"],
    ["gbk", [0xba, 0xba], "汉"],
    ["big5", [0xba, 0x7e], "漢"],
    ["euc-kr", [0xc7, 0xd1], "한"],
  ])("can be %s", async (charset, bytes, character) => {
    const content = Buffer.concat([
      Buffer.from(`<meta charset=${charset}><p>x`),
      Buffer.from(bytes),
      Buffer.from("</p>"),
    ]);
    const { units } = await html.extract(documentOf(content));
    expect(units.map(({ source }) => numberedText(source))).toEqual([`x${character}`]);
    const merged = await translated(content, { change: (text) => `${text}${character}` });
    expect(merged.toString("latin1")).toBe(
      Buffer.concat([content.subarray(0, -4), Buffer.from(bytes), Buffer.from("</p>")]).toString("latin1"),
    );
  });

  it("is UTF-8 with a mark once a page that does not name its own is changed", async () => {
    const merged = await translated(Buffer.from("<p>Caf\u00e9</p>", "latin1"));
    expect(merged.toString()).toBe("\uFEFF<p>[Café]</p>");
  });

  it("can be UTF-16, with a mark or without", async () => {
    for (const mark of ["\uFEFF", ""]) {
      const merged = await translated(Buffer.from(`${mark}<p>One</p>`, "utf16le"));
      expect(merged.toString("utf16le")).toBe(`${mark}<p>[One]</p>`);
    }
  });

  it("keeps bytes that it cannot say, as codes", async () => {
    const bytes = Buffer.concat([
      Buffer.from("<meta charset=utf-8><p>Café a"),
      Buffer.from([0xff]),
      Buffer.from("b &amp; c</p>"),
    ]);
    const { units, findings } = await html.extract(documentOf(bytes));
    expect(units.map(({ source }) => numberedText(source))).toEqual(["Café a<1/>b & c"]);
    expect(findings.map(({ id }) => id)).toEqual(["damaged-characters"]);
    const merged = await translated(bytes);
    expect(
      merged.equals(
        Buffer.concat([
          Buffer.from("<meta charset=utf-8><p>[Café a]"),
          Buffer.from([0xff]),
          Buffer.from("[b &amp; c]</p>"),
        ]),
      ),
    ).toBe(true);
  });
});

const soup = fc
  .array(
    fc.oneof(
      fc.constantFrom(
        "<p>",
        "</p>",
        "<div>",
        "</div>",
        "<b>",
        "</b>",
        "<i>",
        "</i>",
        "<span lang=fr>",
        "</span>",
        "<a href=x>",
        "</a>",
        "<br>",
        "<img alt='x y'>",
        "<!-- c -->",
      ),
      fc.constantFrom(
        "<button>",
        "</button>",
        "<table>",
        "<tr>",
        "<td>",
        "</table>",
        "<li>",
        "<ul>",
        "</ul>",
        "<select>",
        "<option>",
        "</select>",
        "<x-y>",
        "</x-y>",
        "<svg>",
        "<text>",
        "</svg>",
        "<font>",
        "</font>",
      ),
      fc.constantFrom(
        "word ",
        "two words",
        " ",
        "&nbsp;",
        "&amp;",
        "{{ x }}",
        "[n]",
        "[/n]",
        "<",
        ">",
        "\n",
        "<code>",
        "</code>",
        "<pre>",
        "</pre>",
        "<title>",
        "</title>",
        "<!-- notranslate -->",
      ),
    ),
    { maxLength: 40 },
  )
  .map((pieces) => pieces.join(""));

describe("any page, however its tags stand", () => {
  it("comes back as it was, gives codes that are well nested, and gives back what was put in", async () => {
    await fc.assert(
      fc.asyncProperty(soup, async (content) => {
        const document = documentOf(content);
        const { units } = await html.extract(document);
        for (const { source } of units) expect(compareCodes(source, source).misnested).toEqual([]);
        const same = await html.merge(document, {
          locale: "en",
          targets: new Map(units.map(({ id, source }) => [id, source])),
        });
        expect(same.bytes).toBe(document.bytes);
        const targets = new Map(units.map(({ id, source }) => [id, pseudoTarget(source)]));
        const merged = await html.merge(document, { locale: "de", targets });
        const again = await html.extract(documentOf(merged.bytes, "page.html", "de"));
        expect(again.units.map(({ source }) => numberedText(source))).toEqual([...targets.values()].map(numberedText));
      }),
      { numRuns: 300 },
    );
  });
});
