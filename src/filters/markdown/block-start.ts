import {
  fenceAt,
  footnoteAt,
  headingAt,
  isModuleLine,
  isTableRule,
  isThematicBreak,
  listMarkerAt,
  mathFenceAt,
  type ListMarker,
} from "./block-marks.ts";
import type { Flavour } from "./blocks.ts";
import { admonitionAt, directiveAt, type Titled } from "./extra-starts.ts";
import { htmlBlockAt, type HtmlBlockKind } from "./html-blocks.ts";
import type { LineCursor } from "./line-cursor.ts";

/** What begins at the cursor of a line. `length`: of its mark. */
export type BlockStart =
  | { readonly kind: "quote" | "heading" | "thematic break" | "module" }
  | { readonly kind: "item"; readonly length: number }
  | { readonly kind: "footnote"; readonly length: number; readonly label: string }
  | { readonly kind: "fence"; readonly character: string; readonly length: number }
  | { readonly kind: "math"; readonly length: number; readonly isWhole: boolean }
  | { readonly kind: "html"; readonly form: HtmlBlockKind }
  | ({ readonly kind: "admonition" | "directive" } & Titled);

/** What decides, besides the line, what can begin on it. */
export interface LineSituation {
  readonly flavour: Flavour;
  /** The line could go on with a paragraph. */
  readonly canContinue: boolean;
  /** That paragraph stands in the same containers: what begins would interrupt it. */
  readonly isInterrupting: boolean;
  /** It stands in containers. */
  readonly isNested: boolean;
  /** Another container can be opened. */
  readonly canHoldMore: boolean;
}

/** What `blockStartAt` asks about, underlines of headings and rules of tables with them; "i" and "e" begin the modules of MDX. */
const FIRST_CHARACTERS = new Set(Array.from(">#`~<$[*-_:!?=+|0123456789ie", (character) => character.charCodeAt(0)));

/** Whether anything but text can begin with the character: with most it cannot, and nothing needs to be asked. */
export function mayBeginBlock(charCode: number): boolean {
  return FIRST_CHARACTERS.has(charCode);
}

/** What begins at the cursor, whose line is neither blank nor indented; undefined: nothing but text. */
export function blockStartAt(text: string, cursor: LineCursor, situation: LineSituation): BlockStart | undefined {
  const { next, end } = cursor;
  const { flavour, canContinue, canHoldMore } = situation;
  switch (text[next]) {
    case ">":
      return canHoldMore ? { kind: "quote" } : undefined;
    case "#":
      return headingAt(text, next) > 0 ? { kind: "heading" } : undefined;
    case "`":
    case "~": {
      const fence = fenceAt(text, next);
      return fence && { kind: "fence", ...fence };
    }
    case "<": {
      const form = htmlBlockAt(text, next, canContinue);
      return form && { kind: "html", form };
    }
    case "$": {
      const fence = flavour.hasExtras ? mathFenceAt(text, next) : undefined;
      return fence && { kind: "math", ...fence };
    }
    case "[": {
      const footnote = canHoldMore ? footnoteAt(text, next) : undefined;
      return footnote && { kind: "footnote", ...footnote };
    }
    case "*":
    case "-":
    case "_":
      if (isThematicBreak(text, next) && !(flavour.hasExtras && isTableRule(text.slice(next, end)))) {
        return { kind: "thematic break" };
      }
      return itemAt(text, cursor, situation);
    case ":":
    case "!":
    case "?":
    case "=":
      return flavour.hasExtras ? extraAt(text, cursor, canHoldMore) : undefined;
    case "i":
    case "e": {
      const isModule = flavour.isMdx && !situation.isNested && !canContinue && isModuleLine(text, next);
      return isModule ? { kind: "module" } : undefined;
    }
    default:
      return itemAt(text, cursor, situation);
  }
}

/** A list item; one that interrupts a paragraph must be the first of its list, and hold something (CommonMark 5.2). */
function itemAt(text: string, { next, end }: LineCursor, situation: LineSituation): BlockStart | undefined {
  const marker = situation.canHoldMore ? listMarkerAt(text, next) : undefined;
  if (marker === undefined) return undefined;
  if (situation.isInterrupting && !canInterrupt(marker, text.slice(next + marker.length, end))) return undefined;
  return { kind: "item", length: marker.length };
}

function canInterrupt({ number = 1 }: ListMarker, rest: string): boolean {
  return number === 1 && rest.trim() !== "";
}

function extraAt(text: string, { next, end }: LineCursor, canHoldMore: boolean): BlockStart | undefined {
  const admonition = canHoldMore ? admonitionAt(text, next, end) : undefined;
  if (admonition !== undefined) return { kind: "admonition", ...admonition };
  const directive = directiveAt(text, next, end);
  return directive && { kind: "directive", ...directive };
}
