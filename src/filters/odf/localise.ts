import { directionOf, type Locale } from "../../model/locale.ts";
import { applyEdits, type Edit } from "../../xml/edits.ts";
import { factsOf, officeLanguage, type ChangeFacts, type LocaleChange } from "../ooxml/locale-change.ts";
import { PartLexer } from "../ooxml/part-lexer.ts";
import type { OdfPackage, PartFinish } from "./odf-package.ts";
import { renameSheets } from "./sheet-names.ts";
import { valueOf } from "./value-of.ts";

/** The attributes in which text properties say one of three languages; each script looks at one of them. */
type LanguageSlot = "western" | "asian" | "complex";

const ATTRIBUTES: Readonly<Record<LanguageSlot, readonly [language: string, country: string, script: string, tag: string]>> =
  {
    western: ["fo:language", "fo:country", "fo:script", "style:rfc-language-tag"],
    asian: [
      "style:language-asian",
      "style:country-asian",
      "style:script-asian",
      "style:rfc-language-tag-asian",
    ],
    complex: [
      "style:language-complex",
      "style:country-complex",
      "style:script-complex",
      "style:rfc-language-tag-complex",
    ],
  };

/** The defaults that texts, slides and sheets take their language from. */
const TEXT_FAMILIES: ReadonlySet<string> = new Set(["paragraph", "graphic", "table-cell"]);

/** Settings, which know sheets by their names. */
const SETTINGS = "settings.xml";

/** What must change besides the text: languages and directions where the locale does, references where sheets were renamed. */
export function localise(
  odf: OdfPackage,
  objects: Iterable<string>,
  change: LocaleChange,
  renamed: ReadonlyMap<string, string>,
): ReadonlyMap<string, PartFinish> {
  const finish = new Map<string, PartFinish>();
  const add = (part: string | undefined, step: PartFinish): void => {
    if (part === undefined || !odf.has(part)) return;
    const before = finish.get(part);
    finish.set(part, before === undefined ? step : (text) => step(before(text)));
  };
  const own = [...new Set([odf.styles, odf.main])];
  const embedded = [...objects].flatMap((path) => [`${path}/styles.xml`, `${path}/content.xml`]);
  if (change.source !== change.target) {
    for (const part of [...own, ...embedded]) add(part, (text) => applyEdits(text, styleEdits(text, part ?? "", change)));
    add(odf.meta, (text) => applyEdits(text, metaEdits(text, odf.meta ?? "", change.target)));
  }
  if (renamed.size > 0) {
    for (const part of [...own, SETTINGS, ...embedded]) add(part, (text) => renameSheets(text, renamed));
  }
  return finish;
}

/** The edits in the styles of a part, which stand before its body. */
function styleEdits(text: string, part: string, change: LocaleChange): Edit[] {
  const facts = factsOf(change);
  const edits: Edit[] = [];
  const lexer = new PartLexer(text, part);
  /** The family of the default style that is open, and whether its text properties are still to come. */
  let defaults: { readonly family: string; isWaiting: boolean } | undefined;
  while (lexer.next()) {
    const { tag } = lexer;
    if (lexer.isClose && tag === "style:default-style") {
      if (defaults?.isWaiting === true) edits.push(newTextProperties(lexer, lexer.start, facts, change.target));
      defaults = undefined;
    }
    if (!lexer.isElement) continue;
    if (tag === "office:body") break;
    if (tag === "style:default-style" && lexer.isOpen) {
      const family = valueOf(lexer, "style:family") ?? "";
      defaults = { family, isWaiting: TEXT_FAMILIES.has(family) };
    }
    if (tag === "style:text-properties") {
      const isDefault = defaults !== undefined && TEXT_FAMILIES.has(defaults.family);
      if (defaults !== undefined) defaults.isWaiting = false;
      edits.push(...languageEdits(lexer, facts, change.target, isDefault));
    } else if (/^style:.*-properties$/.test(tag)) edits.push(...directionEdits(lexer, facts, defaults?.family));
  }
  return edits;
}

/** Which of the three languages the locale's script looks at. */
function slotOf(locale: Locale): LanguageSlot {
  if (directionOf(locale) === "rtl" || /^(?:hi|bn|ta|te|th|km|lo|my|ne|mr|gu|pa|kn|ml|si)\b/.test(locale)) return "complex";
  return /^(?:zh|ja|ko)\b/.test(locale) ? "asian" : "western";
}

/** Language, country and script as OpenDocument writes them apart. */
function partsOf(facts: ChangeFacts): { language: string; country: string; script: string | undefined } {
  const { language, region, script } = new Intl.Locale(facts.officeLanguage);
  return { language, country: region ?? "none", script };
}

/** The edits that turn the source's language into the target's, where the target's script looks for it; defaults take it whatever they said. */
function languageEdits(lexer: PartLexer, facts: ChangeFacts, target: Locale, isDefault: boolean): Edit[] {
  const [languageName, countryName, scriptName, tagName] = ATTRIBUTES[slotOf(target)];
  const written = valueOf(lexer, languageName);
  const isSource = written !== undefined && /^[a-z]{2,3}$/i.test(written) && facts.isSource(written);
  if (!isSource && !isDefault) return [];
  const { language, country, script } = partsOf(facts);
  const edits = [setAttribute(lexer, languageName, language), setAttribute(lexer, countryName, country)];
  if (script !== undefined) edits.push(setAttribute(lexer, scriptName, script));
  else if (valueOf(lexer, scriptName) !== undefined) edits.push(dropAttribute(lexer, scriptName));
  if (valueOf(lexer, tagName) !== undefined) edits.push(setAttribute(lexer, tagName, facts.officeLanguage));
  return edits;
}

/** Text properties for a default style that has none; they come last in it. */
function newTextProperties(lexer: PartLexer, at: number, facts: ChangeFacts, target: Locale): Edit {
  const { language, country, script } = partsOf(facts);
  const [languageName, countryName, scriptName] = ATTRIBUTES[slotOf(target)];
  const said = [
    [languageName, language],
    [countryName, country],
    ...(script === undefined ? [] : [[scriptName, script]]),
  ].map(([name, value]) => ` ${lexer.written(name!)}="${value}"`);
  return { start: at, end: at, text: `<${lexer.written("style:text-properties")}${said.join("")}/>` };
}

/** Pages, tables and defaults of shapes say their direction, or are given one; all others only where they say it. */
function directionEdits(lexer: PartLexer, { direction }: ChangeFacts, family: string | undefined): Edit[] {
  if (direction === undefined) return [];
  const written = valueOf(lexer, "style:writing-mode");
  const wanted = direction === "rtl" ? "rl-tb" : "lr-tb";
  if (written !== undefined) {
    return /^(?:lr|rl)(?:-tb)?$/.test(written) ? [setAttribute(lexer, "style:writing-mode", wanted)] : [];
  }
  const isRoot =
    /^style:(?:page-layout|table)-properties$/.test(lexer.tag) ||
    (lexer.tag === "style:paragraph-properties" && family === "graphic");
  return isRoot ? [setAttribute(lexer, "style:writing-mode", wanted)] : [];
}

/** The edit that gives an attribute of the tag under the cursor a value, whether it is there or not. */
function setAttribute(lexer: PartLexer, name: string, value: string): Edit {
  const attribute = valueOf(lexer, name) === undefined ? undefined : lexer.find(name);
  if (attribute !== undefined) return { start: attribute.start, end: attribute.end, text: value };
  const at = lexer.end - (lexer.isEmpty ? 2 : 1);
  return { start: at, end: at, text: ` ${lexer.written(name)}="${value}"` };
}

/** The edit that takes an attribute out, with the space before it. */
function dropAttribute(lexer: PartLexer, name: string): Edit {
  const written = lexer.written(name);
  const found = lexer.attributes().find((attribute) => attribute.name === written);
  return found === undefined
    ? { start: lexer.end, end: lexer.end, text: "" }
    : { start: found.start - 1, end: found.end, text: "" };
}

/** The document's language among its properties, put in where it is missing. */
function metaEdits(text: string, part: string, target: Locale): Edit[] {
  const lexer = new PartLexer(text, part);
  const language = officeLanguage(target);
  while (lexer.next()) {
    if (lexer.isOpen && lexer.tag === "dc:language") {
      const start = lexer.end;
      lexer.skip();
      return [{ start, end: lexer.start, text: language }];
    }
    if (lexer.isClose && lexer.tag === "office:meta") {
      const name = lexer.written("dc:language");
      const prefix = name.split(":")[0]!;
      if (!text.includes(`xmlns:${prefix}=`)) return [];
      return [{ start: lexer.start, end: lexer.start, text: `<${name}>${language}</${name}>` }];
    }
  }
  return [];
}
