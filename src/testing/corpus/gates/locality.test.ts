import { describe, expect, it } from "vitest";
import type { AnyFilter } from "../../../filters/filter.ts";
import { filterFor } from "../../../filters/registry.ts";
import { makeSubject } from "../subject.ts";
import { locality } from "./locality.ts";

const PAGE = `<!DOCTYPE html>
<html lang="en"><head><title>Welcome</title></head><body>
  <p>Dear <b>parents</b>, we meet at 5 o&#39;clock &amp; sing<br>until six.</p>
  <p translate="no">Caf&eacute;  <b>Rose</b> 1&nbsp;234</p>
  <img src="a.png" alt="A school"> <p>12</p>
  <script>var a = "x";</script>
</body></html>
`;
const TEXT = `---
title: Welcome
layout: page
---

# Dear *parents*

We meet at 5 o'clock \\* and sing
until [six](a.html "A page").

1 & 2 &amp; 3

\`\`\`
let a = 1;
\`\`\`

| Day | Hour |
|-----|------|
| Mon | 5 |
`;
const SRT = `1
00:00:01,000 --> 00:00:03,000
<i>Dear parents,
welcome.

2
00:00:04,000 --> 00:00:05,000
♪ 1 2 3  ♪

3
00:00:06,000 --> 00:00:08,000
We meet at 5 o'clock.
`;
const VTT = `WEBVTT

NOTE a note

first
00:01.000 --> 00:03.000 line:0
<v Anna>Dear &amp; kind parents.

00:04.000 --> 00:05.000
1 &amp; 2
`;
const STRINGS = `{
  "title": "Dear parents, {count} of 5",
  "page": "<p>We <b>meet</b> at noon</p>",
  "url": "https://example.org/a",
  "size": 12.50, "empty": ""
}
`;

/** What G2 says of a merge whose text was changed afterwards. */
async function failures(name: string, text: string, change: (merged: string) => string): Promise<readonly string[]> {
  const bytes = Buffer.from(text);
  const { filter } = await filterFor(name, bytes);
  const changing: AnyFilter = {
    ...filter,
    merge: async (document, translation) => {
      const merged = await filter.merge(document, translation, filter.defaults);
      const changed = change(Buffer.from(merged.bytes).toString());
      return { ...merged, bytes: Buffer.from(changed) };
    },
  };
  const settings = { name, bytes, sourceLocale: "en", targetLocale: "ru", hasSoffice: false };
  return (await locality.run(makeSubject({ ...settings, filterFor: () => Promise.resolve(changing) }))).failures;
}

describe("G2 of files that are no XML", () => {
  it.each([
    ["a.html", PAGE],
    ["a.md", TEXT],
    ["a.srt", SRT],
    ["a.vtt", VTT],
    ["a.json", STRINGS],
  ])("is passed by a sound merge of %s", async (name, text) => {
    expect(await failures(name, text, (merged) => merged)).toEqual([]);
  });

  it.each<[what: string, name: string, text: string, piece: string | RegExp, by: string]>([
    ["a lost word of a translated text", "a.html", PAGE, "ŵé ", ""],
    ["a changed digit in one", "a.html", PAGE, "åţ 5", "åţ 6"],
    ["words that changed places with bold ones", "a.html", PAGE, /(Ðéåŕ) <b>(þåŕéñţš)/, "$2 <b>$1"],
    ["a text doubled", "a.html", PAGE, "</p>", "⟦ŵé⟧</p>"],
    ["a protected text changed", "a.html", PAGE, "Rose", "Rosa"],
    ["a protected text spelled anew", "a.html", PAGE, "&eacute;", "é"],
    ["a text without letters spelled anew", "a.html", PAGE, "1&nbsp;234", "1\u00A0234"],
    ["a number changed", "a.html", PAGE, "<p>12<", "<p>13<"],
    ["white space between elements changed", "a.html", PAGE, "\n  <p>", "\n<p>"],
    ["a value that lost a word", "a.html", PAGE, /alt="⟦Å /, 'alt="⟦'],
    ["a script changed", "a.html", PAGE, "var a", "let a"],
    ["a lost word of a paragraph", "a.md", TEXT, "ɱééţ ", ""],
    ["a changed digit in one", "a.md", TEXT, "åţ 5", "åţ 6"],
    ["emphasis moved", "a.md", TEXT, /⟦Ðéåŕ \*/, "*⟦Ðéåŕ "],
    ["a title that lost a word", "a.md", TEXT, /"⟦Å /, '"⟦'],
    ["a paragraph without letters spelled anew", "a.md", TEXT, "&amp; 3", "& 3"],
    ["a front matter value that lost a letter", "a.md", TEXT, "Ŵéļçöɱé", "Ŵéļçö"],
    ["code changed", "a.md", TEXT, "a = 1", "a = 2"],
    ["a cell changed", "a.md", TEXT, "| 5 |", "| 6 |"],
    ["a lost word of a cue", "a.srt", SRT, "Ŵé ", ""],
    ["cues in another order", "a.srt", SRT, /⟦?Ðéåŕ([^]*)Ŵé/u, "Ŵé$1Ðéåŕ"],
    ["an untranslated cue changed", "a.srt", SRT, "2 3", "2 4"],
    ["an untranslated cue spelled anew", "a.srt", SRT, "3  ♪", "3 ♪"],
    ["an entity of an untranslated cue", "a.vtt", VTT, "1 &amp; 2", "1 & 2"],
    ["a lost word of a cue", "a.vtt", VTT, "ķîñð ", ""],
    ["a lost word of a value", "a.json", STRINGS, "þåŕéñţš", ""],
    ["a changed digit of a value", "a.json", STRINGS, "öƒ 5", "öƒ 6"],
    ["a placeholder changed", "a.json", STRINGS, "{count}", "{counts}"],
    ["a lost word of a page in a value", "a.json", STRINGS, "ɱééţ", ""],
    ["an address changed", "a.json", STRINGS, "org/a", "org/b"],
    ["a number spelled anew", "a.json", STRINGS, "12.50", "12.5"],
  ])("sees %s: %s", async (_, name, text, piece, by) => {
    let isChanged = false;
    const found = await failures(name, text, (merged) => {
      const changed = merged.replace(piece, by);
      isChanged = changed !== merged;
      return changed;
    });
    expect(isChanged).toBe(true);
    expect(found).not.toEqual([]);
  });
});
