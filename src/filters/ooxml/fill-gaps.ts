import type { Edit } from "../../xml/edits.ts";
import { piecesOf, type Format, type InlineDialect, type Run, type TextItem } from "./inline.ts";
import type { Gap, InlinePlan } from "./plan-inline.ts";
import { spellText } from "./spell-text.ts";

/**
 * The edits that put one text into every gap, leaving every code where it stands. A gap's new text goes into one of its text
 * elements, the others are emptied; a gap that had none gets a run of its own.
 */
export function fillGaps(plan: InlinePlan, texts: readonly string[], text: string, dialect: InlineDialect): Edit[] {
  const edits: Edit[] = [];
  for (let index = 0; index < plan.gaps.length; index += 1) {
    const gap = plan.gaps[index]!;
    const wanted = texts[index] ?? "";
    if (wanted === gap.text) continue;
    const only = gap.items.length === 1 ? (plan.items[gap.items[0]!] as TextItem) : undefined;
    // As below, for most gaps.
    if (only !== undefined && only.isGlyph !== true) edits.push(replaceText(plan, only, wanted, text, dialect));
    else edits.push(...fillGap(plan, index, wanted, text, dialect));
  }
  return edits;
}

function fillGap(
  plan: InlinePlan,
  index: number,
  wanted: string,
  text: string,
  dialect: InlineDialect,
): readonly Edit[] {
  const gap = plan.gaps[index]!;
  if (gap.items.length === 0) return insertRun(plan, index, wanted, text, dialect);
  const stretches = plan.glyphs.length === 0 ? undefined : fillStretches(plan, gap, wanted, text, dialect);
  return stretches ?? fillOne(plan, gap.items, wanted, text, dialect);
}

/** Where the gap holds glyph elements and the new text as many of their characters, these elements stay and each stretch is filled. */
function fillStretches(
  plan: InlinePlan,
  gap: Gap,
  wanted: string,
  text: string,
  dialect: InlineDialect,
): Edit[] | undefined {
  const stretches: number[][] = [[]];
  let glyph: string | undefined;
  for (const at of gap.items) {
    const item = plan.items[at] as TextItem;
    if (item.isGlyph !== true) stretches.at(-1)!.push(at);
    else {
      glyph ??= item.text;
      if (item.text !== glyph) return undefined;
      stretches.push([]);
    }
  }
  if (glyph === undefined) return undefined;
  const texts = wanted.split(glyph);
  if (texts.length !== stretches.length) return undefined;
  if (stretches.some((stretch, index) => stretch.length === 0 && texts[index] !== "")) return undefined;
  return stretches.flatMap((stretch, index) => fillOne(plan, stretch, texts[index]!, text, dialect));
}

/** All of the text in one element of the items at these indexes: the first of the formatting that covers most of them. */
function fillOne(
  plan: InlinePlan,
  indexes: readonly number[],
  wanted: string,
  text: string,
  dialect: InlineDialect,
): Edit[] {
  const edits: Edit[] = [];
  if (indexes.length === 0 || isSpelled(plan, indexes, wanted)) return edits;
  const chosen = chooseItem(plan, indexes);
  for (const at of indexes) {
    const item = plan.items[at] as TextItem;
    if (item === chosen) edits.push(replaceText(plan, item, wanted, text, dialect));
    else if (item.isGlyph === true) edits.push({ start: item.start, end: item.end, text: "" });
    else if (item.contentStart < item.contentEnd) {
      edits.push({ start: item.contentStart, end: item.contentEnd, text: "" });
    }
  }
  return edits;
}

/** Whether the items at these indexes hold that text already. */
function isSpelled(plan: InlinePlan, indexes: readonly number[], wanted: string): boolean {
  let length = 0;
  for (const at of indexes) {
    const item = plan.items[at] as TextItem;
    if (!wanted.startsWith(item.text, length)) return false;
    length += item.text.length;
  }
  return length === wanted.length;
}

function chooseItem(plan: InlinePlan, indexes: readonly number[]): TextItem {
  const best = mostUsedFormat(plan, indexes);
  let first: TextItem | undefined;
  for (const at of indexes) {
    if ((plan.formatAt(at)?.key ?? "") !== best) continue;
    const item = plan.items[at] as TextItem;
    if (item.isGlyph !== true && item.text.trim() !== "") return item;
    first ??= item;
  }
  return first!;
}

/** The key of the format that covers most of the text; of several the first. */
function mostUsedFormat(plan: InlinePlan, indexes: readonly number[]): string {
  const lengths = new Map<string, number>();
  let best: string | undefined;
  for (const at of indexes) {
    const key = plan.formatAt(at)?.key ?? "";
    const length = (lengths.get(key) ?? 0) + (plan.items[at] as TextItem).text.length;
    lengths.set(key, length);
    if (best === undefined || length > lengths.get(best)!) best = key;
  }
  return best!;
}

function replaceText(plan: InlinePlan, item: TextItem, wanted: string, text: string, dialect: InlineDialect): Edit {
  if (wanted === "" && item.isGlyph !== true && item.contentStart < item.contentEnd) {
    return { start: item.contentStart, end: item.contentEnd, text: "" };
  }
  return { start: item.start, end: item.end, text: spellText(plan, item, wanted, text, dialect) };
}

/** A new run for a gap that has no text element: after what stands before the gap, or before what stands after it. */
function insertRun(plan: InlinePlan, gapIndex: number, wanted: string, text: string, dialect: InlineDialect): Edit[] {
  const model = modelItem(plan, plan.gaps[gapIndex]!.format);
  if (model === undefined) return [];
  const run = text.slice(model.run.open.start, model.run.open.end);
  const element = spellText(plan, model, wanted, text, dialect);
  const whole = `${run}${element}${text.slice(model.run.close.start, model.run.close.end)}`;
  const before = itemBefore(plan, gapIndex);
  if (before !== undefined) return [insertAt(afterItem(plan, before), whole, text)];
  const after = itemAfter(plan, gapIndex);
  return after === undefined ? [] : [insertAt(beforeItem(plan, after), whole, text)];
}

/** A text item of this format to copy the run of: the first that was meant to look so. */
export function modelItem(plan: InlinePlan, format: Format | undefined): TextItem | undefined {
  let any: TextItem | undefined;
  for (let index = plan.first; index < plan.last; index += 1) {
    const item = plan.items[index]!;
    if (item.kind !== "text" || item.isGlyph === true) continue;
    if (item.format.key === format?.key) return item;
    any ??= item;
  }
  return any;
}

/** Where a new run can stand; `run` is set where that is inside another run, which must be closed and opened again. */
interface Spot {
  readonly at: number;
  readonly run?: Run;
}

function insertAt({ at, run }: Spot, whole: string, text: string): Edit {
  if (run === undefined) return { start: at, end: at, text: whole };
  const close = text.slice(run.close.start, run.close.end);
  return { start: at, end: at, text: `${close}${whole}${text.slice(run.open.start, run.open.end)}` };
}

function itemBefore(plan: InlinePlan, gapIndex: number): number | undefined {
  for (let index = gapIndex; index > 0; index -= 1) {
    const { item } = plan.codes[index - 1]!;
    if (item !== undefined) return item;
    const text = plan.gaps[index - 1]!.items.at(-1);
    if (text !== undefined) return text;
  }
  return undefined;
}

function itemAfter(plan: InlinePlan, gapIndex: number): number | undefined {
  for (let index = gapIndex; index < plan.codes.length; index += 1) {
    const { item } = plan.codes[index]!;
    if (item !== undefined) return item;
    const text = plan.gaps[index + 1]!.items[0];
    if (text !== undefined) return text;
  }
  return undefined;
}

function afterItem(plan: InlinePlan, index: number): Spot {
  const item = plan.items[index]!;
  if (item.kind === "open" && item.pair.holder) return { at: item.pair.holder.open.end };
  if (item.kind === "close" && item.pair.holder) return { at: item.pair.holder.close.end };
  const { run, end } = piecesOf(item).at(-1)!;
  if (run === undefined) return { at: end };
  if (run.close.start === end) return { at: run.close.end };
  return { at: end, run };
}

function beforeItem(plan: InlinePlan, index: number): Spot {
  const item = plan.items[index]!;
  if (item.kind === "open" && item.pair.holder) return { at: item.pair.holder.open.start };
  if (item.kind === "close" && item.pair.holder) return { at: item.pair.holder.close.start };
  const { run, start } = piecesOf(item)[0]!;
  if (run === undefined) return { at: start };
  if (run.open.end === start) return { at: run.open.start };
  return { at: start, run };
}
