import type { Report } from "../problem.ts";
import { attribute, descendants, refuse, type XliffElement } from "../xliff-element.ts";
import type { UnitRule, UnitView } from "./unit-view.ts";

const CODES = new Set(["pc", "sc", "ec", "ph"]);

/** canDelete and canReorder: what a translation may not lose or move (4.7.2.4). */
export const editingHints: UnitRule = (view, report) => {
  for (const code of [...view.sources, ...view.targets]) {
    const canReorder = attribute(code, "canReorder");
    const isFixed = canReorder === "no" || canReorder === "firstNo";
    if (isFixed && !(attribute(code, "canCopy") === "no" && attribute(code, "canDelete") === "no"))
      refuse(report, code, "editing-hint", `canReorder="${canReorder}" needs canCopy="no" and canDelete="no".`);
  }
  checkDeleted(view, report);
  for (const { source, target } of view.parts) {
    const fixed = source ? sequences(source, report) : [];
    if (!target) continue;
    const translated = sequences(target, report);
    for (const [first, ...others] of fixed) {
      const key = keysOf([first!, ...others]);
      const counterpart = translated.find((sequence) => keyOf(sequence[0]!) === keyOf(first!));
      if (counterpart && keysOf(counterpart) !== key)
        refuse(
          report,
          counterpart[0]!,
          "editing-hint",
          "Codes that may not be reordered stand in another order than in the source.",
        );
    }
  }
};

/** Codes that may not be deleted are somewhere in the translation of the unit, once their segment has a target. */
function checkDeleted({ parts, targets }: UnitView, report: Report): void {
  const kept = new Set(targets.map(keyOf));
  for (const { source, target } of parts) {
    if (!source || !target) continue;
    for (const code of descendants(source)) {
      if (attribute(code, "canDelete") !== "no" || !CODES.has(code.name) || kept.has(keyOf(code))) continue;
      refuse(report, code, "editing-hint", `The code ${keyOf(code)} may not be deleted, but the target lacks it.`);
    }
  }
}

/**
 * The runs of codes in a text that may not be reordered: each begins with firstNo and goes on while "no" follows. A "no" without a beginning
 * is reported. The two ends of a pair are met where they stand.
 */
function sequences(text: XliffElement, report: Report): XliffElement[][] {
  const found: XliffElement[][] = [];
  let current: XliffElement[] | undefined;
  for (const event of events(text)) {
    const canReorder = attribute(event, "canReorder") ?? "yes";
    if (canReorder === "firstNo") {
      current = [event];
      found.push(current);
    } else if (canReorder === "no") {
      if (current) current.push(event);
      else refuse(report, event, "editing-hint", 'canReorder="no" follows no code with canReorder="firstNo".');
    } else current = undefined;
  }
  return found;
}

function* events(element: XliffElement): Generator<XliffElement> {
  for (const child of element.children) {
    if (CODES.has(child.name)) yield child;
    yield* events(child);
  }
}

/** The key of a sequence: its codes with how deep each is nested, so that a code that left its pair is another sequence. */
function keysOf(codes: readonly XliffElement[]): string {
  return codes
    .map((code) => `${keyOf(code)}<${CODES.has(code.parent?.name ?? "") ? keyOf(code.parent!) : ""}`)
    .join(" ");
}

function keyOf(code: XliffElement): string {
  return attribute(code, "id") ?? attribute(code, "startRef") ?? "";
}
