import { openArchive, type Archive } from "../../zip/archive.ts";
import { oleStreams } from "./ole-streams.ts";

/** What can be told of a file by its bytes, each thing found out when it is first asked for. */
export interface Content {
  /** The first bytes as characters of one byte each (ISO 8859-1): for signatures. */
  readonly head: string;
  /** The beginning of a text, by byte order mark or as UTF-8, without white space before it; "" where the bytes are no text. */
  text(): string;
  /** The members of a zip archive; undefined where it is none or cannot be opened. */
  archive(): Archive | undefined;
  /** A short member's text; "" where there is none, or it cannot be read. */
  member(name: string): string;
  /** The streams of an OLE container, such as old Office documents are; empty where it is none. */
  streams(): ReadonlySet<string>;
}

/** Signatures stand in the first bytes; PDF allows 1024 before its own (ISO 32000-1, annex H, note 13). */
const HEAD = 2048;

/** Enough to get past declarations, comments and licences before a root element. */
const TEXT_HEAD = 8192;

/** Content types and manifests are short; a longer member is no help in telling what a file is. */
const MAX_MEMBER = 4 * 1024 * 1024;

/** Looks at a file's bytes: whole ones, or, where they are many, those at its beginning (an archive then cannot be told from others). */
export function lookAt(bytes: Uint8Array): Content {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const head = buffer.toString("latin1", 0, HEAD);
  const archive = once(() => (head.startsWith("PK") ? tryToOpen(bytes) : undefined));
  return {
    head,
    text: once(() => beginningOf(buffer.subarray(0, TEXT_HEAD))),
    archive,
    member: (name) => {
      const entry = archive()?.entries.find((candidate) => candidate.name === name);
      if (entry === undefined || entry.size > MAX_MEMBER) return "";
      try {
        return Buffer.from(archive()!.read(name)).toString("utf8");
      } catch {
        return "";
      }
    },
    streams: once(() => oleStreams(buffer)),
  };
}

/** Whether the text is XML (or HTML) with this root: after a declaration, comments and a document type. `name`: with its prefix. */
export function rootIs(name: string, text: string): boolean {
  const before = /^(?:<\?[^>]*>\s*|<!--(?:[^-]|-(?!->))*-->\s*|<!DOCTYPE[^>[]*>\s*)*/i.exec(text)?.[0].length ?? 0;
  return new RegExp(`^<${name}[\\s/>]`, "i").test(text.slice(before, before + name.length + 2));
}

function tryToOpen(bytes: Uint8Array): Archive | undefined {
  try {
    return openArchive(bytes);
  } catch {
    return undefined; // The filter says what is wrong with it.
  }
}

function beginningOf(bytes: Uint8Array): string {
  const [a, b] = bytes;
  const encoding = a === 0xff && b === 0xfe ? "utf-16le" : a === 0xfe && b === 0xff ? "utf-16be" : "utf-8";
  if (encoding === "utf-8" && bytes.includes(0)) return "";
  return new TextDecoder(encoding).decode(bytes).trimStart();
}

function once<T>(make: () => T): () => T {
  let made: { readonly value: T } | undefined;
  return () => (made ??= { value: make() }).value;
}
