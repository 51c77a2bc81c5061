import type { Locale } from "../../model/locale.ts";
import { openSharedText, type Scratch, type SharedText } from "../../store/scratch.ts";
import { needsLook } from "./import-report.ts";
import type { SegmentReport } from "./reconcile-return.ts";
import { remarkableRow, segmentRow, type SegmentRows } from "./to-report.ts";

/** What reports say of the segments of one returned file, written as they come. */
export interface RowsInWriting {
  /** @param text a segment's report as JSON */
  add(text: string): void;
  /** Those so far, for another thread (`openRows`). */
  share(): SharedRows;
}

/** Rows on their way to another thread. */
export interface SharedRows {
  readonly remarkable: SharedText;
  readonly all: SharedText;
  readonly json: SharedText;
  readonly length: number;
}

/** Rows, written. */
export interface WrittenRows extends SegmentRows {
  /** As elements of an array in JSON, a segment a line. */
  readonly json: Iterable<Uint8Array>;
  readonly length: number;
}

/** Rows that another thread wrote. */
export function openRows({ remarkable, all, json, length }: SharedRows): WrittenRows {
  return {
    remarkable: openSharedText(remarkable),
    all: openSharedText(all),
    json: openSharedText(json),
    length,
  };
}

/** Nothing is written yet. @param locale of the translations */
export function openSegmentRows(locale: Locale, scratch: Scratch): RowsInWriting {
  const [remarkable, all, json] = [scratch.text(), scratch.text(), scratch.text()];
  let length = 0;
  return {
    add(text) {
      json.push(`${length === 0 ? "\n" : ",\n"}      ${text}`);
      const segment = JSON.parse(text) as SegmentReport;
      all.push(segmentRow(segment, locale));
      if (needsLook(segment)) remarkable.push(remarkableRow(segment, locale));
      length += 1;
    },
    share: () => ({ remarkable: remarkable.share(), all: all.share(), json: json.share(), length }),
  };
}
