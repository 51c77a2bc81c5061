import {
  lossCounter,
  type ExchangeDocument,
  type ExchangeFile,
  type ExchangeNote,
  type ExchangePart,
  type ExchangeUnit,
  type Loss,
} from "../../model/exchange.ts";
import type { Fragment, InlineCode } from "../../model/fragment.ts";
import { isAtLeast, type Note, type TargetState } from "../../model/unit.ts";
import { escapeAttribute, escapeText } from "../../xml/escape.ts";
import { ctypeOf } from "../code-type.ts";
import { STATE_CATEGORY } from "../recorded-state.ts";
import { standInDisplay, standInId, splitStandIns } from "../stand-ins.ts";
import { linesInGroups } from "./lines-in-groups.ts";
import { nestedPairs } from "./nested-pairs.ts";
import { noteAttributes } from "./note-facts.ts";
import { STATES_12 } from "./states-12.ts";

type Losses = ReturnType<typeof lossCounter>;

/**
 * Writes XLIFF 1.2. Codes with a native spelling are bpt, ept, ph and it, which hold it; the others g, bx, ex and x. A unit of several
 * segments has them in seg-source. The least state of a unit's segments is that of its target.
 */
export function writeExchange12(document: ExchangeDocument): {
  readonly text: string;
  readonly losses: readonly Loss[];
} {
  const losses = lossCounter();
  const text = [
    '<?xml version="1.0" encoding="UTF-8"?>',
    '<xliff xmlns="urn:oasis:names:tc:xliff:document:1.2" version="1.2">',
    ...document.files.flatMap((file) => fileLines(file, document, losses)),
    "</xliff>",
    "",
  ].join("\n");
  return { text, losses: losses.losses() };
}

function fileLines(file: ExchangeFile, { sourceLocale, targetLocale }: ExchangeDocument, losses: Losses): string[] {
  const target = targetLocale === undefined ? "" : ` target-language="${escapeAttribute(targetLocale)}"`;
  const header = file.notes.length === 0 ? [] : [`<header>${file.notes.map(writeNote).join("")}</header>`];
  return [
    `<file original="${escapeAttribute(file.original)}" source-language="${escapeAttribute(sourceLocale)}"${target} datatype="plaintext">`,
    ...header,
    "<body>",
    ...linesInGroups(file.units, {
      open: (name, count) => `<group id="g${count}"${name === "" ? "" : ` resname="${escapeAttribute(name)}"`}>`,
      unit: (unit) => unitLine(unit, targetLocale !== undefined, losses),
    }),
    "</body>",
    "</file>",
  ];
}

function unitLine(unit: ExchangeUnit, hasTargets: boolean, losses: Losses): string {
  const { parts } = unit;
  const segments = parts.filter(({ isSegment }) => isSegment);
  const isDivided = parts.length > 1;
  const state = segments.map((part) => part.state).reduce((a, b) => (isAtLeast(a, b) ? b : a), segments[0]!.state);
  const native = segments.find((part) => part.nativeState !== undefined)?.nativeState;
  const qualified = segments.find((part) => part.qualifier !== undefined)?.qualifier;
  const qualifier = qualified === undefined ? "" : ` state-qualifier="${escapeAttribute(qualified)}"`;
  losses.add("states of single segments", segments.filter((part) => part.state !== state).length);
  const hasTarget = segments.some(({ target }) => target !== undefined);
  const inline = inlineWriter12();
  const source = parts.map((part) => inline(part.source)).join("");
  const divided = (of: (part: ExchangePart) => Fragment | undefined): string => {
    let mid = 0;
    return parts
      .map((part) => {
        const content = inline(of(part) ?? (part.isSegment ? [] : part.source));
        if (!part.isSegment) return content;
        mid += 1;
        return `<mrk mtype="seg" mid="${mid}">${content}</mrk>`;
      })
      .join("");
  };
  const attributes = [
    `id="${escapeAttribute(unit.id)}"`,
    ...(unit.name === undefined ? [] : [`resname="${escapeAttribute(unit.name)}"`]),
    ...(hasTarget && isAtLeast(state, "reviewed") ? ['approved="yes"'] : []),
    ...(unit.isTranslatable ? [] : ['translate="no"']),
    ...(unit.preserveSpace ? ['xml:space="preserve"'] : []),
    ...unit.notes.filter(isState).map(({ text }) => `extradata="${escapeAttribute(text)}"`),
    ...(unit.maxLength === undefined ? [] : [`maxwidth="${unit.maxLength}" size-unit="char"`]),
  ].join(" ");
  const target =
    !hasTargets || !hasTarget
      ? ""
      : `<target state="${spelledState(state, native)}"${qualifier}>${isDivided ? divided(({ target: text }) => text) : inline(segments[0]!.target ?? [])}</target>`;
  return (
    `<trans-unit ${attributes}><source>${source}</source>` +
    (isDivided ? `<seg-source>${divided((part) => part.source)}</seg-source>` : "") +
    `${target}${unit.notes
      .filter((note) => !isState(note))
      .map(writeNote)
      .join("")}${proposals(unit)}</trans-unit>`
  );
}

const isState = ({ from }: Note): boolean => from === STATE_CATEGORY;

/** The state as it was, where 1.2 has it or may have it as a value of its own; else ours. */
function spelledState(state: TargetState, native: string | undefined): string {
  if (native === undefined) return STATES_12[state];
  if (/^[a-z0-9-]+$/.test(native)) return escapeAttribute(native);
  return `x-${escapeAttribute(native.replaceAll(/\s+/g, "-"))}`;
}

function proposals({ proposals: all }: ExchangeUnit): string {
  return all
    .map(({ source, target, quality, origin }) => {
      const inline = inlineWriter12();
      const attributes =
        (quality === undefined ? "" : ` match-quality="${quality}%"`) +
        (origin === undefined ? "" : ` origin="${escapeAttribute(origin)}"`);
      return `<alt-trans${attributes}>${source ? `<source>${inline(source)}</source>` : ""}<target>${inline(target)}</target></alt-trans>`;
    })
    .join("");
}

function writeNote(note: ExchangeNote): string {
  const from = note.from === undefined ? "" : ` from="${escapeAttribute(note.from)}"`;
  return `<note${from}${noteAttributes(note, "annotates")}>${escapeText(note.text)}</note>`;
}

/** Writes fragments of one unit. Pairs that nest are g, or bpt and ept where they have a native spelling; others bx and ex, or it. */
function inlineWriter12(): (fragment: Fragment) => string {
  let standIns = 0;
  return (fragment) => {
    const nested = nestedPairs(fragment);
    const rids = new Map<string, number>();
    const ridOf = (id: string): number => {
      const known = rids.get(id) ?? rids.size + 1;
      rids.set(id, known);
      return known;
    };
    const closes = new Map(fragment.flatMap((part) => (part.kind === "close" ? [[part.id, part] as const] : [])));
    const opens = new Map(fragment.flatMap((part) => (part.kind === "open" ? [[part.id, part] as const] : [])));
    return fragment
      .map((part) => {
        if (part.kind === "text") {
          return splitStandIns(part.text)
            .map((piece) => {
              if (typeof piece === "string") return escapeText(piece);
              standIns += 1;
              return `<x id="${standInId(piece.kind, standIns)}" equiv-text="${escapeAttribute(standInDisplay(piece))}"/>`;
            })
            .join("");
        }
        if (part.kind === "standalone") return element(part, part.data === "" ? "x" : "ph");
        const other = part.kind === "open" ? closes.get(part.id) : opens.get(part.id);
        const hasData = part.data !== "" || (other?.data ?? "") !== "";
        if (!other) return element(part, "it", ` pos="${part.kind}"`);
        if (hasData) return element(part, part.kind === "open" ? "bpt" : "ept", ` rid="${ridOf(part.id)}"`);
        if (nested.has(part.id)) return part.kind === "open" ? openTag(part) : "</g>";
        return element(part, part.kind === "open" ? "bx" : "ex", ` rid="${ridOf(part.id)}"`);
      })
      .join("");
  };
}

function openTag(code: InlineCode): string {
  return `<g ${attributesOf(code, "g")}>`;
}

/** An element of its own; the native spelling is its content. */
function element(code: InlineCode, name: string, more = ""): string {
  const start = `<${name} ${attributesOf(code, name)}${more}`;
  const holdsData = name === "bpt" || name === "ept" || name === "ph" || name === "it";
  return holdsData ? `${start}>${escapeText(code.data)}</${name}>` : `${start}/>`;
}

/** `ept` and `ex` have no ctype; the values for x and ph name other things (pictures, breaks), so types stand there as `x-…`. */
function attributesOf({ id, type, display }: InlineCode, name: string): string {
  const isPlaceholder = name === "x" || name === "ph";
  const hasNone = name === "ept" || name === "ex" || type === "";
  const ctype = hasNone ? undefined : isPlaceholder ? `x-${type}` : ctypeOf(type);
  return (
    `id="${escapeAttribute(id)}"` +
    (ctype === undefined
      ? ""
      : ` ctype="${escapeAttribute(isPlaceholder && !ctype.startsWith("x-") ? `x-${ctype}` : ctype)}"`) +
    (display === undefined ? "" : ` equiv-text="${escapeAttribute(display)}"`)
  );
}
