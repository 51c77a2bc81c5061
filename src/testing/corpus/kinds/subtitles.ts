import { bare, type DumpedText } from "../text-dump.ts";
import { restored } from "../pseudo-text.ts";
import { plainTokens, tally, type PartKind } from "./kind.ts";

const TAG = /<\/?[A-Za-z][^<>]*>|<\d[\d:.]*>|\{\\[^{}]*\}/g;
/** A file may say in its header what language it is in. */
const LANGUAGE = /^Language:/;

/**
 * SRT and WebVTT: what is no text of a cue counts line by line; of cues that were translated the tags, and all words of the file in their order,
 * for sentences are divided among cues anew; other cues as they are spelled.
 */
export const subtitles: PartKind = {
  id: "subtitles",
  tokens: (text, { declared }, counterpart) => {
    const sequence: string[] = [];
    const found = new Map<string, number>();
    let isInText = false;
    let isInHeader = /^\uFEFF?WEBVTT/.test(text);
    for (const { raw, isText } of readLines(text)) {
      if (raw.trim() === "") isInHeader = false;
      const language = isInHeader && LANGUAGE.test(raw) ? declared.attributes.get("Language:") : undefined;
      if (language !== undefined) tally(found, `${language}\tLanguage:`);
      else if (!isText) sequence.push(raw);
      else {
        // Texts may be divided into other lines.
        if (!isInText) sequence.push("¶");
        sequence.push(...Array.from(raw.matchAll(TAG), ([tag]) => tag));
      }
      isInText = isText;
    }
    const cues = cuesOf(text);
    const others = cuesOf(counterpart);
    const words = restored(bare(cues.map(shown).join("")));
    const untouched = cues.flatMap((raw, at) => (bare(shown(raw)) === bare(shown(others[at] ?? "")) ? [raw] : []));
    return plainTokens(sequence, found, [words, ...untouched]);
  },
  texts: (text) => cuesOf(text).map((cue): DumpedText => ({ text: shown(cue), place: "paragraph" })),
  whyDamaged: () => undefined,
};

/** The texts of cues, as they are spelled. */
function cuesOf(text: string): string[] {
  const cues: string[] = [];
  let cue = "";
  const end = (): void => {
    if (cue.trim() !== "") cues.push(cue);
    cue = "";
  };
  for (const { raw, isText } of readLines(text)) {
    if (isText) cue += raw;
    else end();
  }
  end();
  return cues;
}

const shown = (cue: string): string => decode(cue.replaceAll(TAG, ""));

interface SubtitleLine {
  readonly raw: string;
  readonly isText: boolean;
}

/** Text is what follows an arrow up to a blank line, or up to the number of the next cue; in SRT also after blank lines. */
function readLines(text: string): SubtitleLine[] {
  const raws = Array.from(text.matchAll(/[^\r\n]*(?:\r\n|\n|\r)|[^\r\n]+$/g), ([raw]) => raw);
  const isWeb = /^\uFEFF?WEBVTT/.test(text) || !/\d,\d{1,3}\s*-->/.test(text);
  const isArrow = raws.map((raw) => raw.includes("-->") && /\d/.test(raw));
  const isName = raws.map(
    (raw, at) =>
      isArrow[at + 1] === true &&
      raw.trim() !== "" &&
      isArrow[at] !== true &&
      (isWeb ? at === 0 || raws[at - 1]!.trim() === "" : /^\uFEFF?\s*\d+\s*$/.test(raw)),
  );
  let isInCue = false;
  return raws.map((raw, at) => {
    if (isArrow[at] === true) isInCue = true;
    else if (isName[at] === true || (isWeb && raw.trim() === "")) isInCue = false;
    return { raw, isText: isInCue && isArrow[at] !== true && raw.trim() !== "" };
  });
}

function decode(text: string): string {
  return text.replaceAll("&lt;", "<").replaceAll("&gt;", ">").replaceAll("&nbsp;", "\u00A0").replaceAll("&amp;", "&");
}
