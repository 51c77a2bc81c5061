import { roleOf, type ElementRole } from "./elements.ts";
import type { PageToken } from "./token-list.ts";

/** Which tags belong together, by index of their token. */
export interface ElementTree {
  /** For a tag the other half of its element; -1 where there is none. */
  readonly partner: Int32Array;
  /** For an opening tag the token that ends its element: its closing tag, or the token before which it ends for want of one. */
  readonly end: Int32Array;
  /** How the element of a tag behaves: an inline element that holds a block is a block. */
  role(index: number): ElementRole;
}

/** Elements whose end tag may be missing, and which opening tags end them: the nearest one above `scope` is closed. */
const IMPLIED: ReadonlyMap<string, { readonly closes: readonly string[]; readonly scope: readonly string[] }> = new Map(
  [
    ["li", { closes: ["li"], scope: ["ul", "ol", "menu", "dir"] }],
    ["dt", { closes: ["dt", "dd"], scope: ["dl"] }],
    ["dd", { closes: ["dt", "dd"], scope: ["dl"] }],
    ["option", { closes: ["option"], scope: ["select", "datalist", "optgroup"] }],
    ["optgroup", { closes: ["option", "optgroup"], scope: ["select"] }],
    ["td", { closes: ["td", "th"], scope: ["tr", "table"] }],
    ["th", { closes: ["td", "th"], scope: ["tr", "table"] }],
    ["tr", { closes: ["tr"], scope: ["table"] }],
    ["tbody", { closes: ["tbody", "thead", "tfoot"], scope: ["table"] }],
    ["thead", { closes: ["tbody", "thead", "tfoot"], scope: ["table"] }],
    ["tfoot", { closes: ["tbody", "thead", "tfoot"], scope: ["table"] }],
  ],
);

/** End tags of these may be left out, so an inline element around them can end before them (HTML standard, 13.1.2.4). */
const MAY_LACK_END = new Set([
  "p",
  "li",
  "dt",
  "dd",
  "option",
  "optgroup",
  "tr",
  "td",
  "th",
  "tbody",
  "thead",
  "tfoot",
]);

/** No end tag of anything but tables reaches out of these. */
const SCOPES = new Set([
  "table",
  "td",
  "th",
  "caption",
  "template",
  "object",
  "button",
  "svg",
  "math",
  "foreignobject",
]);
const TABLE_PARTS = new Set([
  "table",
  "tbody",
  "thead",
  "tfoot",
  "tr",
  "td",
  "th",
  "caption",
  "template",
  "html",
  "body",
]);

/**
 * Finds the element of every tag, in linear time whatever a page does: unclosed and strange tags have no partner. In XHTML, which is
 * well-formed, it is the nesting itself.
 */
export function matchTags(tokens: readonly PageToken[], isXml: boolean): ElementTree {
  const partner = new Int32Array(tokens.length).fill(-1);
  const end = new Int32Array(tokens.length).fill(tokens.length);
  const parent = new Int32Array(tokens.length).fill(-1);
  const holdsBlock = new Uint8Array(tokens.length);
  /** Beginnings of elements that HTML does not know. */
  const unknown: number[] = [];
  const open = new OpenElements(tokens);
  const popTo = (depth: number, at: number): void => {
    while (open.depth > depth) end[open.pop()] = at;
  };
  const markHolders = (): void => {
    for (let depth = open.depth - 1; depth >= 0; depth -= 1) {
      const index = open.at(depth);
      if (holdsBlock[index] === 1 || roleOf(tokens[index]!.name) === "embedded") return;
      holdsBlock[index] = 1;
    }
  };
  // By index here and below: an array for every token of a page costs more than the rest.
  for (let index = 0; index < tokens.length; index += 1) {
    const { kind, name } = tokens[index]!;
    if (kind === "open" || kind === "empty") {
      const role = roleOf(name);
      if (!isXml) closeImplied(open, name, role, index, popTo);
      if (role === "block") markHolders();
      else if (role === "unknown") unknown.push(index);
      if (open.depth > 0) parent[index] = open.at(open.depth - 1);
      if (kind === "open") open.push(index);
    } else if (kind === "close") {
      const depth = open.topmost(name);
      if (depth === -1 || !canClose(open, name, depth, isXml)) {
        if (roleOf(name) === "block") markHolders();
        continue;
      }
      popTo(depth + 1, index);
      const opening = open.pop();
      end[opening] = index;
      partner[opening] = index;
      partner[index] = opening;
    }
  }
  const inlineUnknown = settleUnknown(tokens, unknown, partner, parent, holdsBlock);
  const role = (index: number): ElementRole => {
    const { kind, name } = tokens[index]!;
    // Browsers pass over an end tag without a beginning; only those of blocks end a paragraph.
    if (kind === "close" && partner[index] === -1) return roleOf(name) === "block" ? "block" : "inline";
    const opening = kind === "close" ? partner[index]! : index;
    const own = roleOf(tokens[opening]!.name);
    if (own === "embedded") return own;
    if (holdsBlock[opening] === 1) return "block";
    return own === "unknown" ? (inlineUnknown.has(opening) ? "inline" : "block") : own;
  };
  return { partner, end, role };
}

/** The elements open at a moment, with the topmost of each name known. */
class OpenElements {
  readonly #tokens: readonly PageToken[];
  readonly #stack: number[] = [];
  readonly #byName = new Map<string, number[]>();
  readonly #scopes: number[] = [];
  readonly #blocks: number[] = [];

  constructor(tokens: readonly PageToken[]) {
    this.#tokens = tokens;
  }

  get depth(): number {
    return this.#stack.length;
  }

  at(depth: number): number {
    return this.#stack[depth]!;
  }

  push(index: number): void {
    const { name } = this.#tokens[index]!;
    const depth = this.#stack.push(index) - 1;
    const depths = this.#byName.get(name);
    if (depths === undefined) this.#byName.set(name, [depth]);
    else depths.push(depth);
    if (SCOPES.has(name)) this.#scopes.push(depth);
    if (roleOf(name) !== "inline" && !MAY_LACK_END.has(name)) this.#blocks.push(depth);
  }

  pop(): number {
    const index = this.#stack.pop()!;
    this.#byName.get(this.#tokens[index]!.name)!.pop();
    if (this.#scopes.at(-1) === this.#stack.length) this.#scopes.pop();
    if (this.#blocks.at(-1) === this.#stack.length) this.#blocks.pop();
    return index;
  }

  /** The depth of the topmost open element of this name; -1: none. */
  topmost(name: string): number {
    return this.#byName.get(name)?.at(-1) ?? -1;
  }

  /** The depth of the topmost element that end tags do not reach out of. */
  get scope(): number {
    return this.#scopes.at(-1) ?? -1;
  }

  /** The depth of the topmost element that an inline end tag does not reach out of. */
  get block(): number {
    return this.#blocks.at(-1) ?? -1;
  }
}

function canClose(open: OpenElements, name: string, depth: number, isXml: boolean): boolean {
  if (isXml || TABLE_PARTS.has(name)) return true;
  if (depth < open.scope) return false;
  return roleOf(name) !== "inline" || depth > open.block;
}

/** Closes what the tag at `index` ends without an end tag. */
function closeImplied(
  open: OpenElements,
  name: string,
  role: ElementRole,
  index: number,
  popTo: (depth: number, at: number) => void,
): void {
  if (role === "block") {
    const paragraph = open.topmost("p");
    if (paragraph > open.block && paragraph > open.scope) popTo(paragraph, index);
  }
  const implied = IMPLIED.get(name);
  if (implied === undefined) return;
  const nearest = nearestOf(open, implied.closes);
  if (nearest > nearestOf(open, implied.scope)) popTo(nearest, index);
}

function nearestOf(open: OpenElements, names: readonly string[]): number {
  let nearest = -1;
  for (const name of names) nearest = Math.max(nearest, open.topmost(name));
  return nearest;
}

/** The elements of unknown names that are words of a line: they stand in an inline element, or text or an inline tag right beside them. */
function settleUnknown(
  tokens: readonly PageToken[],
  unknown: readonly number[],
  partner: Int32Array,
  parent: Int32Array,
  holdsBlock: Uint8Array,
): ReadonlySet<number> {
  const inline = new Set<number>();
  const isLine = (index: number): boolean => {
    const token = tokens[index];
    if (token === undefined) return false;
    return token.kind === "text" ? token.text.trim() !== "" : token.name !== "" && roleOf(token.name) === "inline";
  };
  const isInline = (index: number): boolean =>
    index !== -1 && holdsBlock[index] === 0 && (roleOf(tokens[index]!.name) === "inline" || inline.has(index));
  for (const index of unknown) {
    if (holdsBlock[index] === 1) continue;
    const last = tokens[index]!.kind === "empty" ? index : partner[index]!;
    if (isInline(parent[index]!) || isLine(index - 1) || (last !== -1 && isLine(last + 1))) inline.add(index);
  }
  return inline;
}
