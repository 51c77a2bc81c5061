import type { Finding } from "../../model/finding.ts";
import type { Fragment } from "../../model/fragment.ts";
import type { Edit } from "../../xml/edits.ts";
import type { SiteText } from "../ooxml/text-site.ts";
import { attributeOf, childOf, type XmlElement } from "../ooxml/xml-element.ts";
import { measureParagraph, targetLines } from "./measure-paragraph.ts";
import type { TextBox } from "./shape-texts.ts";
import { textHeight, type MeasuredParagraph } from "./text-extent.ts";

/** What a longer text does to its shape. */
export interface Fit {
  readonly edits: readonly Edit[];
  readonly finding?: Finding;
}

/** PowerPoint's own steps of shrinking: text size and cut of the line spacing, in thousandths of a per cent. */
const STEPS: readonly (readonly [fontScale: number, reduction: number])[] = [
  [92_500, 10_000],
  [92_500, 20_000],
  [85_000, 20_000],
  [77_500, 20_000],
  [70_000, 20_000],
  [62_500, 20_000],
  [55_000, 20_000],
  [47_500, 20_000],
  [40_000, 20_000],
  [32_500, 20_000],
  [25_000, 20_000],
];

const WHOLE = 100_000;
/** Below this growth of the text our measuring says nothing. */
const CLEARLY_LONGER = 1.1;
/** EMU; what `a:bodyPr` means where it names no insets (ECMA-376 part 1, 21.1.2.1.1). */
const INSET_SIDE = 91_440;
const INSET_TOP = 45_720;

/**
 * Makes room in a text box for a longer translation. Where its text may shrink (`a:normAutofit`, its own or inherited), a smaller size is
 * written, since PowerPoint computes it only when someone edits the slide; elsewhere the slide is named. What the source needed is
 * taken to fit, so that only the growth counts.
 * @param targets the translation of each text that has one, as a fragment
 */
export function fitText(box: TextBox, targets: ReadonlyMap<SiteText, Fragment>): Fit {
  const nothing: Fit = { edits: [] };
  if (!box.paragraphs.some(({ text }) => text && targets.has(text))) return nothing;
  const body = childOf(box.body, "a:bodyPr");
  if (!body || attributeOf(body, "wrap") === "none") return nothing;
  const source = box.paragraphs.map((paragraph) => measureParagraph(paragraph.element, box.styles.level));
  const target = box.paragraphs.map(({ text }, index): MeasuredParagraph => {
    const fragment = text && targets.get(text);
    return fragment === undefined ? source[index]! : { ...source[index]!, text: targetLines(fragment) };
  });
  const length = (paragraphs: readonly MeasuredParagraph[]): number =>
    paragraphs.reduce((sum, { text }) => sum + text.length, 0);
  if (length(target) < length(source) * CLEARLY_LONGER) return nothing;
  const area = textArea(box, body);
  if (area === undefined) return nothing;

  const shrink = childOf(body, "a:normAutofit");
  const scale = thousandths(shrink, "fontScale", WHOLE);
  const reduction = thousandths(shrink, "lnSpcReduction", 0);
  const height = (paragraphs: readonly MeasuredParagraph[], [size, cut]: readonly [number, number]): number =>
    textHeight(paragraphs, area.width, size / WHOLE, cut / WHOLE);
  const room = Math.max(area.height, height(source, [scale, reduction]));
  if (height(target, [scale, reduction]) <= room) return nothing;

  const grows = childOf(body, "a:spAutoFit") ?? childOf(body, "a:noAutofit");
  if (!grows && box.styles.autofit === "text") {
    const smaller = STEPS.filter(([size, cut]) => size < scale || (size === scale && cut > reduction));
    const step = smaller.find((candidate) => height(target, candidate) <= room) ?? smaller.at(-1);
    if (step !== undefined) {
      const fits = height(target, step) <= room;
      return { edits: [shrinkEdit(body, shrink, step)], ...(fits ? {} : { finding: mayOverflow(box) }) };
    }
  }
  return { edits: [], finding: mayOverflow(box) };
}

function mayOverflow({ place }: TextBox): Finding {
  return {
    id: "may-overflow",
    severity: "minor",
    message: `${place}: the translation is longer than the source and may not fit its box. Look at the slide.`,
    place,
  };
}

function textArea(box: TextBox, body: XmlElement): { readonly width: number; readonly height: number } | undefined {
  const { extent } = box.styles;
  if (extent === undefined) return undefined;
  const inset = (name: string, otherwise: number): number => Number(attributeOf(body, name) ?? otherwise);
  const width = extent.width * box.scale.x - inset("lIns", INSET_SIDE) - inset("rIns", INSET_SIDE);
  const height = extent.height * box.scale.y - inset("tIns", INSET_TOP) - inset("bIns", INSET_TOP);
  const columns = Math.max(1, Number(attributeOf(body, "numCol") ?? 1));
  const isUpright = /^(?:vert|vert270|eaVert|mongolianVert)$/.test(attributeOf(body, "vert") ?? "");
  const area = isUpright ? { width: height, height: width } : { width, height };
  return area.width > 0 && area.height > 0 ? { width: area.width / columns, height: area.height * columns } : undefined;
}

/** A share in thousandths of a per cent; strict documents write "92.5%". */
function thousandths(element: XmlElement | undefined, name: string, otherwise: number): number {
  const value = element && attributeOf(element, name);
  if (value === undefined) return otherwise;
  const number = value.endsWith("%") ? Number(value.slice(0, -1)) * 1000 : Number(value);
  return Number.isFinite(number) ? number : otherwise;
}

function shrinkEdit(body: XmlElement, shrink: XmlElement | undefined, [size, cut]: readonly [number, number]): Edit {
  const prefix = /^<([^\s:/>]+:)/.exec(body.text.slice(body.start, body.contentStart))?.[1] ?? "";
  const isStrict = body.text.includes("http://purl.oclc.org/ooxml/drawingml/main");
  const share = (value: number): string => (isStrict ? `${value / 1000}%` : String(value));
  const element = `<${prefix}normAutofit fontScale="${share(size)}" lnSpcReduction="${share(cut)}"/>`;
  if (shrink) return { start: shrink.start, end: shrink.end, text: element };
  if (body.isEmpty) {
    const tag = body.text.slice(body.start, body.end).replace(/\s*\/>$/, "");
    return { start: body.start, end: body.end, text: `${tag}>${element}</${prefix}bodyPr>` };
  }
  // Only a preset warp may stand before autofit (ECMA-376 part 1, CT_TextBodyProperties).
  const at = childOf(body, "a:prstTxWarp")?.end ?? body.contentStart;
  return { start: at, end: at, text: element };
}
