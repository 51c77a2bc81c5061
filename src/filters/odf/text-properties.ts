import type { PartLexer } from "../ooxml/part-lexer.ts";
import { unescapeXml } from "../../xml/escape.ts";

/** What style:text-properties says that a reader sees; absent: inherited. */
export interface TextProperties {
  readonly isBold?: boolean;
  readonly isItalic?: boolean;
  readonly isUnderlined?: boolean;
  readonly isStruck?: boolean;
  readonly position?: "sup" | "sub" | "none";
  readonly caps?: "caps" | "smallCaps" | "none";
  /** Lower case: "#ff0000"; "auto" for that of the window. */
  readonly color?: string;
  readonly highlight?: string;
  /** In points. */
  readonly size?: number;
  /** Of what it inherits, where the size is said so. */
  readonly sizeShare?: number;
  /** The name of a declared font, or a font's own. */
  readonly font?: string;
  readonly isHidden?: boolean;
}

type Reader = (value: string) => TextProperties;

const POINTS: Readonly<Record<string, number>> = { pt: 1, pc: 12, in: 72, cm: 72 / 2.54, mm: 72 / 25.4, px: 0.75 };

/** One answer an attribute (OpenDocument 1.3 part 3, 20.2 to 20.4); all others are passed by. */
const READERS: Readonly<Record<string, Reader>> = {
  "fo:font-weight": (value) => ({ isBold: value === "bold" || Number(value) >= 600 }),
  "fo:font-style": (value) => ({ isItalic: value !== "normal" }),
  "style:text-underline-style": (value) => ({ isUnderlined: value !== "none" }),
  "style:text-underline-type": (value) => (value === "none" ? { isUnderlined: false } : {}),
  "style:text-line-through-style": (value) => ({ isStruck: value !== "none" }),
  "style:text-line-through-type": (value) => ({ isStruck: value !== "none" }),
  "style:text-position": (value) => ({ position: positionOf(value) }),
  "fo:text-transform": (value) => ({ caps: value === "uppercase" ? "caps" : "none" }),
  "fo:font-variant": (value) => ({ caps: value === "small-caps" ? "smallCaps" : "none" }),
  "fo:color": (value) => ({ color: value.toLowerCase() }),
  "style:use-window-font-color": (value) => (value === "true" ? { color: "auto" } : {}),
  "fo:background-color": (value) => ({ highlight: value.toLowerCase() }),
  "fo:font-size": sizeOf,
  "style:font-name": (value) => ({ font: value }),
  "fo:font-family": (value) => ({ font: value.replaceAll(/['"]/g, "") }),
  "text:display": (value) => ({ isHidden: value === "none" }),
};

/** Reads the tag style:text-properties under the cursor. */
export function readTextProperties(lexer: PartLexer): TextProperties {
  let properties: TextProperties = {};
  for (const { name, raw } of lexer.attributes()) {
    const read = READERS[lexer.usual(name)];
    if (read !== undefined) properties = { ...properties, ...read(unescapeXml(raw)) };
  }
  return properties;
}

/** What is seen where `above` is laid over `below`: shares of sizes are worked out. */
export function overlay(below: TextProperties, above: TextProperties): TextProperties {
  const { sizeShare, ...said } = above;
  if (sizeShare === undefined || below.size === undefined) return { ...below, ...said };
  return { ...below, ...said, size: Math.round(below.size * sizeShare * 100) / 100 };
}

/** "super 58%", "-33% 58%": the first word says how high, as a share of the size or by name. */
function positionOf(value: string): "sup" | "sub" | "none" {
  const [height = ""] = value.trim().split(/\s+/);
  if (height === "super" || Number.parseFloat(height) > 0) return "sup";
  return height === "sub" || Number.parseFloat(height) < 0 ? "sub" : "none";
}

function sizeOf(value: string): TextProperties {
  const match = /^([\d.]+)(%|[a-z]+)$/.exec(value.trim());
  if (match === null) return {};
  const [, number = "", unit = ""] = match;
  if (unit === "%") return { sizeShare: Number(number) / 100 };
  const points = Number(number) * (POINTS[unit] ?? Number.NaN);
  return Number.isFinite(points) ? { size: Math.round(points * 100) / 100 } : {};
}
