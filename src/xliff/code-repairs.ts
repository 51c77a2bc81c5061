import { compareCodes, hasSameCodes } from "../model/codes.ts";
import { normaliseFragment, plainText, type Fragment, type FragmentPart, type InlineCode } from "../model/fragment.ts";
import { splitStandIns } from "./stand-ins.ts";

function codesOf(fragment: Fragment): InlineCode[] {
  return fragment.filter((part): part is InlineCode => part.kind !== "text");
}

/**
 * The target with our ids, where a tool renumbered: its source has codes of the same kinds in the same order as ours was written with,
 * so each of its ids stands for one of our codes, or for text that we wrote as a code. Undefined where that says nothing or
 * contradicts itself.
 */
export function renumberCodes(ours: Fragment, returnedSource: Fragment, target: Fragment): Fragment | undefined {
  const theirs = codesOf(returnedSource);
  const own = codesOf(ours).length === theirs.length ? codesOf(ours) : writtenCodes(ours);
  if (own.length === 0 || own.length !== theirs.length) return undefined;
  const answers = new Map<string, { readonly id: string; readonly text?: string }>();
  for (const [index, code] of theirs.entries()) {
    const part = own[index]!;
    const answer = part.kind === "text" ? { id: `text ${index}`, text: part.text } : { id: part.id };
    if ((part.kind === "text" ? "standalone" : part.kind) !== code.kind) return undefined;
    if ((answers.get(code.id) ?? answer).id !== answer.id) return undefined;
    answers.set(code.id, answer);
  }
  const ids = new Set([...answers.values()].map(({ id }) => id));
  if (ids.size !== answers.size || [...answers].every(([from, { id }]) => from === id)) return undefined;
  const parts = target.map((part): FragmentPart => {
    const answer = part.kind === "text" ? undefined : answers.get(part.id);
    if (part.kind === "text" || answer === undefined) return part;
    return answer.text === undefined ? { ...part, id: answer.id } : { kind: "text", text: answer.text };
  });
  return normaliseFragment(parts);
}

/** What stands as a code in the file: the codes, and the texts that stand-ins stand for. */
function writtenCodes(fragment: Fragment): FragmentPart[] {
  return fragment.flatMap((part): FragmentPart[] =>
    part.kind === "text"
      ? splitStandIns(part.text).flatMap((piece) =>
          typeof piece === "string" ? [] : [{ kind: "text" as const, text: piece.text }],
        )
      : [part],
  );
}

/** Codes written as text: `<g id="1">`, `</g>`, `<x id="2"/>`, `<b0>`, `</b0>`, `<x1/>`, `{1>`, `<1}`, `{1}`. */
const SPELLED =
  /<(?<close>\/?)(?<name>g|x|ph|bx|ex|bpt|ept|pc)(?:\s+[^<>]*?id\s*=\s*["'](?<id>[^"'<>]*)["'][^<>]*?)?\s*(?<empty>\/?)>|<(?<shortClose>\/?)[a-z]{0,3}(?<n>\d+[ab]?)\s?(?<shortEmpty>\/?)>|\{(?<opens>\d+)>|<(?<closes>\d+)\}|\{(?<stands>\d+)\}/gi;

/** The text without what reads as a code: to find texts again whose codes some tool wrote as text. */
export function withoutSpelledCodes(text: string): string {
  return text.replaceAll(SPELLED, "");
}

interface Spelled {
  readonly kind: InlineCode["kind"];
  /** "" for a `</g>`, which closes the pair opened last. */
  readonly id: string;
}

/**
 * The target with codes that came back as text turned into codes again. Undefined unless this is unambiguous: afterwards the codes are
 * exactly those of the source. Short forms (`<b0>`) name a code by its id or, as in OmegaT, by its number in the segment from 0.
 */
export function readSpelledCodes(source: Fragment, target: Fragment): Fragment | undefined {
  const own = codesOf(source);
  const starts = own.filter(({ kind }) => kind !== "close");
  const readings: ((id: string, isShort: boolean) => string | undefined)[] = [
    (id) => id,
    (id, isShort) => (isShort ? starts[Number(id)]?.id : id),
    (id, isShort) => (isShort ? starts[Number(id) - 1]?.id : id),
  ];
  const literal = plainText(source);
  const bySame = new Map(own.map((code) => [`${code.kind} ${code.id}`, code]));
  for (const reading of readings) {
    const read = spelledAs(target, reading, bySame, literal);
    if (read && hasSameCodes(source, read)) return read;
  }
  return undefined;
}

function spelledAs(
  target: Fragment,
  reading: (id: string, isShort: boolean) => string | undefined,
  known: ReadonlyMap<string, InlineCode>,
  literal: string,
): Fragment | undefined {
  const parts: FragmentPart[] = [];
  const open: string[] = [];
  let count = 0;
  for (const part of target) {
    if (part.kind !== "text") {
      parts.push(part);
      if (part.kind === "open") open.push(part.id);
      if (part.kind === "close") open.pop();
      continue;
    }
    let from = 0;
    for (const match of part.text.matchAll(SPELLED)) {
      const spelled = spelledCode(match.groups!, reading, open);
      const code = spelled && known.get(`${spelled.kind} ${spelled.id}`);
      if (code === undefined || literal.includes(match[0])) continue;
      if (code.kind === "open") open.push(code.id);
      if (code.kind === "close") open.pop();
      parts.push({ kind: "text", text: part.text.slice(from, match.index) }, code);
      from = match.index + match[0].length;
      count += 1;
    }
    parts.push({ kind: "text", text: part.text.slice(from) });
  }
  return count === 0 ? undefined : normaliseFragment(parts);
}

function spelledCode(
  groups: Readonly<Record<string, string | undefined>>,
  reading: (id: string, isShort: boolean) => string | undefined,
  open: readonly string[],
): Spelled | undefined {
  const { name, id, n, opens, closes, stands } = groups;
  const make = (kind: Spelled["kind"], read: string | undefined): Spelled | undefined =>
    read === undefined ? undefined : { kind, id: read };
  if (name !== undefined) {
    if (groups["close"] === "/") return make("close", open.at(-1));
    if (id === undefined) return undefined;
    const element = name.toLowerCase();
    if (element === "ex" || element === "ept") return make("close", reading(id, false));
    return make(element === "x" || element === "ph" ? "standalone" : "open", reading(id, false));
  }
  if (n !== undefined) {
    const kind = groups["shortClose"] === "/" ? "close" : groups["shortEmpty"] === "/" ? "standalone" : "open";
    return make(kind, reading(n, true));
  }
  if (opens !== undefined) return make("open", reading(opens, true));
  if (closes !== undefined) return make("close", reading(closes, true));
  return make("standalone", stands === undefined ? undefined : reading(stands, true));
}

/**
 * The target with codes put back that are missing at its edges only: in the source nothing but other missing codes stands before
 * them, or after them, so there is one place for them. Undefined where anything else is wrong too.
 */
export function restoreEdgeCodes(source: Fragment, target: Fragment): Fragment | undefined {
  const { missing, unknown, duplicated, misnested } = compareCodes(source, target);
  if (missing.length === 0 || unknown.length + duplicated.length + misnested.length > 0) return undefined;
  const lost = new Set(missing);
  let start = 0;
  while (start < source.length && isLost(source[start]!, lost)) start += 1;
  let end = source.length;
  while (end > start && isLost(source[end - 1]!, lost)) end -= 1;
  if (start + (source.length - end) !== missing.length) return undefined;
  const restored = [...source.slice(0, start), ...target, ...source.slice(end)];
  return hasSameCodes(source, restored) ? normaliseFragment(restored) : undefined;
}

function isLost(part: FragmentPart, lost: ReadonlySet<InlineCode>): boolean {
  return part.kind !== "text" && lost.has(part);
}
