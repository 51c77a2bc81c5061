import type { Fragment } from "../../model/fragment.ts";
import { applyEdits, type Edit } from "../../xml/edits.ts";
import { XmlLexer } from "../../xml/lexer.ts";
import { modelItem } from "./fill-gaps.ts";
import {
  piecesOf,
  type Format,
  type Holder,
  type InlineDialect,
  type InlineItem,
  type Piece,
  type Range,
  type Run,
  type TextItem,
} from "./inline.ts";
import type { InlinePlan } from "./plan-inline.ts";
import { spellText } from "./spell-text.ts";

/** Something to write into the line: its bytes, the run around it, and the holders around that. */
interface Atom {
  readonly chain: readonly Holder[];
  readonly run?: Run;
  readonly xml: string;
}

/** Where in the target we are: what stands around new text, and how it looks. */
interface Context {
  readonly chain: readonly Holder[];
  readonly format: Format | undefined;
}

/**
 * The edits that write the line anew, of its own bytes, in the order of the target's codes; `undefined` where the codes' bytes
 * cannot be moved apart. What is hidden keeps its order and its place among the codes; runs are split where text must change places.
 */
export function rebuildLine(
  plan: InlinePlan,
  target: Fragment,
  text: string,
  dialect: InlineDialect,
  nested: readonly Edit[],
): readonly Edit[] | undefined {
  const [from, until] = balance(plan);
  const root = sharedChain(plan.items.slice(from, until));
  const range = rangeOf(plan.items, from, until, root.length);
  if (range === undefined) return undefined;
  const inside = nested.filter((edit) => edit.start >= range.start && edit.end <= range.end);
  const copy = (piece: Range): string => copyRange(text, piece, inside);
  const own = (chain: readonly Holder[]): readonly Holder[] => {
    const beyond = chain.slice(root.length);
    return beyond.slice(beyond.findLastIndex((holder) => holder.isVisible) + 1);
  };

  const models = new Map<string | undefined, TextItem | undefined>();
  const modelOf = (format: Format | undefined): TextItem | undefined => {
    if (!models.has(format?.key)) models.set(format?.key, modelItem(plan, format));
    return models.get(format?.key);
  };

  const atoms: Atom[] = [];
  const write = (context: Context, piece: Piece): void => {
    const chain = [...context.chain, ...own(piece.run?.chain ?? piece.chain)];
    atoms.push({ chain, ...(piece.run === undefined ? {} : { run: piece.run }), xml: copy(piece) });
  };
  const outside: Context = { chain: [], format: plan.gaps[0]!.format };
  const verbatim = (index: number): void => {
    for (const piece of piecesOf(plan.items[index]!)) write(outside, piece);
  };
  for (let index = from; index < plan.first; index += 1) verbatim(index);

  const hidden = hiddenByCode(plan);
  const contexts: Context[] = [outside];
  const byId = new Map(plan.codes.map((code, index) => [`${code.part.kind} ${code.part.id}`, { code, index }]));
  let passed = 0;
  const writeHidden = (isLate: boolean): void => {
    for (const piece of hidden.get(isLate ? `late ${passed}` : `early ${passed}`) ?? []) write(contexts.at(-1)!, piece);
  };
  writeHidden(false);
  for (const part of target) {
    const context = contexts.at(-1)!;
    if (part.kind === "text") {
      const model = modelOf(context.format);
      if (model === undefined) return undefined;
      const xml = spellText(plan, model, part.text, text, dialect);
      atoms.push({ chain: [...context.chain, ...own(model.run.chain)], run: model.run, xml });
      continue;
    }
    const known = byId.get(`${part.kind} ${part.id}`);
    if (known === undefined) return undefined;
    writeHidden(true);
    const { code, index } = known;
    const item = code.item === undefined ? undefined : plan.items[code.item]!;
    const pieces = item === undefined ? [] : piecesOf(item);
    if (part.kind === "standalone") for (const piece of pieces) write(context, piece);
    else if (part.kind === "open") {
      const holder = code.pair?.holder;
      if (holder === undefined) for (const piece of pieces) write(context, piece);
      const chain = holder === undefined ? context.chain : [...context.chain, ...own(chainOf(item!)), holder];
      contexts.push({ chain, format: plan.gaps[index + 1]!.format });
      if (holder !== undefined) atoms.push({ chain, xml: "" });
    } else {
      contexts.pop();
      if (code.pair?.holder === undefined) for (const piece of pieces) write(contexts.at(-1)!, piece);
    }
    passed += 1;
    writeHidden(false);
  }
  writeHidden(true);
  for (let index = plan.last; index < until; index += 1) verbatim(index);

  const line = serialise(atoms, copy);
  if (!isBalanced(line)) return undefined;
  const xml = `${range.startsIn === undefined ? "" : copy(range.startsIn.close)}${line}${range.endsIn === undefined ? "" : copy(range.endsIn.open)}`;
  const others = nested.filter((edit) => !inside.includes(edit));
  return [...others, { start: range.start, end: range.end, text: xml }];
}

/** Whether every element is closed where it was opened: fields that begin inside a link and end outside cannot be moved. */
function isBalanced(xml: string): boolean {
  const lexer = new XmlLexer(xml, "line");
  const open: string[] = [];
  while (lexer.next()) {
    if (lexer.kind === "open") open.push(lexer.name);
    else if (lexer.kind === "close" && open.pop() !== lexer.name) return false;
  }
  return open.length === 0;
}

/** The bytes of the range with the edits inside it applied. */
function copyRange(text: string, { start, end }: Range, edits: readonly Edit[]): string {
  const inside = edits.filter((edit) => edit.start >= start && edit.end <= end);
  const slice = text.slice(start, end);
  if (inside.length === 0) return slice;
  return applyEdits(
    slice,
    inside.map((edit) => ({ start: edit.start - start, end: edit.end - start, text: edit.text })),
  );
}

/** The holders around an item; for the halves of a pair, those around the pair. */
function chainOf(item: InlineItem): readonly Holder[] {
  const piece = piecesOf(item)[0];
  return piece?.run?.chain ?? piece?.chain ?? [];
}

/** The plan's range, widened until no holder is cut by its borders. */
function balance(plan: InlinePlan): readonly [from: number, until: number] {
  const extents = new Map<Holder, { first: number; last: number }>();
  plan.items.forEach((item, index) => {
    for (const holder of chainOf(item)) {
      const extent = extents.get(holder);
      if (extent === undefined) extents.set(holder, { first: index, last: index });
      else extent.last = index;
    }
  });
  let { first, last } = plan;
  for (let isWider = true; isWider;) {
    isWider = false;
    for (const extent of extents.values()) {
      const startsInside = extent.first >= first && extent.first < last;
      const endsInside = extent.last >= first && extent.last < last;
      if (startsInside === endsInside) continue;
      first = Math.min(first, extent.first);
      last = Math.max(last, extent.last + 1);
      isWider = true;
    }
  }
  return [first, last];
}

/** The holders around all of the items. */
function sharedChain(items: readonly InlineItem[]): readonly Holder[] {
  let shared: readonly Holder[] | undefined;
  for (const item of items) {
    const chain = chainOf(item);
    if (shared === undefined) shared = chain;
    else {
      let length = 0;
      while (length < shared.length && shared[length] === chain[length]) length += 1;
      shared = shared.slice(0, length);
    }
  }
  return shared ?? [];
}

interface LineRange extends Range {
  /** The run the range begins in the middle of. */
  readonly startsIn?: Run;
  readonly endsIn?: Run;
}

function rangeOf(items: readonly InlineItem[], from: number, until: number, depth: number): LineRange | undefined {
  const first = items[from];
  const last = items[until - 1];
  if (first === undefined || last === undefined) return undefined;
  const start = edgeOf(first, depth, "start");
  const end = edgeOf(last, depth, "end");
  if (start === undefined || end === undefined || start.at > end.at) return undefined;
  return {
    start: start.at,
    end: end.at,
    ...(start.run === undefined ? {} : { startsIn: start.run }),
    ...(end.run === undefined ? {} : { endsIn: end.run }),
  };
}

function edgeOf(item: InlineItem, depth: number, side: "start" | "end"): { at: number; run?: Run } | undefined {
  const outer = chainOf(item)[depth];
  const isStart = side === "start";
  if (outer !== undefined) return { at: isStart ? outer.open.start : outer.close.end };
  const holder = item.kind === "open" || item.kind === "close" ? item.pair.holder : undefined;
  if (holder !== undefined) return { at: isStart ? holder.open.start : holder.close.end };
  const piece = isStart ? piecesOf(item)[0] : piecesOf(item).at(-1);
  if (piece === undefined) return undefined;
  const { run } = piece;
  if (run === undefined) return { at: piece[side] };
  if (isStart) return run.open.end === piece.start ? { at: run.open.start } : { at: piece.start, run };
  return run.close.start === piece.end ? { at: run.close.end } : { at: piece.end, run };
}

/** Hidden pieces by how many codes stand before them: `early` before the text of that gap, `late` after it has begun. */
function hiddenByCode(plan: InlinePlan): Map<string, Piece[]> {
  const found = new Map<string, Piece[]>();
  const codeItems = new Map<number, number>();
  plan.codes.forEach((code, index) => {
    if (code.item !== undefined) codeItems.set(code.item, index + 1);
  });
  const gapOf = new Map<number, number>();
  plan.gaps.forEach((gap, index) => {
    for (const item of gap.items) gapOf.set(item, index);
  });
  let codes = 0;
  let isLate = false;
  for (let index = plan.first; index < plan.last; index += 1) {
    const item = plan.items[index]!;
    const code = codeItems.get(index) ?? gapOf.get(index);
    if (code !== undefined) {
      codes = code;
      isLate = item.kind === "text";
    }
    if (item.kind !== "hidden") continue;
    const key = `${isLate ? "late" : "early"} ${codes}`;
    const pieces = found.get(key);
    if (pieces === undefined) found.set(key, [...item.pieces]);
    else for (const piece of item.pieces) pieces.push(piece);
  }
  return found;
}

/** Writes atoms, opening every run and holder once for neighbours that share it. */
function serialise(atoms: readonly Atom[], copy: (range: Range) => string): string {
  const pieces: string[] = [];
  let chain: readonly Holder[] = [];
  let run: Run | undefined;
  const tag = (range: Range): number => pieces.push(copy(range));
  const moveTo = (next: readonly Holder[], nextRun: Run | undefined): void => {
    let shared = 0;
    while (shared < chain.length && shared < next.length && chain[shared] === next[shared]) shared += 1;
    const isSame = shared === chain.length && shared === next.length;
    if (run !== undefined && (run !== nextRun || !isSame)) {
      tag(run.close);
      run = undefined;
    }
    for (const holder of chain.slice(shared).reverse()) tag(holder.close);
    for (const holder of next.slice(shared)) tag(holder.open);
    chain = next;
    if (nextRun !== undefined && run === undefined) {
      tag(nextRun.open);
      run = nextRun;
    }
  };
  for (const atom of atoms) {
    moveTo(atom.chain, atom.run);
    pieces.push(atom.xml);
  }
  moveTo([], undefined);
  return pieces.join("");
}
