import { attributeOf, childOf, contentOf, descendantsOf, type XmlElement } from "../ooxml/xml-element.ts";
import { formatOf, type Format } from "../ooxml/inline.ts";
import { inheritedFrom } from "./style-inheritance.ts";

/** What a style or a range says of its characters, by InDesign's names; absent: inherited. Only what a reader sees, or a filter needs. */
interface Look {
  readonly FontStyle?: string;
  readonly AppliedFont?: string;
  readonly PointSize?: string;
  readonly Underline?: string;
  readonly StrikeThru?: string;
  readonly Position?: string;
  readonly Capitalization?: string;
  readonly FillColor?: string;
  readonly AppliedConditions?: string;
}

const ATTRIBUTES = [
  "FontStyle",
  "PointSize",
  "Underline",
  "StrikeThru",
  "Position",
  "Capitalization",
  "FillColor",
  "AppliedConditions",
] as const;

/** The style that means: none. */
const NO_CHARACTER_STYLE = /^(?:n|CharacterStyle\/(?:\$ID\/)?\[(?:No character style|None)\])$/;

/** How a stretch of text looks. */
export interface TextLook {
  readonly format: Format;
  /** Points. */
  readonly size: number;
  readonly font: string;
  /** The conditions the text stands under, by their ids. */
  readonly conditions: readonly string[];
}

/** A document's styles, and what text set in them looks like. */
export interface StyleSheet {
  /** The look of text in a character range within a paragraph range; either may be missing. */
  lookOf(paragraph: XmlElement | undefined, character: XmlElement | undefined): TextLook;
  /** Whether a paragraph range's style, or one it is based on, is named as headings are. */
  isHeading(paragraph: XmlElement | undefined): boolean;
  /** The expression that numbers the paragraph ("Step ^#:^t"); undefined where it is not numbered. */
  numberingOf(paragraph: XmlElement | undefined): string | undefined;
}

/** What a paragraph style says, those it is based on included. */
interface ParagraphStyle {
  readonly look: Look;
  readonly isHeading: boolean;
  readonly listType: string | undefined;
  readonly numbering: string | undefined;
}

/** Reads the styles below these roots (`idPkg:Styles`, or the document itself for snippets). */
export function readStyles(roots: readonly XmlElement[]): StyleSheet {
  const paragraphs = byId(roots, "ParagraphStyle");
  const characters = byId(roots, "CharacterStyle");
  const paragraphStyle = inheritedFrom<ParagraphStyle>(paragraphs, (style, base) => ({
    look: { ...base?.look, ...ownLook(style) },
    isHeading: base?.isHeading === true || isHeadingName(shortName(style, "")),
    listType: attributeOf(style, LIST_TYPE) ?? base?.listType,
    numbering: attributeOf(style, NUMBERING) ?? base?.numbering,
  }));
  const characterLook = inheritedFrom<Look>(characters, (style, base) => ({ ...base, ...ownLook(style) }));
  const texts = new Map<string, TextLook>();
  const rangeLooks = new Map<string, Look>();
  const rangeLook = (paragraph: XmlElement): Look => {
    const key = openingOf(paragraph);
    let look = rangeLooks.get(key);
    if (look === undefined) rangeLooks.set(key, (look = ownLook(paragraph)));
    return look;
  };
  const styleFor = (paragraph: XmlElement | undefined): ParagraphStyle | undefined =>
    paragraphStyle(paragraphs.get(styleOf(paragraph, "AppliedParagraphStyle") ?? ""));
  return {
    lookOf: (paragraph, character) => {
      const key = `${openingOf(paragraph)}\n${openingOf(character)}`;
      let text = texts.get(key);
      if (text === undefined) {
        const style = styleOf(character, "AppliedCharacterStyle");
        const look: Look = {
          ...styleFor(paragraph)?.look,
          ...(paragraph && rangeLook(paragraph)),
          ...characterLook(characters.get(style ?? "")),
          ...(character && ownLook(character)),
        };
        const isStyled = style !== undefined && !NO_CHARACTER_STYLE.test(style);
        text = describe(look, isStyled ? shortName(characters.get(style), style) : undefined);
        texts.set(key, text);
      }
      return text;
    },
    isHeading: (paragraph) => styleFor(paragraph)?.isHeading === true,
    numberingOf: (paragraph) => {
      const style = styleFor(paragraph);
      const own = (name: string): string | undefined => paragraph && attributeOf(paragraph, name);
      return (own(LIST_TYPE) ?? style?.listType) === "NumberedList" ? (own(NUMBERING) ?? style?.numbering) : undefined;
    },
  };
}

const LIST_TYPE = "BulletsAndNumberingListType";
const NUMBERING = "NumberingExpression";

/** Designers name their styles as they like; most name headings so. */
function isHeadingName(name: string): boolean {
  return /\b(?:heading|headline|title|h[1-6])\b|^head/i.test(name);
}

function styleOf(range: XmlElement | undefined, attribute: string): string | undefined {
  return range && attributeOf(range, attribute);
}

function byId(roots: readonly XmlElement[], name: string): Map<string, XmlElement> {
  return new Map(
    roots.flatMap((root) => descendantsOf(root, name)).map((style) => [attributeOf(style, "Self") ?? "", style]),
  );
}

function ownLook(element: XmlElement): Look {
  const look: { -readonly [K in keyof Look]: string } = {};
  for (const name of ATTRIBUTES) {
    const value = attributeOf(element, name);
    if (value !== undefined) look[name] = value;
  }
  const properties = childOf(element, "Properties");
  const font = properties && childOf(properties, "AppliedFont");
  if (font !== undefined) look.AppliedFont = contentOf(font);
  return look;
}

/** A range's opening tag with its properties, as written: ranges that say the same look the same. */
function openingOf(range: XmlElement | undefined): string {
  if (range === undefined) return "";
  const properties = range.children[0];
  const end = properties?.name === "Properties" ? properties.end : range.contentStart;
  return range.text.slice(range.start, end);
}

/** A style's name without its group, as the style panel shows it: "Emphasis" for "CharacterStyle/Handbook%3aEmphasis". */
function shortName(style: XmlElement | undefined, id: string): string {
  const name = (style && attributeOf(style, "Name")) ?? id.slice(id.indexOf("/") + 1);
  const plain = name.replace(/^\$ID\//, "").replaceAll("%3a", ":");
  return plain.slice(plain.lastIndexOf(":") + 1);
}

/** Font styles are named by the fonts, in the languages of those who made them. */
const BOLD = /bold|black|heavy|fett|gras\b|negri|grasset|жирн|kal[ıi]n/i;
const ITALIC = /ital|obli|kursiv|cursiv|corsiv|inclin|курсив|наклон/i;
/** What is left of a font style's name without these is its weight or width: "Light", "Condensed". */
const ORDINARY = /regular|roman|normal|book|standard|plain|semi|demi|extra|ultra|[\s\-_,]+/gi;

const DEFAULT_SIZE = 12;

/** The marks that differ in a way a reader notices; kerning, tracking, leading and the like do not count (FILTERS 3.1). */
function describe(look: Look, style: string | undefined): TextLook {
  const marks: string[] = [];
  const face = look.FontStyle ?? "";
  if (BOLD.test(face)) marks.push("b");
  if (ITALIC.test(face)) marks.push("i");
  const weight = face
    .replaceAll(new RegExp(BOLD.source, "gi"), "")
    .replaceAll(/italic|oblique/gi, "")
    .replaceAll(ORDINARY, "")
    .toLowerCase();
  if (weight !== "" && !BOLD.test(face) && !ITALIC.test(weight)) marks.push(`~weight:${weight}`);
  if (look.Underline === "true") marks.push("u");
  if (look.StrikeThru === "true") marks.push("strike");
  if (/superscript/i.test(look.Position ?? "")) marks.push("sup");
  if (/subscript/i.test(look.Position ?? "")) marks.push("sub");
  if (look.Capitalization === "AllCaps") marks.push("caps");
  if (/^(?:Small|CapToSmall)/.test(look.Capitalization ?? "")) marks.push("smallCaps");
  if (look.FillColor !== undefined) marks.push(`~color:${look.FillColor}`);
  const size = Number(look.PointSize ?? DEFAULT_SIZE);
  marks.push(`~size:${look.PointSize ?? DEFAULT_SIZE}`);
  if (look.AppliedFont !== undefined) marks.push(`~font:${look.AppliedFont}`);
  if (style !== undefined) marks.push(`style:${style}`);
  const conditions = (look.AppliedConditions ?? "")
    .split(/\s+/)
    .filter((condition) => condition !== "" && condition !== "n");
  for (const condition of conditions) marks.push(`condition:${conditionName(condition)}`);
  return {
    format: formatOf(marks),
    size: Number.isFinite(size) && size > 0 ? size : DEFAULT_SIZE,
    font: look.AppliedFont ?? "",
    conditions,
  };
}

function conditionName(id: string): string {
  return decodeSafely(id.slice(id.indexOf("/") + 1));
}

function decodeSafely(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
