import { directionOf, type Locale } from "../../model/locale.ts";
import type { Edit } from "../../xml/edits.ts";
import { factsOf, type ChangeFacts, type LocaleChange } from "../ooxml/locale-change.ts";
import { PartLexer } from "../ooxml/part-lexer.ts";
import { valueOf } from "./value-of.ts";

/** The defaults that texts, slides and sheets take their language from. */
const TEXT_FAMILIES: ReadonlySet<string> = new Set(["paragraph", "graphic", "table-cell"]);
/** Those that texts and slides take their direction from; cells take theirs from the sheet. */
const PARAGRAPH_FAMILIES: ReadonlySet<string> = new Set(["paragraph", "graphic"]);

/** The default style that is open, and what has been met in it. */
interface Defaults {
  readonly family: string;
  hasParagraph: boolean;
  hasText: boolean;
}

/** The edits that give the styles of a part, which stand before its body, the language and direction of the target. */
export function styleEdits(text: string, part: string, change: LocaleChange): Edit[] {
  const facts = factsOf(change);
  const edits: Edit[] = [];
  const lexer = new PartLexer(text, part);
  let defaults: Defaults | undefined;
  while (lexer.next()) {
    const { tag } = lexer;
    if (lexer.isClose && tag === "style:default-style" && defaults !== undefined) {
      edits.push(...missingProperties(lexer, defaults, facts, change.target));
      defaults = undefined;
    }
    if (!lexer.isElement) continue;
    if (tag === "office:body") break;
    if (tag === "style:default-style" && lexer.isOpen) {
      defaults = { family: valueOf(lexer, "style:family") ?? "", hasParagraph: false, hasText: false };
    } else if (tag === "style:text-properties") {
      if (defaults !== undefined) {
        edits.push(...missingProperties(lexer, { ...defaults, hasText: true }, facts, change.target));
        defaults.hasParagraph = true;
        defaults.hasText = true;
      }
      edits.push(...languageEdits(lexer, facts, change.target, TEXT_FAMILIES.has(defaults?.family ?? "")));
      edits.push(...lookEdits(lexer, change.target));
    } else if (tag === "style:paragraph-properties") {
      if (defaults !== undefined) defaults.hasParagraph = true;
      edits.push(...paragraphEdits(lexer, facts, PARAGRAPH_FAMILIES.has(defaults?.family ?? "")));
    } else if (/^style:.*-properties$/.test(tag)) edits.push(...areaEdits(lexer, facts));
  }
  return edits;
}

/** The attributes in which text properties say one of three languages; every script looks at one of them. */
const SLOTS = {
  western: ["fo:language", "fo:country", "fo:script", "style:rfc-language-tag"],
  asian: ["style:language-asian", "style:country-asian", "style:script-asian", "style:rfc-language-tag-asian"],
  complex: [
    "style:language-complex",
    "style:country-complex",
    "style:script-complex",
    "style:rfc-language-tag-complex",
  ],
} as const;

/** Languages in scripts that OpenDocument calls complex, besides those written from right to left. */
const COMPLEX = /^(?:hi|mr|ne|sa|bn|as|pa|gu|or|ta|te|kn|ml|si|th|lo|my|km|bo|dz)\b/;

function slotOf(locale: Locale): (typeof SLOTS)[keyof typeof SLOTS] {
  if (directionOf(locale) === "rtl" || COMPLEX.test(locale)) return SLOTS.complex;
  return /^(?:zh|ja|ko)\b/.test(locale) ? SLOTS.asian : SLOTS.western;
}

/** Language, country and script as OpenDocument writes them apart. */
function partsOf(facts: ChangeFacts): { language: string; country: string; script: string | undefined } {
  const { language, region, script } = new Intl.Locale(facts.officeLanguage);
  return { language, country: region ?? "none", script };
}

/** The edits that turn the source's language into the target's, where the target's script looks for it; defaults take it whatever they said. */
function languageEdits(lexer: PartLexer, facts: ChangeFacts, target: Locale, isDefault: boolean): Edit[] {
  const [languageName, countryName, scriptName, tagName] = slotOf(target);
  const written = valueOf(lexer, languageName);
  const isSource = written !== undefined && /^[a-z]{2,3}$/i.test(written) && facts.isSource(written);
  if (!isSource && !isDefault) return [];
  const { language, country, script } = partsOf(facts);
  const edits = [setAttribute(lexer, languageName, language), setAttribute(lexer, countryName, country)];
  if (script !== undefined) edits.push(setAttribute(lexer, scriptName, script));
  else edits.push(...dropAttribute(lexer, scriptName));
  if (valueOf(lexer, tagName) !== undefined) edits.push(setAttribute(lexer, tagName, facts.officeLanguage));
  return edits;
}

/** Looks that are said apart for each sort of script, as text properties spell them for western ones. */
const LOOKS = ["font-weight", "font-style", "font-size"] as const;

/** Bold, slant and size carried over to the sort of script that the target is written in, where they are said for western ones alone. */
function lookEdits(lexer: PartLexer, target: Locale): Edit[] {
  const slot = slotOf(target);
  if (slot === SLOTS.western) return [];
  const suffix = slot === SLOTS.asian ? "asian" : "complex";
  return LOOKS.flatMap((look) => {
    const value = valueOf(lexer, `fo:${look}`);
    const name = `style:${look}-${suffix}`;
    return value === undefined || valueOf(lexer, name) !== undefined ? [] : [setAttribute(lexer, name, value)];
  });
}

/**
 * Paragraphs that say on which side they begin, or take it from their page, are turned. LibreOffice takes start and end for left and right
 * whatever the direction, others do not: left and right mean the same to all.
 */
function paragraphEdits(lexer: PartLexer, { direction }: ChangeFacts, isDefault: boolean): Edit[] {
  if (direction === undefined) return [];
  const edits: Edit[] = [];
  if (isDefault || valueOf(lexer, "style:writing-mode") !== undefined) {
    edits.push(setAttribute(lexer, "style:writing-mode", modeOf(direction)));
  }
  const side = valueOf(lexer, "fo:text-align") ?? (isDefault ? "start" : "");
  const isBeginning = side === "start" || side === (direction === "rtl" ? "left" : "right");
  const isEnd = side === "end" || side === (direction === "rtl" ? "right" : "left");
  const [beginning, end] = direction === "rtl" ? (["right", "left"] as const) : (["left", "right"] as const);
  if (isBeginning) edits.push(setAttribute(lexer, "fo:text-align", beginning));
  else if (isEnd) edits.push(setAttribute(lexer, "fo:text-align", end));
  return edits;
}

/** Pages and tables say their direction or are given one; frames and sections only where they say it. */
function areaEdits(lexer: PartLexer, { direction }: ChangeFacts): Edit[] {
  if (direction === undefined) return [];
  const written = valueOf(lexer, "style:writing-mode");
  const isRoot = /^style:(?:page-layout|table)-properties$/.test(lexer.tag);
  const isTurned = written === undefined ? isRoot : /^(?:lr|rl)(?:-tb)?$/.test(written);
  return isTurned ? [setAttribute(lexer, "style:writing-mode", modeOf(direction))] : [];
}

const modeOf = (direction: "ltr" | "rtl"): string => (direction === "rtl" ? "rl-tb" : "lr-tb");

/** Properties that a default style lacks, put before the cursor: those of paragraphs stand before those of text, which come last. */
function missingProperties(lexer: PartLexer, defaults: Defaults, facts: ChangeFacts, target: Locale): Edit[] {
  const { family, hasParagraph, hasText } = defaults;
  const elements: string[] = [];
  const element = (name: string, attributes: readonly (readonly [string, string | undefined])[]): string => {
    const said = attributes.flatMap(([key, value]) =>
      value === undefined ? [] : [` ${lexer.written(key)}="${value}"`],
    );
    return `<${lexer.written(name)}${said.join("")}/>`;
  };
  if (!hasParagraph && facts.direction !== undefined && PARAGRAPH_FAMILIES.has(family)) {
    const side = facts.direction === "rtl" ? "right" : "left";
    const mode = modeOf(facts.direction);
    elements.push(
      element("style:paragraph-properties", [
        ["fo:text-align", side],
        ["style:writing-mode", mode],
      ]),
    );
  }
  if (!hasText && TEXT_FAMILIES.has(family)) {
    const { language, country, script } = partsOf(facts);
    const [languageName, countryName, scriptName] = slotOf(target);
    elements.push(
      element("style:text-properties", [
        [languageName, language],
        [countryName, country],
        [scriptName, script],
      ]),
    );
  }
  return elements.length === 0 ? [] : [{ start: lexer.start, end: lexer.start, text: elements.join("") }];
}

/** The edit that gives an attribute of the tag under the cursor a value, whether it is there or not. */
function setAttribute(lexer: PartLexer, name: string, value: string): Edit {
  const attribute = valueOf(lexer, name) === undefined ? undefined : lexer.find(name);
  if (attribute !== undefined) return { start: attribute.start, end: attribute.end, text: value };
  const at = lexer.end - (lexer.isEmpty ? 2 : 1);
  return { start: at, end: at, text: ` ${lexer.written(name)}="${value}"` };
}

/** The edit that takes an attribute out, with the space before it; none where it is not there. */
function dropAttribute(lexer: PartLexer, name: string): Edit[] {
  const written = lexer.written(name);
  const found = lexer.attributes().find((attribute) => attribute.name === written);
  return found === undefined ? [] : [{ start: found.start - 1, end: found.end, text: "" }];
}
