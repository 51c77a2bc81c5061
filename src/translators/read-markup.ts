import { normaliseFragment, plainText, type Fragment, type FragmentPart } from "../model/fragment.ts";
import { removeIllegal } from "../xml/escape.ts";
import { edgeSpacesRestored } from "./edge-spaces.ts";
import { partners } from "./edges.ts";
import type { Markup, WireElement } from "./markup.ts";
import { placeWhereCertain } from "./place-codes.ts";
import { readWireTokens, type WireToken } from "./wire-tokens.ts";

/** What can be wrong with the codes of a reply. */
export type CodeProblem =
  | "not-well-formed"
  | "unknown"
  | "missing"
  | "repeated"
  | "misnested"
  | "emptied"
  | "halves-turned";

/** A reply read: the codes that stand where they can stand, and what was wrong. */
export interface MarkupReading {
  /** The answer to `inner`; all text of the reply, well nested. */
  readonly inner: Fragment;
  /** What was wrong with the reply; empty: nothing, and `inner` can be taken as it is. */
  readonly problems: readonly CodeProblem[];
  /** Codes that are not in `inner`; empty: all are there, put right where something was wrong. */
  readonly missing: readonly WireElement[];
}

/**
 * Reads an engine's reply. Strict in judging, lenient in reading: whatever came back, all of its text is kept. Repairs what has one
 * answer only: overlapping pairs, unknown elements, empty repeats, codes that belong beside something that stayed the same, changed
 * literals, white space that slipped through a code.
 */
export function readMarkup(markup: Markup, reply: string): MarkupReading {
  const { tokens, isWellFormed } = readWireTokens(removeIllegal(reply));
  const problems = new Set<CodeProblem>();
  if (!isWellFormed) problems.add("not-well-formed");
  const { parts, present } = standingCodes(markup, tokens, problems);
  const missing = markup.elements.filter((element) => element.kind !== "literal" && !present.has(element.name));
  if (missing.length > 0 && !problems.has("emptied") && !problems.has("repeated")) problems.add("missing");
  const placed = placeWhereCertain(markup, trimmed(parts), missing);
  if (hasCrossedHalves(markup, placed.parts)) problems.add("halves-turned");
  return { inner: edgeSpacesRestored(markup.inner, placed.parts), problems: [...problems], missing: placed.missing };
}

/**
 * The answer with its edges; undefined where the reply was not right to the letter. `fromMarkup(m, m.text)` is the cleaned source.
 *
 * @internal exported for tests
 */
export function fromMarkup(markup: Markup, reply: string): Fragment | undefined {
  const { inner, problems } = readMarkup(markup, reply);
  return problems.length === 0 ? withEdges(markup, inner) : undefined;
}

/** An answer with what was taken off the edges of its source. */
export function withEdges({ leading, trailing }: Markup, inner: Fragment): Fragment {
  return normaliseFragment([...leading, ...inner, ...trailing]);
}

type PairElement = WireElement & { readonly kind: "pair" };

/** Text and the codes that can stand as they came. A pair that comes more than once stands only where one of them alone holds text. */
function standingCodes(
  { elements, inner }: Markup,
  read: readonly WireToken[],
  problems: Set<CodeProblem>,
): { parts: readonly FragmentPart[]; present: ReadonlySet<string> } {
  const byName = new Map(elements.map((element) => [element.name, element]));
  const tokens = knownTokens(byName, read, problems);
  const count = (kind: WireToken["kind"], name: string): number =>
    tokens.filter((token) => token.kind !== "text" && token.kind === kind && token.name === name).length;
  const present = new Set<string>();
  for (const element of elements) {
    if (element.kind === "literal") continue;
    const starts = count("start", element.name);
    const ends = count("end", element.name);
    const empties = count("empty", element.name);
    if (Math.max(starts, ends) + empties > 1) problems.add("repeated");
    if (element.kind === "single") {
      // <x1>text</x1>: the code has one place, its opening; the text follows it.
      if (starts > 0) problems.add("misnested");
      if (starts + empties === 1) present.add(element.name);
    } else if (starts === 1 && ends === 1) present.add(element.name);
    else if (starts + ends === 0 && empties === 1 && !holdsText(inner, element)) present.add(element.name);
    else if (starts + ends === 0 && empties > 0) problems.add("emptied");
  }
  const parts = nestedParts(byName, tokens, present, problems);
  for (const element of elements) {
    if (element.kind !== "pair" || !present.has(element.name)) continue;
    if (!holdsText(inner, element) || holdsText(parts, element)) continue;
    problems.add("emptied");
    present.delete(element.name);
  }
  const codes = new Set(
    elements.flatMap((element): unknown[] => {
      if (!present.has(element.name)) return [];
      return element.kind === "pair" ? [element.open, element.close] : element.kind === "single" ? [element.code] : [];
    }),
  );
  return { parts: parts.filter((part) => part.kind === "text" || codes.has(part)), present };
}

/** Without elements that were never sent, and without a second `<x1/>` right behind the first. */
function knownTokens(
  byName: ReadonlyMap<string, WireElement>,
  tokens: readonly WireToken[],
  problems: Set<CodeProblem>,
): readonly WireToken[] {
  return tokens.filter((token, index) => {
    if (token.kind === "text") return true;
    const element = byName.get(token.name);
    if (element === undefined) {
      problems.add("unknown");
      return false;
    }
    const previous = tokens[index - 1];
    const isRepeat =
      element.kind === "single" && token.kind === "empty" && previous?.kind === "empty" && previous.name === token.name;
    if (isRepeat) problems.add("repeated");
    return !isRepeat;
  });
}

/** Whether there is something to read between the halves of the pair. */
function holdsText(parts: Fragment, { open, close }: PairElement): boolean {
  return plainText(parts.slice(parts.indexOf(open) + 1, parts.indexOf(close))).trim() !== "";
}

/** The tokens as parts, in order; a pair that closes while another is open closes that one first. */
function nestedParts(
  byName: ReadonlyMap<string, WireElement>,
  tokens: readonly WireToken[],
  present: Set<string>,
  problems: Set<CodeProblem>,
): readonly FragmentPart[] {
  const parts: FragmentPart[] = [];
  const open: PairElement[] = [];
  const closed = new Set<string>();
  const close = (element: PairElement): void => {
    closed.add(element.name);
    parts.push(element.close);
  };
  let literalEnd = -1;
  tokens.forEach((token, index) => {
    if (token.kind === "text") {
      if (index > literalEnd) parts.push({ kind: "text", text: token.text });
      return;
    }
    const element = byName.get(token.name)!;
    if (element.kind === "literal") {
      if (token.kind === "end") return;
      const end = tokens.findIndex((other, at) => at > index && other.kind === "end" && other.name === token.name);
      if (token.kind === "start" && end === -1) return;
      // What was to be left alone stands as it was, whatever came back in its place.
      parts.push({ kind: "text", text: element.text });
      if (token.kind === "start") literalEnd = end;
    } else if (!present.has(element.name)) return;
    else if (element.kind === "single") {
      if (token.kind !== "end") parts.push(element.code);
    } else if (token.kind === "start") {
      open.push(element);
      parts.push(element.open);
    } else if (token.kind === "empty") {
      if (tokens.some((other) => other.kind === "start" && other.name === element.name)) return;
      parts.push(element.open);
      close(element);
    } else if (!closed.has(element.name)) {
      const at = open.lastIndexOf(element);
      if (at === -1) {
        // Closed before it was opened: neither half can stand.
        problems.add("misnested");
        present.delete(element.name);
        return;
      }
      const inside = open.splice(at).reverse();
      if (inside.length > 1) problems.add("misnested");
      inside.forEach(close);
    }
  });
  return parts;
}

/** White space at the outer ends belongs to the edges, which are ours. */
function trimmed(parts: readonly FragmentPart[]): readonly FragmentPart[] {
  const result = [...normaliseFragment(parts)];
  const first = result[0];
  if (first?.kind === "text") result[0] = { kind: "text", text: first.text.trimStart() };
  const last = result.at(-1);
  if (last?.kind === "text") result[result.length - 1] = { kind: "text", text: last.text.trimEnd() };
  return normaliseFragment(result);
}

/** Whether the halves of a pair that travelled as single codes have changed their order. */
function hasCrossedHalves({ inner }: Markup, parts: Fragment): boolean {
  for (const [start, end] of partners(inner)) {
    if (start > end) continue;
    const from = parts.indexOf(inner[start]!);
    const to = parts.indexOf(inner[end]!);
    if (from !== -1 && to !== -1 && from > to) return true;
  }
  return false;
}
