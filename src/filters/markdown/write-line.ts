import { compareCodes, repairCodes, type CodeComparison } from "../../model/codes.ts";
import type { Fragment, OpenCode } from "../../model/fragment.ts";
import type { Spot } from "./escape.ts";
import type { InlineItem } from "./inline/inline.ts";
import { collapseSpaces, type LinePlan } from "./plan-line.ts";
import { elementOf, isLoose, layOut, renderLine, type Attempt, type RenderedLine } from "./render-line.ts";
import { settleEmphasis } from "./settle-emphasis.ts";
import { isSurelyRead, type Labels } from "./sure-line.ts";

/** What new Markdown is tried against. */
export interface LineSite {
  /** The whole text of the paragraph, heading or cell. */
  readonly content: string;
  readonly spot: Spot;
  /** Characters a line may have; undefined: one line. */
  readonly width: number | undefined;
  /** Whether its lines are lines of the document, which could begin other blocks: not in headings and cells. */
  readonly hasLines: boolean;
  readonly labels: Labels;
  /** The items of a new text, as a reader of the finished document sees them; undefined where its place cannot hold it. */
  read(content: string): readonly InlineItem[] | undefined;
  /** Whether a new text would be one text in its place, neither cut nor another block. */
  isWhole(content: string): boolean;
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

/**
 * Writes a target as Markdown. The codes are repaired first; then the text is escaped as little as lets the result read back as exactly the
 * target, which is tried, not believed, unless it can be seen: closing stars next to letters do not close, and become `<strong>` where
 * nothing else helps.
 */
export function writeLine(plan: LinePlan, target: Fragment, site: LineSite): WrittenLine {
  const comparison = compareCodes(plan.source, target);
  const { missing, unknown, duplicated, misnested } = comparison;
  const isBroken = missing.length + unknown.length + duplicated.length + misnested.length > 0;
  const repaired = isBroken ? repairCodes(plan.source, target) : target;
  const { fragment, isChanged } = settleEmphasis(plan, collapseSpaces(oneLine(repaired)));
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
  const escaped: Attempt = { level: 2, elements: new Set() };
  const content = tryOnce(plan, plain, site, escaped) ?? renderLine(plan, text, site, escaped).content;
  return { content, isFormattingLost: true, ...problems };
}

function isHarmless(text: string): boolean {
  return HARMLESS.test(text) && !DIGIT_ADDRESS.test(text);
}

/** Line ends in a target are spaces: a paragraph has none of its own. */
function oneLine(target: Fragment): Fragment {
  if (!target.some((part) => part.kind === "text" && /[\r\n\u2028\u2029]/.test(part.text))) return target;
  return target.map((part) =>
    part.kind === "text" ? { kind: "text", text: part.text.replaceAll(/[\r\n\u2028\u2029]+/g, " ") } : part,
  );
}

function tryAll(plan: LinePlan, fragment: Fragment, site: LineSite): string | undefined {
  for (const attempt of attempts(plan, fragment)) {
    const written = tryOnce(plan, fragment, site, attempt);
    if (written !== undefined) return written;
  }
  return undefined;
}

/** So many pairs of emphasis are tried one by one, in a paragraph that has no more of them. */
const MOST_SINGLE_TRIES = 8;

const NONE: ReadonlySet<string> = new Set();

/** The ways to write a target, the plainest first. */
function* attempts(plan: LinePlan, fragment: Fragment): Generator<Attempt> {
  yield { level: 0, elements: NONE };
  if (plan.items.some(isLoose)) yield { level: 0, elements: NONE, isSpaced: true };
  yield { level: 1, elements: NONE, keepsBrackets: true };
  yield { level: 1, elements: NONE };
  const emphasis = fragment.filter(
    (part): part is OpenCode => part.kind === "open" && elementOf(plan, part) !== undefined,
  );
  const ids = emphasis.map(({ id }) => id);
  for (const id of ids.length > MOST_SINGLE_TRIES ? [] : ids) yield { level: 1, elements: new Set([id]) };
  yield { level: 1, elements: new Set(ids) };
  yield { level: 1, elements: new Set(ids), isSpaced: true };
  yield { level: 2, elements: new Set(ids), isSpaced: true };
}

function tryOnce(plan: LinePlan, fragment: Fragment, site: LineSite, attempt: Attempt): string | undefined {
  const rendered = renderLine(plan, fragment, site, attempt);
  const { content, pieces } = rendered;
  if (attempt.elements.size === 0 && !site.spot.isTitle) {
    const isSure = isSurelyRead({
      content,
      pieces,
      source: plan.source,
      target: fragment,
      original: site.content,
      isEscaped: attempt.level > 0,
      hasLines: site.hasLines,
      labels: site.labels,
    });
    if (isSure) return content;
  }
  return readsBack(rendered, site) ? content : undefined;
}

/** Whether a reader finds what is wanted. */
function readsBack(rendered: RenderedLine, site: LineSite): boolean {
  const { content } = rendered;
  const items = site.read(content);
  if (items === undefined) return false;
  const loose = new Set<string>();
  const flat = rendered.wanted().map((one) => {
    if (typeof one === "string") return one;
    if (isLoose(one.item)) loose.add(one.markup);
    return flattenItem(one.item, one.markup, loose);
  });
  const found = items.map((item) => flattenItem(item, content.slice(item.start, item.end), loose));
  return tidy(found.join("")) === tidy(flat.join("")) && site.isWhole(content);
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
