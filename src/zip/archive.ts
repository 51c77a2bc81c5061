import { deflateRawSync, inflateRawSync } from "node:zlib";
import { DocumentError } from "../errors.ts";
import { crc32 } from "./crc32.ts";
import type { MemberContent } from "./pack-member.ts";
import { shareMember } from "./shared-members.ts";

/** One member, as the central directory describes it. */
export interface ArchiveEntry {
  readonly name: string;
  /** Bytes once inflated, as declared. */
  readonly size: number;
  readonly compressedSize: number;
}

/** An archive opened for reading. Nothing is inflated before `read` asks for it. */
export interface Archive {
  readonly entries: readonly ArchiveEntry[];
  has(name: string): boolean;
  /**
   * The inflated member, checked against its size and CRC; the very same bytes where another archive held it too, so nobody may change them.
   * Throws a DocumentError where it is damaged, absent or too large.
   */
  read(name: string): Uint8Array;
  /**
   * The archive with these members' content replaced, all others copied as they are: same order, names, times, flags and extra
   * fields. Without changes the same bytes.
   */
  rewrite(changes: ReadonlyMap<string, MemberContent>): Uint8Array;
}

/** Bounds for untrusted archives; bytes. Translate Toolkit's are 64 and 128 MiB; long handbooks need more, so the ratio guards too. */
const MAX_ENTRIES = 20_000;
const MAX_MEMBER = 256 * 1024 * 1024;
const MAX_TOTAL = 512 * 1024 * 1024;
/** Deflate cannot exceed 1032 : 1; repetitive office XML stays below 200 : 1. Small members are let pass. */
const MAX_RATIO = 300;
const RATIO_FREE = 8 * 1024 * 1024;

/** The least that node:zlib takes as a chunk; bytes. */
const MIN_CHUNK = 64;

const LOCAL_SIGNATURE = 0x04034b50;
const CENTRAL_SIGNATURE = 0x02014b50;
const END_SIGNATURE = 0x06054b50;
const ZIP64_END_SIGNATURE = 0x06064b50;
const ZIP64_LOCATOR_SIGNATURE = 0x07064b50;
const FLAG_ENCRYPTED = 0x0001;
const FLAG_DESCRIPTOR = 0x0008;
const STORED = 0;
const DEFLATED = 8;
const LOCAL_HEADER = 30;
const CENTRAL_HEADER = 46;
const END_HEADER = 22;
const MAX_COMMENT = 0xffff;

interface CentralEntry extends ArchiveEntry {
  readonly header: Buffer;
  readonly flags: number;
  readonly method: number;
  readonly crc: number;
  readonly offset: number;
}

const ASK_AGAIN = "The file is damaged or was cut off on its way. Ask for a fresh copy.";

/**
 * Opens a zip archive that nobody vouches for, by its central directory. Throws a DocumentError: `encrypted-document` for
 * password-protected files, `document-too-large` for archives that swell beyond the limits, else `malformed-document`.
 */
export function openArchive(bytes: Uint8Array): Archive {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  refuseOthers(buffer);
  const directory = readDirectory(buffer);
  const byName = new Map(directory.entries.map((entry) => [entry.name, entry]));
  let total = 0;
  const read = (name: string): Uint8Array => {
    const entry = byName.get(name);
    if (!entry) throw malformed(`The part ${name} is missing.`, name);
    total += entry.size;
    if (total > MAX_TOTAL)
      throw tooLarge(`The document holds more than ${MAX_TOTAL / 1024 / 1024} MB of text parts.`, name);
    return inflate(buffer, entry);
  };
  return {
    entries: directory.entries,
    has: (name) => byName.has(name),
    read,
    rewrite: (changes) => (changes.size === 0 ? bytes : rewrite(buffer, directory, changes)),
  };
}

function refuseOthers(buffer: Buffer): void {
  if (buffer.length === 0) {
    throw new DocumentError("malformed-document", "The file is empty.", { hint: "Ask for a fresh copy of it." });
  }
  if (buffer.length >= 8 && buffer.readUInt32BE(0) === 0xd0cf11e0 && buffer.readUInt32BE(4) === 0xa1b11ae1) {
    throw new DocumentError(
      "encrypted-document",
      "The file is password-protected, or it is in the format of Office 97–2003.",
      {
        hint: "Open it in Office, remove the password (File > Info), and save it as .docx, .pptx or .xlsx.",
      },
    );
  }
}

interface Directory {
  readonly entries: readonly CentralEntry[];
  readonly start: number;
  readonly end: Buffer;
}

function readDirectory(buffer: Buffer): Directory {
  const endAt = findEnd(buffer);
  const count = buffer.readUInt16LE(endAt + 10);
  const start = buffer.readUInt32LE(endAt + 16);
  if (start === 0xffffffff || count === 0xffff || isZip64(buffer, endAt)) {
    throw tooLarge("The file is a zip64 archive; documents are never that large.");
  }
  if (count > MAX_ENTRIES) throw tooLarge(`The file holds ${count} parts; ${MAX_ENTRIES} is the limit.`);
  const entries: CentralEntry[] = [];
  const names = new Set<string>();
  let at = start;
  for (let index = 0; index < count; index += 1) {
    if (at + CENTRAL_HEADER > endAt || buffer.readUInt32LE(at) !== CENTRAL_SIGNATURE) {
      throw malformed("The file's table of contents is damaged.");
    }
    const length =
      CENTRAL_HEADER + buffer.readUInt16LE(at + 28) + buffer.readUInt16LE(at + 30) + buffer.readUInt16LE(at + 32);
    if (at + length > endAt) throw malformed("The file's table of contents is damaged.");
    const entry = readEntry(buffer.subarray(at, at + length));
    guard(entry, names);
    entries.push(entry);
    at += length;
  }
  return { entries, start, end: buffer.subarray(at) };
}

function findEnd(buffer: Buffer): number {
  const lowest = Math.max(0, buffer.length - END_HEADER - MAX_COMMENT);
  for (let at = buffer.length - END_HEADER; at >= lowest; at -= 1) {
    if (buffer.readUInt32LE(at) === END_SIGNATURE) return at;
  }
  const isZip = buffer.length >= 4 && buffer.readUInt32LE(0) === LOCAL_SIGNATURE;
  throw malformed(
    isZip ? "The file breaks off before its end." : "The file is not an Office document: it is no zip archive.",
  );
}

function isZip64(buffer: Buffer, endAt: number): boolean {
  return (
    (endAt >= 20 && buffer.readUInt32LE(endAt - 20) === ZIP64_LOCATOR_SIGNATURE) ||
    (endAt >= 56 && buffer.readUInt32LE(endAt - 56) === ZIP64_END_SIGNATURE)
  );
}

function readEntry(header: Buffer): CentralEntry {
  const flags = header.readUInt16LE(8);
  const nameBytes = header.subarray(CENTRAL_HEADER, CENTRAL_HEADER + header.readUInt16LE(28));
  return {
    header,
    flags,
    name: nameBytes.toString((flags & 0x0800) === 0 ? "latin1" : "utf8"),
    method: header.readUInt16LE(10),
    crc: header.readUInt32LE(16),
    compressedSize: header.readUInt32LE(20),
    size: header.readUInt32LE(24),
    offset: header.readUInt32LE(42),
  };
}

function guard(entry: CentralEntry, names: Set<string>): void {
  const { name } = entry;
  if (/^[/\\]|^[A-Za-z]:|(?:^|[/\\])\.\.(?:[/\\]|$)|\u0000/.test(name)) {
    throw malformed(`The part name ${JSON.stringify(name)} points outside the document.`);
  }
  const folded = name.toLowerCase();
  if (names.has(folded)) throw malformed(`The file holds two parts named ${name}.`);
  names.add(folded);
  if ((entry.flags & FLAG_ENCRYPTED) !== 0) {
    throw new DocumentError("encrypted-document", "The file is password-protected.", {
      hint: "Ask for a copy without the password.",
      place: { part: name },
    });
  }
}

function inflate(buffer: Buffer, entry: CentralEntry): Uint8Array {
  const { name, size } = entry;
  if (size > MAX_MEMBER || (size > RATIO_FREE && size > entry.compressedSize * MAX_RATIO)) {
    throw tooLarge(`The part ${name} would swell to ${Math.round(size / 1024 / 1024)} MB.`, name);
  }
  const [start, end] = bodyOf(buffer, entry);
  const body = buffer.subarray(start, end);
  if (entry.method === STORED) return checked(body, entry);
  if (entry.method !== DEFLATED)
    throw malformed(`The part ${name} is packed by a method that Office does not use.`, name);
  return shareMember(body, entry, () => {
    let data: Buffer;
    try {
      // One buffer for all of it, and a byte more: zlib makes another one for whatever comes after a full one.
      data = inflateRawSync(body, { maxOutputLength: Math.max(1, size), chunkSize: Math.max(MIN_CHUNK, size + 1) });
    } catch (error) {
      throw malformed(`The part ${name} is damaged: it cannot be unpacked.`, name, error);
    }
    return checked(data, entry);
  });
}

function checked(data: Buffer, { name, size, crc }: CentralEntry): Buffer {
  if (data.length !== size || crc32(data) !== crc) {
    throw malformed(`The part ${name} is damaged: its checksum is wrong.`, name);
  }
  return data;
}

/** Where a member's compressed bytes lie: the local header may have other extra fields than the central one. */
function bodyOf(buffer: Buffer, entry: CentralEntry): [start: number, end: number] {
  const { offset } = entry;
  if (offset + LOCAL_HEADER > buffer.length || buffer.readUInt32LE(offset) !== LOCAL_SIGNATURE) {
    throw malformed(`The part ${entry.name} is damaged.`, entry.name);
  }
  const start = offset + LOCAL_HEADER + buffer.readUInt16LE(offset + 26) + buffer.readUInt16LE(offset + 28);
  const end = start + entry.compressedSize;
  if (end > buffer.length) throw malformed(`The part ${entry.name} breaks off.`, entry.name);
  return [start, end];
}

/** Copies in the order of the bytes, gaps and descriptors included; only changed members get a new body and header fields. */
function rewrite(buffer: Buffer, directory: Directory, changes: ReadonlyMap<string, MemberContent>): Uint8Array {
  const inFileOrder = [...directory.entries].sort((a, b) => a.offset - b.offset);
  const pieces: Uint8Array[] = [];
  const headers = new Map<CentralEntry, Buffer>();
  let position = 0;
  let length = 0;
  const push = (piece: Uint8Array): void => {
    pieces.push(piece);
    length += piece.length;
  };
  for (const [index, entry] of inFileOrder.entries()) {
    push(buffer.subarray(position, entry.offset));
    const until = inFileOrder[index + 1]?.offset ?? directory.start;
    const header = Buffer.from(entry.header);
    header.writeUInt32LE(length, 42);
    headers.set(entry, header);
    const change = changes.get(entry.name);
    if (change === undefined) push(buffer.subarray(entry.offset, until));
    else for (const piece of replaceMember(buffer, entry, header, change)) push(piece);
    position = until;
  }
  push(buffer.subarray(position, directory.start));
  const directoryStart = length;
  for (const entry of directory.entries) push(headers.get(entry)!);
  const end = Buffer.from(directory.end);
  end.writeUInt32LE(length - directoryStart, 12);
  end.writeUInt32LE(directoryStart, 16);
  push(end);
  return Buffer.concat(pieces, length);
}

/** The member with a new body. Sizes go into the local header, so a data descriptor after it is no longer needed. */
function replaceMember(buffer: Buffer, entry: CentralEntry, central: Buffer, change: MemberContent): Uint8Array[] {
  const [bodyStart] = bodyOf(buffer, entry);
  const data = change instanceof Uint8Array ? change : change.content;
  const deflated = change instanceof Uint8Array ? undefined : change.deflated;
  const body = entry.method === STORED ? data : (deflated ?? deflateRawSync(data));
  const local = Buffer.from(buffer.subarray(entry.offset, bodyStart));
  const flags = entry.flags & ~FLAG_DESCRIPTOR;
  const crc = crc32(data);
  local.writeUInt16LE(flags, 6);
  local.writeUInt32LE(crc, 14);
  local.writeUInt32LE(body.length, 18);
  local.writeUInt32LE(data.length, 22);
  central.writeUInt16LE(flags, 8);
  central.writeUInt32LE(crc, 16);
  central.writeUInt32LE(body.length, 20);
  central.writeUInt32LE(data.length, 24);
  return [local, body];
}

function malformed(message: string, part?: string, cause?: unknown): DocumentError {
  return new DocumentError("malformed-document", message, {
    hint: ASK_AGAIN,
    place: part === undefined ? {} : { part },
    cause,
  });
}

function tooLarge(message: string, part?: string): DocumentError {
  return new DocumentError("document-too-large", message, {
    hint: "This is how hostile files are built. If it is a real document, split it and save the parts.",
    place: part === undefined ? {} : { part },
  });
}
