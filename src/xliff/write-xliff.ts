import type { BilingualDocument, BilingualStream, BilingualUnit, DocumentFacts } from "../model/document.ts";
import { openExportHash, type ExportIdentity } from "./export-identity.ts";
import { xliff12Writer } from "./write-xliff12.ts";
import { xliff2Writer } from "./write-xliff2.ts";
import type { XliffWriter } from "./xliff-writer.ts";

/** Weblate, Matecat and OmegaT all take such ids. */
const ID = /^[A-Za-z][A-Za-z0-9._-]{0,60}$/;

/** A file of ours, its units spelled, before it is settled whose it is. */
export interface ComposedXliff<T = string> {
  /** A hash of all that the file says but for its project: writing the same content again is the same export. */
  readonly exportId: string;
  /** The file, piece by piece, in UTF-8 or to be encoded so. */
  readonly pieces: (identity: ExportIdentity) => Iterable<string | T>;
}

/** Where the texts of units are kept meanwhile: an array, or a spool, which gives them encoded. */
export interface UnitTexts<T extends string | Uint8Array = string> extends Iterable<T> {
  push(text: string): unknown;
}

/**
 * The document as XLIFF of its version, by the profile in XLIFF.md: valid, no date, one segment per unit. The same content gives the same
 * text. Without a target locale no targets are written.
 */
export function composeXliff<T extends string | Uint8Array>(
  document: BilingualStream,
  texts: UnitTexts<T>,
): ComposedXliff<T> {
  const writer = writerOf(document);
  const hash = openExportHash(document);
  let isEmpty = true;
  for (const unit of document.units) {
    assertSoundIds(unit);
    texts.push(writer.unit(unit));
    isEmpty = false;
  }
  // A spool gives them encoded, which takes longer than hashing them.
  for (const piece of texts) hash.add(piece);
  return {
    exportId: hash.id(),
    pieces: (identity) => joinPieces(writer.head(identity), texts, writer.end(isEmpty)),
  };
}

function* joinPieces<T>(head: string, texts: Iterable<T>, end: string): Generator<string | T> {
  yield head;
  yield* texts;
  yield end;
}

/** The `exportId` that `composeXliff` gives. */
export function exportIdOf(document: BilingualStream): string {
  return composeXliff<string>(document, []).exportId;
}

/** As `composeXliff`, at once. @internal */
export function writeXliff(document: BilingualDocument, identity: ExportIdentity): string {
  return [...xliffPieces(document, identity)].join("");
}

/** As many characters make a piece: encoding a file unit by unit takes three times as long. */
const PIECE = 1 << 14;

/** The text of `writeXliff` in pieces of some length. */
export function* xliffPieces(document: BilingualDocument, identity: ExportIdentity): Generator<string> {
  const writer = writerOf(document);
  let piece = writer.head(identity);
  for (const unit of document.units) {
    assertSoundIds(unit);
    piece += writer.unit(unit);
    if (piece.length < PIECE) continue;
    yield piece;
    piece = "";
  }
  yield piece + writer.end(document.units.length === 0);
}

function writerOf(document: DocumentFacts): XliffWriter {
  const { xliffVersion } = document;
  return xliffVersion === undefined ? xliff12Writer(document) : xliff2Writer(document, xliffVersion);
}

function assertSoundIds({ segments }: BilingualUnit): void {
  for (const { id } of segments) if (!ID.test(id)) throw new Error(`The segment id ${id} cannot stand in XLIFF.`);
}
