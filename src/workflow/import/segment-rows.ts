import type { Locale } from "../../model/locale.ts";
import type { Scratch } from "../../store/scratch.ts";
import { needsLook } from "./import-report.ts";
import type { SegmentReport } from "./reconcile-return.ts";
import { remarkableRow, segmentRow, type SegmentRows } from "./to-report.ts";

/** What reports say of the segments of one returned file, written as they come. */
export interface WrittenRows extends SegmentRows {
  /** As elements of an array in JSON, a segment a line. */
  readonly json: Iterable<Uint8Array>;
  readonly length: number;
  /** @param text a segment's report as JSON */
  add(text: string): void;
}

/** Nothing is written yet. @param locale of the translations */
export function openSegmentRows(locale: Locale, scratch: Scratch): WrittenRows {
  const [remarkable, all, json] = [scratch.text(), scratch.text(), scratch.text()];
  let length = 0;
  return {
    remarkable,
    all,
    json,
    get length() {
      return length;
    },
    add(text) {
      json.push(`${length === 0 ? "\n" : ",\n"}      ${text}`);
      const segment = JSON.parse(text) as SegmentReport;
      all.push(segmentRow(segment, locale));
      if (needsLook(segment)) remarkable.push(remarkableRow(segment, locale));
      length += 1;
    },
  };
}
