import { normaliseFragment, type Fragment, type FragmentPart, type InlineCode } from "../../model/fragment.ts";
import { describeChanges, markChanges, type MarkChange } from "./format-codes.ts";
import { seenFormats, type Formats } from "./seen-formats.ts";
import { trimBoundaries } from "./trim-boundaries.ts";
import type { Format, InlineItem, Pair, TextItem } from "./inline.ts";

/** A code of the fragment and what it stands for: an item of the line, or a change of formatting, which no item spells. */
export interface PlannedCode {
  readonly part: InlineCode;
  /** Index into the plan's items; absent for a change of formatting. */
  readonly item?: number;
  /** The pair an opening or closing code stands for. */
  readonly pair?: Pair;
}

/** The text between two neighbouring codes. */
export interface Gap {
  /** Indexes of the text items, in order. */
  readonly items: number[];
  text: string;
  /** How text put here should look. */
  readonly format: Format | undefined;
}

/** A paragraph's line, understood: the fragment that people see and how it maps back. */
export interface InlinePlan {
  readonly items: readonly InlineItem[];
  /** The text items that are elements for one character. */
  readonly glyphs: readonly TextItem[];
  readonly source: Fragment;
  readonly codes: readonly PlannedCode[];
  /** One more than there are codes. */
  readonly gaps: readonly Gap[];
  /** The items the fragment is made of: from `first` up to, not including, `last`. What stands outside is boundary, and stays. */
  readonly first: number;
  readonly last: number;
  /** The format a text item was read with, by its index; blanks take their neighbour's. */
  formatAt(index: number): Format | undefined;
}

interface Span {
  readonly id: string;
  readonly type: string;
  readonly changes: readonly MarkChange[];
  readonly format: Format;
}

/** What the longest text of a scope looks like: as a reader sees it, and as it is. */
interface Base {
  readonly seen: Format;
  readonly format: Format;
}

interface Scope {
  readonly base: Base | undefined;
  readonly spans: Span[];
}

/**
 * Reads a paragraph's items as a fragment. Neighbouring runs of one effective formatting are joined; formatting is shown as it differs
 * from that of the longest text; what stands at the boundaries is left out. Codes are numbered "1", "2", … in reading order and are always well nested.
 */
export function planInline(given: readonly InlineItem[]): InlinePlan {
  const plain = planPlainLine(given);
  if (plain !== undefined) return plain;
  const items = hideBrokenPairs(given);
  const [first, last] = trimBoundaries(items);
  const formats = settleFormats(items, first, last);
  const seen = seenFormats(items, first, last, formats);
  const bases = scopeBases(items, first, last, formats, seen);
  const nextText = nextTexts(items, first, last);

  const parts: FragmentPart[] = [];
  const codes: PlannedCode[] = [];
  const scopes: Scope[] = [{ base: bases.get(undefined), spans: [] }];
  const gaps: Gap[] = [{ items: [], text: "", format: bases.get(undefined)?.format }];
  const ids = new Map<Pair, string>();
  let count = 0;

  const emit = (code: PlannedCode): void => {
    parts.push(code.part);
    codes.push(code);
    const scope = scopes.at(-1)!;
    gaps.push({ items: [], text: "", format: scope.spans.at(-1)?.format ?? scope.base?.format });
  };
  const closeSpan = (scope: Scope): void => {
    const span = scope.spans.pop()!;
    emit({ part: { kind: "close", id: span.id, type: span.type, data: "" } });
  };
  const changesAt = (index: number): readonly MarkChange[] => {
    const { base } = scopes.at(-1)!;
    return base === undefined ? [] : markChanges(seen[index]!, base.seen);
  };
  /** Closes the stretches of formatting that do not go on at the text item `index`. */
  const closeUnless = (index: number | undefined): readonly MarkChange[] => {
    const scope = scopes.at(-1)!;
    const changes = index === undefined ? [] : changesAt(index);
    for (let span = scope.spans.at(-1); span !== undefined; span = scope.spans.at(-1)) {
      if (index !== undefined && isSubset(span.changes, changes)) break;
      closeSpan(scope);
    }
    return changes;
  };

  for (let index = first; index < last; index += 1) {
    const item = items[index]!;
    switch (item.kind) {
      case "text": {
        if (item.text !== "") {
          const changes = closeUnless(index);
          const scope = scopes.at(-1)!;
          if (changes.length > (scope.spans.at(-1)?.changes.length ?? 0)) {
            count += 1;
            const outer = scope.spans.at(-1)?.changes ?? [];
            const added = outer.length === 0 ? changes : changes.filter((change) => !outer.includes(change));
            const { type, display } = describeChanges(added);
            const span = { id: String(count), changes, format: formats[index]!, type };
            scope.spans.push(span);
            emit({ part: { kind: "open", id: span.id, type, display, data: "" } });
          }
          parts.push({ kind: "text", text: item.text });
        }
        const gap = gaps.at(-1)!;
        gap.items.push(index);
        gap.text += item.text;
        break;
      }
      case "code": {
        closeUnless(nextText.get(index));
        count += 1;
        emit({ part: standalone(String(count), item.type, item.display), item: index });
        break;
      }
      case "open": {
        closeUnless(nextText.get(index));
        const { type, display } = item.pair;
        count += 1;
        ids.set(item.pair, String(count));
        scopes.push({ base: bases.get(item.pair) ?? scopes.at(-1)!.base, spans: [] });
        emit({
          part: { kind: "open", id: String(count), type, data: "", ...(display === undefined ? {} : { display }) },
          item: index,
          pair: item.pair,
        });
        break;
      }
      case "close": {
        closeUnless(undefined);
        scopes.pop();
        emit({
          part: { kind: "close", id: ids.get(item.pair)!, type: item.pair.type, data: "" },
          item: index,
          pair: item.pair,
        });
        break;
      }
      case "hidden":
        break;
    }
  }
  closeUnless(undefined);
  const glyphs = items.filter((item): item is TextItem => item.kind === "text" && item.isGlyph === true);
  return {
    items,
    glyphs,
    source: normaliseFragment(parts),
    codes,
    gaps,
    first,
    last,
    formatAt: (index) => formats[index],
  };
}

/** Most paragraphs: text of one formatting and nothing else. The same result as below, at a fraction of the cost. */
function planPlainLine(items: readonly InlineItem[]): InlinePlan | undefined {
  let format: Format | undefined;
  let text = "";
  const texts: number[] = [];
  const glyphs: TextItem[] = [];
  for (let index = 0; index < items.length; index += 1) {
    const item = items[index]!;
    if (item.kind === "hidden") continue;
    if (item.kind !== "text") return undefined;
    texts.push(index);
    if (item.isGlyph === true) glyphs.push(item);
    text += item.text;
    if (isBlank(item.text) && !isVisibleBlank(item)) continue;
    if (format !== undefined && item.format.key !== format.key) return undefined;
    format ??= item.format;
  }
  if (format === undefined) return undefined;
  const gap: Gap = { items: texts, text, format };
  const source: Fragment = [{ kind: "text", text }];
  return { items, glyphs, source, codes: [], gaps: [gap], first: 0, last: items.length, formatAt: () => format };
}

function standalone(id: string, type: string, display: string | undefined): InlineCode {
  return { kind: "standalone", id, type, data: "", ...(display === undefined ? {} : { display }) };
}

function isSubset(small: readonly MarkChange[], large: readonly MarkChange[]): boolean {
  return small.every((change) => large.includes(change));
}

/** Pairs that overlap others or miss a half, as fields over several paragraphs do, become hidden: they stay where they are. */
function hideBrokenPairs(items: readonly InlineItem[]): readonly InlineItem[] {
  if (!items.some((item) => item.kind === "open" || item.kind === "close")) return items;
  const open: Pair[] = [];
  const broken = new Set<Pair>();
  for (const item of items) {
    if (item.kind === "open") open.push(item.pair);
    if (item.kind !== "close") continue;
    if (open.at(-1) === item.pair) open.pop();
    else if (item.pair.holder === undefined || !open.includes(item.pair)) {
      broken.add(item.pair);
      const at = open.lastIndexOf(item.pair);
      if (at >= 0) open.splice(at, 1);
    } else {
      while (open.at(-1) !== item.pair) broken.add(open.pop()!);
      open.pop();
    }
  }
  for (const pair of open) broken.add(pair);
  if (broken.size === 0) return items;
  return items.map((item) => {
    if ((item.kind !== "open" && item.kind !== "close") || !broken.has(item.pair)) return item;
    return { kind: "hidden", pieces: item.kind === "open" ? item.pair.openPieces : item.pair.closePieces };
  });
}

/** Whether the text is nothing but white space; most texts begin with a letter, which one look tells. */
function isBlank(text: string): boolean {
  return !(text.charCodeAt(0) > 32 && text.charCodeAt(0) < 128) && text.trim() === "";
}

/** Blanks whose formatting shows: a line to write on is often underlined spaces. */
const isVisibleBlank = (item: TextItem): boolean =>
  item.text.length > 1 && item.format.marks.some((mark) => /^(?:u|strike|highlight|~shade)/.test(mark));

/**
 * By index. Blanks take the format of the text before them in the same pair, or else after them: a bold space is no emphasis. Those behind a
 * pair that begins the line keep theirs.
 */
function settleFormats(items: readonly InlineItem[], first: number, last: number): (Format | undefined)[] {
  const formats: (Format | undefined)[] = Array<undefined>(last).fill(undefined);
  const waiting: number[] = [];
  let previous: Format | undefined;
  let isBehindPair = false;
  const outer: { readonly previous: Format | undefined; readonly waiting: number }[] = [];
  /** Blanks with no text in their pair look as they are. */
  const stopWaiting = (count: number): void => {
    while (waiting.length > count) {
      const blank = waiting.pop()!;
      formats[blank] = (items[blank] as TextItem).format;
    }
  };
  for (let index = first; index < last; index += 1) {
    const item = items[index]!;
    if (item.kind === "open") {
      outer.push({ previous, waiting: waiting.length });
      previous = undefined;
      isBehindPair = false;
    } else if (item.kind === "close") {
      const scope = outer.pop();
      stopWaiting(scope?.waiting ?? 0);
      previous = scope?.previous;
      isBehindPair = true;
    } else if (item.kind === "text") {
      if (isBlank(item.text) && !isVisibleBlank(item)) {
        if (previous === undefined && !isBehindPair) waiting.push(index);
        else formats[index] = previous ?? item.format;
        continue;
      }
      previous = item.format;
      formats[index] = previous;
      while (waiting.length > (outer.at(-1)?.waiting ?? 0)) formats[waiting.pop()!] = previous;
    }
  }
  stopWaiting(0);
  return formats;
}

/** For every pair, and for the line itself, the look of the longest text that stands directly in it. */
function scopeBases(
  items: readonly InlineItem[],
  first: number,
  last: number,
  formats: Formats,
  seen: Formats,
): Map<Pair | undefined, Base> {
  const scopes: (Pair | undefined)[] = [undefined];
  const lengths = new Map<Pair | undefined, Map<string, Base & { length: number }>>();
  for (let index = first; index < last; index += 1) {
    const item = items[index]!;
    if (item.kind === "open") scopes.push(item.pair);
    if (item.kind === "close") scopes.pop();
    if (item.kind !== "text" || item.text === "") continue;
    const scope = scopes.at(-1);
    const look = seen[index]!;
    let counts = lengths.get(scope);
    if (counts === undefined) lengths.set(scope, (counts = new Map()));
    const entry = counts.get(look.key);
    if (entry === undefined) counts.set(look.key, { seen: look, format: formats[index]!, length: item.text.length });
    else entry.length += item.text.length;
  }
  const bases = new Map<Pair | undefined, Base>();
  for (const [scope, counts] of lengths) {
    let best: (Base & { length: number }) | undefined;
    for (const entry of counts.values()) if (best === undefined || entry.length > best.length) best = entry;
    bases.set(scope, best!);
  }
  return bases;
}

const NO_TEXTS: ReadonlyMap<number, number> = new Map();

/** For every item the next text that stands in the same scope after it (after its closing half, for an opening one). */
function nextTexts(items: readonly InlineItem[], first: number, last: number): ReadonlyMap<number, number> {
  // Only codes and pairs ask.
  if (items.every((item) => item.kind === "text" || item.kind === "hidden")) return NO_TEXTS;
  const next = new Map<number, number>();
  const scopes: (number | undefined)[] = [undefined];
  for (let index = last - 1; index >= first; index -= 1) {
    const item = items[index]!;
    if (item.kind === "close") scopes.push(undefined);
    else if (item.kind === "open") scopes.pop();
    const known = scopes.at(-1);
    if (known !== undefined && (item.kind === "code" || item.kind === "open")) next.set(index, known);
    if (item.kind === "text" && item.text !== "") scopes[scopes.length - 1] = index;
  }
  return next;
}
