import type { BilingualDocument, BilingualStream, BilingualUnit } from "../model/document.ts";
import type { ExportIdentity } from "./export-identity.ts";
import { xliff12Lines } from "./write-xliff12.ts";
import { xliff2Lines } from "./write-xliff2.ts";

/** Weblate, Matecat and OmegaT all take such ids. */
const ID = /^[A-Za-z][A-Za-z0-9._-]{0,60}$/;

/** About as much is handed on at once, in characters. */
const PIECE = 1 << 14;

/**
 * The document as XLIFF of its version, by the profile in XLIFF.md: valid, no date, one segment per unit. The same content gives the same
 * text; encode it as UTF-8. Without a target locale no targets are written.
 */
export function writeXliff(document: BilingualDocument, identity: ExportIdentity): string {
  return [...xliffPieces(document, identity)].join("");
}

/** As `writeXliff`, piece by piece, for documents that are not held whole. */
export function* xliffPieces(document: BilingualStream, identity: ExportIdentity): Generator<string> {
  const { xliffVersion } = document;
  const checked = { ...document, units: withSoundIds(document.units) };
  const lines =
    xliffVersion === undefined ? xliff12Lines(checked, identity) : xliff2Lines(checked, identity, xliffVersion);
  let piece = "";
  for (const line of lines) {
    piece += `${line}\n`;
    if (piece.length < PIECE) continue;
    yield piece;
    piece = "";
  }
  yield piece;
}

function* withSoundIds(units: Iterable<BilingualUnit>): Generator<BilingualUnit> {
  for (const unit of units) {
    for (const { id } of unit.segments) {
      if (!ID.test(id)) throw new Error(`The segment id ${id} cannot stand in XLIFF.`);
    }
    yield unit;
  }
}
