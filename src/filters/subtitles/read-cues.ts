import type { Cue, CueFile, Dialect, Slice } from "./cue.ts";

interface Line extends Slice {
  readonly isBlank: boolean;
}

const TIMING = /^\s*(?<from>[\d:.,]+)\s*-->\s*(?<to>\d[\d:.,]*)/;
const NUMBER = /^\s*\d+\s*$/;
const HEADER = /^WEBVTT(?:[ \t]|$)/;
const HEADER_LANGUAGE = /^Language:\s*(?<locale>[\w-]+)\s*$/;

/**
 * Reads a subtitle file line by line. A timing line is one with an arrow behind a time; in SRT a line of digits right before it is its number, in WebVTT any
 * line that begins its block is its name. Lines of digits elsewhere are text. What cannot be read as a cue is left alone, and counted.
 */
export function readCues(text: string, dialect: Dialect): CueFile {
  const lines = splitLines(text);
  const isTiming = lines.map(({ start, end }) => isTimingLine(text.slice(start, end)));
  const names = lines.map((_, index) => isTiming[index + 1] === true && isName(text, lines, index, dialect));
  const cues: Cue[] = [];
  const counts = { notes: 0, styles: 0, strays: 0 };
  let language: Slice | undefined;
  let index = 0;
  if (dialect.id === "vtt" && lines[0] !== undefined && HEADER.test(text.slice(lines[0].start, lines[0].end))) {
    for (
      ;
      index < lines.length && !lines[index]!.isBlank && isTiming[index] !== true && names[index] !== true;
      index += 1
    ) {
      language ??= languageOf(text, lines[index]!);
    }
  }
  while (index < lines.length) {
    if (lines[index]!.isBlank) {
      index += 1;
      continue;
    }
    const start = index;
    if (names[index] === true) index += 1;
    if (isTiming[index] !== true) {
      while (index < lines.length && !lines[index]!.isBlank && isTiming[index] !== true && names[index] !== true)
        index += 1;
      countBlock(text.slice(lines[start]!.start, lines[start]!.end), dialect, counts);
      continue;
    }
    const name = names[start] === true ? text.slice(lines[start]!.start, lines[start]!.end).trim() : "";
    const timing = text.slice(lines[index]!.start, lines[index]!.end);
    const [groups, next] = readGroups(lines, index + 1, (at) => isTiming[at] === true || names[at] === true, dialect);
    const label = NUMBER.test(name) ? name : `${cues.length + 1}`;
    cues.push({ label, groups, ...readTiming(timing) });
    index = next;
  }
  return { cues, ...counts, ...(language === undefined ? {} : { language }) };
}

function splitLines(text: string): Line[] {
  const lines: Line[] = [];
  for (let at = 0; at < text.length;) {
    let end = at;
    let isBlank = true;
    for (; end < text.length; end += 1) {
      const code = text.charCodeAt(end);
      if (code === 10 || code === 13) break;
      if (code !== 32 && code !== 9) isBlank = false;
    }
    lines.push({ start: at, end, isBlank });
    at = end + (text[end] === "\r" && text[end + 1] === "\n" ? 2 : 1);
  }
  return lines;
}

/**
 * An arrow with nothing before it but a time, however badly written: one word with digits that are divided as those of a time are, and perhaps a
 * stray sign; or half of one where a whole one follows. Elsewhere people use arrows as such.
 */
export function isTimingLine(line: string): boolean {
  const arrow = line.indexOf("-->");
  if (arrow === -1 || !/\d/.test(line)) return false;
  const before = line.slice(0, arrow).trim();
  if (before === "") return true;
  const [word = "", ...others] = before.split(/\s+/);
  if (others.join("").length > 1) return false;
  const isTime = /\d/.test(word) && /[:.,]/.test(word);
  return isTime || (/^[\d:.,]+$/.test(word) && /^\s*\d+[:.,]\d/.test(line.slice(arrow + "-->".length)));
}

/** Whether the line, which stands right before a timing, names the cue. */
function isName(text: string, lines: readonly Line[], index: number, dialect: Dialect): boolean {
  const { start, end, isBlank } = lines[index]!;
  if (isBlank) return false;
  const line = text.slice(start, end);
  if (isTimingLine(line)) return false;
  if (dialect.id === "srt") return NUMBER.test(line);
  return !HEADER.test(line) && (index === 0 || lines[index - 1]!.isBlank);
}

function languageOf(text: string, { start, end }: Line): Slice | undefined {
  const locale = HEADER_LANGUAGE.exec(text.slice(start, end))?.groups?.["locale"];
  if (locale === undefined) return undefined;
  const from = text.indexOf(locale, start + "Language:".length);
  return { start: from, end: from + locale.length };
}

function countBlock(line: string, dialect: Dialect, counts: { notes: number; styles: number; strays: number }): void {
  if (dialect.id === "vtt" && /^NOTE(?:\s|$)/.test(line)) counts.notes += 1;
  else if (dialect.id === "vtt" && /^(?:STYLE|REGION)(?:\s|$)/.test(line)) counts.styles += 1;
  else counts.strays += 1;
}

/** The lines of a cue's text. In SRT what follows a blank line still belongs to it: nothing else can stand there. */
function readGroups(
  lines: readonly Line[],
  from: number,
  endsCue: (at: number) => boolean,
  dialect: Dialect,
): [groups: Slice[][], next: number] {
  const groups: Slice[][] = [];
  let isAfterBlank = true;
  let index = from;
  for (; index < lines.length && !endsCue(index); index += 1) {
    const { start, end, isBlank } = lines[index]!;
    if (isBlank) {
      if (dialect.id === "vtt") break;
      isAfterBlank = true;
      continue;
    }
    if (isAfterBlank) groups.push([]);
    isAfterBlank = false;
    groups.at(-1)!.push({ start, end });
  }
  return [groups, index];
}

function readTiming(line: string): { readonly from: number; readonly to: number } {
  const { from, to } = TIMING.exec(line)?.groups ?? {};
  return { from: seconds(from), to: seconds(to) };
}

/** `01:02:03,450`, `02:03.450` */
function seconds(time: string | undefined): number {
  if (time === undefined) return Number.NaN;
  const [clock = "", fraction = "0"] = time.split(/[.,]/);
  const parts = clock.split(":").map(Number);
  const whole = parts.reduce((sum, part) => sum * 60 + part, 0);
  return whole + Number(`0.${fraction}`);
}

/** `00:01:02` */
export function clock(time: number): string {
  if (!Number.isFinite(time)) return "?";
  const whole = Math.floor(time);
  const two = (value: number): string => `${value}`.padStart(2, "0");
  return `${two(Math.floor(whole / 3600))}:${two(Math.floor(whole / 60) % 60)}:${two(whole % 60)}`;
}
