import { readFileSync } from "node:fs";
import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { numberedText, plainText, type Fragment } from "../../model/fragment.ts";
import { describeFilter } from "../../testing/describe-filter.ts";
import { parseNumbered } from "../../testing/parse-numbered.ts";
import { breakCodes } from "../../testing/corpus/break-codes.ts";
import { seededRandom } from "../../testing/seeded-random.ts";
import type { AnyFilter } from "../filter.ts";
import { srt } from "../srt/srt.ts";
import { vtt } from "../vtt/vtt.ts";

const WELCOME = readFileSync(
  new URL("../../../fixtures/programmes/sources/parenting-together/welcome.vtt", import.meta.url),
);

/** Cues of an SRT file, a second apart and `seconds` long. */
function cues(texts: readonly string[], seconds = 3): string {
  const time = (at: number): string => `00:00:${`${at}`.padStart(2, "0")},000`;
  return texts
    .map((text, index) => {
      const from = index * (seconds + 1);
      return `${index + 1}\n${time(from)} --> ${time(from + seconds)}\n${text}\n`;
    })
    .join("\n");
}

const documentOf = (content: string | Uint8Array, name: string) => ({
  name,
  bytes: Buffer.from(content as string),
  locale: "en",
});

const filterOf = (name: string): AnyFilter => (name.endsWith(".vtt") ? vtt : srt);

async function sources(content: string, name = "a.srt", options = {}): Promise<string[]> {
  const { units } = await filterOf(name).extract(documentOf(content, name), options);
  return units.map(({ source }) => numberedText(source));
}

/** Merges targets in the order of the units; undefined leaves one alone. */
async function merged(
  content: string,
  targets: readonly (string | undefined)[],
  name = "a.srt",
  options = {},
): Promise<{ text: string; findings: string[] }> {
  const document = documentOf(content, name);
  const { units } = await filterOf(name).extract(document, options);
  const byId = new Map<string, Fragment>();
  units.forEach(({ id }, index) => {
    if (targets[index] !== undefined) byId.set(id, parseNumbered(targets[index]));
  });
  const { bytes, findings } = await filterOf(name).merge(document, { locale: "ru", targets: byId }, options);
  return { text: Buffer.from(bytes).toString(), findings: findings.map(({ id, message }) => `${id}: ${message}`) };
}

/** The texts of cues, lines parted by a stroke. */
const textsOf = (file: string): string[] =>
  file
    .trim()
    .split("\n\n")
    .map((block) => block.split("\n").slice(2).join(" / "));

describe("subtitles", () => {
  it("reads the welcome film as its viewers do", async () => {
    const { units, coverage } = await vtt.extract(documentOf(WELCOME, "welcome.vtt"));
    const lines = units.map(({ place, source }) => `${place} | ${numberedText(source)}`);
    const rows = coverage.map(({ category, extracted, skipped }) => `${category} | ${extracted} | ${skipped}`);
    await expect(`${[...lines, "", ...rows].join("\n")}\n`).toMatchFileSnapshot("goldens/welcome.txt");
  });

  it("joins a sentence over its cues, and shows where each ends", async () => {
    const document = documentOf(cues(["I was\ncommenting,", "as people do.", "Then I stopped."]), "a.srt");
    const { units } = await srt.extract(document);
    expect(units.map(({ place, source }) => [place, numberedText(source)])).toEqual([
      ["Cues 1–2, 00:00:00", "I was commenting, <1/>as people do."],
      ["Cue 3, 00:00:08", "Then I stopped."],
    ]);
    expect(units[0]!.source.find(({ kind }) => kind === "standalone")).toMatchObject({ display: "cue 2" });
  });

  it.each([
    ["a dash", ["And then", "- what happened?"], 2],
    ["a speaker's name", ["And then", "ANN: what happened?"], 2],
    ["music", ["And then.", "♪ la la ♪", "la la la"], 3],
    ["a sound", ["And then", "[laughter]", "he said so."], 3],
    ["a small letter after a full stop", ["It was Mr.", "jones who came."], 1],
    ["no full stops at all", ["Introduction", "Topics", "Presenters"], 3],
  ])("begins a new text, or not, at %s", async (_, texts, count) => {
    expect(await sources(cues(texts))).toHaveLength(count);
  });

  it("begins a new text after a pause, as long as the option says", async () => {
    const text = cues(["And then", "he came."]).replace("00:00:04,000", "00:00:06,000");
    expect(await sources(text)).toHaveLength(2);
    expect(await sources(text, "a.srt", { maxGap: 5 })).toHaveLength(1);
  });

  it("divides a translation at the codes, wherever the editor has put them", async () => {
    const { text, findings } = await merged(cues(["I was commenting,", "as people do."]), [
      "Я <1/>комментировал, как все.",
    ]);
    expect(textsOf(text)).toEqual(["Я", "комментировал, как все."]);
    expect(findings).toEqual([]);
  });

  it("divides by duration where the codes are lost, best after a comma", async () => {
    const lost = await merged(cues(["I was commenting,", "as people do."]), ["Я комментировал, как делают люди."]);
    expect(textsOf(lost.text)).toEqual(["Я комментировал,", "как делают люди."]);
    expect(lost.findings[0]).toMatch(/^codes-repaired/);
    const long = cues(["One two three", "four."]).replace("00:00:07,000", "00:00:59,000");
    expect(
      textsOf((await merged(long, ["раз два три четыре пять шесть семь"], "a.srt", { maxLineLength: 99 })).text)[0],
    ).toBe("раз");
  });

  it("leaves no cue without words", async () => {
    const { text, findings } = await merged(cues(["I was commenting,", "as people do."]), [
      "Я комментировал, как все.<1/>",
    ]);
    expect(textsOf(text)).toEqual(["Я комментировал,", "как все."]);
    expect(findings.map((finding) => finding.split(":")[0])).toEqual(["subtitle-cues-divided"]);
  });

  it("closes tags at the end of a cue and opens them again in the next, around words and no spaces", async () => {
    const text = cues(["The <i>quick</i> fox", "jumps."]);
    expect(await sources(text)).toEqual(["The <1>quick</1> fox <2/>jumps."]);
    const { text: written } = await merged(text, ["<1>Быстрая лиса <2/>прыгает</1>."]);
    expect(textsOf(written)).toEqual(["<i>Быстрая лиса</i>", "<i>прыгает</i>."]);
  });

  it.each([
    [
      "after a comma, though the lines are less alike",
      "Это предложение намного длиннее прежнего, и в строку не входит.",
      "Это предложение намного длиннее прежнего, / и в строку не входит.",
    ],
    [
      "not after a comma where the line would not fit",
      "Это предложение, право же, очень намного длиннее прежнего, и в строку не входит.",
      "Это предложение, право же, очень намного / длиннее прежнего, и в строку не входит.",
    ],
    [
      "before a small word",
      "Родители приходят на занятия, беседуют и играют с детьми вместе",
      "Родители приходят на занятия, / беседуют и играют с детьми вместе",
    ],
    [
      "before a small word where there is no comma",
      "Родители приходят на наши занятия по субботам и играют вместе",
      "Родители приходят на наши занятия / по субботам и играют вместе",
    ],
    ["not where one line will do", "Одна строка, и всё.", "Одна строка, и всё."],
  ])("breaks lines %s", async (_, target, lines) => {
    expect(textsOf((await merged(cues(["Broken\nin two."]), [target])).text)).toEqual([lines]);
  });

  it("counts what a reader reads: letters and spaces, without markup, references and breaks of lines", async () => {
    const { findings } = await merged(cues(["Yes."], 2), [`Да, ${"неспешно".repeat(6)} отвечает он.`]);
    expect(findings).toEqual([
      "subtitle-line-too-long: Cue 1 has a line of 52 characters; 42 fit.",
      "subtitle-too-fast: Cue 1 must be read at 32 characters per second; 17 can be. To fit its 2 s it must lose 30 of its 64 characters.",
    ]);
    const web = "WEBVTT\n\n00:01.000 --> 00:03.000\n<c.loud>Tea &amp; cake,</c> please.\n";
    const fits = "<1>Чай & торт,</1> пожалуйста.";
    expect((await merged(web, [fits], "a.vtt", { maxCps: 11.5 })).findings).toEqual([]);
    expect((await merged(web, [fits], "a.vtt", { maxCps: 11 })).findings).toEqual([
      "subtitle-too-fast: Cue 1 must be read at 11.5 characters per second; 11 can be. To fit its 2 s it must lose 1 of its 23 characters.",
    ]);
    expect((await merged(cues(["Yes."]), ["Да."], "a.srt", { maxCps: 0.5 })).findings).toHaveLength(1);
  });

  it("keeps positions, voices, dashes and tags around everything out of the text", async () => {
    const text = cues(["{\\an8}<i>Up there.</i>", '<font color="red">Red.</font>', "- One?\n- Two!"]);
    expect(await sources(text)).toEqual(["Up there.", "Red.", "One?", "Two!"]);
    const { text: written } = await merged(text, ["Там.", "Красный.", "Раз?", "Два!"]);
    expect(textsOf(written)).toEqual(["{\\an8}<i>Там.</i>", '<font color="red">Красный.</font>', "- Раз? / - Два!"]);
  });

  it("never begins a line with a dash that was none", async () => {
    const { text } = await merged(cues(["Short."]), [
      "Семья и школа это партнёры и друзья здесь – вместе мы сильнее, чем порознь.",
    ]);
    expect(text).not.toMatch(/^[–-] /m);
    expect(await sources(text)).toHaveLength(1);
  });

  it("takes arrows in a text for text, and writes none that would begin another cue", async () => {
    const text = cues(["Step 1 --> step 2.", "Yes."]);
    expect(await sources(text)).toEqual(["Step 1 --> step 2.", "Yes."]);
    const { text: written } = await merged(text, ["Шаг 1 --> 2.", "00:00:01,000 --> 00:00:02,000"]);
    expect(textsOf(written)).toEqual(["Шаг 1 --> 2.", "00:00:01,000 → 00:00:02,000"]);
  });

  it("takes a dash before a number for a speaker's where a space follows", async () => {
    expect(await sources(cues(["- How many?\n- 20 or so.", "Minus\n-20 degrees."]))).toEqual([
      "How many?",
      "20 or so.",
      "Minus -20 degrees.",
    ]);
  });

  it("takes lines of digits for text, and numbers only where a timing follows", async () => {
    expect(
      await sources("1\n00:00:01,000 --> 00:00:02,000\n2024\nwas good.\n2\n00:00:03,000 --> 00:00:04,000\nYes.\n"),
    ).toEqual(["2024 was good.", "Yes."]);
  });

  it("reads cues without numbers, text after blank lines, dots for commas, hours left out", async () => {
    expect(
      await sources("00:00:01.000 --> 00:00:02.000\nOne.\n\nStill one.\n\n0:00:03,0 --> 0:00:04,0\nTwo.\n"),
    ).toEqual(["One.", "Still one.", "Two."]);
    expect(await sources("WEBVTT\n\n00:01.000 --> 00:02.000\nOne.\n", "a.vtt")).toEqual(["One."]);
  });

  it("takes unpaired and unknown tags, and signs that are no tags", async () => {
    expect(await sources(cues(["I <3 you, <b>and 2 < 3.", "<made_up>Yes</made_up> no."]))).toEqual([
      "I <3 you, <1/>and 2 < 3.",
      "<1>Yes</1> no.",
    ]);
  });

  it("reads and writes WebVTT's character references, voices, classes and timestamps", async () => {
    const text =
      "WEBVTT\n\n00:01.000 --> 00:05.000 align:start\n<v Ann>Tea &amp; <c.loud>cake</c> <00:03.000>for&nbsp;you &lt;3</v>\n";
    expect(await sources(text, "a.vtt")).toEqual(["Tea & <1>cake</1> <2/>for\u00A0you <3"]);
    const { text: written } = await merged(text, ["Чай & <1>торт</1> <2/>для\u00A0вас <3"], "a.vtt");
    expect(written).toContain("<v Ann>Чай &amp; <c.loud>торт</c> <00:03.000>для&nbsp;вас &lt;3</v>\n");
  });

  it("leaves header, notes, styles, settings, names and what is no cue as they are", async () => {
    const text =
      "\uFEFFWEBVTT - Title\r\nLanguage: en\r\n\r\nNOTE One --\r\nmore\r\n\r\nSTYLE\r\n::cue { color: red }\r\n\r\nintro\r\n00:01.000 --> 00:05.000 line:0\r\nText.\r\n\r\nStray text.\r\n";
    const { text: written } = await merged(text, ["Текст."], "a.vtt");
    expect(written).toBe(text.replace("Text.", "Текст.").replace("Language: en", "Language: ru"));
  });

  it("writes old encodings back, and UTF-8 where they lack a letter", async () => {
    const bytes = Buffer.from(cues(["Café."]), "latin1");
    const { units, findings } = await srt.extract(documentOf(bytes, "a.srt"));
    expect(findings.map(({ id }) => id)).toEqual(["legacy-encoding"]);
    const target = new Map([[units[0]!.id, parseNumbered("Thé.")]]);
    const { bytes: written } = await srt.merge(documentOf(bytes, "a.srt"), { locale: "fr", targets: target });
    expect(Buffer.from(written).equals(Buffer.from(cues(["Thé."]), "latin1"))).toBe(true);
  });

  it("keeps the whole text, in order, whatever happens to the codes", async () => {
    const text = cues(["I <i>was</i> commenting,", "as <b>people</b> do,", "when they are young."]);
    const document = documentOf(text, "a.srt");
    const [unit] = (await srt.extract(document)).units;
    await fc.assert(
      fc.asyncProperty(fc.string(), async (seed) => {
        const target = breakCodes(unit!.source, seededRandom(seed));
        const { bytes } = await srt.merge(document, { locale: "ru", targets: new Map([[unit!.id, target]]) });
        const again = await srt.extract({ ...document, bytes });
        const bare = (fragments: readonly Fragment[]): string =>
          fragments.map(plainText).join("").replaceAll(/\s/g, "");
        expect(bare(again.units.map(({ source }) => source))).toBe(bare([target]));
      }),
      { numRuns: 200 },
    );
  });

  it.each([
    ["cues", cues(["A"]).repeat(5000)],
    ["one cue's lines", `1\n00:00:01,000 --> 00:00:02,000\n${"a b <i>c</i>\n".repeat(5000)}`],
    ["tags", `1\n00:00:01,000 --> 00:00:02,000\n${"<i></b>".repeat(10_000)} a`],
    ["unfinished tags", `WEBVTT\n\n00:01.000 --> 00:02.000\n${"<a ".repeat(100_000)}`],
  ])("reads a file of nothing but %s in time that grows with its size", async (_, text) => {
    for (const filter of [srt, vtt]) {
      const document = documentOf(text, "a.srt");
      const { units } = await filter.extract(document);
      const targets = new Map(units.map(({ id, source }) => [id, parseNumbered(`${plainText(source)} b`)]));
      const { bytes } = await filter.merge(document, { locale: "ru", targets });
      expect(bytes.length).toBeGreaterThan(0);
    }
  });
});

describeFilter(vtt, {
  sound: { "welcome.vtt": WELCOME },
  bad: [{ what: "binary data", name: "a.vtt", bytes: Buffer.from([0x57, 0, 0x45]) }],
  cutsAnew: true,
});

describeFilter(srt, {
  sound: {
    "film.srt": Buffer.from(
      cues(["One two.", "<i>Three</i> four,", "five.", "- Six?\n- Seven!"]).replaceAll("\n", "\r\n"),
    ),
  },
  bad: [
    { what: "a letter", name: "a.srt", bytes: Buffer.from("Dear parents,\n\ncome on Monday.\n") },
    { what: "binary data", name: "a.srt", bytes: Buffer.from([1, 2, 0, 3]) },
  ],
  shortened: {
    name: "a.srt",
    whole: Buffer.from(cues(["One.", "Two.", "Three."])),
    without: Buffer.from(cues(["One.", "Three."])),
  },
  cutsAnew: true,
});
