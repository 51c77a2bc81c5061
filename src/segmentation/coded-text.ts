import { onlyText, type Fragment, type FragmentPart, type InlineCode } from "../model/fragment.ts";

/** Stands for a code in `CodedText.text` (U+FFFC, object replacement); the text may hold the same character, so `codes` decides. */
const PLACEHOLDER = "\uFFFC";

/** A fragment as one string in which each code is one character, so that a position is one number. */
export interface CodedText {
  readonly text: string;
  /** By position, in rising order. */
  readonly codes: ReadonlyMap<number, InlineCode>;
}

/** Positions [start, end) of a coded text. */
export interface Range {
  readonly start: number;
  readonly end: number;
}

const NO_CODES: CodedText["codes"] = new Map();
const NO_PARTNERS: ReadonlyMap<number, number> = new Map();

export function codedText(fragment: Fragment): CodedText {
  const only = onlyText(fragment);
  if (only !== undefined) return { text: only, codes: NO_CODES };
  const codes = new Map<number, InlineCode>();
  let text = "";
  for (const part of fragment) {
    if (part.kind === "text") text += part.text;
    else {
      codes.set(text.length, part);
      text += PLACEHOLDER;
    }
  }
  return { text, codes };
}

/** The text alone of `codedText`. */
export function textWithPlaceholders(fragment: Fragment): string {
  let text = "";
  for (const part of fragment) text += part.kind === "text" ? part.text : PLACEHOLDER;
  return text;
}

/** The part of the fragment within the range. */
export function sliceCoded({ text, codes }: CodedText, { start, end }: Range): FragmentPart[] {
  const parts: FragmentPart[] = [];
  let from = start;
  const pushText = (to: number): void => {
    if (to > from) parts.push({ kind: "text", text: text.slice(from, to) });
  };
  if (codes.size > 0) {
    for (let at = text.indexOf(PLACEHOLDER, start); at >= 0 && at < end; at = text.indexOf(PLACEHOLDER, at + 1)) {
      const code = codes.get(at);
      if (code === undefined) continue;
      pushText(at);
      parts.push(code);
      from = at + 1;
    }
  }
  pushText(end);
  return parts;
}

/** Where the pair's other half stands, for every code that has one. An opening code belongs to the next closing one of its id. */
export function partners(coded: CodedText): ReadonlyMap<number, number> {
  if (coded.codes.size === 0) return NO_PARTNERS;
  const open = new Map<string, number>();
  const found = new Map<number, number>();
  for (const [at, code] of coded.codes) {
    if (code.kind === "open") open.set(code.id, at);
    else if (code.kind === "close") {
      const from = open.get(code.id);
      if (from === undefined) continue;
      open.delete(code.id);
      found.set(from, at).set(at, from);
    }
  }
  return found;
}
