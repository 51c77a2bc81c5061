import type { PartLexer } from "../ooxml/part-lexer.ts";
import { nextSerial, type Discoveries } from "./discoveries.ts";
import type { OpenTable } from "./open-table.ts";
import type { SlotSink } from "./slot.ts";
import type { StyleSheet, Surface } from "./styles.ts";

/** Headings the reader stands under. */
export interface Headings {
  /** By level, from 0; levels may be skipped. */
  readonly levels: string[];
  /** The levels joined, for units' contexts; a slide's title or a sheet's name. */
  path: string;
}

/** A text that runs through one part, or a stretch of it: the body, a header, a note, a text box. */
export interface Story {
  readonly lexer: PartLexer;
  readonly part: string;
  readonly partKey: string;
  readonly category: string;
  readonly styles: StyleSheet;
  readonly found: Discoveries;
  /** The table being read; undefined outside tables. */
  readonly table: OpenTable | undefined;
  /** None where headings do not count (headers, notes). */
  readonly headings: Headings;
  /** What a paragraph outside tables is called; a number is added for those of the body. */
  readonly placeName: string;
  readonly isNumbered: boolean;
  readonly isListItem: boolean;
  /** What names of shapes and images begin with: "Slide 4, ", or "". */
  readonly around: string;
  /** The style of the shape or cell that the text stands in. */
  readonly surface: Surface | undefined;
  /** Whether it stands on a sheet that nobody sees. */
  readonly isHidden: boolean;
  /** Takes the slots of each paragraph, the outer one first. */
  readonly emit: SlotSink;
}

/** No headings above. */
export function noHeadings(path: string = ""): Headings {
  return { levels: [], path };
}

/** A story inside another, such as a note or a text box, whose paragraphs are called `placeName`. */
export function innerStory(story: Story, category: string, placeName: string, emit: SlotSink): Story {
  return {
    ...story,
    category,
    placeName,
    table: undefined,
    headings: noHeadings(story.headings.path),
    isNumbered: false,
    isListItem: false,
    surface: undefined,
    emit,
  };
}

/** What the next thing of its sort is called: "Table 2", or "Slide 4, table 1". */
export function nextName({ found, around }: Story, sort: string): string {
  const name = around === "" ? sort : `${around}${sort.toLowerCase()}`;
  return `${name} ${nextSerial(found, name)}`;
}
