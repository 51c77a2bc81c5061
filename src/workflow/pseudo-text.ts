import { isSameFragment, plainText, type Fragment } from "../model/fragment.ts";
import type { ProtectedTerm } from "../model/term.ts";
import { pseudoFragment } from "../translators/pseudo/pseudo.ts";

/** Whether a target is the pseudo-translation of its source. */
type PseudoTest = (pair: { readonly source: Fragment; readonly target: Fragment }) => boolean;

/**
 * Tells pseudo-translations: for testing layouts, never to be remembered, whoever confirmed them. The same source always gives the same one,
 * so it is known by its text alone, in files and memories without a mark too. `terms`: the names that stay as they are.
 */
export function pseudoTest(terms: readonly ProtectedTerm[]): PseudoTest {
  return ({ source, target }) => {
    // All of them stand in brackets: cheaper to ask first.
    if (!plainText(target).includes("[")) return false;
    const made = pseudoFragment(source, terms);
    // Text without letters stays as it is, and is right so.
    return isSameFragment(made, target) && !isSameFragment(made, source);
  };
}
