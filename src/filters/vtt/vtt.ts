import type { AnyFilter } from "../filter.ts";
import { subtitleFilter } from "../subtitles/subtitle-filter.ts";

/** WebVTT: subtitles of web pages (W3C). */
export const vtt: AnyFilter = subtitleFilter({
  name: "WebVTT subtitles",
  extensions: [".vtt"],
  dialect: { id: "vtt", hasReferences: true },
});
