import type { OfficePackage } from "../ooxml/package.ts";
import { attributeOf, childOf, isTrue, parseElements, pathOf, type XmlElement } from "../ooxml/xml-element.ts";
import { readFont, type CellFont } from "./string-format.ts";

/** What the styles of a workbook say of its cells; read when it is first asked for. */
export interface Styles {
  readonly part: string | undefined;
  root(): XmlElement | undefined;
  /** The font of a style (number of the `xf` in `cellXfs`). */
  font(style: number): CellFont;
  /** Whether long text breaks into lines. */
  isWrapped(style: number): boolean;
}

const NO_FONT: CellFont = { marks: [], size: "", color: "" };

/** The styles of the workbook, whose main part is given. Errors, once it is asked: DocumentError where the part is damaged. */
export function readStyles(office: OfficePackage, workbook: string): Styles {
  const part = office.related(workbook, "styles")[0];
  let read:
    | { readonly root: XmlElement; readonly formats: readonly XmlElement[]; readonly fonts: readonly XmlElement[] }
    | undefined;
  const content = (): typeof read => {
    if (read === undefined && part !== undefined) {
      const root = parseElements(office.text(part), part);
      read = {
        root,
        formats: childOf(root, "x:cellXfs")?.children ?? [],
        fonts: childOf(root, "x:fonts")?.children ?? [],
      };
    }
    return read;
  };
  const fonts = new Map<number, CellFont>();
  return {
    part,
    root: () => content()?.root,
    font: (style) => {
      const known = fonts.get(style);
      if (known !== undefined) return known;
      const format = content()?.formats[style];
      const element = format && content()?.fonts[Number(attributeOf(format, "fontId") ?? 0)];
      const font = element ? readFont(element) : NO_FONT;
      fonts.set(style, font);
      return font;
    },
    isWrapped: (style) => {
      const format = content()?.formats[style];
      const alignment = format && pathOf(format, "x:alignment");
      return alignment !== undefined && isTrue(alignment, "wrapText");
    },
  };
}
