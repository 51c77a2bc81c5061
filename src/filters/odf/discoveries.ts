import type { ContentsEntry } from "./contents.ts";
import type { OdfOptions } from "./options.ts";
import type { Slot } from "./slot.ts";
import { coverageByReason, type CoverageCounter } from "../coverage.ts";

/** An embedded object that has been passed and is read when its surroundings have been. */
export interface FoundObject {
  /** The folder of its parts in the package: "Object 1". */
  readonly path: string;
  /** What stands before the words "chart 1" in its places: "Slide 4", or "". */
  readonly around: string;
}

/** What is found while reading and concerns the whole document. */
export interface Discoveries {
  readonly options: OdfOptions;
  readonly coverage: CoverageCounter;
  /** Findings by id, with how often. */
  readonly counts: Map<string, number>;
  /** The last number given, by what is numbered: "Table", "Slide 4, image". */
  readonly serials: Map<string, number>;
  readonly objects: FoundObject[];
  /** The folders of those that have been read: a damaged file may hold one in itself. */
  readonly objectsRead: Set<string>;
  /** Entries of tables of contents and other indexes, to be linked with what they repeat when all has been read. */
  readonly entries: ContentsEntry[];
  /** The slots of paragraphs with bookmarks, by bookmark, and those of headings and captions in order: what entries may repeat. */
  readonly bookmarked: Map<string, Slot>;
  readonly headings: Slot[];
  /** The first slot of each text that stands in a cell: charts keep copies of cells. */
  readonly cells: Map<string, Slot>;
  /** The first slot of each text of a sheet, by the text and its codes. */
  readonly shared: Map<string, Slot>;
  /** The slots of cells that nobody sees, by their text: a chart may show it. */
  readonly hiddenCells: Map<string, Slot[]>;
  /** Texts that formulas and conditions quote. */
  readonly quoted: Set<string>;
  /** Names of the master pages that slides use. */
  readonly masters: Set<string>;
  /** Names in lower case that no renamed sheet may take, and the new names of those that were renamed. */
  readonly sheetNames: Set<string>;
  readonly renamed: Map<string, string>;
}

/** Nothing found yet. */
export function startDiscoveries(options: OdfOptions): Discoveries {
  return {
    options,
    coverage: coverageByReason(),
    counts: new Map(),
    serials: new Map(),
    objects: [],
    objectsRead: new Set(),
    entries: [],
    bookmarked: new Map(),
    headings: [],
    cells: new Map(),
    shared: new Map(),
    hiddenCells: new Map(),
    quoted: new Set(),
    masters: new Set(),
    sheetNames: new Set(),
    renamed: new Map(),
  };
}

/** The next number of its kind: "Text box 3". */
export function nextSerial({ serials }: Discoveries, name: string): number {
  const next = (serials.get(name) ?? 0) + 1;
  serials.set(name, next);
  return next;
}

/** Counts something to be reported. */
export function count({ counts }: Discoveries, id: string): void {
  counts.set(id, (counts.get(id) ?? 0) + 1);
}
