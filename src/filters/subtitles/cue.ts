/** UTF-16 offsets into the file's text, byte order mark left out. */
export interface Slice {
  readonly start: number;
  readonly end: number;
}

/** What is shown from one moment to another. */
export interface Cue {
  /** As people call it: its number in the file, or its place where the file gives it none. */
  readonly label: string;
  /** In seconds; NaN where the timing cannot be read. */
  readonly from: number;
  readonly to: number;
  /** Its lines; several groups where a blank line divides them, as some SRT files have it. */
  readonly groups: readonly (readonly Slice[])[];
}

/** What SRT and WebVTT do differently. */
export interface Dialect {
  readonly id: "srt" | "vtt";
  /** Character references (`&amp;`) are read and written. */
  readonly hasReferences: boolean;
}

/** A file's cues, and how many blocks of it are shown nowhere. */
export interface CueFile {
  readonly cues: readonly Cue[];
  /** NOTE, STYLE, REGION and blocks without timing. */
  readonly notes: number;
  readonly styles: number;
  readonly strays: number;
  /** The language that the file's header names. */
  readonly language?: Slice;
}
