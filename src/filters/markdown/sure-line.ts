import type { Fragment } from "../../model/fragment.ts";
import { normaliseLabel } from "./definitions.ts";
import { delimiterRun } from "./inline/emphasis.ts";
import type { InlineItem } from "./inline/inline.ts";
import type { MarkdownPiece } from "./wrap-lines.ts";

/** Labels that links and notes can refer to, and the length of the longest. */
export interface Labels {
  readonly all: ReadonlySet<string>;
  readonly longest: number;
}

/** Labels ready to be looked up. */
export function labelsIn(all: ReadonlySet<string>): Labels {
  let longest = 0;
  for (const label of all) longest = Math.max(longest, label.length);
  return { all, longest };
}

/** New Markdown and what it was made of. */
export interface WrittenPieces {
  /** As laid out in lines. */
  readonly content: string;
  readonly pieces: readonly MarkdownPiece[];
  readonly source: Fragment;
  readonly target: Fragment;
  /** The text that the source's items are offsets of. */
  readonly original: string;
  /** Whether the signs of its texts are escaped: a backslash in them is none of a text's own. */
  readonly isEscaped: boolean;
  /** Whether its lines are lines of the document, which could begin other blocks. */
  readonly hasLines: boolean;
  readonly labels: Labels;
}

/** A backslash and what it makes a character without meaning. */
const ESCAPE = /\\[!-/:-@[-`{-~]/g;

/** What may mean something in a line; brackets and waves have a rule of their own. */
const RISKY = /[\\`*_<{}$@|]|&(?=#?\w)|!(?=\[)|(?<![\w:]):[a-z0-9_+-]|:\/\/|www\.|\[[\^@/[!-]|\[[^[\]]*=/;

/** What may mean something in a changed title or attribute. */
const RISKY_IN_MARKUP = /[\\`<{}$@&:]|www\.|\[[\^@/[!-]|\[[^[\]]*=/;

/** A line that may be, or make, another block: it begins with what others than texts begin with. */
const UNSAFE_LINE =
  /(?:^|\n)(?!(?!\[[ xX]\]|(?:import|export)\b)(?:[A-Za-z"'(),.;/%[]|[^\u0000-\u007F\s]|\d+(?![.)](?:\s|$)|\d)|\*\*[^\s*]|\*[^\s*[]|_{1,2}[^\s_]|`{1,2}[^`\n]|!\[))/;

/**
 * Whether new Markdown surely reads back as what it was made of, by what can be seen without reading it: the codes stand in the source's
 * order, no text holds a sign that means something there, every mark opens or closes and cannot do the other. "No" means: read it and see.
 */
export function isSurelyRead(written: WrittenPieces): boolean {
  const { content, pieces, source, target, hasLines } = written;
  if (!hasSameSequence(source, target)) return false;
  if (!hasLines && content.endsWith("#")) return false;
  if (hasLines && UNSAFE_LINE.test(content)) return false;
  if (!haveNoSigns(written) || !haveHarmlessBrackets(written)) return false;
  for (let index = 0; index < pieces.length; index += 1) if (!isSureMark(written, index)) return false;
  return true;
}

/** Whether both have the same codes in the same order. */
function hasSameSequence(source: Fragment, target: Fragment): boolean {
  let next = 0;
  for (const part of source) {
    if (part.kind === "text") continue;
    while (target[next]?.kind === "text") next += 1;
    const other = target[next];
    if (other === undefined || other.kind !== part.kind || other.id !== part.id) return false;
    next += 1;
  }
  return target.slice(next).every(({ kind }) => kind === "text");
}

function haveNoSigns({ pieces, isEscaped }: WrittenPieces): boolean {
  /** Runs of one wave and of two: two of a kind would strike what stands between. */
  const waves = [0, 0];
  let strikes = false;
  for (const { text, isMarkup } of pieces) {
    if (isMarkup) {
      strikes ||= text.startsWith("~");
      continue;
    }
    const bare = isEscaped ? withoutEscapes(text) : text;
    if (RISKY.test(bare)) return false;
    if (!bare.includes("~")) continue;
    for (const [run] of bare.matchAll(/~+/g)) if (run.length <= 2) waves[run.length - 1]! += 1;
  }
  const count = waves[0]! + waves[1]!;
  return strikes ? count === 0 : waves[0]! <= 1 && waves[1]! <= 1;
}

function withoutEscapes(text: string): string {
  return text.includes("\\") ? text.replaceAll(ESCAPE, "..") : text;
}

const BRACKET = /[[\]]/;
const BRACKETS = /[[\]]/g;

const LINK = -1;

/** Whether the brackets of the texts neither make links nor take those of links for theirs. */
function haveHarmlessBrackets({ pieces, labels, isEscaped }: WrittenPieces): boolean {
  if (pieces.every(({ text, isMarkup }) => isMarkup || !BRACKET.test(text))) return true;
  const joined = pieces.map(({ text }) => text).join("");
  /** Where texts opened brackets; `LINK` where a link did. */
  const open: number[] = [];
  let start = 0;
  for (const { text, isMarkup, item } of pieces) {
    if (isMarkup) {
      if (item?.kind === "open" && text === "[") open.push(LINK);
      else if (item?.kind === "close" && text.startsWith("]") && open.pop() !== LINK) return false;
    } else {
      const bare = isEscaped ? withoutEscapes(text) : text;
      for (const { 0: bracket, index } of bare.matchAll(BRACKETS)) {
        if (bracket === "[") open.push(start + index);
        else if (!closesHarmlessly(joined, open.pop(), start + index, labels)) return false;
      }
    }
    start += text.length;
  }
  return true;
}

function closesHarmlessly(joined: string, opening: number | undefined, closing: number, labels: Labels): boolean {
  if (opening === undefined) return true;
  if (opening === LINK) return false;
  // The mark of a note is no label of a link.
  if (/[([:]/.test(joined[closing + 1] ?? "") && !joined.startsWith("[^", closing + 1)) return false;
  return !isLabel(joined.slice(opening + 1, closing), labels);
}

function isLabel(text: string, { all, longest }: Labels): boolean {
  if (isLonger(text, longest)) return false;
  const label = text.replaceAll(/\s+/g, " ").trim();
  // Folding case never makes a text shorter.
  return label.length <= longest && all.has(normaliseLabel(label));
}

/** Whether the text has more characters than so many, white space left out; it is not read further than that takes. */
function isLonger(text: string, most: number): boolean {
  let count = 0;
  for (let at = 0; at < text.length && count <= most; at += 1) if (text[at]!.trim() !== "") count += 1;
  return count > most;
}

function isSureMark({ pieces, original }: WrittenPieces, index: number): boolean {
  const { text, isMarkup, item } = pieces[index]!;
  if (!isMarkup) return true;
  if (item === undefined || item.kind === "text" || text.endsWith("\n")) return false;
  const before = pieces[index - 1]?.text.at(-1);
  const after = pieces[index + 1]?.text[0];
  if (!isAsItWas(original, item, text)) return false;
  if (item.kind !== "code" && item.pair.element !== undefined && /^[*_~]/.test(text)) {
    return isOneWay(text, item.kind, before, after);
  }
  if (item.kind === "code" && item.type === "other/pitrans:footnote") {
    return !/[!:[]/.test(before ?? "") && !/[:([]/.test(after ?? "");
  }
  if (item.kind === "code" && item.isLoose === true) return isBlank(before) && isBlank(after);
  switch (text[0]) {
    case "`":
      return before !== "`" && after !== "`";
    case "[":
    case "!":
      return (
        !/[!\]]/.test(before ?? "") && !/[\^@/[-]/.test(text === "[" ? (after ?? "") : "") && isClosed(text, after)
      );
    case "]":
      return isClosed(text, after);
    default:
      return text.startsWith("<") || text.startsWith("&");
  }
}

const isBlank = (character: string | undefined): boolean => character === undefined || /\s/.test(character);

/** A reference goes on where a bracket or parenthesis follows. */
function isClosed(markup: string, after: string | undefined): boolean {
  return !markup.endsWith("]") || !/[([:]/.test(after ?? "");
}

/** Whether a mark of emphasis opens, or closes, and cannot do the other, and touches no mark of its kind. */
function isOneWay(mark: string, kind: "open" | "close", before: string = "", after: string = ""): boolean {
  if (before === mark[0] || after === mark[0]) return false;
  const { canOpen, canClose } = delimiterRun(before + mark + after, before.length, before.length + mark.length);
  return kind === "open" ? canOpen && !canClose : canClose && !canOpen;
}

/** Whether a code's markup is the source's, or differs from it in a title or attribute that means nothing else. */
function isAsItWas(original: string, item: Exclude<InlineItem, { kind: "text" }>, markup: string): boolean {
  const { start, end } = item;
  const isSame = end - start === markup.length && original.startsWith(markup, start);
  if (isSame || (item.kind === "close" && item.label !== undefined)) return true;
  const source = original.slice(start, end);
  const most = Math.min(source.length, markup.length);
  let first = 0;
  while (first < most && source[first] === markup[first]) first += 1;
  let last = 0;
  while (last < most - first && source.at(-1 - last) === markup.at(-1 - last)) last += 1;
  const changed = markup.slice(first, markup.length - last);
  return (
    !RISKY_IN_MARKUP.test(changed) && !(item.kind === "code" && item.alt !== undefined && /[[\]*_~]/.test(changed))
  );
}
