import type { Locale } from "../../model/locale.ts";
import { directionOf, isSameLanguage, parseLocale } from "../../model/locale.ts";
import { escapeAttribute } from "../../xml/escape.ts";
import type { OfficePackage, PartFinish } from "../ooxml/package.ts";
import { officeLanguage, type LocaleChange } from "../ooxml/locale-change.ts";
import { insertInOrder } from "./insert-in-order.ts";

/** Parts whose text was, or may have been, translated. */
const TEXT_PARTS = ["header", "footer", "footnotes", "endnotes", "comments"] as const;

/**
 * What must change besides the text when a document changes its language: the language of styles and runs, the direction where the
 * scripts differ in it, and the order to build tables of contents anew. Nothing where source and target locale are the same.
 */
export function localise(
  office: OfficePackage,
  main: string,
  { source, target }: LocaleChange,
  hasStaleFields: boolean,
): ReadonlyMap<string, PartFinish> {
  const finish = new Map<string, PartFinish>();
  if (source === target) return finish;
  const turn = directionOf(source) === directionOf(target) ? undefined : directionOf(target);
  const runs = (text: string): string => turnText(relabel(text, source, target), turn);
  finish.set(main, runs);
  for (const type of TEXT_PARTS) for (const part of office.related(main, type)) finish.set(part, runs);
  for (const part of office.related(main, "styles")) {
    finish.set(part, (text) => turnStyles(setDefaultLanguage(relabel(text, source, target), target), turn));
  }
  for (const part of office.related(main, "numbering")) finish.set(part, (text) => relabel(text, source, target));
  for (const part of office.related(main, "settings")) {
    finish.set(part, (text) => updateFields(relabel(text, source, target), hasStaleFields));
  }
  return finish;
}

/** Languages of styles, runs and the theme that are the source's become the target's. */
function relabel(text: string, source: Locale, target: Locale): string {
  const tag = escapeAttribute(officeLanguage(target));
  const relabelled = (element: string): string =>
    element.replaceAll(
      /(?<=\s)((?:\w+:)?(?:val|bidi|eastAsia)\s*=\s*)(["'])([^"']*)\2/g,
      (whole, name, quote, value) => {
        const locale = parseLocale(value);
        return locale !== undefined && isSameLanguage(locale, source) ? `${name}${quote}${tag}${quote}` : whole;
      },
    );
  // A document says the same few things of language tens of thousands of times.
  const known = new Map<string, string>();
  return text.replaceAll(/<(?:\w+:)?(?:lang|themeFontLang)\s[^>]*>/g, (element) => {
    const changed = known.get(element) ?? relabelled(element);
    known.set(element, changed);
    return changed;
  });
}

/** Which of the three languages Word keeps for a run the locale belongs to: w:val, w:eastAsia or w:bidi. */
function languageSlot(locale: Locale): "val" | "eastAsia" | "bidi" {
  if (directionOf(locale) === "rtl") return "bidi";
  return /^(?:zh|ja|ko)\b/.test(locale) ? "eastAsia" : "val";
}

/** The default of the document, whatever it was: all text without a language of its own is in it. */
function setDefaultLanguage(text: string, target: Locale): string {
  const defaults = /<(\w+:)?rPrDefault\b[^>]*>[\s\S]*?<\/(?:\w+:)?rPrDefault>/.exec(text);
  if (defaults === null) return text;
  const prefix = defaults[1] ?? "";
  const name = `${prefix}${languageSlot(target)}`;
  const tag = escapeAttribute(officeLanguage(target));
  const element = new RegExp(`<${prefix}lang\\b[^>]*>`).exec(defaults[0]);
  let changed: string;
  if (element === null) {
    changed = insertInOrder(defaults[0], `${prefix}rPr`, `<${prefix}lang ${name}="${tag}"/>`);
  } else {
    const attribute = new RegExp(`(\\s${name}\\s*=\\s*)(?:"[^"]*"|'[^']*')`);
    const labelled = attribute.test(element[0])
      ? element[0].replace(attribute, `$1"${tag}"`)
      : element[0].replace(/\s*\/?>$/, (end) => ` ${name}="${tag}"${end.trim()}`);
    changed = defaults[0].replace(element[0], () => labelled);
  }
  return text.slice(0, defaults.index) + changed + text.slice(defaults.index + defaults[0].length);
}

/** Direction is turned through the styles' defaults; what paragraphs and runs say against them goes. */
function turnStyles(text: string, turn: "ltr" | "rtl" | undefined): string {
  if (turn === undefined) return text;
  if (turn === "ltr") return straighten(text);
  const defaults = /<(\w+:)?docDefaults\b[^>]*>[\s\S]*?<\/(?:\w+:)?docDefaults>/.exec(text);
  if (defaults === null) return text;
  const prefix = defaults[1] ?? "";
  const withParagraph = defaults[0].includes(`<${prefix}pPrDefault`)
    ? defaults[0].replace(
        new RegExp(`<${prefix}pPrDefault\\s*/>`),
        `<${prefix}pPrDefault><${prefix}pPr/></${prefix}pPrDefault>`,
      )
    : defaults[0].replace(
        `</${prefix}docDefaults>`,
        `<${prefix}pPrDefault><${prefix}pPr/></${prefix}pPrDefault></${prefix}docDefaults>`,
      );
  const turned = insertInOrder(
    insertInOrder(withParagraph, `${prefix}pPr`, `<${prefix}bidi/>`),
    `${prefix}rPr`,
    `<${prefix}rtl/>`,
  );
  return text.slice(0, defaults.index) + turned + text.slice(defaults.index + defaults[0].length);
}

/** Tables and sections cannot inherit their direction from a paragraph style. */
function turnText(text: string, turn: "ltr" | "rtl" | undefined): string {
  if (turn === undefined) return text;
  if (turn === "ltr") return straighten(text);
  const tables = text.replaceAll(
    /<(\w+:)?tblPr\b[^>]*?(?:\/>|>[\s\S]*?<\/(?:\w+:)?tblPr>)/g,
    (element, prefix: string = "") => insertInOrder(element, `${prefix}tblPr`, `<${prefix}bidiVisual/>`),
  );
  return tables.replaceAll(
    /<(\w+:)?sectPr\b[^>]*?(?:\/>|>[\s\S]*?<\/(?:\w+:)?sectPr>)/g,
    (element, prefix: string = "") => insertInOrder(element, `${prefix}sectPr`, `<${prefix}bidi/>`),
  );
}

function straighten(text: string): string {
  return text.replaceAll(/<(?:\w+:)?(?:bidi|rtl|bidiVisual|rtlGutter)(?:\s[^>]*)?\/>/g, "");
}

/** Word then offers to build fields anew when it opens the document. */
function updateFields(text: string, hasStaleFields: boolean): string {
  if (!hasStaleFields || /<(?:\w+:)?updateFields\b/.test(text)) return text;
  const root = /<(\w+:)?settings\b/.exec(text);
  if (root === null) return text;
  const prefix = root[1] ?? "";
  return insertInOrder(text, `${prefix}settings`, `<${prefix}updateFields ${prefix}val="true"/>`);
}
