import type { Report } from "../problem.ts";
import { attribute, childrenOf, descendants, type XliffElement } from "../xliff-element.ts";

/** A segment or ignorable. */
export interface UnitPart {
  readonly element: XliffElement;
  readonly source: XliffElement | undefined;
  readonly target: XliffElement | undefined;
}

/** What the rules of units look at, gathered once. */
export interface UnitView {
  readonly unit: XliffElement;
  readonly parts: readonly UnitPart[];
  /** Codes and markers of all sources, in order. */
  readonly sources: readonly XliffElement[];
  /** Codes and markers of all targets, in the order of the translation (`order`). */
  readonly targets: readonly XliffElement[];
}

/** One file a rule or a few that belong together; `index.ts` lists them. */
export type UnitRule = (view: UnitView, report: Report) => void;

export function viewOf(unit: XliffElement): UnitView {
  const parts = childrenOf(unit, "segment", "ignorable").map((element): UnitPart => {
    const [source] = childrenOf(element, "source");
    const [target] = childrenOf(element, "target");
    return { element, source, target };
  });
  const ordered = parts
    .map(({ target }, index) => ({ target, order: orderOf(target, index) }))
    .toSorted((a, b) => a.order - b.order);
  const inline = (elements: readonly (XliffElement | undefined)[]): XliffElement[] =>
    elements.flatMap((element) => (element ? [...descendants(element)] : []));
  return {
    unit,
    parts,
    sources: inline(parts.map(({ source }) => source)),
    targets: inline(ordered.map(({ target }) => target)),
  };
}

/** Where a target stands in the translation, from 1: as `order` says, else where its source stands (XLIFF 2.1, 4.7.2.3). */
export function orderOf(target: XliffElement | undefined, index: number): number {
  const explicit = Number(target && attribute(target, "order"));
  return Number.isInteger(explicit) && explicit > 0 ? explicit : index + 1;
}
