import { StringDecoder } from "node:string_decoder";
import type { Note } from "../model/unit.ts";
import { detached } from "./detached.ts";
import { readOwnEnd, readOwnHead } from "./own-head.ts";
import { OtherSpelling, PieceReader } from "./own-spelling.ts";
import { OwnUnit, readOwnUnitNotes, UNIT_END } from "./own-unit.ts";
import { parseRecordedState } from "./recorded-state.ts";
import type { XliffItem } from "./read-xliff.ts";
import type { FileHead, ReturnedUnit } from "./xliff-file.ts";

/** Bytes decoded at a time: what is read of them should be gone when V8 looks for garbage. */
const CHUNK = 1 << 14;

/**
 * What `readXliffItems` gives, for the bytes of a file that stands as `writeXliff12` spells it, in half of the time; but ids are not looked at
 * for repetitions. Throws OtherSpelling, maybe in the midst, where it is spelled otherwise (XLIFF 2 is) or broken.
 */
export function* readOwnItems(chunks: Iterable<Uint8Array>): Generator<XliffItem> {
  let rest = "";
  let line = 1;
  let head: FileHead | undefined;
  for (const text of decodePieces(chunks)) {
    rest += text;
    const end = rest.lastIndexOf(UNIT_END) + UNIT_END.length;
    if (end < UNIT_END.length) continue;
    const reader = new PieceReader(rest.slice(0, end), line);
    rest = rest.slice(end);
    if (!head) {
      head = readOwnHead(reader);
      yield { kind: "start", version: "1.2" };
      yield { kind: "file", head };
    }
    const readUnit = unitReader(reader);
    while (!reader.isAtEnd) yield { kind: "unit", unit: readUnit() };
    ({ line } = reader);
  }
  const reader = new PieceReader(rest, line);
  if (!head) {
    head = readOwnHead(reader);
    yield { kind: "start", version: "1.2" };
    yield { kind: "file", head };
  }
  readOwnEnd(reader);
  yield { kind: "end", head };
}

/** As `TextDecoder`, in an eighth of the time. Bytes that are no UTF-8 become U+FFFD: a text that has one is left to the other reader. */
function* decodePieces(chunks: Iterable<Uint8Array>): Generator<string> {
  const decoder = new StringDecoder("utf8");
  for (const chunk of chunks) {
    const bytes = Buffer.from(chunk.buffer, chunk.byteOffset, chunk.byteLength);
    for (let at = 0; at < bytes.length; at += CHUNK) yield sound(decoder.write(bytes.subarray(at, at + CHUNK)));
  }
  yield sound(decoder.end());
}

function sound(text: string): string {
  if (text.includes("\uFFFD")) throw new OtherSpelling();
  return text;
}

/** Reads one unit after another. */
function unitReader(reader: PieceReader): () => ReturnedUnit {
  const unit = new OwnUnit();
  // The segments of a unit have the same notes, if nobody has made a remark on one.
  let written = "";
  let notes: readonly Note[] = [];
  return () => {
    const { line } = reader;
    unit.read(reader);
    const recorded = parseRecordedState(unit.extradata);
    if (recorded === undefined) throw new OtherSpelling();
    if (unit.notes !== written) notes = readOwnUnitNotes(unit.notes);
    written = unit.notes;
    const id = detached(unit.id);
    const { source, target, maxLength } = unit;
    return {
      id,
      resname: id,
      source,
      ...(target === undefined ? {} : { target }),
      hasTarget: target !== undefined,
      evidence: unit.evidence,
      recorded,
      notes,
      ...(maxLength === undefined ? {} : { maxLength }),
      line,
    };
  };
}
