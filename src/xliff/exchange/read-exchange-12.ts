import {
  lossCounter,
  type ExchangeDocument,
  type ExchangeFile,
  type ExchangeNote,
  type ExchangePart,
  type ExchangeUnit,
  type Loss,
  type Proposal,
} from "../../model/exchange.ts";
import { isSameFragment, plainText, type Fragment } from "../../model/fragment.ts";
import { parseLocale } from "../../model/locale.ts";
import type { Note } from "../../model/unit.ts";
import { parseRecordedState, STATE_CATEGORY } from "../recorded-state.ts";
import { content12 } from "./read-content-12.ts";
import { withGroupNotes } from "./group-notes.ts";
import { noteFacts } from "./note-facts.ts";
import { stateOf12 } from "./states-12.ts";
import {
  attributeOf,
  elements,
  foreignElements,
  isElement,
  textOf,
  type XmlContent,
  type XmlNode,
} from "./xml-tree.ts";

type Losses = ReturnType<typeof lossCounter>;

/** What a file of XLIFF 1.0 to 1.2 holds, and what of it no other format has a place for. */
export function readExchange12(root: XmlNode): {
  readonly document: ExchangeDocument;
  readonly losses: readonly Loss[];
} {
  const losses = lossCounter();
  const files = elements(root, "file");
  const [first] = files;
  const sourceLocale = parseLocale(attributeOf(first ?? root, "source-language") ?? "") ?? "und";
  const targetLocale = parseLocale(attributeOf(first ?? root, "target-language") ?? targetLanguage(root) ?? "");
  const pair = (file: XmlNode): string =>
    ["source-language", "target-language"].map((name) => attributeOf(file, name)?.toLowerCase() ?? "").join(" ");
  losses.add(
    "languages of files, of which the first one's count",
    files.filter((file) => pair(file) !== pair(first!)).length,
  );
  return {
    document: {
      sourceLocale,
      ...(targetLocale === undefined ? {} : { targetLocale }),
      files: files.map((file) => readFile(file, losses)),
    },
    losses: losses.losses(),
  };
}

/** The language of the first target that names one. */
function targetLanguage(node: XmlNode): string | undefined {
  for (const child of elements(node)) {
    const found = child.name === "target" ? attributeOf(child, "xml:lang") : targetLanguage(child);
    if (found !== undefined) return found;
  }
  return undefined;
}

function readFile(file: XmlNode, losses: Losses): ExchangeFile {
  const [header] = elements(file, "header");
  const [body] = elements(file, "body");
  for (const part of header ? elements(header) : []) {
    // Our own mark says nothing of the document.
    if (part.name === "tool" && attributeOf(part, "tool-id") !== "pitrans") losses.add("descriptions of tools");
    if (part.name !== "note" && part.name !== "tool") losses.add(`${part.name} of the header`);
  }
  return {
    original: attributeOf(file, "original") ?? "",
    notes: header ? notesOf(header) : [],
    units: body ? unitsOf(body, [], losses) : [],
  };
}

function unitsOf(node: XmlNode, groups: readonly string[], losses: Losses): ExchangeUnit[] {
  losses.add("elements of other namespaces", foreignElements(node).length);
  return elements(node).flatMap((child): ExchangeUnit[] => {
    if (child.name === "group") {
      const name = attributeOf(child, "resname") ?? attributeOf(child, "id") ?? "";
      return withGroupNotes(unitsOf(child, [...groups, name], losses), notesOf(child), losses);
    }
    if (child.name === "trans-unit") return [readUnit(child, groups, losses)];
    if (child.name === "bin-unit") losses.add("binary units");
    return [];
  });
}

function readUnit(unit: XmlNode, groups: readonly string[], losses: Losses): ExchangeUnit {
  losses.add("elements of other namespaces", foreignElements(unit).length);
  const [source] = elements(unit, "source");
  const [segmented] = elements(unit, "seg-source");
  const [target] = elements(unit, "target");
  const name = attributeOf(unit, "resname");
  const maxLength = maxLengthOf(unit);
  for (const kind of ["count-group", "prop-group"]) losses.add(`${kind}s`, elements(unit, kind).length);
  return {
    id: attributeOf(unit, "id") ?? "",
    ...(name === undefined ? {} : { name }),
    groups,
    notes: [...recordedState(unit), ...notesOf(unit), ...contextsOf(unit)],
    isTranslatable: attributeOf(unit, "translate") !== "no",
    preserveSpace: attributeOf(unit, "xml:space") === "preserve",
    ...(maxLength === undefined ? {} : { maxLength }),
    parts: partsOf(segmented ?? source, target, attributeOf(unit, "approved") === "yes"),
    proposals: elements(unit, "alt-trans").flatMap(proposalsOf),
  };
}

/** The unit's segments: those that seg-source marks, with the target's of the same number; else all of it is one. */
function partsOf(source: XmlNode | undefined, target: XmlNode | undefined, isApproved: boolean): ExchangePart[] {
  const qualifier = target && attributeOf(target, "state-qualifier");
  const state = (text: Fragment | undefined): Pick<ExchangePart, "state" | "nativeState" | "qualifier"> => ({
    ...stateOf12(target && attributeOf(target, "state"), isApproved, text !== undefined && text.length > 0),
    ...(text === undefined || qualifier === undefined ? {} : { qualifier }),
  });
  const pieces = source ? divide(source) : [];
  const translated = target ? divide(target) : [];
  if (!pieces.some(({ mid }) => mid !== undefined)) {
    const whole = target && content12(target);
    return [
      {
        isSegment: true,
        source: source ? content12(source) : [],
        ...(whole ? { target: whole } : {}),
        ...state(whole),
      },
    ];
  }
  const byMid = new Map(translated.flatMap(({ mid, content }) => (mid === undefined ? [] : [[mid, content] as const])));
  const gaps = gapsOf(translated);
  const isSameGaps = shapeOf(pieces) === shapeOf(translated);
  if (!isSameGaps && !isDividedAlike(pieces, translated)) {
    const whole = target && content12(target);
    const joined = pieces.flatMap(({ content }) => content);
    return [{ isSegment: true, source: joined, ...(whole ? { target: whole } : {}), ...state(whole) }];
  }
  return pieces.map(({ mid, content }): ExchangePart => {
    if (mid !== undefined) {
      const text = byMid.get(mid);
      return { isSegment: true, source: content, ...(text ? { target: text } : {}), ...state(text) };
    }
    const gap = isSameGaps ? gaps.shift()?.content : undefined;
    const isOther = gap !== undefined && !isSameFragment(gap, content);
    return { isSegment: false, source: content, ...(isOther ? { target: gap } : {}), ...state(undefined) };
  });
}

const gapsOf = (pieces: readonly Piece[]): Piece[] => pieces.filter(({ mid }) => mid === undefined);

const shapeOf = (pieces: readonly Piece[]): string => JSON.stringify(pieces.map(({ mid = null }) => mid));

/** Whether all text of the target has its place in the divided source: each segment by its number, once and in order, and nothing between. */
function isDividedAlike(source: readonly Piece[], target: readonly Piece[]): boolean {
  const mids = source.flatMap(({ mid }) => mid ?? []);
  const order = target.flatMap(({ mid }) => mid ?? []);
  return isSubsequence(order, mids) && gapsOf(target).every(({ content }) => plainText(content).trim() === "");
}

function isSubsequence(some: readonly string[], all: readonly string[]): boolean {
  let next = 0;
  for (const item of all) if (item === some[next]) next += 1;
  return next === some.length;
}

interface Piece {
  /** The number of a segment; none for what lies between. */
  readonly mid: string | undefined;
  readonly content: Fragment;
}

/** The stretches of a text by its segment markers. */
function divide(node: XmlNode): Piece[] {
  const pieces: { mid: string | undefined; nodes: XmlContent[] }[] = [];
  for (const child of node.content) {
    const isMarker = isElement(child) && child.isOwn && child.name === "mrk";
    if (isMarker && child.attributes["mtype"] === "seg")
      pieces.push({ mid: child.attributes["mid"] ?? String(pieces.length), nodes: [...child.content] });
    else if (pieces.length > 0 && pieces.at(-1)!.mid === undefined) pieces.at(-1)!.nodes.push(child);
    else pieces.push({ mid: undefined, nodes: [child] });
  }
  return pieces.map(({ mid, nodes }) => ({ mid, content: content12({ ...node, content: nodes }) }));
}

function notesOf(node: XmlNode): ExchangeNote[] {
  return elements(node, "note").map((note) => {
    const from = attributeOf(note, "from");
    return { ...(from === undefined ? {} : { from }), text: textOf(note), ...noteFacts(note, "annotates") };
  });
}

/** What a file of ours says of the state in `extradata` stands in a note in XLIFF 2. */
function recordedState(unit: XmlNode): Note[] {
  const text = attributeOf(unit, "extradata");
  return parseRecordedState(text) ? [{ from: STATE_CATEGORY, text: text! }] : [];
}

/** Where a text stands in its resource, as remarks: other formats have no better place. */
function contextsOf(unit: XmlNode): Note[] {
  return elements(unit, "context-group").flatMap((group) =>
    elements(group, "context").map((context) => ({
      from: attributeOf(context, "context-type") ?? "context",
      text: textOf(context),
    })),
  );
}

function proposalsOf(alternative: XmlNode): Proposal[] {
  const [source] = elements(alternative, "source");
  const quality = Number.parseFloat(attributeOf(alternative, "match-quality") ?? "");
  const origin = attributeOf(alternative, "origin");
  return elements(alternative, "target").map((target) => ({
    ...(source ? { source: content12(source) } : {}),
    target: content12(target),
    ...(Number.isNaN(quality) ? {} : { quality }),
    ...(origin === undefined ? {} : { origin }),
  }));
}

/** A limit in characters; limits in other units are no limits of text. */
function maxLengthOf(unit: XmlNode): number | undefined {
  const length = Number(attributeOf(unit, "maxwidth"));
  return attributeOf(unit, "size-unit") === "char" && Number.isInteger(length) && length > 0 ? length : undefined;
}
