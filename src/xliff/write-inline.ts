import { onlyText, type CloseCode, type Fragment, type InlineCode, type OpenCode } from "../model/fragment.ts";
import { escapeText } from "../xml/escape.ts";
import { halfId, splitStandIns, standInDisplay, standInId, type StandIn } from "./stand-ins.ts";

/** Longer ones crowd the text out of an editor's line. */
const MAX_DISPLAY = 40;

/** A code as it is to be written. */
export interface WrittenCode {
  readonly id: string;
  /** As in the model; "" for what is no code of the document. */
  readonly type: string;
  /** One short line; no other code of the unit shows the same. */
  readonly display?: string;
  /** Of a pair: what its end shows. */
  readonly closeDisplay?: string;
  /** The text that an editor could not have written as text, where the code stands for one. */
  readonly standsFor?: string;
}

/** How a version of XLIFF spells codes. */
export interface InlineSpelling {
  /** The element of a code that stands alone. `copy`: 0, or how many codes of this id stand before it in the same text. */
  standalone(code: WrittenCode, copy: number): string;
  /** The start tag of a pair. */
  open(code: WrittenCode, copy: number): string;
  /** The end tag of every pair. */
  readonly close: string;
}

/** Writes the content of the source and the target of one unit: the same code is spelled the same in both. */
export interface InlineWriter {
  write(fragment: Fragment): string;
}

/** Most texts need nothing of what follows. */
const IS_PLAIN = /^[^&<>{|\u0000-\u0008\u000B-\u001F\uFFFE\uFFFF\uD800-\uDFFF]*$/;

/** For one unit; write its source first, for the source names the codes. */
export function inlineWriter(spelling: InlineSpelling): InlineWriter {
  let full: InlineWriter | undefined;
  return {
    write(fragment) {
      if (fragment.length === 0) return "";
      const only = onlyText(fragment);
      if (only !== undefined && IS_PLAIN.test(only)) return only;
      full ??= fullWriter(spelling);
      return full.write(fragment);
    },
  };
}

function fullWriter(spelling: InlineSpelling): InlineWriter {
  const codes = new Map<string, WrittenCode>();
  const displays = new Map<string, string>();
  const usedDisplays = new Set<string>();
  let standIns: Map<string, string> | undefined;
  let standInCount = 0;

  const displayFor = (id: string, wanted: string): string => {
    const known = displays.get(id);
    if (known !== undefined) return known;
    let display = wanted;
    for (let n = 2; usedDisplays.has(display); n += 1) display = `${wanted} (${n})`;
    displays.set(id, display);
    usedDisplays.add(display);
    return display;
  };
  /** As the source wrote the code, whatever a returned target says of it: OmegaT drops codes that differ. */
  const written = (family: string, code: WrittenCode): WrittenCode => {
    const key = `${family} ${code.id}`;
    let known = codes.get(key);
    if (known === undefined) {
      known = code.display === undefined ? code : { ...code, display: displayFor(code.id, code.display) };
      codes.set(key, known);
    }
    return known;
  };

  const standInCode = (standIn: StandIn, occurrences: Map<string, number>): WrittenCode => {
    const occurrence = (occurrences.get(standIn.text) ?? 0) + 1;
    occurrences.set(standIn.text, occurrence);
    const key = `${standIn.text}\u0000${occurrence}`;
    standIns ??= new Map();
    let id = standIns.get(key);
    if (id === undefined) {
      standInCount += 1;
      id = standInId(standIn.kind, standInCount);
      standIns.set(key, id);
    }
    const standsFor = standIn.kind === "literal" ? { standsFor: standIn.text } : {};
    return { id, type: "", display: standInDisplay(standIn), ...standsFor };
  };

  return {
    write(fragment) {
      const pairs = pairsOf(fragment);
      let occurrences: Map<string, number> | undefined;
      const copies = new Map<string, number>();
      let xml = "";
      const copyOf = (id: string): number => {
        const copy = copies.get(id) ?? 0;
        copies.set(id, copy + 1);
        return copy;
      };
      const standalone = (code: WrittenCode): void => {
        xml += spelling.standalone(written("standalone", code), copyOf(code.id));
      };
      for (let index = 0; index < fragment.length; index += 1) {
        const part = fragment[index]!;
        if (part.kind === "text" && IS_PLAIN.test(part.text)) xml += part.text;
        else if (part.kind === "text") {
          for (const piece of splitStandIns(part.text)) {
            if (typeof piece === "string") xml += escapeText(piece);
            else standalone(standInCode(piece, (occurrences ??= new Map())));
          }
        } else if (part.kind === "standalone") standalone(codeOf(part, part.id));
        else if (pairs[index] === undefined) standalone({ ...codeOf(part, halfId(part.kind, part.id)), type: "" });
        else if (part.kind === "open") {
          const code = written("pair", codeOf(part, part.id, pairs[index]));
          xml += spelling.open(code, copyOf(code.id));
        } else xml += spelling.close;
      }
      return xml;
    },
  };
}

function codeOf({ type, display }: InlineCode, id: string, close?: CloseCode): WrittenCode {
  const code: { -readonly [K in keyof WrittenCode]: WrittenCode[K] } = { id, type };
  if (display !== undefined) code.display = shortened(display);
  if (close?.display !== undefined) code.closeDisplay = shortened(close.display);
  return code;
}

function shortened(display: string): string {
  return display.replaceAll(/\s+/gu, " ").trim().slice(0, MAX_DISPLAY);
}

/** The codes that form well-nested pairs, by index: of an opening one its end, of an end itself. */
function pairsOf(fragment: Fragment): readonly (CloseCode | undefined)[] {
  const open: { code: OpenCode; index: number }[] = [];
  const pairs = Array<CloseCode | undefined>(fragment.length).fill(undefined);
  for (let index = 0; index < fragment.length; index += 1) {
    const part = fragment[index]!;
    if (part.kind === "open") open.push({ code: part, index });
    if (part.kind !== "close") continue;
    const at = open.findLastIndex(({ code }) => code.id === part.id);
    if (at < 0) continue;
    pairs[open[at]!.index] = part;
    pairs[index] = part;
    open.length = at;
  }
  return pairs;
}
