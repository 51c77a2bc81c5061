import { compareCodes, hasSameCodes, repairCodes, type CodeComparison } from "../../model/codes.ts";
import type { Finding } from "../../model/finding.ts";
import { isSameFragment, normaliseFragment, plainText, type Fragment } from "../../model/fragment.ts";
import type { Edit } from "../../xml/edits.ts";
import { codesRepaired } from "../codes-repaired.ts";
import type { Targets } from "../filter.ts";
import { textWithin } from "./edits-within.ts";
import type { Page } from "./page.ts";
import type { AttributeSite, TextSite, UnitSite } from "./sites.ts";
import { spellingOf, writeText, writeValue, type Spelling } from "./write-text.ts";

/** The edits that put targets into a page, and what had to be repaired. */
export interface PageMerge {
  readonly edits: readonly Edit[];
  readonly findings: readonly Finding[];
}

/**
 * Puts targets into a page. Some units stand inside what others replace (an image's alternative text in a paragraph), so edits are
 * made from the end of the page to its beginning, and outer ones take in those inside them.
 * @param others edits that hold no units and lie in no texts: languages, embedded pages
 */
export function mergePage(page: Page, targets: Targets, others: readonly Edit[]): PageMerge {
  const { text } = page.decoded;
  const spelling = spellingOf(text, page.isXml);
  const findings: Finding[] = [];
  const found: { readonly site: UnitSite; readonly target: Fragment }[] = [];
  for (const site of page.sites) {
    const given = site.kind === "page" ? undefined : targets.get(site.id, site.source);
    if (site.kind === "page" || given === undefined || isSameFragment(site.source, given)) continue;
    const { target, problems } = settle(site.source, given);
    if (problems !== undefined) findings.push(codesRepaired(site, problems));
    found.push({ site, target });
  }
  const waiting = [...others].sort((left, right) => left.start - right.start);
  /** From the end of the page on: the last is the first of the page. */
  const edits: Edit[] = [];
  for (let index = found.length - 1; index >= 0; index -= 1) {
    const { site, target } = found[index]!;
    while ((waiting.at(-1)?.start ?? -1) >= site.start) edits.push(waiting.pop()!);
    const inside: Edit[] = [];
    for (let edit = edits.at(-1); edit !== undefined && edit.start < site.end; edit = edits.at(-1))
      inside.push(edits.pop()!);
    edits.push(editOf(site, target, text, inside, spelling));
  }
  return { edits: [...waiting, ...edits.reverse()], findings };
}

function settle(source: Fragment, given: Fragment): { readonly target: Fragment; readonly problems?: CodeComparison } {
  if (isInOrder(source, given)) return { target: normaliseFragment(given) };
  if (hasSameCodes(source, given)) return { target: normaliseFragment(given) };
  return { target: repairCodes(source, given), problems: compareCodes(source, given) };
}

/** Whether the codes are those of the source in their order, as in most targets; then they are right. */
function isInOrder(source: Fragment, target: Fragment): boolean {
  let at = 0;
  for (const part of target) {
    if (part.kind === "text") continue;
    while (source[at]?.kind === "text") at += 1;
    const code = source[at];
    if (code === undefined || code.kind === "text" || code.kind !== part.kind || code.id !== part.id) return false;
    at += 1;
  }
  while (source[at]?.kind === "text") at += 1;
  return at === source.length;
}

function editOf(site: UnitSite, target: Fragment, page: string, inside: readonly Edit[], spelling: Spelling): Edit {
  switch (site.kind) {
    case "text":
      return { start: site.start, end: site.end, text: lineOf(site, target, page, inside, spelling) };
    case "attribute":
      return attributeEdit(site, target, page, spelling);
    case "json":
      return { start: site.start, end: site.end, text: jsonString(plainText(target)) };
  }
}

function lineOf(site: TextSite, target: Fragment, page: string, inside: readonly Edit[], spelling: Spelling): string {
  const lineFeed = site.keepsSpace ? spelling.lineEnd : site.takesBreaks ? (spelling.isXml ? "<br/>" : "<br>") : " ";
  let line = "";
  for (const part of target) {
    if (part.kind === "text") line += writeText(part.text, spelling, lineFeed);
    else line += textWithin(page, site.codes.get(part)!, inside);
  }
  return line;
}

function attributeEdit(site: AttributeSite, target: Fragment, page: string, spelling: Spelling): Edit {
  const { value, codes } = site;
  const quote = value.quote === "" ? '"' : value.quote;
  const pieces = target.map((part) =>
    part.kind === "text"
      ? writeValue(part.text, spelling, quote)
      : page.slice(codes.get(part)!.start, codes.get(part)!.end),
  );
  const text = pieces.join("");
  if (value.quote !== "") return { start: site.start, end: site.end, text };
  // An unquoted value gets quotes, what stands beside the unit in it too.
  const whole = page.slice(value.start, site.start) + text + page.slice(site.end, value.end);
  return { start: value.start, end: value.end, text: `"${whole}"` };
}

/** The characters of a JSON string in a script: in ASCII, since scripts know no references, and without what would end the script. */
function jsonString(text: string): string {
  return JSON.stringify(text)
    .slice(1, -1)
    .replaceAll(/[<>&\u2028\u2029]/g, (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`);
}
