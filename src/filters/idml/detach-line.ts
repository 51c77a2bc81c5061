import type { Edit } from "../../xml/edits.ts";
import { applyEdits } from "../../xml/edits.ts";
import type { Holder, InlineItem, Pair, Piece, Range, Run } from "../ooxml/inline.ts";
import { piecesOf } from "../ooxml/inline.ts";
import type { LineItem, Scope } from "./line.ts";
import { contentStartOf } from "./scopes.ts";

/**
 * A line as a text of its own, in a form whose pieces can change places: links outside, character ranges inside them, and every piece of
 * characters in a `Content` of its own. It stands for the bytes from `start` to `end` of the part.
 */
export interface DetachedLine {
  readonly text: string;
  readonly items: readonly InlineItem[];
  readonly start: number;
  readonly end: number;
  /** Closes what stands open at `start` and is not open all along. */
  readonly before: string;
  /** Opens what must stand open at `end`. */
  readonly after: string;
}

/**
 * Detaches a line from its part; undefined where it begins or ends inside a wrapper that goes on beyond it, for a wrapper's id cannot
 * be given twice. `nested` are edits inside the line's blocks: they are made on the way.
 */
export function detachLine(line: readonly LineItem[], part: string, nested: readonly Edit[]): DetachedLine | undefined {
  const [first] = line;
  const last = line.at(-1);
  if (first === undefined || last === undefined) return undefined;
  const root = rootOf(line, sharedScope(first.scope, last.scope));
  const atStart = scopesBelow(root, first.scope);
  const atEnd = scopesBelow(root, last.scope);
  if ([...atStart, ...atEnd].some(({ kind }) => kind === "wrapper")) return undefined;

  const writer = lineWriter(root, part, nested);
  const items = line.map((item) => writer.write(item));
  writer.finish();
  let start = piecesOf(first.item)[0]!.start;
  let end = piecesOf(last.item).at(-1)!.end;
  if (first.isInContent) start = part.lastIndexOf("<Content", start);
  if (last.isInContent) end = part.indexOf(">", part.indexOf("</", end)) + 1;
  // Ranges that hold nothing outside the line go with it.
  while (atStart.length > 0 && part.slice(contentStartOf(atStart.at(-1)!.element), start).trim() === "") {
    start = atStart.pop()!.element.start;
  }
  while (atEnd.length > 0 && part.slice(end, atEnd.at(-1)!.element.contentEnd).trim() === "") {
    end = atEnd.pop()!.element.end;
  }
  return {
    text: writer.text(),
    items,
    start,
    end,
    before: atStart
      .toReversed()
      .map((scope) => closingOf(scope, part))
      .join(""),
    after: atEnd.map((scope) => openingOf(scope, part)).join(""),
  };
}

/**
 * Where the line is taken out: of all character ranges, if there are others inside them, for ranges may not come to stand in one another
 * when what is around them moves.
 */
function rootOf(line: readonly LineItem[], shared: Scope | undefined): Scope | undefined {
  if (line.every(({ scope }) => characterRange(shared, scope) === undefined)) return shared;
  let root = shared;
  for (let at = shared; at !== undefined; at = at.outer) if (at.kind === "character range") root = at.outer;
  return root;
}

/** The innermost scope both stand in. */
function sharedScope(one: Scope | undefined, other: Scope | undefined): Scope | undefined {
  let a = one;
  let b = other;
  while (a !== b) {
    if ((a?.depth ?? 0) >= (b?.depth ?? 0)) a = a?.outer;
    else b = b?.outer;
  }
  return a;
}

/** The scopes between `root` and `scope`, outermost first, `scope` included. */
function scopesBelow(root: Scope | undefined, scope: Scope | undefined): Scope[] {
  const scopes: Scope[] = [];
  for (let at = scope; at !== undefined && at !== root; at = at.outer) scopes.push(at);
  return scopes.reverse();
}

function openingOf({ element }: Scope, part: string): string {
  return part.slice(element.start, contentStartOf(element));
}

function closingOf({ element }: Scope, part: string): string {
  return part.slice(element.contentEnd, element.end);
}

interface LineWriter {
  /** Writes an item, and gives it as it stands in the new text. */
  write(item: LineItem): InlineItem;
  finish(): void;
  text(): string;
}

interface OpenHolder {
  readonly scope: Scope;
  readonly holder: Holder;
}

function lineWriter(root: Scope | undefined, part: string, nested: readonly Edit[]): LineWriter {
  const pieces: string[] = [];
  let length = 0;
  const append = (text: string): Range => {
    const start = length;
    pieces.push(text);
    length += text.length;
    return { start, end: length };
  };
  const holders: OpenHolder[] = [];
  const pairs = new Map<Pair, Pair>();
  let run: { readonly scope: Scope | undefined; readonly run: Run } | undefined;

  const closeRun = (): void => {
    if (run === undefined) return;
    run.run.close = append(run.scope === undefined ? "" : closingOf(run.scope, part));
    run = undefined;
  };
  const closeHolder = (): void => {
    const { scope, holder } = holders.pop()!;
    holder.close = append(closingOf(scope, part));
  };
  const openHolder = (scope: Scope): Holder => {
    const holder: Holder = {
      open: append(openingOf(scope, part)),
      close: { start: 0, end: 0 },
      isVisible: scope.kind === "wrapper",
    };
    holders.push({ scope, holder });
    return holder;
  };
  /** Closes and opens until exactly these holders stand open. */
  const moveTo = (scopes: readonly Scope[]): void => {
    let shared = 0;
    while (shared < holders.length && holders[shared]!.scope === scopes[shared]) shared += 1;
    if (shared < holders.length || shared < scopes.length) closeRun();
    while (holders.length > shared) closeHolder();
    for (const scope of scopes.slice(shared)) openHolder(scope);
  };
  const chain = (): readonly Holder[] => holders.map(({ holder }) => holder);
  const runFor = (scope: Scope | undefined): Run => {
    const range = characterRange(root, scope);
    if (run === undefined || run.scope !== range) {
      closeRun();
      const open = append(range === undefined ? "" : openingOf(range, part));
      run = { scope: range, run: { open, close: { start: length, end: length }, chain: chain() } };
    }
    return run.run;
  };
  const copy = ({ start, end }: Range): string => {
    const inside = nested.filter((edit) => edit.start >= start && edit.end <= end);
    const moved = inside.map((edit) => ({ start: edit.start - start, end: edit.end - start, text: edit.text }));
    return applyEdits(part.slice(start, end), moved);
  };

  return {
    write({ item, scope, isInContent, inner, isInitial }) {
      // The closing half of a pair stands outside it, but what is open inside must be closed first.
      const innermost = item.kind === "close" ? inner : scope;
      moveTo(scopesBelow(root, innermost).filter(({ kind }) => kind !== "character range"));
      switch (item.kind) {
        case "text": {
          // A line made anew begins without its large initial: nothing says which of its words will come first.
          if (isInitial) return { kind: "hidden", pieces: [{ ...append(""), chain: chain() }] };
          const itemRun = runFor(scope);
          const { start } = append("<Content>");
          const content = append(part.slice(item.contentStart, item.contentEnd));
          const { end } = append("</Content>");
          return {
            ...item,
            name: "Content",
            start,
            end,
            contentStart: content.start,
            contentEnd: content.end,
            run: itemRun,
          };
        }
        case "code":
        case "hidden": {
          const itemRun = runFor(scope);
          const moved = item.pieces.map((piece): Piece => {
            const bytes = isInContent ? `<Content>${copy(piece)}</Content>` : copy(piece);
            return { ...append(bytes), run: itemRun, chain: itemRun.chain };
          });
          return { ...item, pieces: moved };
        }
        case "open": {
          closeRun();
          const outside = chain();
          const holder = openHolder(inner!);
          const pair: Pair = {
            ...item.pair,
            holder,
            openPieces: [{ ...holder.open, chain: outside }],
            closePieces: [],
          };
          pairs.set(item.pair, pair);
          return { kind: "open", pair };
        }
        case "close": {
          closeRun();
          closeHolder();
          const pair = pairs.get(item.pair)!;
          pair.closePieces = [{ ...pair.holder!.close, chain: chain() }];
          return { kind: "close", pair };
        }
      }
    },
    finish() {
      moveTo([]);
      closeRun();
    },
    text: () => pieces.join(""),
  };
}

/** The character range a piece stands in, where that is no wider than the line. */
function characterRange(root: Scope | undefined, scope: Scope | undefined): Scope | undefined {
  for (let at = scope; at !== undefined && at !== root; at = at.outer) if (at.kind === "character range") return at;
  return undefined;
}
