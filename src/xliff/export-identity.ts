import { sortedJson } from "./sorted-json.ts";
import { shortHashOfLines } from "../model/identity.ts";
import { numberedText } from "../model/fragment.ts";
import type { BilingualStream } from "../model/document.ts";

/** What tells a returned file's origin, whatever its name has become. Both may be "". */
export interface ExportIdentity {
  /** The project's id. */
  readonly project: string;
  /** As `exportIdOf` gives it. */
  readonly exportId: string;
}

/** 80 bits: two exports of one project never meet. */
const EXPORT_ID_LENGTH = 16;

/** A hash of the document, its language, its segments and the version of XLIFF: writing the same content again is the same export. */
export function exportIdOf(document: BilingualStream): string {
  return shortHashOfLines(linesOf(document), EXPORT_ID_LENGTH);
}

function* linesOf(document: BilingualStream): Generator<string> {
  const { original, sourceLocale, targetLocale, segmentation, engine, xliffVersion, units } = document;
  const { name, sha256, filter, options } = original;
  yield JSON.stringify([
    name,
    sha256,
    filter,
    sortedJson(options),
    sourceLocale,
    targetLocale ?? "",
    segmentation,
    engine ?? "",
    ...(xliffVersion === undefined ? [] : [xliffVersion]),
  ]);
  for (const { id, place, context = {}, maxLength, segments } of units) {
    yield JSON.stringify([id, place, context.row, context.column, context.heading, maxLength]);
    for (const segment of segments) {
      const { source, target, stale, notes } = segment;
      yield JSON.stringify([
        segment.id,
        numberedText(source),
        target && numberedText(target.fragment),
        target?.state,
        stale,
        notes.map(({ from, text }) => [from, text]),
      ]);
    }
  }
}
