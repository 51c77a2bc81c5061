import { compareCodes, repairCodes, type CodeComparison } from "../../model/codes.ts";
import { normaliseFragment, type Fragment, type FragmentPart, type OpenCode } from "../../model/fragment.ts";
import { escapeMarkdown, type EscapeLevel, type Spot } from "./escape.ts";
import type { InlineItem } from "./inline/inline.ts";
import { codeKey, collapseSpaces, type LinePlan } from "./plan-line.ts";
import { joinLine, wrapLines, type MarkdownPiece } from "./wrap-lines.ts";

/** What new Markdown is tried against. */
export interface LineSite {
  /** The whole text of the paragraph, heading or cell. */
  readonly content: string;
  readonly spot: Omit<Spot, "isLineStart">;
  /** Characters a line may have; absent: one line. */
  readonly width?: number;
  /** The items of a new text, as a reader of the finished document sees them; undefined where it would not be one text in its place. */
  read(content: string): readonly InlineItem[] | undefined;
  /** The markup of a code as it is written now: with the translated texts in it. */
  markup(item: InlineItem): string;
}

export interface WrittenLine {
  /** In place of the plan's own range; the rest of the content with it: boundary markup and its translated texts. */
  readonly content: string;
  readonly problems?: CodeComparison;
  /** Emphasis or links that could not stand where the target has them. */
  readonly isFormattingLost: boolean;
}

/** Texts without any of these, in a fragment without codes, can mean nothing but themselves. */
const HARMLESS = /^(?![-+=:!?~#>|]|\d{1,9}[.)])[^\\`*_~[\]!<>&{}$@:|#\r\n\u00A0]*$/;
const DIGIT_ADDRESS = /www\.|\/\//;

interface Attempt {
  readonly level: EscapeLevel;
  /** Pairs that are written as HTML elements, by id. */
  readonly elements: ReadonlySet<string>;
  /** Spaces around addresses and shortcodes, which text would otherwise run into. */
  readonly isSpaced?: boolean;
}

/**
 * Writes a target as Markdown. The codes are repaired first; then the text is escaped as little as lets the result read back as exactly the
 * target, which is tried, not believed: closing stars next to letters do not close, and become `<strong>` where nothing else helps.
 */
export function writeLine(plan: LinePlan, target: Fragment, site: LineSite): WrittenLine {
  const comparison = compareCodes(plan.source, target);
  const isBroken = Object.values(comparison).some((codes) => codes.length > 0);
  const { fragment, isChanged } = settleEmphasis(plan, collapseSpaces(oneLine(repairCodes(plan.source, target))));
  const problems = isBroken ? { problems: comparison } : {};
  const first = fragment[0];
  if (
    plan.codes.size === 0 &&
    plan.items.length === 1 &&
    !site.spot.isTitle &&
    first?.kind === "text" &&
    isHarmless(first.text)
  ) {
    return { content: layOut([{ text: first.text, isMarkup: false }], site), isFormattingLost: isChanged, ...problems };
  }
  const written = tryAll(plan, fragment, site);
  if (written !== undefined) return { content: written, isFormattingLost: isChanged, ...problems };
  const plain = fragment.filter((part) => part.kind === "text" || part.kind === "standalone");
  const text = fragment.filter((part) => part.kind === "text");
  const content =
    tryOnce(plan, plain, site, { level: 2, elements: new Set() }) ??
    render(plan, text, site, { level: 2, elements: new Set() }).content;
  return { content, isFormattingLost: true, ...problems };
}

function isHarmless(text: string): boolean {
  return HARMLESS.test(text) && !DIGIT_ADDRESS.test(text);
}

/** Line ends in a target are spaces: a paragraph has none of its own. */
function oneLine(target: Fragment): Fragment {
  return target.map((part) =>
    part.kind === "text" ? { kind: "text", text: part.text.replaceAll(/[\r\n\u2028\u2029]+/g, " ") } : part,
  );
}

function tryAll(plan: LinePlan, fragment: Fragment, site: LineSite): string | undefined {
  const none = new Set<string>();
  const emphasis = fragment.filter(
    (part): part is OpenCode => part.kind === "open" && elementOf(plan, part) !== undefined,
  );
  const ids = emphasis.map(({ id }) => id);
  const hasLoose = plan.items.some((item) => item.kind === "code" && item.isLoose === true);
  const attempts: Attempt[] = [
    { level: 0, elements: none },
    ...(hasLoose ? [{ level: 0, elements: none, isSpaced: true } as const] : []),
    { level: 1, elements: none },
    ...ids.slice(0, MOST_SINGLE_TRIES).map((id): Attempt => ({ level: 1, elements: new Set([id]) })),
    { level: 1, elements: new Set(ids) },
    { level: 1, elements: new Set(ids), isSpaced: true },
    { level: 2, elements: new Set(ids), isSpaced: true },
  ];
  for (const attempt of attempts) {
    const written = tryOnce(plan, fragment, site, attempt);
    if (written !== undefined) return written;
  }
  return undefined;
}

/** A paragraph with more emphasis than this is not tried pair by pair. */
const MOST_SINGLE_TRIES = 8;

function tryOnce(plan: LinePlan, fragment: Fragment, site: LineSite, attempt: Attempt): string | undefined {
  const { content, wanted, loose } = render(plan, fragment, site, attempt);
  const items = site.read(content);
  if (items === undefined) return undefined;
  const found = items.map((item) => flattenItem(item, content.slice(item.start, item.end), loose));
  return tidy(found.join("")) === wanted ? content : undefined;
}

/** New content and what a reader must find in it. */
function render(
  plan: LinePlan,
  fragment: Fragment,
  site: LineSite,
  attempt: Attempt,
): { readonly content: string; readonly wanted: string; readonly loose: ReadonlySet<string> } {
  const pieces: MarkdownPiece[] = [];
  const found: string[] = [];
  const loose = new Set<string>();
  const want = (item: InlineItem, markup: string): void => {
    if (isLoose(item)) loose.add(markup);
    found.push(flattenItem(item, markup, loose));
  };
  const blank = (isThere: boolean): void => {
    if (!isThere) return;
    pieces.push({ text: " ", isMarkup: false });
    found.push(" ");
  };
  const space = (item: InlineItem): void => blank(attempt.isSpaced === true && isLoose(item));
  const boundary = (items: readonly InlineItem[]): void => {
    for (const item of items) {
      const markup = site.markup(item);
      space(item);
      pieces.push(item.kind === "text" ? blankPiece(markup) : { text: markup, isMarkup: true });
      want(item, markup);
      space(item);
    }
  };
  boundary(plan.items.slice(0, plan.first));
  blank(plan.isSpacedBefore);
  for (const [index, part] of fragment.entries()) {
    if (part.kind === "text") {
      const isLineStart = pieces.length === 0 || pieces.at(-1)!.text.endsWith("\n");
      pieces.push({ text: escapeMarkdown(part.text, attempt.level, { ...site.spot, isLineStart }), isMarkup: false });
      found.push(part.text);
      continue;
    }
    const { item } = plan.codes.get(codeKey(part))!;
    const element = attempt.elements.has(part.id) ? elementOf(plan, part) : undefined;
    const markup = element === undefined ? site.markup(item) : part.kind === "open" ? `<${element}>` : `</${element}>`;
    space(item);
    // A space after a line break is not shown; before one that a backslash makes it stays, and parts the words if the break goes.
    blank(markup === "\\\n" && startsWithSpace(fragment[index + 1]));
    pieces.push({ text: markup, isMarkup: true });
    want(item, markup);
    space(item);
  }
  blank(plan.isSpacedAfter);
  boundary(plan.items.slice(plan.last));
  return { content: layOut(joinSpaces(pieces), site).trim(), wanted: tidy(found.join("")), loose };
}

/** White space at the edges: a line break of the source stays one. */
function blankPiece(text: string): MarkdownPiece {
  if (text.includes("\n")) return { text: "\n", isMarkup: true };
  return { text: text.replaceAll(/[ \t]+/g, " "), isMarkup: false };
}

function layOut(pieces: readonly MarkdownPiece[], { width }: LineSite): string {
  return width === undefined ? joinLine(pieces) : wrapLines(pieces, width);
}

function startsWithSpace(part: FragmentPart | undefined): boolean {
  return part?.kind === "text" && part.text.startsWith(" ");
}

const isLoose = (item: InlineItem): boolean => item.kind === "code" && item.isLoose === true;

/** No two spaces in a row. */
function joinSpaces(pieces: readonly MarkdownPiece[]): MarkdownPiece[] {
  const joined: MarkdownPiece[] = [];
  for (const piece of pieces) {
    const isAfterSpace = joined.length === 0 || /\s$/.test(joined.at(-1)!.text);
    if (piece.isMarkup || !isAfterSpace) joined.push(piece);
    else joined.push({ text: piece.text.replace(/^ +/, ""), isMarkup: false });
  }
  return joined.filter(({ text }) => text !== "");
}

/** Text as it reads, markup between signs that no text holds. What looks like a shortcode in new text is text. */
function flattenItem(item: InlineItem, markup: string, loose: ReadonlySet<string>): string {
  if (item.kind === "text") return item.text;
  if (isLoose(item) && !loose.has(markup)) return markup;
  if (item.kind === "code" && item.type === "fmt/xlf:lb" && markup.endsWith("\n")) return "\u0001\n\u0002";
  return `\u0001${item.kind} ${markup.replaceAll(/\s+/g, " ")}\u0002`;
}

function tidy(flat: string): string {
  if (!/[\t\r\n]| {2}/.test(flat)) return flat.trim();
  return flat
    .replaceAll(/[ \t\r\n]+/g, " ")
    .replaceAll(/ ?\u0001 \u0002 ?/g, "\u0001 \u0002")
    .trim();
}

function elementOf(plan: LinePlan, part: FragmentPart): string | undefined {
  if (part.kind !== "open" && part.kind !== "close") return undefined;
  const item = plan.codes.get(codeKey(part))?.item;
  return item?.kind === "open" || item?.kind === "close" ? item.pair.element : undefined;
}

/** Emphasis that begins and ends at text: white space at its edges moves out, and a pair around nothing goes. */
function settleEmphasis(
  plan: LinePlan,
  target: Fragment,
): { readonly fragment: Fragment; readonly isChanged: boolean } {
  const isMark = (part: FragmentPart | undefined, kind: "open" | "close"): boolean =>
    part?.kind === kind && elementOf(plan, part) !== undefined;
  const moved = (parts: Fragment, kind: "open" | "close", edge: RegExp): FragmentPart[] => {
    const result: FragmentPart[] = [];
    for (const part of parts) {
      const space = part.kind === "text" ? edge.exec(part.text)?.[0] : undefined;
      if (part.kind !== "text" || space === undefined || !isMark(result.at(-1), kind)) {
        result.push(part);
        continue;
      }
      let at = result.length;
      while (isMark(result[at - 1], kind)) at -= 1;
      const rest = part.text.replace(edge, "");
      result.splice(at, 0, { kind: "text", text: space });
      if (rest !== "") result.push({ kind: "text", text: rest });
    }
    return result;
  };
  const forward = moved(target, "open", /^\s+/u);
  const backward = moved(forward.toReversed(), "close", /\s+$/u).toReversed();
  const kept: FragmentPart[] = [];
  for (const part of normaliseFragment(backward)) {
    const last = kept.at(-1);
    if (isMark(part, "close") && last?.kind === "open" && part.kind === "close" && last.id === part.id) kept.pop();
    else kept.push(part);
  }
  const isChanged = kept.length < normaliseFragment(backward).length;
  return { fragment: collapseSpaces(kept), isChanged };
}
