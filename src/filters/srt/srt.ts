import type { AnyFilter } from "../filter.ts";
import { subtitleFilter } from "../subtitles/subtitle-filter.ts";

/** SubRip: numbered cues; no standard, but every player reads it. */
export const srt: AnyFilter = subtitleFilter({
  name: "SubRip subtitles",
  extensions: [".srt"],
  dialect: { id: "srt", hasReferences: false },
});
