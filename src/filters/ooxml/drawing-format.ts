import { formatOf, type Format } from "./inline.ts";
import { attributeOf, childOf, type XmlElement } from "./xml-element.ts";

/** Run properties that a reader sees, as DrawingML spells them; absent: inherited. */
export interface RunStyle {
  readonly b?: string;
  readonly i?: string;
  readonly u?: string;
  readonly strike?: string;
  readonly cap?: string;
  readonly baseline?: string;
  /** Hundredths of a point. */
  readonly sz?: string;
  /** The fill, normalised. */
  readonly color?: string;
}

/** Fonts whose letters are pictures: their text means nothing outside them. */
const SYMBOL_FONTS = /^(?:wingdings(?: [23])?|webdings|symbol|mt extra|marlett|bookshelf symbol 7|zapf dingbats)$/i;

const ATTRIBUTES = ["b", "i", "u", "strike", "cap", "baseline", "sz"] as const;

const isOn = (value: string | undefined): boolean => value === "1" || value === "true";

/** What `a:rPr`, `a:defRPr` or `a:endParaRPr` says itself. */
export function runStyleOf(properties: XmlElement): RunStyle {
  const style: { -readonly [K in keyof RunStyle]: RunStyle[K] } = {};
  for (const name of ATTRIBUTES) {
    const value = attributeOf(properties, name);
    if (value !== undefined) style[name] = value;
  }
  const fill = properties.children.find(({ name }) => /^a:(?:solid|grad|patt|blip|no)Fill$/.test(name));
  if (fill) style.color = colorOf(fill);
  return style;
}

/** Fills compare by their values: names, values and modifiers, whatever the spelling of the tags. Plain colours are their six digits. */
function colorOf(fill: XmlElement): string {
  const [color] = fill.children;
  if (fill.name === "a:solidFill" && color?.name === "a:srgbClr" && color.children.length === 0) {
    return attributeOf(color, "val")?.toUpperCase() ?? "";
  }
  const words = (element: XmlElement): string => {
    const value = attributeOf(element, "val") ?? attributeOf(element, "lastClr") ?? "";
    return `${element.name.slice(2)}${value}${element.children.map(words).join("")}`;
  };
  return words(fill);
}

/** What tells a run's link from others; undefined where it is none. DrawingML makes links properties of runs. */
export function linkKey(properties: XmlElement | undefined): string | undefined {
  const link = properties && childOf(properties, "a:hlinkClick");
  return link && `${attributeOf(link, "r:id") ?? ""} ${attributeOf(link, "action") ?? ""}`;
}

/** The format of a run: what it says itself upon what it inherits. Its link is a mark, so that new runs of a link are made of its own. */
export function formatOfRun(properties: XmlElement | undefined, inherited: RunStyle): Format {
  const spelling = properties === undefined ? "" : properties.text.slice(properties.start, properties.end);
  const known = formats.get(inherited) ?? new Map<string, Format>();
  formats.set(inherited, known);
  const format = known.get(spelling) ?? readFormat(properties, inherited);
  known.set(spelling, format);
  return format;
}

/** Formats by what is inherited and by the properties as written: a document spells few formats, many times. */
const formats = new WeakMap<RunStyle, Map<string, Format>>();

function readFormat(properties: XmlElement | undefined, inherited: RunStyle): Format {
  const style = { ...inherited, ...(properties && runStyleOf(properties)) };
  const marks: string[] = [];
  if (isOn(style.b)) marks.push("b");
  if (isOn(style.i)) marks.push("i");
  if (style.u !== undefined && style.u !== "none") marks.push("u");
  if (style.strike !== undefined && style.strike !== "noStrike") marks.push("strike");
  if (style.cap === "all") marks.push("caps");
  if (style.cap === "small") marks.push("smallCaps");
  const baseline = Number.parseFloat(style.baseline ?? "0");
  if (baseline > 0) marks.push("sup");
  if (baseline < 0) marks.push("sub");
  if (style.sz !== undefined) marks.push(`~size:${style.sz}`);
  if (style.color !== undefined) marks.push(`~color:${style.color}`);
  const highlight = properties && childOf(properties, "a:highlight");
  if (highlight) marks.push(`highlight:${colorOf(highlight)}`);
  const link = linkKey(properties);
  if (link !== undefined) marks.push(`link:${link}`);
  return formatOf(marks);
}

/** Whether the run's Latin font is one of pictures, so that all of its text is. */
export function isSymbolRun(properties: XmlElement | undefined): boolean {
  const font = properties && childOf(properties, "a:latin");
  return font !== undefined && SYMBOL_FONTS.test(attributeOf(font, "typeface") ?? "");
}

/** Whether the run names a font of pictures for its symbols only (PowerPoint's arrows), so that single ones may be. */
export function hasSymbolFont(properties: XmlElement | undefined): boolean {
  const font = properties && childOf(properties, "a:sym");
  return font !== undefined && SYMBOL_FONTS.test(attributeOf(font, "typeface") ?? "");
}
