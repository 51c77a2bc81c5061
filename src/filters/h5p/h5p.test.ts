import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { numberedText, plainText, type Fragment } from "../../model/fragment.ts";
import { describeFilter } from "../../testing/describe-filter.ts";
import type { BadDocument } from "../../testing/bad-documents.ts";
import { makeArchive } from "../../testing/make-archive.ts";
import { makeH5p, type MadeLibrary } from "../../testing/make-h5p.ts";
import { textOf, readRawArchive } from "../../testing/corpus/raw-archive.ts";
import { h5p } from "./h5p.ts";

const text = (name: string, more: object = {}): object => ({ name, type: "text", label: name, ...more });
const html = (name: string, more: object = {}): object =>
  text(name, { widget: "html", tags: ["strong", "p"], ...more });

const SET: MadeLibrary = {
  name: "H5P.QuestionSet 1.20",
  semantics: [
    {
      name: "introPage",
      type: "group",
      fields: [text("title"), html("introduction"), { name: "show", type: "boolean" }],
    },
    { name: "progressType", type: "select", options: [{ value: "dots", label: "Dots" }] },
    { name: "questions", type: "list", entity: "Question", field: { name: "question", type: "library", options: [] } },
    {
      name: "texts",
      type: "group",
      common: true,
      fields: [
        text("prevButton", { default: "Previous question" }),
        text("progressText", { default: "Question: @current of @total" }),
      ],
    },
    { name: "override", type: "group", fields: [{ name: "checkButton", type: "boolean" }] },
  ],
  languages: {
    ru: {
      semantics: [
        { fields: [] },
        {},
        {},
        { fields: [{ default: "Предыдущий вопрос" }, { default: "Вопрос: @current из @total" }] },
      ],
    },
  },
};

const CHOICE: MadeLibrary = {
  name: "H5P.MultiChoice 1.16",
  semantics: [
    { name: "media", type: "group", label: "Media", fields: [{ name: "type", type: "library", options: [] }] },
    html("question", { label: "Question" }),
    {
      name: "answers",
      type: "list",
      entity: "option",
      field: {
        name: "answer",
        type: "group",
        fields: [
          html("text", { label: "Text" }),
          { name: "correct", type: "boolean" },
          {
            name: "tipsAndFeedback",
            type: "group",
            fields: [text("tip", { label: "Tip" }), text("chosenFeedback", { label: "Message" })],
          },
        ],
      },
    },
    text("backgroundColor", { widget: "colorSelector" }),
    text("state", { widget: "none" }),
    { name: "UI", type: "group", common: true, fields: [text("checkAnswerButton", { default: "Check" })] },
  ],
};

const IMAGE: MadeLibrary = {
  name: "H5P.Image 1.1",
  semantics: [
    { name: "file", type: "image" },
    text("alt", { label: "Alternative text" }),
    text("title", { label: "Hover text" }),
  ],
};

const BLANKS: MadeLibrary = {
  name: "H5P.Blanks 1.14",
  semantics: [
    html("text", { label: "Task" }),
    { name: "questions", type: "list", entity: "text block", field: html("question", { label: "Line of text" }) },
    {
      name: "overallFeedback",
      type: "group",
      fields: [
        {
          name: "overallFeedback",
          type: "list",
          entity: "range",
          field: {
            name: "x",
            type: "group",
            fields: [{ name: "from", type: "number" }, text("feedback", { label: "Feedback" })],
          },
        },
      ],
    },
    text("checkAnswer", { default: "Check", common: true }),
  ],
};

const QUIZ = makeH5p({
  mainLibrary: SET.name,
  libraries: [SET, CHOICE, IMAGE, BLANKS],
  manifest: {
    title: "Homework & school",
    extraTitle: "Homework & school",
    metaDescription: "For parents",
    authors: [{ name: "A Team", role: "Author" }],
    license: "CC BY",
  },
  content: {
    introPage: {
      title: "Parents&#039; quiz &amp; more",
      introduction: "<p>Dear parents,</p>\n<p>welcome to <strong>session 3</strong>.</p>",
      show: true,
    },
    progressType: "dots",
    questions: [
      {
        library: CHOICE.name,
        params: {
          media: {
            library: IMAGE.name,
            params: {
              file: { path: "images/desk.png", mime: "image/png", copyright: { license: "CC BY", title: "Desk" } },
              alt: "A desk",
              title: "Tidy",
            },
          },
          question: "<p>What helps most?</p>\n",
          answers: [
            {
              text: "<div>A quiet place</div>\n",
              correct: true,
              tipsAndFeedback: { tip: "", chosenFeedback: "Well done, @name!" },
            },
            {
              text: "<div>Loud music</div>\n",
              correct: false,
              tipsAndFeedback: { tip: "Think of 1 &lt; 2", chosenFeedback: "" },
            },
          ],
          backgroundColor: "#ffffff",
          state: "hidden words",
          UI: { checkAnswerButton: "Check" },
        },
        subContentId: "3f2504e0-4f89-11d3-9a0c-0305e82c3301",
        metadata: { title: "A quiet place", license: "U", contentType: "Multiple Choice" },
      },
      {
        library: BLANKS.name,
        params: {
          text: "<p>Fill in the missing words</p>\n",
          questions: [
            "<p>Children need *sleep/rest:At night* and *<strong>food</strong>*.</p>\n<p>See *and\\/or* \\(x^2\\).</p>\n",
          ],
          overallFeedback: [{ from: 0, feedback: "You got @score of @total" }],
          checkAnswer: "Check",
        },
        metadata: { title: "Words" },
      },
      {
        library: BLANKS.name,
        params: { text: "<p>Again</p>", questions: [], checkAnswer: "Check" },
        metadata: { title: "Again" },
      },
    ],
    texts: { prevButton: "Previous question", progressText: "Question: @current of @total" },
    override: { checkButton: true },
    unknownField: "Not in the semantics",
  },
});

const open = (bytes: Uint8Array, locale: string = "en"): Parameters<typeof h5p.extract>[0] => ({
  name: "quiz.h5p",
  bytes,
  locale,
});

async function lines(bytes: Uint8Array, options?: object): Promise<string[]> {
  const { units } = await h5p.extract(open(bytes), options);
  return units.map(({ place, source }) => `${place} | ${numberedText(source)}`);
}

/** A JSON member of the package once every text is in capitals. */
async function shouted(bytes: Uint8Array, member: string = "content/content.json", options?: object): Promise<unknown> {
  const merged = await h5p.merge(
    open(bytes),
    { locale: "ru", targets: { get: (_, source) => shout(source) } },
    options,
  );
  return JSON.parse(textOf(readRawArchive(merged.bytes).get(member)!.content()));
}

const shout = (source: Fragment): Fragment =>
  source.map((part) => (part.kind === "text" ? { ...part, text: part.text.toUpperCase() } : part));

const bad = (what: string, bytes: Uint8Array, mayWork?: true): BadDocument => ({
  what,
  name: "bad.h5p",
  bytes,
  ...(mayWork ? { mayWork } : {}),
});

describeFilter(h5p, {
  sound: {
    "quiz.h5p": QUIZ,
    "quiz-of-the-programme.h5p": readFileSync(
      new URL("../../../fixtures/programmes/sources/parenting-together/quiz.h5p", import.meta.url),
    ),
    "without-libraries.h5p": makeH5p({
      mainLibrary: "H5P.Column 1.0",
      content: { content: [{ content: { library: "H5P.AdvancedText 1.1", params: { text: "<p>One</p>" } } }] },
    }),
  },
  bad: [
    bad("an archive of something else", makeArchive([{ name: "a.txt", data: "x" }])),
    bad("without content", makeArchive([{ name: "h5p.json", data: "{}" }])),
    bad("with content that is no JSON", makeH5p({ mainLibrary: "H5P.A 1.0", content: "{" })),
    bad("with content nested without end", makeH5p({ mainLibrary: "H5P.A 1.0", content: '{"a":'.repeat(500_000) })),
    bad(
      "of libraries that contain themselves",
      makeH5p({
        mainLibrary: "H5P.A 1.0",
        content: { a: "b" },
        libraries: [{ name: "H5P.A 1.0", semantics: [nested(400)] }],
      }),
      true,
    ),
    bad("empty", Buffer.alloc(0)),
    bad("cut off", QUIZ.subarray(0, QUIZ.length / 2)),
  ],
  shortened: {
    name: "quiz.h5p",
    whole: makeH5p({
      mainLibrary: BLANKS.name,
      libraries: [BLANKS],
      content: { questions: ["<p>One</p>", "<p>Two</p>", "<p>Three</p>"] },
    }),
    without: makeH5p({
      mainLibrary: BLANKS.name,
      libraries: [BLANKS],
      content: { questions: ["<p>One</p>", "<p>Three</p>"] },
    }),
  },
  // Placeholders are codes, and so are soft hyphens in HTML.
  settle: (found) => found.replaceAll(/\$?\{\w+\}|%s|\u00AD/g, ""),
});

function nested(depth: number): object {
  let field: object = { name: "a", type: "text" };
  for (let level = 0; level < depth; level += 1)
    field = { name: "a", type: "group", fields: [field, { name: "b", type: "text" }] };
  return field;
}

describe("texts of a package", () => {
  it("are found by the semantics of its libraries, words of the interface once", async () => {
    expect(await lines(QUIZ)).toMatchInlineSnapshot(`
      [
        "Title | Homework & school",
        "Description | For parents",
        "IntroPage, title | Parents' quiz & more",
        "IntroPage, introduction, Paragraph 1 | Dear parents,",
        "IntroPage, introduction, Paragraph 2 | welcome to <1>session 3</1>.",
        "Question 1, title | A quiet place",
        "Question 1, Media, Alternative text | A desk",
        "Question 1, Media, Hover text | Tidy",
        "Question 1, Question, Paragraph 1 | What helps most?",
        "Question 1, option 1, Text, Text 1 | A quiet place",
        "Question 1, option 1, tipsAndFeedback, Message | Well done, <1/>!",
        "Question 1, option 2, Text, Text 1 | Loud music",
        "Question 1, option 2, tipsAndFeedback, Tip | Think of 1 < 2",
        "Question 1, UI, checkAnswerButton | Check",
        "Question 2, title | Words",
        "Question 2, Task, Paragraph 1 | Fill in the missing words",
        "Question 2, text block 1, Paragraph 1 | Children need <v1>sleep<v2/>rest<v3/>At night</v1> and <v4/><1>food</1><v5/>.",
        "Question 2, text block 1, Paragraph 2 | See <v1>and<v2/>or</v1> <v3/>.",
        "Question 2, range 1, Feedback | You got <1/> of <2/>",
        "Question 2, checkAnswer | Check",
        "Question 3, title | Again",
        "Question 3, Task, Paragraph 1 | Again",
        "Texts, prevButton | Previous question",
        "Texts, progressText | Question: <1/> of <2/>",
      ]
    `);
    const { coverage, findings } = await h5p.extract(open(QUIZ));
    expect(coverage).toMatchInlineSnapshot(`
      [
        {
          "category": "titles and metadata",
          "extracted": 5,
          "skipped": 0,
        },
        {
          "category": "content",
          "extracted": 15,
          "skipped": 0,
        },
        {
          "category": "interface texts",
          "extracted": 4,
          "skipped": 0,
        },
        {
          "category": "content",
          "extracted": 0,
          "reason": "copyright of media",
          "skipped": 1,
        },
        {
          "category": "content",
          "extracted": 0,
          "reason": "fields that are for programs",
          "skipped": 1,
        },
        {
          "category": "content",
          "extracted": 0,
          "reason": "hidden fields",
          "skipped": 1,
        },
        {
          "category": "content",
          "extracted": 0,
          "reason": "fields that the library does not know",
          "skipped": 1,
        },
      ]
    `);
    expect(findings).toEqual([]);
  });

  it("come back into all places, as the fields spell them", async () => {
    const content = await shouted(QUIZ);
    expect(content).toMatchObject({
      introPage: {
        title: "PARENTS&#039; QUIZ &amp; MORE",
        introduction: "<p>DEAR PARENTS,</p>\n<p>WELCOME TO <strong>SESSION 3</strong>.</p>",
      },
      progressType: "dots",
      texts: { progressText: "QUESTION: @current OF @total" },
      unknownField: "Not in the semantics",
      questions: [
        {
          params: {
            UI: { checkAnswerButton: "CHECK" },
            backgroundColor: "#ffffff",
            answers: [
              { tipsAndFeedback: { chosenFeedback: "WELL DONE, @name!" } },
              { tipsAndFeedback: { tip: "THINK OF 1 &lt; 2" } },
            ],
            media: { params: { file: { copyright: { title: "Desk" } }, alt: "A DESK" } },
          },
          metadata: { title: "A QUIET PLACE", contentType: "Multiple Choice" },
        },
        {
          params: {
            checkAnswer: "CHECK",
            questions: [
              "<p>CHILDREN NEED *SLEEP/REST:AT NIGHT* AND *<strong>FOOD</strong>*.</p>\n<p>SEE *AND\\/OR* \\(x^2\\).</p>\n",
            ],
          },
        },
        { params: { checkAnswer: "CHECK" } },
      ],
    });
    expect(await shouted(QUIZ, "h5p.json")).toMatchObject({
      title: "HOMEWORK & SCHOOL",
      extraTitle: "HOMEWORK & SCHOOL",
      language: "ru",
      authors: [{ name: "A Team" }],
      license: "CC BY",
    });
  });

  it("keep answers whole whatever a translation does to their codes", async () => {
    const merged = await h5p.merge(open(QUIZ), {
      locale: "ru",
      targets: { get: (_, source) => [{ kind: "text", text: plainText(source) }] },
    });
    const content = textOf(readRawArchive(merged.bytes).get("content/content.json")!.content());
    const questions = (JSON.parse(content) as { questions: { params: { questions: string[] } }[] }).questions[1]!.params
      .questions[0]!;
    expect(questions.replaceAll(/[^*]/g, "")).toBe("******");
    expect(merged.findings.map(({ id }) => id)).toContain("codes-repaired");
  });

  it("are guessed where the libraries are not there, and a finding says so", async () => {
    const bytes = makeH5p({
      mainLibrary: "H5P.Column 1.16",
      content: {
        content: [
          {
            content: {
              library: BLANKS.name,
              params: { questions: ["<p>A *b* c</p>"], behaviour: { mode: "Some words" } },
              metadata: { title: "Blanks" },
            },
            useSeparator: "auto",
          },
          {
            content: {
              library: "H5P.Image 1.1",
              params: {
                file: { path: "images/a.png", copyright: { title: "Not this" } },
                alt: "A door",
                contentName: "Image",
              },
            },
          },
        ],
        l10n: { next: "Next page" },
      },
    });
    expect(await lines(bytes)).toEqual([
      "Title | Homework",
      "Content 1, content, title | Blanks",
      expect.stringContaining("| A <v1>b</v1> c"),
      "Content 2, content, alt | A door",
      "Content 2, content, contentName | Image",
      "L10n, next | Next page",
    ]);
    const { findings } = await h5p.extract(open(bytes));
    expect(findings).toEqual([
      expect.objectContaining({
        id: "library-missing",
        message: expect.stringContaining("H5P.Column 1.16, H5P.Blanks 1.14, H5P.Image 1.1"),
      }),
    ]);
  });

  it("of the interface may be left to the libraries, which know some languages", async () => {
    const options = { interface: "library" };
    const found = await lines(QUIZ, options);
    expect(found.filter((line) => line.includes("Previous question") || line.endsWith("| Check"))).toEqual([]);
    const merged = await h5p.merge(open(QUIZ), { locale: "ru", targets: new Map() }, options);
    const content: unknown = JSON.parse(textOf(readRawArchive(merged.bytes).get("content/content.json")!.content()));
    expect(content).toMatchObject({
      texts: { prevButton: "Предыдущий вопрос", progressText: "Вопрос: @current из @total" },
      questions: [{ params: { UI: { checkAnswerButton: "Check" } } }, {}, {}],
    });
    expect(merged.findings.map(({ id, message }) => `${id}: ${message}`)).toEqual([
      expect.stringContaining("interface-untranslated: H5P.MultiChoice 1.16 has no words of its own in ru; 1 of"),
      expect.stringContaining("interface-untranslated: H5P.Blanks 1.14 has no words of its own in ru; 2 of"),
    ]);
  });

  it("have the length that their field takes, and a finding where they are longer", async () => {
    const library: MadeLibrary = { name: "H5P.A 1.0", semantics: [text("title", { maxLength: 12 }), text("data")] };
    const content = { title: "R &amp; D", data: "{ &quot;a&quot;: &quot;Some words&quot; }" };
    const bytes = makeH5p({ mainLibrary: library.name, libraries: [library], manifest: { title: "" }, content });
    const { units } = await h5p.extract(open(bytes));
    expect(units.map(({ source, maxLength }) => [plainText(source), maxLength])).toEqual([["R & D", 12]]);
    const longer = await h5p.merge(open(bytes), {
      locale: "ru",
      targets: { get: () => [{ kind: "text", text: "Research & D" }] },
    });
    expect(longer.findings).toEqual([
      expect.objectContaining({
        id: "too-long",
        place: "Title",
        message: expect.stringContaining("16 characters; the content type takes 12"),
      }),
    ]);
  });

  it("stand in subtitles of the document's language, which follows", async () => {
    const track = (label: string, srcLang: string, path: string): object => ({
      label,
      srcLang,
      track: { path, mime: "text/vtt" },
    });
    const library: MadeLibrary = {
      name: "H5P.A 1.0",
      semantics: [
        {
          name: "tracks",
          type: "list",
          entity: "track",
          field: {
            name: "t",
            type: "group",
            fields: [text("label"), text("srcLang"), { name: "track", type: "file" }],
          },
        },
      ],
    };
    const cue = (words: string): string => `WEBVTT\n\n00:00:01.000 --> 00:00:04.000\n${words}\n`;
    const bytes = makeH5p({
      mainLibrary: library.name,
      libraries: [library],
      content: {
        tracks: [
          track("English", "en", "files/a.vtt"),
          track("Deutsch", "de", "files/b.vtt"),
          track("Gone", "en", "files/c.vtt"),
        ],
      },
      files: [
        { name: "content/files/a.vtt", data: cue("Dear parents.") },
        { name: "content/files/b.vtt", data: cue("Liebe Eltern.") },
      ],
    });
    const found = await lines(bytes);
    expect(found.filter((line) => /subtitles/.test(line))).toEqual([
      expect.stringMatching(/^Track 1, subtitles, .* \| Dear parents\.$/),
    ]);
    const merged = await h5p.merge(open(bytes), { locale: "ru", targets: { get: (_, source) => shout(source) } });
    const parts = readRawArchive(merged.bytes);
    expect(textOf(parts.get("content/files/a.vtt")!.content())).toBe(cue("DEAR PARENTS."));
    expect(textOf(parts.get("content/files/b.vtt")!.content())).toBe(cue("Liebe Eltern."));
    expect(JSON.parse(textOf(parts.get("content/content.json")!.content()))).toMatchObject({
      tracks: [{ srcLang: "ru" }, { srcLang: "de" }, { srcLang: "en" }],
    });
  });

  it("are none where nobody wrote them, or where the library does not know them", async () => {
    const part = { library: "H5P.A 1.0", params: { title: "One", other: "Two" }, metadata: { title: "Untitled Text" } };
    const library: MadeLibrary = { name: "H5P.A 1.0", semantics: [text("title"), { name: "part", type: "library" }] };
    const bytes = makeH5p({ mainLibrary: library.name, libraries: [library], content: { part } });
    expect(await lines(bytes)).toEqual(["Title | Homework", "Part, title | One"]);
    const { coverage } = await h5p.extract(open(bytes));
    expect(coverage.map(({ reason }) => reason).filter(Boolean)).toEqual([
      "titles that nobody has written",
      "fields that the library does not know",
    ]);
  });

  it("are found in groups of one field, folded as the editor does it or not", async () => {
    const library: MadeLibrary = {
      name: "H5P.A 1.0",
      semantics: [
        { name: "one", type: "group", fields: [text("only")] },
        { name: "two", type: "group", fields: [text("only")] },
        { name: "kept", type: "group", isSubContent: true, fields: [text("only")] },
      ],
    };
    const content = { one: "Folded", two: { only: "Unfolded" }, kept: { only: "Content of its own" } };
    expect(await lines(makeH5p({ mainLibrary: library.name, libraries: [library], content }))).toEqual([
      "Title | Homework",
      "One | Folded",
      "Two, only | Unfolded",
      "Kept, only | Content of its own",
    ]);
  });
});
