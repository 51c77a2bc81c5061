import type { Fragment, InlineCode } from "../model/fragment.ts";
import { escapeAttribute, escapeText } from "../xml/escape.ts";
import { ctypeOf } from "./code-type.ts";
import { halfId, splitStandIns, standInDisplay, standInId, type StandIn } from "./stand-ins.ts";

/** Longer ones crowd the text out of an editor's line. */
const MAX_DISPLAY = 40;

/** Writes the content of the source and the target of one unit: the same code is spelled the same in both. */
export interface InlineWriter12 {
  write(fragment: Fragment): string;
}

/** Most texts need nothing of what follows. */
const IS_PLAIN = /^[^&<>{|\u0000-\u0008\u000B-\u001F\uFFFE\uFFFF\uD800-\uDFFF]*$/;

/** For one unit; write its source first, for the source names the codes. */
export function inlineWriter12(): InlineWriter12 {
  let full: InlineWriter12 | undefined;
  return {
    write(fragment) {
      const [only] = fragment;
      if (only === undefined) return "";
      if (fragment.length === 1 && only.kind === "text" && IS_PLAIN.test(only.text)) return only.text;
      full ??= fullWriter();
      return full.write(fragment);
    },
  };
}

function fullWriter(): InlineWriter12 {
  const displays = new Map<string, string>();
  const attributesOf = new Map<string, string>();
  const usedDisplays = new Set<string>();
  const standIns = new Map<string, string>();
  let standInCount = 0;

  /** `equiv-text`: one short line, no other code of the unit has it. */
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
  const attributes = (id: string, display: string | undefined, ctype?: string): string => {
    const key = `${ctype === undefined ? "x" : "g"} ${id}`;
    let written = attributesOf.get(key);
    if (written === undefined) {
      written =
        `id="${escapeAttribute(id)}"` +
        (ctype === undefined ? "" : ` ctype="${escapeAttribute(ctype)}"`) +
        (display === undefined ? "" : ` equiv-text="${escapeAttribute(displayFor(id, display))}"`);
      attributesOf.set(key, written);
    }
    return written;
  };
  const shown = ({ display }: InlineCode): string | undefined =>
    display === undefined ? undefined : display.replaceAll(/\s+/gu, " ").trim().slice(0, MAX_DISPLAY);

  const writeStandIn = (standIn: StandIn, occurrences: Map<string, number>): string => {
    const occurrence = (occurrences.get(standIn.text) ?? 0) + 1;
    occurrences.set(standIn.text, occurrence);
    const key = `${standIn.text}\u0000${occurrence}`;
    let id = standIns.get(key);
    if (id === undefined) {
      standInCount += 1;
      id = standInId(standIn.kind, standInCount);
      standIns.set(key, id);
    }
    return `<x ${attributes(id, standInDisplay(standIn))}/>`;
  };

  return {
    write(fragment) {
      const paired = pairedCodes(fragment);
      const occurrences = new Map<string, number>();
      let xml = "";
      for (const [index, part] of fragment.entries()) {
        if (part.kind === "text" && IS_PLAIN.test(part.text)) xml += part.text;
        else if (part.kind === "text") {
          for (const piece of splitStandIns(part.text)) {
            xml += typeof piece === "string" ? escapeText(piece) : writeStandIn(piece, occurrences);
          }
        } else if (part.kind === "standalone") xml += `<x ${attributes(part.id, shown(part))}/>`;
        else if (!paired.has(index)) xml += `<x ${attributes(halfId(part.kind, part.id), shown(part))}/>`;
        else if (part.kind === "open") xml += `<g ${attributes(part.id, shown(part), ctypeOf(part.type))}>`;
        else xml += "</g>";
      }
      return xml;
    },
  };
}

/** Indexes of the codes that form well-nested pairs. */
function pairedCodes(fragment: Fragment): ReadonlySet<number> {
  const open: { id: string; index: number }[] = [];
  const paired = new Set<number>();
  for (const [index, part] of fragment.entries()) {
    if (part.kind === "open") open.push({ id: part.id, index });
    if (part.kind !== "close") continue;
    const at = open.findLastIndex(({ id }) => id === part.id);
    if (at < 0) continue;
    paired.add(open[at]!.index).add(index);
    open.length = at;
  }
  return paired;
}
