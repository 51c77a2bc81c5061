import { coverageCounter, type CoverageCounter } from "../coverage.ts";

/** The categories of an InDesign document, in the order of the report; every one has a row, if only of zeros. */
const CATEGORIES = [
  "text frames",
  "tables",
  "footnotes",
  "endnotes",
  "anchored text",
  "text on a path",
  "master pages",
  "pasteboard",
  "text without a frame",
  "alternative texts",
  "form fields",
  "text variables",
  "numbering",
  "section markers",
  "cross-reference formats",
  "table of contents titles",
  "watermark",
  "notes",
  "hidden text",
  "index topics",
  "bookmarks",
  "deleted text",
  "XML without a place",
] as const;

export type IdmlCategory = (typeof CATEGORIES)[number];

/** Counts the texts of an InDesign document. */
export type IdmlCoverage = CoverageCounter<IdmlCategory>;

/** Nothing counted yet. */
export function idmlCoverage(): IdmlCoverage {
  return coverageCounter(CATEGORIES);
}
