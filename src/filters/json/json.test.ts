import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { DocumentError } from "../../errors.ts";
import { numberedText, plainText, textFragment, type Fragment } from "../../model/fragment.ts";
import { describeFilter } from "../../testing/describe-filter.ts";
import type { BadDocument } from "../../testing/bad-documents.ts";
import type { AnyFilter } from "../filter.ts";
import { json } from "./json.ts";

const QUIZ = `{
  "$schema": "https://example.org/quiz.schema.json",
  "id": "quiz-3", "language": "en", "type": "multichoice",
  "title": "Homework \\u2013 whose job is it?",
  "cover": { "image": "images/homework.png", "imageAlt": "A child at a desk", "color": "#ffcc00" },
  "questions": [
    { "id": "q1", "text": "What helps {name} most?", "points": 2,
      "answers": [ { "text": "A quiet place", "correct": true }, { "text": "Doing it for %s", "correct": false } ] },
    { "id": "q2", "text": "{count, plural, one {# answer is right} other {# answers are right}}", "hint": "See https:\\/\\/example.org\\/help" }
  ],
  "buttons": { "next": "Next", "language": "Language", "type": "Type of question", "state": "active" },
  "updated": "2026-01-31",
  "empty": "", "number": "42"
}
`;

const open = (
  text: string | Uint8Array,
  name: string = "a.json",
  locale: string = "en",
): Parameters<typeof json.extract>[0] => ({
  name,
  bytes: typeof text === "string" ? Buffer.from(text) : text,
  locale,
});

async function lines(text: string, options?: object, name?: string): Promise<string[]> {
  const { units } = await json.extract(open(text, name), options);
  return units.map(({ place, source }) => `${place} | ${numberedText(source)}`);
}

/** The file with every unit's text replaced. */
async function merged(
  text: string,
  change: (source: Fragment) => Fragment,
  locale: string = "ru",
  name?: string,
): Promise<string> {
  const { bytes } = await json.merge(open(text, name), {
    locale,
    targets: { get: (_, source) => change(source) },
  });
  return Buffer.from(bytes).toString();
}

const bad = (what: string, text: string | Uint8Array): BadDocument => ({
  what,
  name: "bad.json",
  bytes: Buffer.from(text),
});

/** Strings are never read as pages: what looks like one among the contract's characters would be. */
const plain: AnyFilter = {
  ...json,
  extract: (document) => json.extract(document, { html: "plain" }),
  merge: (document, translation) => json.merge(document, translation, { html: "plain" }),
};

/** Nasty characters look like placeholders and tags, which are codes; what is left is compared. */
const withoutCodes = (text: string): string => text.replaceAll(/\$?\{\w+\}|%s|<!--.*?-->/g, "");

describeFilter(plain, {
  sound: {
    "quiz.json": Buffer.from(QUIZ),
    "list.json": Buffer.from('\uFEFF["One", "Two\\nlines", ["Three"]]\r\n'),
    "lines.jsonl": Buffer.from('{"text":"First"}\n\n{"text":"Second"}\n'),
    "app.arb": Buffer.from(
      '{"@@locale":"en","greeting":"Hello {name}","@greeting":{"description":"On the first page"}}',
    ),
  },
  bad: [
    bad("cut off", '{"a": "b'),
    bad("without a comma", '{"a": "b" "c": "d"}'),
    bad("a page", "<html>"),
    bad("nested without end", "[".repeat(5_000_000)),
    bad("nested objects", '{"a":'.repeat(1_000_000)),
    bad("binary", Buffer.from([0, 1, 2, 3])),
    bad("two files in one", '{"a": "b"}{"a": "b"}'),
  ],
  shortened: {
    name: "list.json",
    whole: Buffer.from('{"items": [{"text": "One"}, {"text": "Two"}, {"text": "Three"}]}'),
    without: Buffer.from('{"items": [{"text": "One"}, {"text": "Three"}]}'),
  },
  settle: withoutCodes,
});

describe("strings for readers", () => {
  it("are told from those for programs, by key and by what they look like", async () => {
    expect(await lines(QUIZ)).toMatchInlineSnapshot(`
      [
        "title | Homework – whose job is it?",
        "cover.imageAlt | A child at a desk",
        "questions[1].text | What helps <1/> most?",
        "questions[1].answers[1].text | A quiet place",
        "questions[1].answers[2].text | Doing it for <1/>",
        "questions[2].text, count one | <1/> answer is right",
        "questions[2].text, count other | <1/> answers are right",
        "questions[2].hint | See https://example.org/help",
        "buttons.next | Next",
        "buttons.language | Language",
        "buttons.type | Type of question",
      ]
    `);
    const { coverage } = await json.extract(open(QUIZ));
    expect(coverage).toMatchInlineSnapshot(`
      [
        {
          "category": "strings",
          "extracted": 11,
          "skipped": 0,
        },
        {
          "category": "strings",
          "extracted": 0,
          "reason": "keys that are for programs",
          "skipped": 9,
        },
        {
          "category": "strings",
          "extracted": 0,
          "reason": "no letters",
          "skipped": 3,
        },
      ]
    `);
  });

  it.each([
    ["https://example.org", true],
    ["//cdn.example.org/x", true],
    ["images/a.png", true],
    ["./lesson", true],
    ["#fff", true],
    ["rgba(0, 0, 0, 0.5)", true],
    ["2026-01-31T10:00:00Z", true],
    ["PT30S", true],
    ["btn_primary", true],
    ["multiChoice", true],
    ["MAX_SCORE", true],
    ["home.title", true],
    ["3f2504e0-4f89-11d3-9a0c-0305e82c3301", true],
    ["text/html", true],
    ["12px", true],
    ["parent@example.org", true],
    ["and/or", false],
    ["He/she", false],
    ["Yes", false],
    ["well-being", false],
    ["e.g. at home", false],
    ["ELPIDA", false],
    ["Wi-Fi", false],
    ["a beautiful day", false],
    ["Save as PDF", false],
  ])("%s is for a program: %s", async (value, isTechnical) => {
    expect(await lines(JSON.stringify({ label: value }))).toHaveLength(isTechnical ? 0 : 1);
  });

  it("are those that the configuration names, if it names any", async () => {
    const text = '{"a": {"title": "One", "id": "Two"}, "b": [{"title": "Three", "note": "Four"}]}';
    expect(await lines(text, { include: ["title"] })).toEqual(["a.title | One", "b[1].title | Three"]);
    expect(await lines(text, { include: ["a.*"] })).toEqual(["a.title | One", "a.id | Two"]);
    expect(await lines(text, { include: ["b.**"] })).toEqual(["b[1].title | Three", "b[1].note | Four"]);
    expect(await lines(text, { exclude: ["a"] })).toEqual(["b[1].title | Three", "b[1].note | Four"]);
    expect(await lines(text, { include: ["b.*.note"], exclude: ["note"] })).toEqual([]);
  });

  it("are not remarks for translators", async () => {
    const extension =
      '{"hello": {"message": "Hello $1", "description": "On the button", "placeholders": {"n": {"content": "Some name"}}}}';
    expect(await lines(extension)).toEqual(["hello.message | Hello $1"]);
    expect(await lines('{"@@locale": "en", "a": "One", "@a": {"description": "Two"}}', {}, "a.arb")).toEqual([
      "a | One",
    ]);
  });

  it("may stand in comments' company, under the same key twice, and alone", async () => {
    expect(await lines('// Strings\n{"a": "One", /* two */ "a": "Two",}')).toEqual(["a | One", "a | Two"]);
    expect(await lines('"Only one"')).toEqual(["the text | Only one"]);
    expect(await lines('{"a": "One"}\n{"a": "Two"}', {}, "a.jsonl")).toEqual(["[2].a | One", "[3].a | Two"]);
  });
});

describe("placeholders", () => {
  it.each([
    ["Hello {{name}}, {{{raw}}}", "Hello <1/>, <2/>"],
    ["Hello {name}, {0} of {total, number}", "Hello <1/>, <2/> of <3/>"],
    ["${a} #{b} %{c} $t(nav.home)", "<1/> <2/> <3/> <4/>"],
    [
      "%s, %d %%, %1$s, %.2f, %(who)s and 100 % sure, 50% done",
      "<1/>, <2/> %%, <3/>, <4/>, <5/> and 100 % sure, 50% done",
    ],
    ["Read <0>this</0> or <1/>", "Read <1>this</1> or <2/>"],
    ["(see {the book} below)", "(see {the book} below)"],
  ])("are codes: %s", async (value, numbered) => {
    expect(await lines(JSON.stringify(`Text ${value}`))).toEqual([`the text | Text ${numbered}`]);
  });

  it("come back whatever a translation does to them", async () => {
    const text = '{"a": "Hello {name}, {count} new"}';
    expect(await merged(text, (source) => textFragment(plainText(source).toUpperCase()))).toMatch(
      /^\{"a": "(?=.*\{name\})(?=.*\{count\}).*HELLO.*NEW"\}$/,
    );
  });
});

describe("strings with HTML", () => {
  const PAGE = JSON.stringify({
    steps: [
      { body: "<p>Ask <b>{name}</b> first.</p>\n<ul><li>R&amp;D %s</li></ul>", id: "s1" },
      { body: "<p>Then wait.</p>" },
      { body: "<p>Then wait.</p>" },
    ],
    plain: "A < B",
  });

  it("are pages, their placeholders codes", async () => {
    expect(await lines(PAGE)).toEqual([
      "steps[1].body, Paragraph 1 | Ask <1><v1/></1> first.",
      "steps[1].body, List item 1 | R&D <v1/>",
      "steps[2].body, Paragraph 1 | Then wait.",
      "steps[3].body, Paragraph 1 | Then wait.",
      "plain | A < B",
    ]);
    expect(await lines(PAGE, { html: "plain" })).toContainEqual(
      "steps[1].body | <1>Ask <2><3/></2> first.</1>\n<4><5>R&amp;D <6/></5></4>",
    );
  });

  it("come back with their markup, escaped as HTML asks", async () => {
    const out = JSON.parse(
      await merged(PAGE, (source) =>
        source.map((part) =>
          part.kind === "text" ? { ...part, text: part.text.toUpperCase().replace("FIRST", "<&>") } : part,
        ),
      ),
    ) as object;
    expect(out).toMatchObject({
      steps: [
        { body: "<p>ASK <b>{name}</b> &lt;&amp;&gt;.</p>\n<ul><li>R&amp;D %s</li></ul>" },
        { body: "<p>THEN WAIT.</p>" },
        { body: "<p>THEN WAIT.</p>" },
      ],
      plain: "A < B",
    });
  });

  it("keep placeholders and tags whatever a translation does to them", async () => {
    const { findings, bytes } = await json.merge(open(PAGE), {
      locale: "ru",
      targets: { get: (_, source) => textFragment(`${plainText(source)} да`) },
    });
    const { steps } = JSON.parse(Buffer.from(bytes).toString()) as { steps: { body: string }[] };
    expect(steps[0]!.body).toMatch(/(?=.*\{name\})(?=.*<b>)(?=.*<\/b>)/);
    expect(findings.map(({ id, place }) => [id, place])).toContainEqual([
      "codes-repaired",
      "steps[1].body, Paragraph 1",
    ]);
  });

  it("keep their ids when another is deleted", async () => {
    const idsOf = async (text: string): Promise<string[]> => (await json.extract(open(text))).units.map(({ id }) => id);
    const before = await idsOf('{"a": [{"b": "<p>One</p>"}, {"b": "<p>Two</p>"}, {"b": "<p>Three</p>"}]}');
    const after = await idsOf('{"a": [{"b": "<p>One</p>"}, {"b": "<p>Three</p>"}]}');
    expect(after).toEqual([before[0], before[2]]);
  });
});

describe("plural and select arguments", () => {
  const MESSAGE =
    "You have {n, plural, =0 {no mail} one {# letter from {who}} other {# letters}} today, {g, select, female {dear Ms} other {dear you}}";

  it("are a code, their branches texts of their own", async () => {
    expect(await lines(JSON.stringify({ a: MESSAGE }))).toEqual([
      "a | You have <1/> today, <2/>",
      "a, n =0 | no mail",
      "a, n one | <1/> letter from <2/>",
      "a, n other | <1/> letters",
      "a, g female | dear Ms",
      "a, g other | dear you",
    ]);
  });

  it("are written back with translated branches in a translated message", async () => {
    const upper = (source: Fragment): Fragment =>
      source.map((part) => (part.kind === "text" ? { ...part, text: part.text.toUpperCase() } : part));
    expect(JSON.parse(await merged(JSON.stringify({ a: MESSAGE }), upper))).toEqual({
      a: "YOU HAVE {n, plural, =0 {NO MAIL} one {# LETTER FROM {who}} other {# LETTERS}} TODAY, {g, select, female {DEAR MS} other {DEAR YOU}}",
    });
  });

  it("keep apostrophes and braces apart from syntax", async () => {
    const text = JSON.stringify({ a: "{n, plural, other {it''s '{one}' # time}}" });
    expect(await lines(text)).toEqual(["a, n other | it's <1/> <2/> time"]);
    const quoted = await merged(text, (source) => [
      { kind: "text", text: "d'un {x} #" },
      ...source.filter(({ kind }) => kind !== "text"),
    ]);
    expect(JSON.parse(quoted)).toEqual({ a: "{n, plural, other {d''un '{'x'}' '#''{one}'#}}" });
  });

  it("that are broken are text with placeholders", async () => {
    expect(await lines(JSON.stringify({ a: "{n, plural, one {a} other {b}" }))).toHaveLength(1);
    expect(await lines(JSON.stringify({ a: "{n, plural, one {".repeat(50_000) }))).toHaveLength(1);
  });
});

describe("merging", () => {
  const shout = (source: Fragment): Fragment =>
    source.map((part) => (part.kind === "text" ? { ...part, text: `«${part.text}» é` } : part));

  it("changes string literals alone, in the file's own spelling", async () => {
    expect(await merged('{ "a" : "One\\/two" ,\r\n"b":["\\u00e9t\\u00e9"] }\n', shout)).toBe(
      '{ "a" : "\\u00abOne\\/two\\u00bb \\u00e9" ,\r\n"b":["\\u00ab\\u00e9t\\u00e9\\u00bb \\u00e9"] }\n',
    );
    expect(await merged('{"a": "Б\\u0431", "b": "x"}', shout)).toBe('{"a": "«Бб» é", "b": "«x» é"}');
    expect(await merged('{"a": "Tom \\u0026 Ann \\u00C9"}', shout)).toBe(
      '{"a": "\\u00ABTom \\u0026 Ann \\u00C9\\u00BB \\u00E9"}',
    );
  });

  it("sets the language that the file says it is in", async () => {
    expect(await merged('{"@@locale": "en", "a": "One"}', (source) => source, "pt-BR", "a.arb")).toBe(
      '{"@@locale": "pt-BR", "a": "One"}',
    );
    expect(await merged('{"locale": "en_US", "a": "One"}', (source) => source, "pt-BR")).toBe(
      '{"locale": "pt_BR", "a": "One"}',
    );
    expect(await merged('{"lang": "fr", "a": {"lang": "en"}}', (source) => source)).toBe(
      '{"lang": "fr", "a": {"lang": "en"}}',
    );
  });

  it("gives every value back (property)", async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(
          fc.string({ unit: "grapheme", minLength: 1 }).filter((text) => !/[{}%<$&#]/.test(text)),
          { minLength: 1 },
        ),
        fc.boolean(),
        async (values, isAscii) => {
          const text = JSON.stringify({ list: values.map(() => "Text"), mark: isAscii ? "?" : "é" }).replace(
            "?",
            "\\u00e9",
          );
          let next = 0;
          const out = JSON.parse(
            await merged(text, (source) => (plainText(source) === "Text" ? textFragment(values[next++]!) : source)),
          ) as { list: string[] };
          expect(out.list).toEqual(values);
        },
      ),
      { numRuns: 50 },
    );
  });
});

describe("what is no JSON", () => {
  it("is refused with the line and column", async () => {
    const failure: unknown = await json
      .extract(open('{\n  "a": "One"\n  "b": "Two"\n}'))
      .catch((error: unknown) => error);
    expect(failure).toBeInstanceOf(DocumentError);
    expect((failure as DocumentError).message).toBe("The file is not valid JSON: a comma is missing.");
    expect((failure as DocumentError).place).toEqual({ line: 3, column: 3 });
  });

  // Each would take hours in steps that grow with the square of the text; the suite's time limit is the bound.
  it("is found soon in a hostile file", async () => {
    for (const text of [
      `"${"{".repeat(2_000_000)}"`,
      `["${"%".repeat(1_000_000)}"]`,
      `{"a": "${"<a ".repeat(700_000)}"}`,
      `"${"a.".repeat(1_000_000)}"`,
      `"${"a.b".repeat(600_000)} "`,
    ])
      await json.extract(open(text), { html: "plain" });
  });
});
