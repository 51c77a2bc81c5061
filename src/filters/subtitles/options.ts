import type { OptionDescriptions } from "../filter.ts";

/** What a coordinator can choose about subtitles. */
export interface SubtitleOptions {
  /** Characters a line may have; new text is broken to fit, what does not is reported. */
  readonly maxLineLength: number;
  /** Lines a cue may have; cues that had more keep theirs. */
  readonly maxLines: number;
  /** Characters per second above which a cue is reported as too fast to read. */
  readonly maxCps: number;
  /** Sentences go on over a pause of at most so many seconds. */
  readonly maxGap: number;
}

/**
 * 42 characters, two lines and 17 characters per second: the timed text style guides of streaming services for adult programmes in
 * languages with alphabets. A pause of two seconds ends what is said.
 */
export const SUBTITLE_DEFAULTS: SubtitleOptions = { maxLineLength: 42, maxLines: 2, maxCps: 17, maxGap: 2 };

/** For the person who sets them. */
export const SUBTITLE_OPTIONS: OptionDescriptions<SubtitleOptions> = {
  maxLineLength: {
    type: "number",
    description: "Characters a line may have: new text is broken to fit, and longer lines are reported.",
  },
  maxLines: { type: "number", description: "Lines a cue may have; cues that had more keep as many." },
  maxCps: {
    type: "number",
    description: "Characters per second above which a cue is reported as too fast to read.",
  },
  maxGap: {
    type: "number",
    description: "Seconds of silence over which a sentence may go on from one cue to the next.",
  },
};
