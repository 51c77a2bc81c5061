import type { AnswerSyntax } from "./protect-text.ts";

/** Where a string of the package is for readers. */
export interface TextSite {
  readonly value: string;
  /** The literal in its file, quotation marks included. */
  readonly start: number;
  readonly end: number;
  /** HTML; text whose `&` and `<` are spelled as in HTML; or text as it is. */
  readonly syntax: "html" | "escaped" | "plain";
  /** How answers are marked in it: `*Oslo/Christiania:The capital*`. */
  readonly answers: AnswerSyntax;
  /** For people: "question 2, answer 1". */
  readonly place: string;
  /** Names of fields without positions: what ids are made of. */
  readonly keys: string;
  /** The title of the content it belongs to. */
  readonly heading?: string;
  /** The most characters, as they are spelled. */
  readonly maxLength?: number;
  readonly category: Category;
  /** Of words that all uses of a library share: their library and field. */
  readonly shared?: SharedText;
}

/** Rows of the coverage report. */
export type Category = "titles and metadata" | "content" | "interface texts";

export interface SharedText {
  /** As content names it: "H5P.Blanks 1.14". */
  readonly library: string;
  /** "scoreBarLabel", "l10n.next": the path of the field in the library. */
  readonly field: string;
}

/** Subtitles that the content refers to. */
export interface TrackSite {
  /** The member of the package: "content/files/track-1.vtt". */
  readonly member: string;
  readonly place: string;
  /** The string that names its language, where there is one. */
  readonly language?: { readonly value: string; readonly start: number; readonly end: number };
}

/** What takes down the sites of a file, in order. */
export interface SiteSink {
  text(site: TextSite): void;
  track(site: TrackSite): void;
  skipped(category: Category, reason: string): void;
  /** Content whose library is not in the package. */
  unknownLibrary(name: string): void;
}
