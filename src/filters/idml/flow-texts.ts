import { hasLetters, plainText } from "../../model/fragment.ts";
import type { UnitContext } from "../../model/unit.ts";
import { piecesOf } from "../ooxml/inline.ts";
import { planInline, type InlinePlan } from "../ooxml/plan-inline.ts";
import type { IdmlCategory } from "./coverage.ts";
import type { LayoutText } from "./layout-text.ts";
import type { Block, StoryLine } from "./line.ts";
import type { StyleSheet } from "./styles.ts";
import { mergeLine } from "./write-line.ts";

/** What the texts of a story, a cell or a note have in common. */
export interface FlowSite {
  readonly part: string;
  /** The part's whole text. */
  readonly text: string;
  readonly key: string;
  readonly kind: string;
  /** In a person's words: "Page 3, text 1". */
  readonly place: string;
  readonly category: IdmlCategory;
  readonly context?: UnitContext;
  /** The story, where its frames have the size they have. */
  readonly story?: string;
}

/** A line's text, if it has letters, and what follows it. */
export interface FlowText {
  readonly text: LayoutText | undefined;
  readonly line: StoryLine;
  readonly blocks: readonly Block[];
}

/** The lines of a flow as texts. Paragraphs are numbered where there are several. */
export function flowTexts(lines: readonly StoryLine[], site: FlowSite, styles: StyleSheet): FlowText[] {
  const plans = lines.map((line) => planInline(line.items.map(({ item }) => item)));
  const count = plans.filter(({ source }) => hasLetters(source)).length;
  let number = 0;
  let heading: string | undefined;
  return lines.map((line, index) => {
    const plan = plans[index]!;
    if (!hasLetters(plan.source)) return { text: undefined, line, blocks: line.blocks };
    number += 1;
    const isHead = styles.isHeading(line.paragraph);
    if (isHead) heading = plainText(plan.source).replaceAll(/\s+/g, " ").trim();
    const context: UnitContext = {
      ...site.context,
      ...(heading === undefined || isHead ? {} : { heading }),
    };
    const place = count > 1 ? `${site.place}, paragraph ${number}` : site.place;
    const flow = site.story === undefined ? {} : { flow: { story: site.story, place: site.place, size: line.size } };
    return { text: { ...lineText(line, plan, { ...site, place, context }), ...flow }, line, blocks: line.blocks };
  });
}

function lineText(line: StoryLine, plan: InlinePlan, site: FlowSite): LayoutText {
  const { part, key, kind, place, category } = site;
  const isContextual = Object.keys(site.context ?? {}).length > 0;
  return {
    part,
    key,
    kind,
    place,
    category,
    source: plan.source,
    ...(isContextual ? { context: site.context! } : {}),
    ...(line.blocks.length === 0 ? {} : { region: regionOf(line) }),
    write: (target, nested) => mergeLine(plan, line.items, target, site.text, nested),
  };
}

function regionOf({ items }: StoryLine): { readonly start: number; readonly end: number } {
  return { start: piecesOf(items[0]!.item)[0]!.start, end: piecesOf(items.at(-1)!.item).at(-1)!.end };
}
