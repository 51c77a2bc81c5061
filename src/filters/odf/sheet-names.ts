import { plainText } from "../../model/fragment.ts";
import { escapeAttribute, escapeText, unescapeXml } from "../../xml/escape.ts";
import type { Slot } from "./slot.ts";
import type { Story } from "./story.ts";
import { attributeSlot, type WrittenText } from "./text-slots.ts";

/** Characters that no sheet's name may hold (LibreOffice refuses the same as Excel). */
const FORBIDDEN = /[[\]*?:/\\]/g;

/** The name of a sheet as a slot: a target becomes a name that can be one, and is noted for `renameSheets`. */
export function sheetNameSlot({ part, partKey, found }: Story, written: WrittenText): Slot {
  const facts = {
    part,
    partKey,
    kind: "sheet name",
    category: "names of sheets",
    place: `Sheet ${written.value}, name`,
  };
  const slot = attributeSlot(facts, written);
  return {
    ...slot,
    merge: (target, nested) => {
      if (target === undefined || plainText(target) === written.value) return slot.merge(target, nested);
      // What is renamed already keeps its name: two sheets of one name are a damaged file.
      const name = found.renamed.get(written.value) ?? freeName(plainText(target), found.sheetNames);
      found.renamed.set(written.value, name);
      const { problems } = slot.merge(target, nested);
      const edits = [...nested, { start: written.start, end: written.end, text: escapeAttribute(name) }];
      return problems === undefined ? { edits } : { edits, problems };
    },
  };
}

/** A name that no other sheet has, and that can be a sheet's. */
function freeName(wanted: string, taken: Set<string>): string {
  const plain =
    wanted
      .replaceAll(FORBIDDEN, " ")
      .replaceAll(/\s+/g, " ")
      .replaceAll(/^[' ]+|[' ]+$/g, "") || "Sheet";
  let name = plain;
  for (let number = 2; taken.has(name.toLowerCase()); number += 1) name = `${plain} (${number})`;
  taken.add(name.toLowerCase());
  return name;
}

/** Attributes that hold formulas: sheets are named in square brackets, and quoted texts are no names. */
const FORMULAS =
  /(\s(?:table:formula|table:condition|table:expression|calcext:value|style:condition)\s*=\s*)("[^"]*"|'[^']*')/g;
/** Attributes that hold addresses of cells or ranges. */
const ADDRESSES =
  /(\s(?:[\w-]+:)?(?:[\w-]*cell-range-address|[\w-]*cell-address|[\w-]*-range-address|print-ranges|target-range-address|notify-on-update-of-ranges|linked-cell|source-cell-range|list-linkage|apply-style-base|base-cell-address|href)\s*=\s*)("[^"]*"|'[^']*')/g;
/** A sheet's name before the point that divides it from the cell, unless it is one of another file (after #). */
const SHEET = /(\$?)('(?:[^']|'')*'|[^\s.'"[\]$:#!,;()+\-*/&=<>^~{}|]+)(?=\.\$?[A-Za-z#$])/g;

/** The text of a part with every reference to a renamed sheet following: formulas, conditions, ranges of charts, links, settings. */
export function renameSheets(text: string, renamed: ReadonlyMap<string, string>): string {
  if (renamed.size === 0) return text;
  const inAddress = (address: string): string =>
    address.replaceAll(SHEET, (whole, dollar: string, written: string, at: number) => {
      if (address[at - 1] === "#" && at > 1) return whole;
      const name = written.startsWith("'") ? written.slice(1, -1).replaceAll("''", "'") : written;
      const wanted = renamed.get(name);
      return wanted === undefined ? whole : `${dollar}${quoted(wanted)}`;
    });
  const inFormula = (formula: string): string =>
    formula.replaceAll(/"(?:[^"]|"")*"|\[[^\]]*\]|[^"[]+/g, (piece) =>
      piece.startsWith("[") ? inAddress(piece) : piece,
    );
  const inValue = (change: (value: string) => string) => (whole: string, name: string, value: string) => {
    const before = unescapeXml(value.slice(1, -1));
    const after = change(before);
    return after === before ? whole : `${name}"${escapeAttribute(after)}"`;
  };
  return text
    .replaceAll(FORMULAS, inValue(inFormula))
    .replaceAll(ADDRESSES, inValue(inAddress))
    .replaceAll(
      /(<config:config-item\s[^>]*config:name="ActiveTable"[^>]*>)([^<]*)(?=<)/g,
      (_, tag: string, name: string) => `${tag}${escapeText(renamed.get(unescapeXml(name)) ?? unescapeXml(name))}`,
    )
    .replaceAll(
      /(<config:config-item-map-entry\s+config:name=)("[^"]*")/g,
      inValue((name) => renamed.get(name) ?? name),
    );
}

/** Names of anything but letters, digits and underscores stand in quotes. */
function quoted(name: string): string {
  return /^[\p{L}_][\p{L}\p{N}_]*$/u.test(name) ? name : `'${name.replaceAll("'", "''")}'`;
}
