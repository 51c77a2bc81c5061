import {
  addQualifiers,
  lossCounter,
  type ExchangeDocument,
  type ExchangeFile,
  type ExchangeNote,
  type ExchangePart,
  type ExchangeUnit,
  type Loss,
} from "../../model/exchange.ts";
import type { Fragment, InlineCode } from "../../model/fragment.ts";
import type { TargetState } from "../../model/unit.ts";
import { escapeAttribute, escapeText } from "../../xml/escape.ts";
import { linesInGroups } from "./lines-in-groups.ts";
import { nestedPairs } from "./nested-pairs.ts";
import { noteAttributes } from "./note-facts.ts";
import { attribute, nameToken, typeAttributes } from "../spelling2.ts";

type Losses = ReturnType<typeof lossCounter>;

const STATES: Readonly<Record<TargetState, string>> = {
  initial: 'state="initial"',
  draft: 'state="translated" subState="pitrans:draft"',
  edited: 'state="translated"',
  reviewed: 'state="reviewed"',
  final: 'state="final"',
};

/**
 * Writes XLIFF 2.0 or 2.1. Native spellings of codes stand in originalData, proposals in the module of translation candidates, limits of
 * length in that of size restriction. Pairs that cross a segment's end are sc and ec.
 */
export function writeExchange2(
  document: ExchangeDocument,
  version: "2.0" | "2.1",
): { readonly text: string; readonly losses: readonly Loss[] } {
  const losses = lossCounter();
  const { sourceLocale, targetLocale, files } = document;
  const units = files.flatMap((file) => file.units);
  addQualifiers(units, losses);
  const root = [
    `xmlns="urn:oasis:names:tc:xliff:document:2.0" version="${version}"`,
    `srcLang="${escapeAttribute(sourceLocale)}"`,
    ...(targetLocale === undefined ? [] : [`trgLang="${escapeAttribute(targetLocale)}"`]),
    ...(units.some(({ proposals }) => proposals.length > 0)
      ? ['xmlns:mtc="urn:oasis:names:tc:xliff:matches:2.0"']
      : []),
    ...(units.some(({ maxLength }) => maxLength !== undefined) ? [SIZES] : []),
  ].join(" ");
  const text = [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<xliff ${root}>`,
    ...files.flatMap((file, index) => fileLines(file, index, targetLocale !== undefined, losses)),
    "</xliff>",
    "",
  ].join("\n");
  return { text, losses: losses.losses() };
}

const SIZES = 'xmlns:slr="urn:oasis:names:tc:xliff:sizerestriction:2.0"';

function fileLines(file: ExchangeFile, index: number, hasTargets: boolean, losses: Losses): string[] {
  const profiles = file.units.some(({ maxLength }) => maxLength !== undefined)
    ? ['<slr:profiles generalProfile="xliff:codepoints"/>']
    : [];
  const ids = uniqueNames();
  const lines = linesInGroups(file.units, {
    open: (name, count) => `<group id="g${count}"${name === "" ? "" : attribute("name", name)}>`,
    unit(unit) {
      const id = ids(unit.id);
      if (id !== unit.id && unit.name !== undefined) losses.add("ids that are no names in XLIFF 2, beside a name");
      const named = id === unit.id || unit.name !== undefined ? unit : { ...unit, name: unit.id };
      return unitLine(named, id, hasTargets);
    },
  });
  // A file must hold something.
  if (file.units.length === 0) lines.push('<group id="empty"/>');
  return [
    `<file id="f${index + 1}"${attribute("original", file.original)}>`,
    ...profiles,
    writeNotes(file.notes),
    ...lines,
    "</file>",
  ].filter((line) => line !== "");
}

/** Ids as XLIFF 2 wants them: names, each once. */
function uniqueNames(): (id: string) => string {
  const taken = new Set<string>();
  return (id) => {
    const name = nameToken(id);
    let unique = name;
    for (let n = 2; taken.has(unique); n += 1) unique = `${name}-${n}`;
    taken.add(unique);
    return unique;
  };
}

function unitLine(unit: ExchangeUnit, id: string, hasTargets: boolean): string {
  const data = dataTable();
  const first = unit.parts.find(({ isSegment }) => isSegment);
  const parts = unit.parts
    .map((part) => partXml(part, unit, { data, hasTargets, isNamed: part === first && unit.proposals.length > 0 }))
    .join("");
  const attributes =
    `id="${id}"${attribute("name", unit.name)}` +
    (unit.isTranslatable ? "" : ' translate="no"') +
    (unit.preserveSpace ? ' xml:space="preserve"' : "") +
    (unit.maxLength === undefined ? "" : ` slr:sizeRestriction="${unit.maxLength}"`);
  return `<unit ${attributes}>${proposalsXml(unit)}${writeNotes(unit.notes)}${data.xml()}${parts}</unit>`;
}

/** What proposals refer to. */
const FIRST_SEGMENT = "first-segment";

function partXml(
  part: ExchangePart,
  unit: ExchangeUnit,
  { data, hasTargets, isNamed }: { readonly data: DataTable; readonly hasTargets: boolean; readonly isNamed: boolean },
): string {
  const source = `<source>${writeInline(part.source, unit.parts, "source", data)}</source>`;
  const target =
    hasTargets && part.target ? `<target>${writeInline(part.target, unit.parts, "target", data)}</target>` : "";
  return part.isSegment
    ? `<segment ${isNamed ? `id="${FIRST_SEGMENT}" ` : ""}${target === "" ? STATES.initial : stateAttributes(part)}>${source}${target}</segment>`
    : `<ignorable>${source}${target}</ignorable>`;
}

/** A state that 2.x does not have stands as a sub-state beside ours; one of 2.x that came through 1.2 is itself again. */
function stateAttributes({ state, nativeState }: ExchangePart): string {
  if (nativeState === undefined) return STATES[state];
  const own = /^(?:x-)?(?<state>initial|translated|reviewed|final)\/(?<subState>[^\s:]+:[^\s:]+)$/.exec(
    nativeState,
  )?.groups;
  if (own) return `state="${own["state"]}" subState="${escapeAttribute(own["subState"]!)}"`;
  const plain = STATES[state].replace(/ subState=.*/, "");
  return `${plain} subState="xliff12:${escapeAttribute(nativeState.replaceAll(/[\s:]+/g, "-"))}"`;
}

function proposalsXml({ proposals, parts }: ExchangeUnit): string {
  if (proposals.length === 0) return "";
  const whole = parts.flatMap(({ source }) => source);
  const matches = proposals.map(({ source, target, quality, origin }) => {
    const data = dataTable();
    const inline = (fragment: Fragment): string =>
      writeInline(fragment, [{ source: fragment, target: fragment }], "source", data);
    const texts = `<source>${inline(source ?? whole)}</source><target>${inline(target)}</target>`;
    const attributes =
      (quality === undefined ? "" : ` matchQuality="${Math.min(100, quality)}"`) + attribute("origin", origin);
    return `<mtc:match ref="#${FIRST_SEGMENT}"${attributes}>${data.xml()}${texts}</mtc:match>`;
  });
  return `<mtc:matches>${matches.join("")}</mtc:matches>`;
}

function writeNotes(notes: readonly ExchangeNote[]): string {
  if (notes.length === 0) return "";
  const written = notes.map(
    (note, index) =>
      `<note id="n${index + 1}"${attribute("category", note.from)}${noteAttributes(note, "appliesTo")}>${escapeText(note.text)}</note>`,
  );
  return `<notes>${written.join("")}</notes>`;
}

/** The native spellings of a unit's codes, each once. */
interface DataTable {
  idOf(data: string): string | undefined;
  /** The originalData element; "" where no code has a native spelling. */
  xml(): string;
}

function dataTable(): DataTable {
  const ids = new Map<string, string>();
  return {
    idOf(data) {
      if (data === "") return undefined;
      const id = ids.get(data) ?? `d${ids.size + 1}`;
      ids.set(data, id);
      return id;
    },
    xml: () =>
      ids.size === 0
        ? ""
        : `<originalData>${[...ids].map(([data, id]) => `<data id="${id}">${withCodePoints(data)}</data>`).join("")}</originalData>`,
  };
}

type Side = "source" | "target";

/** The text of one source or target. A pair is pc where both ends are in it and nest; else sc and ec, alone in the unit: isolated. */
function writeInline(
  fragment: Fragment,
  parts: readonly Pick<ExchangePart, Side>[],
  side: Side,
  data: DataTable,
): string {
  const nested = nestedPairs(fragment);
  const inUnit = parts.flatMap((part) => part[side] ?? []);
  const has = (kind: "open" | "close", id: string): boolean =>
    inUnit.some((part) => part.kind === kind && part.id === id);
  const copies = new Map<string, number>();
  const idOf = (code: InlineCode): string => {
    const name = nameToken(code.id);
    const copy = copies.get(code.id) ?? 0;
    copies.set(code.id, copy + 1);
    return copy === 0 ? `id="${name}"` : `id="${name}-copy-${copy}" copyOf="${name}"`;
  };
  const closing = new Map(fragment.flatMap((part) => (part.kind === "close" ? [[part.id, part] as const] : [])));
  return fragment
    .map((part) => {
      if (part.kind === "text") return withCodePoints(part.text);
      const shown = `${typeAttributes(part.type)}${attribute("disp", part.display)}${attribute("dataRef", data.idOf(part.data))}`;
      if (part.kind === "standalone") return `<ph ${idOf(part)}${shown}/>`;
      if (nested.has(part.id)) {
        if (part.kind === "close") return "</pc>";
        const close = closing.get(part.id)!;
        const [start, end] = [data.idOf(part.data), data.idOf(close.data)];
        const references =
          start === undefined || end === undefined
            ? ""
            : `${attribute("dataRefStart", start)}${attribute("dataRefEnd", end)}`;
        return `<pc ${idOf(part)}${typeAttributes(part.type)}${attribute("dispStart", part.display)}${attribute("dispEnd", close.display)}${references}>`;
      }
      if (part.kind === "open") return `<sc ${idOf(part)}${shown}${has("close", part.id) ? "" : ' isolated="yes"'}/>`;
      return has("open", part.id)
        ? `<ec startRef="${nameToken(part.id)}"${shown}/>`
        : `<ec ${idOf(part)}${shown} isolated="yes"/>`;
    })
    .join("");
}

/** What XML cannot hold stands as cp. */
function withCodePoints(text: string): string {
  return text
    .split(
      /([\u0000-\u0008\u000B\u000C\u000E-\u001F\uFFFE\uFFFF]|[\uD800-\uDBFF](?![\uDC00-\uDFFF])|(?<![\uD800-\uDBFF])[\uDC00-\uDFFF])/,
    )
    .map((piece, index) =>
      index % 2 === 0
        ? escapeText(piece)
        : `<cp hex="${piece.charCodeAt(0).toString(16).toUpperCase().padStart(4, "0")}"/>`,
    )
    .join("");
}
