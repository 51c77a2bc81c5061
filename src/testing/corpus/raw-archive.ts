import { posix } from "node:path";
import { inflateRawSync } from "node:zlib";

/** A member as its bytes lie in the archive. */
export interface RawMember {
  readonly name: string;
  readonly compressed: Buffer;
  /** The content, inflated afresh at every call. */
  content(): Buffer;
}

/**
 * The members of a zip archive in the order of its central directory. Written apart from src/zip, without its guards, so that the gates
 * do not judge the filters by the filters' own eyes. Throws a plain Error where the bytes are no archive.
 */
export function readRawArchive(bytes: Uint8Array): Map<string, RawMember> {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const end = buffer.lastIndexOf(Buffer.from("PK\u0005\u0006", "latin1"));
  if (end === -1) throw new Error("No end of central directory.");
  const members = new Map<string, RawMember>();
  let at = buffer.readUInt32LE(end + 16);
  for (let left = buffer.readUInt16LE(end + 10); left > 0; left -= 1) {
    if (buffer.readUInt32BE(at) !== 0x504b0102) throw new Error("The central directory is damaged.");
    const nameLength = buffer.readUInt16LE(at + 28);
    const isDeflated = buffer.readUInt16LE(at + 10) === 8;
    const local = buffer.readUInt32LE(at + 42);
    const body = local + 30 + buffer.readUInt16LE(local + 26) + buffer.readUInt16LE(local + 28);
    const compressed = buffer.subarray(body, body + buffer.readUInt32LE(at + 20));
    const name = buffer.toString("utf8", at + 46, at + 46 + nameLength);
    members.set(name, { name, compressed, content: () => (isDeflated ? inflateRawSync(compressed) : compressed) });
    at += 46 + nameLength + buffer.readUInt16LE(at + 30) + buffer.readUInt16LE(at + 32);
  }
  return members;
}

/** The members of an archive; of a plain file itself, under its name without the folder. Throws a plain Error where the archive is none. */
export function partsOf(name: string, bytes: Uint8Array): Map<string, RawMember> {
  if (isArchive(bytes)) return readRawArchive(bytes);
  const content = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const part = posix.basename(name);
  return new Map([[part, { name: part, compressed: content, content: () => content }]]);
}

/** Whether the bytes begin as a zip archive does. */
export function isArchive(bytes: Uint8Array): boolean {
  return bytes.length > 22 && bytes[0] === 0x50 && bytes[1] === 0x4b;
}

/** The text of an XML part or a text file, by byte order mark or declaration; UTF-8 where neither speaks. */
export function textOf(bytes: Uint8Array): string {
  const [a, b] = bytes;
  if ((a === 0xff && b === 0xfe) || (a === 0x3c && b === 0)) return new TextDecoder("utf-16le").decode(bytes);
  if ((a === 0xfe && b === 0xff) || (a === 0 && b === 0x3c)) return new TextDecoder("utf-16be").decode(bytes);
  const isMarked = a === 0xef && b === 0xbb;
  const label = (isMarked ? undefined : declaredEncoding(bytes)) ?? (isUtf8(bytes) ? "utf-8" : "windows-1252");
  // As a stream: read at once, Node 20 takes windows-1252 for ISO 8859-1.
  return new TextDecoder(label).decode(bytes, { stream: true });
}

/** What an XML declaration or a page's `meta` says, if it can be so: a page that can be read as ASCII is not UTF-16. */
function declaredEncoding(bytes: Uint8Array): string | undefined {
  const head = Buffer.from(bytes.subarray(0, 4096)).toString("latin1");
  const declared =
    /^<\?xml[^>]*?encoding\s*=\s*["'](?<name>[\w.-]+)["']/.exec(head)?.groups?.["name"] ??
    /<meta\b[^>]*?charset\s*=\s*["']?\s*(?<name>[\w.:-]+)/i.exec(head)?.groups?.["name"];
  try {
    return declared === undefined || /^utf-?16/i.test(declared) ? undefined : new TextDecoder(declared).encoding;
  } catch {
    return undefined;
  }
}

function isUtf8(bytes: Uint8Array): boolean {
  try {
    new TextDecoder("utf-8", { fatal: true }).decode(bytes);
    return true;
  } catch {
    return false;
  }
}
