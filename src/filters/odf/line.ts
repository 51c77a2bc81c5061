import type { Holder, InlineItem, Run, TextItem } from "../ooxml/inline.ts";
import type { OpenFieldmark } from "./fieldmarks.ts";
import type { Slot } from "./slot.ts";
import type { Story } from "./story.ts";
import type { Look } from "./styles.ts";

/** A paragraph while it is read. */
export interface Line {
  readonly items: InlineItem[];
  /** Slots inside the paragraph's blocks. */
  readonly nested: Slot[];
  /** The paragraph's style; "" for none. */
  readonly style: string;
  /** Bookmarks in it. */
  readonly bookmarks: string[];
  /** Bookmarks that its links lead to. */
  readonly anchors: string[];
  /** Fields between marks that have begun in it, innermost last. */
  readonly fieldmarks: OpenFieldmark[];
  /** Whether white space that follows counts for nothing (OpenDocument 1.3 part 3, 6.1.2): at the beginning and after a space. */
  isAfterSpace: boolean;
  /** Whether a number in it counts figures or tables, so that it is a caption. */
  isCaption: boolean;
  /** Whether a field in it hides the whole paragraph. */
  isHidden: boolean;
}

/** What stands around the characters that are being read. */
export interface Surroundings {
  readonly chain: readonly Holder[];
  /** A span that holds no other; or, outside such, a run without tags. */
  readonly run: Run;
  /** Whether `run` is a span. */
  readonly isSpan: boolean;
  /** Character styles, outermost first. */
  readonly spans: readonly string[];
  /** What characters look like here, once somebody has asked (`lookAt`). */
  look?: Look;
}

/** A line of which nothing has been read. */
export function startLine(style: string): Line {
  return {
    items: [],
    nested: [],
    style,
    bookmarks: [],
    anchors: [],
    fieldmarks: [],
    isAfterSpace: true,
    isCaption: false,
    isHidden: false,
  };
}

/** What characters look like in these surroundings. */
export function lookAt({ styles, surface }: Story, { style }: Line, around: Surroundings): Look {
  around.look ??= styles.look(surface, style, around.spans);
  return around.look;
}

/** Text outside any span is a run without tags. */
export function bareRun(at: number, chain: readonly Holder[]): Run {
  return { open: { start: at, end: at }, close: { start: at, end: at }, chain };
}

/** A text item that still grows. */
export type GrowingText = { -readonly [K in keyof TextItem]: TextItem[K] };

/** Whether the item holds letters. */
export function hasLetterText(item: InlineItem): boolean {
  return item.kind === "text" && /\p{L}/u.test(item.text);
}

/** Whether one of the items from this index on holds letters. */
export function hasLettersFrom(items: readonly InlineItem[], from: number): boolean {
  for (let index = from; index < items.length; index += 1) if (hasLetterText(items[index]!)) return true;
  return false;
}
