import { compareCodes, type CodeComparison } from "../../model/codes.ts";
import { isSameFragment, plainText, type Fragment } from "../../model/fragment.ts";
import { applyEdits, firstEditFrom, type Edit } from "../../xml/edits.ts";
import type { Slice, TextBlock } from "./blocks.ts";
import { contentOf } from "./content.ts";
import { escapeTitle } from "./escape.ts";
import type { TextHost } from "./hosts.ts";
import type { InlineItem } from "./inline/inline.ts";
import { readInline, type InlineSettings } from "./inline/read-inline.ts";
import { containerPrefix, lineStartAt } from "./line-prefix.ts";
import type { NestedText } from "./nested-texts.ts";
import { readBlocks } from "./read-blocks.ts";
import type { Labels } from "./sure-line.ts";
import { splitRow } from "./table-rows.ts";
import { writeLine, type LineSite } from "./write-line.ts";

/** The targets of a host: of the line itself and of what is nested in it, in the order of `nested`; undefined where there is none. */
export interface HostTargets {
  readonly line: Fragment | undefined;
  readonly nested: readonly (Fragment | undefined)[];
}

/** What was wrong with a target; `nested` is the index of the text it was for, absent for the line itself. */
export interface HostProblem {
  readonly nested?: number;
  readonly codes?: CodeComparison;
  readonly isFormattingLost: boolean;
}

export interface HostMerge {
  /** Offsets are the document's. */
  readonly edits: readonly Edit[];
  readonly problems: readonly HostProblem[];
}

/** What a line's writer must know of the document. */
export interface MergeSettings extends InlineSettings {
  /** The same labels, for looking things up at once. */
  readonly known: Labels;
}

/** Lines are re-wrapped at the width they had, but not narrower than this. Characters. */
const MIN_WIDTH = 40;

/** The edits that put targets into a line of text. `document` is the whole text. */
export function mergeHost(document: string, host: TextHost, targets: HostTargets, settings: MergeSettings): HostMerge {
  const problems: HostProblem[] = [];
  const nestedEdits = mergeNested(host, targets.nested, settings, problems);
  const { plan, content, block } = host;
  const { line } = targets;
  if (plan === undefined || line === undefined || block.kind === "definition" || isSameFragment(plan.source, line)) {
    const edits = plan === undefined ? nestedEdits : withLabels(plan.items, nestedEdits);
    const inDocument = edits.map((edit) => ({
      ...edit,
      start: content.toDocument(edit.start),
      end: content.toDocument(edit.end - 1) + 1,
    }));
    return { edits: inDocument, problems };
  }
  const lines = block.kind === "text" ? block.block.lines : block.lines;
  const { width, prefix } = lines.length > 1 ? layoutOf(document, host, lines) : ONE_LINE;
  const written = writeLine(plan, line, {
    content: content.text,
    spot: {
      isCell: block.kind === "cell",
      isTitle: block.kind === "text" && block.block.role === "title",
      spellsNoBreakSpace: content.text.includes("&nbsp;"),
    },
    width,
    hasLines: block.kind === "text" && !block.block.lead.startsWith("#"),
    labels: settings.known,
    read: (next) => readInline(next, settings),
    isWhole: (next) => (block.kind === "text" ? isOneText(block.block, next, settings) : isOneCell(next)),
    markup: (item) => markupOf(content.text, item, nestedEdits),
  });
  if (written.problems !== undefined || written.isFormattingLost) {
    problems.push({
      isFormattingLost: written.isFormattingLost,
      ...(written.problems === undefined ? {} : { codes: written.problems }),
    });
  }
  const text = written.content.includes("\n")
    ? written.content.replaceAll("\n", lineEndAt(document, lines[0]!.end) + (prefix ?? prefixOf(document, host)))
    : written.content;
  return { edits: [{ start: lines[0]!.start, end: lines.at(-1)!.end, text }], problems };
}

/** How the lines of a host are laid out: characters that each may have, and what the later ones begin with. */
interface Layout {
  readonly width: number | undefined;
  readonly prefix: string | undefined;
}

const ONE_LINE: Layout = { width: undefined, prefix: undefined };

function layoutOf(document: string, host: TextHost, lines: readonly Slice[]): Layout {
  const prefix = prefixOf(document, host);
  return { width: Math.max(widthOf(document, lines) - prefix.length, MIN_WIDTH), prefix };
}

/** Edits of the content for the texts inside its markup; an alt text that holds another one takes it in. */
function mergeNested(
  host: TextHost,
  targets: readonly (Fragment | undefined)[],
  settings: MergeSettings,
  problems: HostProblem[],
): Edit[] {
  const { content, nested, block } = host;
  const edits: Edit[] = [];
  nested.forEach((text, index) => {
    const target = targets[index];
    if (target === undefined || isSameFragment(text.source, target)) return;
    // They come in order, those in an alt text behind it.
    if (text.start < (edits.at(-1)?.end ?? 0)) return;
    const { text: written, problem } = writeNested(text, target, content.text, settings, block.kind === "cell");
    edits.push({ start: text.start, end: text.end, text: written });
    if (problem !== undefined) problems.push({ ...problem, nested: index });
  });
  return edits;
}

function writeNested(
  nested: NestedText,
  target: Fragment,
  content: string,
  settings: MergeSettings,
  isCell: boolean,
): { readonly text: string; readonly problem?: HostProblem } {
  if (nested.alt === undefined) {
    const codes = compareCodes([], target);
    const title = nested.tag?.write(plainText(target)) ?? escapeTitle(plainText(target), content[nested.start - 1]!);
    const text = isCell ? title.replaceAll("|", "\\|") : title;
    return codes.unknown.length === 0 ? { text } : { text, problem: { codes, isFormattingLost: false } };
  }
  const site: LineSite = {
    content: content.slice(nested.start, nested.end),
    spot: { isCell, isTitle: false, spellsNoBreakSpace: false },
    width: undefined,
    hasLines: false,
    labels: settings.known,
    read: (next) => readAltText(next, settings),
    isWhole: () => true,
    markup: (item) => content.slice(item.start, item.end),
  };
  const { content: text, problems: codes, isFormattingLost } = writeLine(nested.alt.plan, target, site);
  if (codes === undefined && !isFormattingLost) return { text };
  return { text, problem: { isFormattingLost, ...(codes === undefined ? {} : { codes }) } };
}

/** The items of an alt text as an image has them. */
function readAltText(text: string, settings: InlineSettings): InlineItem[] | undefined {
  const [image, ...others] = readInline(`![${text}](x)`, settings);
  if (others.length > 0 || image?.kind !== "code" || image.alt === undefined) return undefined;
  return image.alt.items.map((item) => ({ ...item, start: item.start - 2, end: item.end - 2 }));
}

/** Whether new text would be one block of its kind in its place. */
function isOneText(block: TextBlock, text: string, { flavour }: MergeSettings): boolean {
  const prefix = prefixFor(block.lead);
  const alone = block.lead + text.replaceAll("\n", `\n${prefix}`) + block.tail;
  const blocks = readBlocks(alone, flavour).filter((found) => found.kind !== "definition");
  const [only] = blocks;
  if (blocks.length !== 1 || only?.kind !== "text" || only.role !== block.role) return false;
  return contentOf(alone, only.lines).text === text;
}

function prefixFor(lead: string): string {
  if (lead.startsWith("- ")) return "  ";
  if (lead.startsWith("> ")) return "> ";
  return lead.startsWith("[^") ? "    " : "";
}

function isOneCell(text: string): boolean {
  const row = `| ${text} |`;
  const [cell, ...others] = splitRow(row, 0, row.length);
  return cell !== undefined && others.length === 0 && row.slice(cell.start, cell.end) === text;
}

/** An item's own markup, with the translations inside it. `edits`: in order. */
function markupOf(content: string, item: InlineItem, edits: readonly Edit[]): string {
  const { start, end } = item;
  // A link that names its definition by its own text must go on naming it when that text is another.
  if (item.kind === "close" && item.label !== undefined) return `][${item.label}]`;
  const inside: Edit[] = [];
  for (let at = firstEditFrom(edits, start); at < edits.length && edits[at]!.end <= end; at += 1) {
    const edit = withLabel(item, edits[at]!);
    inside.push({ ...edit, start: edit.start - start, end: edit.end - start });
  }
  return applyEdits(content.slice(start, end), inside);
}

/** Edits of alt texts by which their images named a definition also write that name. Both in order. */
function withLabels(items: readonly InlineItem[], edits: readonly Edit[]): Edit[] {
  let at = 0;
  return edits.map((edit) => {
    while (at < items.length && items[at]!.end < edit.end) at += 1;
    const item = items[at];
    return item === undefined || item.start > edit.start ? edit : withLabel(item, edit);
  });
}

function withLabel(item: InlineItem, edit: Edit): Edit {
  if (item.kind !== "code" || item.alt === undefined || item.label === undefined || item.alt.end > edit.end)
    return edit;
  return { ...edit, end: item.end, text: `${edit.text}][${item.label}]` };
}

/** The longest of the lines, with what stands before its text. */
function widthOf(document: string, lines: readonly Slice[]): number {
  return lines.reduce((width, { start, end }) => Math.max(width, end - lineStartAt(document, start)), 0);
}

/** What later lines of the host begin with. */
function prefixOf(document: string, { block }: TextHost): string {
  if (block.kind !== "text") return "";
  const second = block.block.lines[1];
  if (second !== undefined && !second.isLazy) {
    return document.slice(lineStartAt(document, second.start), second.start);
  }
  return block.block.containers.map(containerPrefix).join("");
}

/** How the document ends the line that holds the offset. */
function lineEndAt(document: string, at: number): string {
  let end = at;
  while (end < document.length && document[end] !== "\n" && document[end] !== "\r") end += 1;
  if (document[end] === "\r") return document[end + 1] === "\n" ? "\r\n" : "\r";
  return "\n";
}
