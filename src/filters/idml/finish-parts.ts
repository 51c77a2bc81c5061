import { directionOf, isSameLanguage } from "../../model/locale.ts";
import { applyEdits, type Edit } from "../../xml/edits.ts";
import { escapeAttribute, unescapeXml } from "../../xml/escape.ts";
import { XmlLexer, type XmlAttribute } from "../../xml/lexer.ts";
import type { LocaleChange } from "../ooxml/locale-change.ts";
import { inDesignLanguage, localeOf } from "./languages.ts";
import type { PartFinish } from "./layout-package.ts";

/** What changes wherever it stands, besides the texts. */
export interface PartChanges {
  readonly change: LocaleChange;
  /** Numbering expressions and what they become. */
  readonly numberings: ReadonlyMap<string, string>;
  /** Custom text variables, by id, and what they say now: their instances repeat it. */
  readonly variables: ReadonlyMap<string, string>;
}

/** Elements with attributes that may change. */
const TAGS =
  /^(?:Paragraph|Character)Style(?:Range)?$|^(?:StoryPreference|Table|TableStyle|TextVariableInstance|HyperlinkTextSource)$/;

const DIRECTIONS: ReadonlySet<string> = new Set([
  "ParagraphDirection",
  "StoryDirection",
  "TableDirection",
  "CharacterDirection",
]);

/** Left and right as InDesign's alignments have them: they do not turn with the direction. */
const MIRRORED: Readonly<Record<string, string>> = {
  LeftAlign: "RightAlign",
  RightAlign: "LeftAlign",
  LeftJustified: "RightJustified",
  RightJustified: "LeftJustified",
};

/** The composers that can set text from right to left, by those that cannot ("Adobe World-Ready Composer"). */
const WORLD_READY: Readonly<Record<string, string>> = {
  "HL Composer": "HL Composer Optyca",
  "HL Single": "HL Single Optyca",
  "$ID/HL Composer": "$ID/HL Composer Optyca",
  "$ID/HL Single": "$ID/HL Single Optyca",
};

/**
 * The last change to a part that holds styles or stories: text marked as being in the source's language is marked as being in the
 * target's, directions and alignments turn where the scripts differ in theirs, numberings and instances of variables follow their texts.
 */
export function finishParts({ change, numberings, variables }: PartChanges): PartFinish {
  const { source, target } = change;
  const language = source === target ? undefined : inDesignLanguage(target);
  const turn = directionOf(source) === directionOf(target) ? undefined : directionOf(target);
  const newValue = (name: string, value: string): string | undefined => {
    if (name === "AppliedLanguage") {
      const locale = localeOf(value);
      return language !== undefined && locale !== undefined && isSameLanguage(locale, source)
        ? language.name
        : undefined;
    }
    if (name === "NumberingExpression") return numberings.get(value);
    if (turn === undefined) return undefined;
    if (DIRECTIONS.has(name)) return turned(value, turn);
    if (name === "Justification") return MIRRORED[value];
    return name === "Composer" && turn === "rtl" ? WORLD_READY[value] : undefined;
  };
  // A document has few different tags, and thousands of each.
  const known = new Map<string, string>();
  const changedTag = (raw: string, attributes: readonly XmlAttribute[], start: number): string => {
    const edits: Edit[] = attributes.flatMap(({ name, raw: written, valueStart, valueEnd }) => {
      const value = newValue(name, unescapeXml(written));
      return value === undefined
        ? []
        : [{ start: valueStart - start, end: valueEnd - start, text: escapeAttribute(value) }];
    });
    const variable = attributes.find(({ name }) => name === "AssociatedTextVariable");
    const result = attributes.find(({ name }) => name === "ResultText");
    const text = variable && variables.get(unescapeXml(variable.raw));
    if (result !== undefined && text !== undefined) {
      edits.push({ start: result.valueStart - start, end: result.valueEnd - start, text: escapeAttribute(text) });
    }
    return applyEdits(raw, edits);
  };
  return (text) => {
    const edits: Edit[] = [];
    const lexer = new XmlLexer(text, "");
    while (lexer.next()) {
      if ((lexer.kind !== "open" && lexer.kind !== "empty") || !TAGS.test(lexer.name)) continue;
      const { raw, start, end } = lexer;
      let changed = known.get(raw);
      if (changed === undefined) known.set(raw, (changed = changedTag(raw, lexer.attributes(), start)));
      if (changed !== raw) edits.push({ start, end, text: changed });
    }
    return applyEdits(text, edits);
  };
}

/** "LeftToRightDirection" for "ltr"; defaults and the unknown stay what they are. */
function turned(value: string, direction: "ltr" | "rtl"): string | undefined {
  if (value !== "LeftToRightDirection" && value !== "RightToLeftDirection") return undefined;
  return direction === "rtl" ? "RightToLeftDirection" : "LeftToRightDirection";
}

/**
 * The document map with the target's language among those it declares, where text is now marked with it. InDesign lists the languages a
 * document uses.
 */
export function declareLanguage({ source, target }: LocaleChange): PartFinish | undefined {
  const language = source === target ? undefined : inDesignLanguage(target);
  if (language === undefined) return undefined;
  return (text) => {
    const first = /<Language\s/.exec(text);
    const self = `Language/${language.name.replaceAll(":", "%3a")}`;
    if (first === null || text.includes(` Self="${self}"`)) return text;
    const [main, sub = ""] = language.name.slice("$ID/".length).split(": ");
    const attributes = {
      Self: self,
      Name: language.name,
      SingleQuotes: language.single,
      DoubleQuotes: language.double,
      PrimaryLanguageName: `$ID/${main ?? ""}`,
      SublanguageName: `$ID/${sub}`,
      Id: String(language.id),
      HyphenationVendor: "Hunspell",
      SpellingVendor: "Hunspell",
    };
    const written = Object.entries(attributes).map(([name, value]) => ` ${name}="${escapeAttribute(value)}"`);
    const element = `<Language${written.join("")}/>`;
    const blank = /[ \t]*$/.exec(text.slice(0, first.index))?.[0] ?? "";
    const lineEnd = text.slice(0, first.index).endsWith(`\n${blank}`) ? `\n${blank}` : "";
    return `${text.slice(0, first.index)}${element}${lineEnd}${text.slice(first.index)}`;
  };
}
