import { formatOf, type Format } from "../ooxml/inline.ts";
import { PartLexer } from "../ooxml/part-lexer.ts";
import { readRunProperties, type RunProperties, type Toggle } from "./run-properties.ts";

/** What paragraphs of a style are to the reader, where its name says so. */
export type Role = "Title" | "Subtitle" | "Caption" | "Quotation";

/** Word writes the names of its own styles in English, whatever language it speaks. */
const ROLES: readonly (readonly [name: RegExp, role: Role])[] = [
  [/^title$/i, "Title"],
  [/^subtitle$/i, "Subtitle"],
  [/^caption$/i, "Caption"],
  [/^(?:intense )?quote$/i, "Quotation"],
];

interface Style {
  readonly basedOn?: string;
  readonly outlineLevel?: number;
  readonly numberingId?: string;
  readonly role?: Role;
  readonly run: RunProperties;
}

/** How some characters look, as far as it concerns a translator. */
export interface Look {
  readonly format: Format;
  readonly isHidden: boolean;
  /** The font draws pictures for letters (Wingdings): what stands there is no text. */
  readonly isSymbolFont: boolean;
}

/** The styles of a document. */
export interface StyleSheet {
  /** The level of headings of this paragraph style, from 0; undefined: no heading. */
  outlineLevel(style: string | undefined): number | undefined;
  /** What paragraphs of this style are; undefined: nothing in particular. */
  role(style: string | undefined): Role | undefined;
  /** The numbering of this paragraph style. */
  numberingId(style: string | undefined): string | undefined;
  /** What a run with these properties looks like in a paragraph of this style; `isComplex` for scripts such as Arabic. */
  look(paragraphStyle: string | undefined, run: RunProperties | undefined, isComplex: boolean): Look;
}

const NO_PROPERTIES: RunProperties = { toggles: {} };
const SYMBOL_FONTS =
  /^(?:symbol|wingdings(?: [23])?|webdings|marlett|mt extra|zapf ?dingbats|itc zapf dingbats|opensymbol|starsymbol)$/i;
/** Styles may be based on one another in a circle in damaged documents. */
const MAX_CHAIN = 50;

/** Reads word/styles.xml; an absent one gives no styles. */
export function readStyles(text: string | undefined, part: string): StyleSheet {
  const styles = new Map<string, Style>();
  let defaults = NO_PROPERTIES;
  let defaultParagraph: string | undefined;
  if (text !== undefined) {
    const lexer = new PartLexer(text, part);
    let isDefaults = false;
    while (lexer.next()) {
      if (!lexer.isElement) {
        if (lexer.isClose && lexer.tag === "w:rPrDefault") isDefaults = false;
        continue;
      }
      if (lexer.tag === "w:rPrDefault" && lexer.isOpen) isDefaults = true;
      else if (lexer.tag === "w:rPr" && isDefaults) defaults = readRunProperties(lexer);
      else if (lexer.tag === "w:style") {
        const id = lexer.get("w:styleId");
        const isDefault = lexer.get("w:default") === "1" && lexer.get("w:type") === "paragraph";
        const style = readStyle(lexer);
        if (id === undefined) continue;
        styles.set(id, style);
        if (isDefault) defaultParagraph = id;
      }
    }
  }
  const resolved = new Map<string, RunProperties>();
  const resolve = (id: string | undefined): RunProperties => {
    if (id === undefined) return NO_PROPERTIES;
    const known = resolved.get(id);
    if (known !== undefined) return known;
    let result = NO_PROPERTIES;
    for (const style of chainOf(styles, id).reverse()) result = overlay(result, style.run);
    resolved.set(id, result);
    return result;
  };
  return {
    outlineLevel: remember(
      (style) => chainOf(styles, style ?? defaultParagraph).find((one) => one.outlineLevel !== undefined)?.outlineLevel,
    ),
    numberingId: remember((style) => chainOf(styles, style).find((one) => one.numberingId !== undefined)?.numberingId),
    role: remember((style) => chainOf(styles, style).find((one) => one.role !== undefined)?.role),
    look: (paragraphStyle, run, isComplex) => {
      const paragraph = resolve(paragraphStyle ?? defaultParagraph);
      const character = resolve(run?.style);
      return lookOf(defaults, paragraph, character, run ?? NO_PROPERTIES, isComplex);
    },
  };
}

/** Answers by style, each worked out once: every paragraph asks. */
function remember<T>(answer: (style: string | undefined) => T): (style: string | undefined) => T {
  const known = new Map<string | undefined, T>();
  return (style) => {
    if (!known.has(style)) known.set(style, answer(style));
    return known.get(style)!;
  };
}

function readStyle(lexer: PartLexer): Style {
  let basedOn: string | undefined;
  let outlineLevel: number | undefined;
  let numberingId: string | undefined;
  let role: Role | undefined;
  let run = NO_PROPERTIES;
  if (lexer.isOpen) {
    for (let depth = 1; depth > 0 && lexer.next();) {
      if (lexer.isClose) depth -= 1;
      if (!lexer.isElement) continue;
      const { tag } = lexer;
      if (tag === "w:rPr" && depth === 1) {
        run = readRunProperties(lexer);
        continue;
      }
      if (tag === "w:basedOn") basedOn = lexer.get("w:val");
      else if (tag === "w:outlineLvl") outlineLevel = levelOf(lexer.get("w:val"));
      else if (tag === "w:numId") numberingId = lexer.get("w:val");
      else if (tag === "w:tblStylePr") {
        lexer.skip();
        continue;
      } else if (tag === "w:name") {
        const styleName = lexer.get("w:val") ?? "";
        const level = /^heading ([1-9])$/i.exec(styleName)?.[1];
        if (level !== undefined) outlineLevel ??= Number(level) - 1;
        role = ROLES.find(([name]) => name.test(styleName))?.[1];
      }
      if (lexer.isOpen) depth += 1;
    }
  }
  return {
    run,
    ...(basedOn === undefined ? {} : { basedOn }),
    ...(outlineLevel === undefined ? {} : { outlineLevel }),
    ...(numberingId === undefined ? {} : { numberingId }),
    ...(role === undefined ? {} : { role }),
  };
}

/** 0 to 8 are headings; 9 says body text. */
export function levelOf(value: string | undefined): number | undefined {
  return value !== undefined && /^[0-8]$/.test(value) ? Number(value) : undefined;
}

function chainOf(styles: ReadonlyMap<string, Style>, id: string | undefined): Style[] {
  const chain: Style[] = [];
  for (let next = id; next !== undefined && chain.length < MAX_CHAIN;) {
    const style = styles.get(next);
    if (style === undefined) break;
    chain.push(style);
    next = style.basedOn;
  }
  return chain;
}

function overlay(below: RunProperties, above: RunProperties): RunProperties {
  return { ...below, ...above, toggles: { ...below.toggles, ...above.toggles } };
}

function lookOf(
  defaults: RunProperties,
  paragraph: RunProperties,
  character: RunProperties,
  run: RunProperties,
  isComplex: boolean,
): Look {
  const isSet = (name: Toggle): boolean =>
    run.toggles[name] ??
    ((paragraph.toggles[name] ?? false) !== (character.toggles[name] ?? false) || (defaults.toggles[name] ?? false));
  const all = overlay(overlay(overlay(defaults, paragraph), character), run);
  const marks: string[] = [];
  if (isSet(isComplex ? "bCs" : "b")) marks.push("b");
  if (isSet(isComplex ? "iCs" : "i")) marks.push("i");
  if (isSet("caps")) marks.push("caps");
  if (isSet("smallCaps")) marks.push("smallCaps");
  if (isSet("strike") || isSet("dstrike")) marks.push("strike");
  if (all.underline !== undefined && all.underline !== "none") marks.push("u");
  if (all.position === "superscript") marks.push("sup");
  if (all.position === "subscript") marks.push("sub");
  if (Number(all.raised ?? 0) !== 0) marks.push(`raised:${all.raised}`);
  if (isDrawn(all.border)) marks.push("framed");
  if (isDrawn(all.emphasis)) marks.push("emphasis");
  for (const effect of EFFECTS) if (isSet(effect)) marks.push(effect);
  if (all.highlight !== undefined && all.highlight !== "none") marks.push(`highlight:${all.highlight}`);
  if (all.color !== undefined && !isBlack(all.color)) marks.push(`~color:${all.color.toUpperCase()}`);
  marks.push(`~size:${(isComplex ? all.complexSize : all.size) ?? USUAL_SIZE}`);
  if (all.shade !== undefined && !isWhite(all.shade)) marks.push(`~shade:${all.shade.toUpperCase()}`);
  return {
    format: formatOf(marks),
    isHidden: isSet("vanish"),
    isSymbolFont: SYMBOL_FONTS.test(all.font ?? ""),
  };
}

/** Half points: what Word takes where neither styles nor defaults name a size. */
const USUAL_SIZE = "20";

/** Word's old effects of letters: seldom used, and plain to see. */
const EFFECTS = ["outline", "shadow", "emboss", "imprint"] as const;

/** Whether a border or an emphasis mark is there: both are switched off by a word. */
function isDrawn(value: string | undefined): boolean {
  return value !== undefined && value !== "none" && value !== "nil";
}

/** "auto" and whatever a reader takes for black: text copied from elsewhere is often 1F1F1F or 222222. */
function isBlack(color: string): boolean {
  return color === "auto" || /^(?:[0-3][0-9a-f]){3}$/i.test(color);
}

/** No shade, white, or the near white that comes along with text from web pages. */
function isWhite(shade: string): boolean {
  return shade === "auto" || /^(?:[ef][0-9a-f]){3}$/i.test(shade);
}
