import { StringDecoder } from "node:string_decoder";
import type { Finding } from "../model/finding.ts";
import { normaliseFragment, type Fragment, type FragmentPart, type InlineCode } from "../model/fragment.ts";
import type { Note } from "../model/unit.ts";
import { decodeUtf8 } from "../xml/decode-utf8.ts";
import { typeOf } from "./code-type.ts";
import { detached } from "./detached.ts";
import { openFile, type FileInProgress } from "./file-in-progress.ts";
import { restoreStandIn } from "./stand-ins.ts";
import { isIdentityNote } from "./identity-notes.ts";
import { OtherSpelling, PieceReader, resolveOwn, VALUE } from "./own-spelling.ts";
import { parseRecordedState } from "./recorded-state.ts";
import type { XliffItem } from "./read-xliff.ts";
import type { FileHead, ReturnedFile, ReturnedUnit, XliffFile, XliffSink } from "./xliff-file.ts";

// Line by line what `writeXliff12` writes.
const HEAD = `<?xml version="1.0" encoding="UTF-8"?>\n<xliff xmlns="urn:oasis:names:tc:xliff:document:1.2" version="1.2">\n`;
const FILE = new RegExp(`<file((?: [a-z-]+="${VALUE}")+)>\n<header>\n`, "y");
const FILE_ATTRIBUTE = /([a-z-]+)="([^"]*)"/g;
const BODY = `<tool tool-id="pitrans" tool-name="pitrans"/>\n</header>\n<body>\n`;
const UNIT = new RegExp(
  `<trans-unit id="(${VALUE})" resname="(${VALUE})"( approved="yes")? xml:space="preserve"` +
    `(?: maxwidth="(\\d{1,9})" size-unit="char")? extradata="([a-z2-7;]+)"><source>`,
  "y",
);
const TARGET = new RegExp(`<target state="(${VALUE})">`, "y");
const NOTE = new RegExp(`<note(?: from="(${VALUE})")?>`, "y");
const END = `</body>\n</file>\n</xliff>\n`;
const INLINE = new RegExp(`^<([gx]) id="(${VALUE})"(?: ctype="(${VALUE})")?(?: equiv-text="(${VALUE})")?(/?)>$`);

/**
 * What `readXliff` gives, for a file as `writeXliff12` spells it, in about 0.6 of the time (942 ms to 557 ms of processor time, 1000 pages) and without a parser to load: every command
 * reads such files. Undefined for all others, those of other tools and damaged ones of ours: `readXliff` judges them.
 */
export function readOwnXliff(bytes: Uint8Array, fileName: string): XliffFile | undefined {
  const text = decodeUtf8(bytes);
  if (text?.startsWith(HEAD) !== true) return undefined;
  try {
    return readFile(new PieceReader(text), fileName);
  } catch (error) {
    if (error instanceof OtherSpelling) return undefined;
    throw error;
  }
}

function readFile(reader: PieceReader, fileName: string): XliffFile {
  const files: ReturnedFile[] = [];
  const units: ReturnedUnit[] = [];
  const findings: Finding[] = [];
  const file = readHead(reader, {
    startFile: () => {},
    unit: (unit) => void units.push(unit),
    endFile: (head) => void files.push({ ...head, units }),
    finding: (finding) => void findings.push(finding),
  });
  // What is read here lives as long as the whole text.
  const readUnit = unitReader(reader, (id) => id);
  while (reader.comes("<trans-unit")) file.addUnit(readUnit());
  readEnd(reader);
  file.close();
  return { fileName, version: "1.2", files, findings };
}

/** Bytes decoded at a time: what is read of them should be gone when V8 looks for garbage. */
const CHUNK = 1 << 14;

const UNIT_END = "</trans-unit>\n";

/**
 * What `readXliffItems` gives, for the bytes of a file that stands as `writeXliff12` spells it, in half of the time; but ids are not looked at
 * for repetitions. Throws OtherSpelling, maybe in the midst, where it is spelled otherwise (XLIFF 2 is) or broken.
 */
export function* readOwnItems(chunks: Iterable<Uint8Array>): Generator<XliffItem> {
  let rest = "";
  let line = 1;
  let file: FileInProgress | undefined;
  const heads: FileHead[] = [];
  const sink: XliffSink = {
    startFile: (head) => void heads.push(head),
    unit: () => {},
    endFile: (head) => void heads.push(head),
    finding: () => {},
  };
  for (const text of decodePieces(chunks)) {
    rest += text;
    const end = rest.lastIndexOf(UNIT_END) + UNIT_END.length;
    if (end < UNIT_END.length) continue;
    const reader = new PieceReader(rest.slice(0, end), line);
    rest = rest.slice(end);
    if (!file) {
      file = readHead(reader, sink);
      file.start();
      yield { kind: "start", version: "1.2" };
      yield { kind: "file", head: heads[0]! };
    }
    const readUnit = unitReader(reader, detached);
    while (!reader.isAtEnd) yield { kind: "unit", unit: readUnit() };
    ({ line } = reader);
  }
  const reader = new PieceReader(rest, line);
  if (!file) {
    file = readHead(reader, sink);
    file.start();
    yield { kind: "start", version: "1.2" };
    yield { kind: "file", head: heads[0]! };
  }
  readEnd(reader);
  file.close();
  yield { kind: "end", head: heads[1]! };
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

function readHead(reader: PieceReader, sink: XliffSink): FileInProgress {
  reader.pass(HEAD);
  const facts = new Map<string, string>();
  for (const [, name = "", value = ""] of reader.match(FILE)[1]!.matchAll(FILE_ATTRIBUTE)) {
    if (facts.has(name)) throw new OtherSpelling();
    facts.set(name, resolveOwn(value));
  }
  const file = openFile(
    {
      original: facts.get("original"),
      sourceLanguage: facts.get("source-language"),
      targetLanguage: facts.get("target-language"),
      project: facts.get("product-name"),
      exportId: facts.get("build-num"),
    },
    sink,
  );
  for (const note of readNotes(reader, "\n")) {
    // Somebody else's.
    if (!isIdentityNote(note)) throw new OtherSpelling();
    file.addNote(note, reader.line);
  }
  reader.pass(BODY);
  file.addTool("pitrans");
  return file;
}

function readEnd(reader: PieceReader): void {
  reader.pass(END);
  if (!reader.isAtEnd) throw new OtherSpelling();
}

/** Reads one unit after another; `keep` makes what may be kept of an id. */
function unitReader(reader: PieceReader, keep: (id: string) => string): () => ReturnedUnit {
  // The segments of a unit have the same notes, if nobody has made a remark on one.
  let written = "";
  let notes: readonly Note[] = [];
  return () => {
    const { line } = reader;
    const [, id = "", resname = "", approved, maxLength, extradata] = reader.match(UNIT);
    const recorded = parseRecordedState(extradata);
    if (recorded === undefined) throw new OtherSpelling();
    const displays = new Map<string, string>();
    const source = readContent(reader.until("</source>"), displays);
    const state = reader.comes("<target") ? reader.match(TARGET)[1] : undefined;
    const target = state === undefined ? undefined : readContent(reader.until("</target>"), displays);
    const rest = reader.until(UNIT_END);
    if (rest !== written) notes = readUnitNotes(rest);
    written = rest;
    const ownId = keep(resolveOwn(id));
    return {
      id: ownId,
      resname: resname === id ? ownId : keep(resolveOwn(resname)),
      source,
      ...(target === undefined ? {} : { target }),
      hasTarget: target !== undefined,
      evidence: {
        ...(state === undefined ? {} : { state: resolveOwn(state) }),
        ...(approved === undefined ? {} : { isApproved: true }),
      },
      recorded,
      notes,
      ...(maxLength === undefined ? {} : { maxLength: Number(maxLength) }),
      line,
    };
  };
}

function readUnitNotes(written: string): readonly Note[] {
  const reader = new PieceReader(written);
  const notes = readNotes(reader, "");
  if (!reader.isAtEnd) throw new OtherSpelling();
  return notes;
}

function readNotes(reader: PieceReader, lineEnd: string): Note[] {
  const notes: Note[] = [];
  while (reader.comes("<note")) {
    const from = reader.match(NOTE)[1];
    const text = textOf(reader.until(`</note>${lineEnd}`));
    notes.push(from === undefined ? { text } : { from: resolveOwn(from), text });
  }
  return notes;
}

function textOf(written: string): string {
  if (written.includes("<")) throw new OtherSpelling();
  return resolveOwn(written);
}

/** More than texts have; the other reader knows what is too much. */
const MAX_OPEN = 100;
const MAX_PARTS = 10_000;

/** The content of a source or target, as `content12Reader` reads it; `displays` as there. */
function readContent(written: string, displays: Map<string, string>): Fragment {
  if (written === "") return [];
  if (!written.includes("<")) return [{ kind: "text", text: resolveOwn(written) }];
  const parts: FragmentPart[] = [];
  const open: InlineCode[] = [];
  for (let at = 0; at < written.length;) {
    const start = written.indexOf("<", at);
    const textEnd = start === -1 ? written.length : start;
    if (textEnd > at) parts.push({ kind: "text", text: resolveOwn(written.slice(at, textEnd)) });
    if (start === -1) break;
    at = written.indexOf(">", start) + 1;
    if (written.startsWith("</g>", start)) {
      const close = open.pop();
      if (close === undefined) throw new OtherSpelling();
      parts.push(close);
      continue;
    }
    const match = INLINE.exec(written.slice(start, at));
    if (match === null || (match[1] === "x") !== (match[5] === "/")) throw new OtherSpelling();
    const id = resolveOwn(match[2]!);
    const type = match[3] === undefined ? "" : typeOf(resolveOwn(match[3]));
    const display = match[4] === undefined ? undefined : resolveOwn(match[4]);
    const code = { id, type, data: "", ...(display === undefined ? {} : { display }) };
    if (open.length === MAX_OPEN || parts.length > MAX_PARTS) throw new OtherSpelling();
    if (match[1] === "g") {
      parts.push({ kind: "open", ...code });
      open.push({ kind: "close", id, type, data: "" });
    } else {
      if (display !== undefined) displays.set(id, display);
      parts.push(restoreStandIn(id, display ?? displays.get(id)) ?? { kind: "standalone", ...code });
    }
  }
  if (open.length > 0) throw new OtherSpelling();
  return normaliseFragment(parts);
}
