import type { Report } from "../problem.ts";
import { attribute, refuse, type XliffElement } from "../xliff-element.ts";
import type { UnitRule } from "./unit-view.ts";

/** The languages of sources and targets, written or inherited, are those of the file (4.3.1.36). */
export const languages: UnitRule = ({ unit, parts }, report) => {
  const root = rootOf(unit);
  const trgLang = attribute(root, "trgLang");
  for (const { source, target } of parts) {
    if (source) compare(source, "srcLang", attribute(root, "srcLang"), report);
    if (target && trgLang === undefined)
      refuse(report, target, "language", "The file has translations, but xliff has no trgLang.");
    if (target) compare(target, "trgLang", trgLang, report);
  }
};

function compare(text: XliffElement, name: string, language: string | undefined, report: Report): void {
  const [where, written] = effectiveLanguage(text);
  if (written === undefined || language === undefined || isWithin(written, language)) return;
  const message =
    where === text
      ? `xml:lang="${written}" of the ${text.name} is not ${name}, which is ${language}.`
      : `The ${text.name} inherits xml:lang="${written}" from ${where.spelling} in line ${where.line}, but ${name} is ${language}.`;
  refuse(report, text, "language", message);
}

function effectiveLanguage(element: XliffElement): [XliffElement, string | undefined] {
  let around: XliffElement | undefined = element;
  while (around) {
    const written = attribute(around, "xml:lang");
    if (written !== undefined) return [around, written];
    around = around.parent;
  }
  return [element, undefined];
}

/** Whether a language is another, or a variety of it: en-IE is within en, en is not within en-IE. */
function isWithin(written: string, language: string): boolean {
  const [inner, outer] = [written.toLowerCase(), language.toLowerCase()];
  return inner === outer || inner.startsWith(`${outer}-`);
}

function rootOf(element: XliffElement): XliffElement {
  let root = element;
  while (root.parent) root = root.parent;
  return root;
}
