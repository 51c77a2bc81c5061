import type { XliffElement } from "./xliff-element.ts";

/** The rules of a version beyond the structure of single elements. */
export interface RuleCheck {
  begin(element: XliffElement): void;
  /** Whether the element stays in its parent's tree; what is judged is let go, so that memory stays bounded. */
  end(element: XliffElement): boolean;
  finish(): void;
}
