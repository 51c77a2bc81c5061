import { formatOf, type Format } from "../ooxml/inline.ts";
import { attributeOf, isTrue, type XmlElement } from "../ooxml/xml-element.ts";

/** What a stretch looks like where it says nothing itself. */
export interface CellFont {
  readonly marks: readonly string[];
  readonly size: string;
  readonly color: string;
}

const PLAIN: CellFont = { marks: [], size: "", color: "" };

/** Black in its many spellings: the reader sees no colour. */
const BLACK = /^(?:000000|theme:1|indexed:(?:0|8|64))$/i;

/**
 * The look that the properties of a run (`rPr`) or a font of the styles (`font`) describe; both spell it alike (ECMA-376 part 1, CT_RPrElt
 * and CT_Font). What they do not say about size and colour is taken from `base`; emphasis is never inherited.
 */
export function readFont(properties: XmlElement, base: CellFont = PLAIN): CellFont {
  const marks: string[] = [];
  let { size, color } = base;
  for (const child of properties.children) {
    const value = attributeOf(child, "val");
    switch (localName(child)) {
      case "b":
      case "i":
      case "strike":
        if (isTrue(child, "val", true)) marks.push(localName(child));
        break;
      case "u":
        if (value !== "none") marks.push("u");
        break;
      case "vertAlign":
        if (value === "superscript") marks.push("sup");
        if (value === "subscript") marks.push("sub");
        break;
      case "sz":
        size = value ?? size;
        break;
      case "color":
        color = colorOf(child);
        break;
      default:
    }
  }
  return { marks, size, color };
}

/** The name without the prefix: parts of a part are read without its root, which declares prefixes. */
export function localName(element: XmlElement): string {
  return element.name.slice(element.name.indexOf(":") + 1);
}

function colorOf(element: XmlElement): string {
  for (const name of ["rgb", "theme", "indexed"]) {
    const value = attributeOf(element, name);
    if (value === undefined) continue;
    const tint = attributeOf(element, "tint");
    // The first two of eight digits are opacity, which Excel ignores.
    const color = name === "rgb" ? value.slice(-6).toUpperCase() : `${name}:${value}`;
    const spelled = `${color}${tint === undefined ? "" : `,${tint}`}`;
    return BLACK.test(spelled) ? "" : spelled;
  }
  return "";
}

/** The font as marks for the inline engine. */
export function fontFormat({ marks, size, color }: CellFont): Format {
  return formatOf([...marks, ...(size === "" ? [] : [`~size:${size}`]), ...(color === "" ? [] : [`~color:${color}`])]);
}
