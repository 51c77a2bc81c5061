/** As TBX-Basic's administrative status, in our three values. */
export type TermStatus = "preferred" | "admitted" | "forbidden";

/** One row of a glossary. */
export interface GlossaryEntry {
  readonly source: string;
  readonly target: string;
  readonly status: TermStatus;
  readonly partOfSpeech?: string;
  readonly note?: string;
  readonly scope?: string;
  readonly caseSensitive: boolean;
  /** File and line, for reports. */
  readonly place: string;
}

/** A name that stays as it is; the first spelling is the preferred one. */
export interface ProtectedTerm {
  readonly spellings: readonly string[];
}

/** A term found in a text, by UTF-16 offsets. */
export interface TermMatch {
  readonly entry: GlossaryEntry;
  readonly start: number;
  readonly end: number;
}
