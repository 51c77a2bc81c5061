import type { PartLexer } from "../ooxml/part-lexer.ts";
import { formatOf, type Format } from "../ooxml/inline.ts";
import { overlay, readTextProperties, type TextProperties } from "./text-properties.ts";
import { valueOf } from "./value-of.ts";

/** What paragraphs of a style are to the reader, where its name says so. */
export type Role = "Title" | "Subtitle" | "Caption" | "Quotation";

/** OpenDocument programs write the names of their own styles in English, whatever language they speak; others are based on these. */
const ROLES: ReadonlyMap<string, Role> = new Map([
  ["Title", "Title"],
  ["Subtitle", "Subtitle"],
  ["Caption", "Caption"],
  ["caption", "Caption"],
  ["Quotations", "Quotation"],
]);

interface Style {
  readonly parent?: string;
  readonly text: TextProperties;
  /** Slides and tables that are not shown (presentation:visibility, table:display). */
  readonly isHidden: boolean;
}

/** The styles of one place: named by the document, or made by the program for one part (T1, P7). By family and name. */
type Styles = Map<string, Style>;

/** Everything read of the styles of a document, before it is known which part asks. */
export interface StyleTables {
  /** The defaults of families. */
  readonly defaults: Map<string, TextProperties>;
  readonly named: Styles;
  /** By part. */
  readonly automatic: Map<string, Styles>;
  /** The families of declared fonts, by the names styles use. */
  readonly fonts: Map<string, Font>;
}

interface Font {
  readonly family: string;
  readonly isSymbol: boolean;
}

/** How some characters look, as far as it concerns a translator. */
export interface Look {
  readonly format: Format;
  readonly isHidden: boolean;
  /** The font draws pictures for letters (Wingdings): what stands there is no text. */
  readonly isSymbolFont: boolean;
}

/** A style that something is drawn with, under its text: a shape's, a cell's. */
export interface Surface {
  readonly family: "graphic" | "presentation" | "table-cell";
  readonly name: string;
}

/** The styles as one part sees them. */
export interface StyleSheet {
  /** What paragraphs of this style are; undefined: nothing in particular. */
  role(paragraphStyle: string | undefined): Role | undefined;
  /** What characters look like in these spans, outermost first, of a paragraph of this style, on this surface. */
  look(surface: Surface | undefined, paragraphStyle: string, spans: readonly string[]): Look;
  /** Whether a slide (drawing-page) or sheet (table) with this style is hidden. */
  isHidden(family: "drawing-page" | "table", style: string | undefined): boolean;
}

const SYMBOL_FONTS =
  /^(?:symbol|wingdings(?: [23])?|webdings|marlett|mt extra|zapf ?dingbats|itc zapf dingbats|opensymbol|starsymbol)$/i;
/** Styles may be based on one another in a circle in damaged documents. */
const MAX_CHAIN = 50;
/** Sizes that nothing states, in points: LibreOffice's own. */
const USUAL_SIZE = 12;

/** Tables that hold nothing yet. */
export function emptyStyleTables(): StyleTables {
  return { defaults: new Map(), named: new Map(), automatic: new Map(), fonts: new Map() };
}

const keyOf = (family: string, name: string): string => `${family}\u0000${name}`;

/** Reads the styles in the element under the cursor (office:styles, office:automatic-styles, office:font-face-decls) up to its closing tag. */
export function readStyles(lexer: PartLexer, tables: StyleTables): void {
  if (!lexer.isOpen) return;
  const isAutomatic = lexer.tag === "office:automatic-styles";
  let styles = tables.named;
  if (isAutomatic) {
    styles = tables.automatic.get(lexer.part) ?? new Map<string, Style>();
    tables.automatic.set(lexer.part, styles);
  }
  for (let depth = 1; depth > 0 && lexer.next();) {
    if (lexer.isClose) depth -= 1;
    if (!lexer.isElement) continue;
    const { tag } = lexer;
    if (tag === "style:style" || tag === "style:default-style") {
      const family = valueOf(lexer, "style:family") ?? "";
      const name = valueOf(lexer, "style:name");
      const style = readStyle(lexer);
      if (tag === "style:default-style") tables.defaults.set(family, style.text);
      else if (name !== undefined) styles.set(keyOf(family, name), style);
      continue;
    }
    if (tag === "style:font-face") readFont(lexer, tables);
    if (lexer.isOpen) depth += 1;
  }
}

function readStyle(lexer: PartLexer): Style {
  const parent = valueOf(lexer, "style:parent-style-name");
  let text: TextProperties = {};
  let isHidden = false;
  if (lexer.isOpen) {
    for (let depth = 1; depth > 0 && lexer.next();) {
      if (lexer.isClose) depth -= 1;
      if (!lexer.isElement) continue;
      const { tag } = lexer;
      if (tag === "style:text-properties" && depth === 1) text = readTextProperties(lexer);
      else if (tag === "style:drawing-page-properties")
        isHidden ||= valueOf(lexer, "presentation:visibility") === "hidden";
      else if (tag === "style:table-properties") isHidden ||= valueOf(lexer, "table:display") === "false";
      if (lexer.isOpen) depth += 1;
    }
  }
  return { text, isHidden, ...(parent === undefined ? {} : { parent }) };
}

function readFont(lexer: PartLexer, { fonts }: StyleTables): void {
  const name = valueOf(lexer, "style:name");
  const family = (valueOf(lexer, "svg:font-family") ?? "").replaceAll(/['"]/g, "");
  const isSymbol = valueOf(lexer, "style:font-charset") === "x-symbol" || SYMBOL_FONTS.test(family);
  if (name !== undefined) fonts.set(name, { family, isSymbol });
}

/** The styles as `part` sees them: its own automatic ones before those the document names. */
export function styleSheetOf(tables: StyleTables, part: string): StyleSheet {
  const automatic: Styles = tables.automatic.get(part) ?? new Map<string, Style>();
  const find = (family: string, name: string): Style | undefined =>
    automatic.get(keyOf(family, name)) ?? tables.named.get(keyOf(family, name));
  const chainOf = (family: string, name: string): [name: string, style: Style][] => {
    const chain: [string, Style][] = [];
    for (let next: string | undefined = name; next !== undefined && chain.length < MAX_CHAIN;) {
      const style = find(family, next);
      if (style === undefined) break;
      chain.push([next, style]);
      next = style.parent;
    }
    return chain;
  };
  const laidOver = (below: TextProperties, family: string, name: string): TextProperties =>
    chainOf(family, name).reduceRight((result, [, style]) => overlay(result, style.text), below);
  const defaultsOf = (family: string): TextProperties => tables.defaults.get(family) ?? {};

  const bases = new Map<string, TextProperties>();
  const baseOf = (surface: Surface | undefined, paragraphStyle: string): TextProperties => {
    const key = `${surface?.family ?? ""}\u0000${surface?.name ?? ""}\u0000${paragraphStyle}`;
    const known = bases.get(key);
    if (known !== undefined) return known;
    let base = overlay({ size: USUAL_SIZE }, defaultsOf("paragraph"));
    if (surface !== undefined) {
      base = laidOver(overlay(base, defaultsOf(surface.family)), surface.family, surface.name);
    }
    base = laidOver(base, "paragraph", paragraphStyle);
    bases.set(key, base);
    return base;
  };

  // Few looks are ever worked out: the same spans stand in the same sort of paragraph thousands of times.
  const looks = new WeakMap<TextProperties, Map<string, Look>>();
  let last:
    | { readonly surface: Surface | undefined; readonly style: string; readonly looks: Map<string, Look> }
    | undefined;
  const looksOn = (surface: Surface | undefined, paragraphStyle: string): Map<string, Look> => {
    if (last !== undefined && last.surface === surface && last.style === paragraphStyle) return last.looks;
    const base = baseOf(surface, paragraphStyle);
    let known = looks.get(base);
    if (known === undefined) looks.set(base, (known = new Map()));
    last = { surface, style: paragraphStyle, looks: known };
    return known;
  };
  const roles = new Map<string, Role | undefined>();
  return {
    role: (style) => {
      if (style === undefined) return undefined;
      if (!roles.has(style)) {
        const named = chainOf("paragraph", style).find(([name]) => ROLES.has(name));
        roles.set(style, named && ROLES.get(named[0]));
      }
      return roles.get(style);
    },
    look: (surface, paragraphStyle, spans) => {
      const known = looksOn(surface, paragraphStyle);
      const key = spans.length === 1 ? spans[0]! : spans.join("\u0000");
      let look = known.get(key);
      if (look === undefined) {
        const base = baseOf(surface, paragraphStyle);
        const properties = spans.reduce((below, name) => laidOver(below, "text", name), base);
        known.set(key, (look = lookOf(properties, tables.fonts)));
      }
      return look;
    },
    isHidden: (family, style) => style !== undefined && chainOf(family, style).some(([, { isHidden }]) => isHidden),
  };
}

function lookOf(properties: TextProperties, fonts: StyleTables["fonts"]): Look {
  const { size, position, caps, highlight, color, font } = properties;
  const marks: string[] = [];
  if (properties.isBold === true) marks.push("b");
  if (properties.isItalic === true) marks.push("i");
  if (properties.isUnderlined === true) marks.push("u");
  if (properties.isStruck === true) marks.push("strike");
  if (position === "sup" || position === "sub") marks.push(position);
  if (caps === "caps" || caps === "smallCaps") marks.push(caps);
  if (highlight !== undefined && !isWhite(highlight)) marks.push(`highlight:${highlight}`);
  if (color !== undefined && !isBlack(color)) marks.push(`~color:${color}`);
  if (size !== undefined) marks.push(`~size:${size}`);
  const declared = font === undefined ? undefined : fonts.get(font);
  return {
    format: formatOf(marks),
    isHidden: properties.isHidden === true,
    isSymbolFont: declared?.isSymbol ?? SYMBOL_FONTS.test(font ?? ""),
  };
}

/** "auto" and whatever a reader takes for black: text copied from elsewhere is often #1f1f1f. */
function isBlack(color: string): boolean {
  return color === "auto" || /^#(?:[0-3][0-9a-f]){3}$/.test(color);
}

/** No background, white, or the near white that comes along with text from web pages. */
function isWhite(color: string): boolean {
  return color === "transparent" || /^#(?:[ef][0-9a-f]){3}$/.test(color);
}
