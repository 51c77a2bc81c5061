import { hash } from "node:crypto";
import { numberedText, type Fragment } from "./fragment.ts";

/** `<part>.<10 base32 characters>`, with `-<n>` from the second text of its kind on: `document.k3v7q2m5ab-2`. */
export type UnitId = string;

/** `<unitId>.<n>`, n counted from 1 within the unit. */
export type SegmentId = string;

const BASE32 = "abcdefghijklmnopqrstuvwxyz234567";
const HASH_LENGTH = 10;
const MAX_PART_KEY = 32;

/** The first `length` base32 characters (RFC 4648 alphabet in lower case, 5 bits each) of the SHA-256 of the text or bytes. */
export function shortHash(content: string | Uint8Array, length: number = HASH_LENGTH): string {
  return shortened(hash("sha256", content, "binary"), length);
}

/**
 * The first base32 characters of a digest, which is a string of bytes: asking for a buffer takes twice as long, and every segment has a
 * hash or two. At once, not one by one: V8 keeps a text of 13 characters or more that grew as all the texts it grew from.
 */
export function shortened(digest: string, length: number): string {
  const codes: number[] = [];
  let bits = 0;
  let value = 0;
  for (let index = 0; codes.length < length; index += 1) {
    value = (value << 8) | digest.charCodeAt(index);
    bits += 8;
    while (bits >= 5 && codes.length < length) {
      bits -= 5;
      codes.push(BASE32.charCodeAt((value >>> bits) & 31));
    }
    value &= (1 << bits) - 1;
  }
  return String.fromCharCode(...codes);
}

/** The SHA-256 of the content, in hexadecimal. */
export function sha256(content: string | Uint8Array): string {
  return hash("sha256", content, "hex");
}

/**
 * Gives units their ids in document order: a function of part, kind and source alone, so that adding or deleting a paragraph
 * changes no other id, except those of later twins of the same text (PRODUCT.md, Identity).
 */
export function unitIds(): (part: string, kind: string, source: Fragment) => UnitId {
  const seen = new Map<string, number>();
  const keys = new Map<string, string>();
  return (part, kind, source) => {
    let key = keys.get(part);
    if (key === undefined) keys.set(part, (key = partKey(part)));
    const base = `${key}.${shortHash(`${kind}\u0000${numberedText(source)}`)}`;
    const occurrence = (seen.get(base) ?? 0) + 1;
    seen.set(base, occurrence);
    return occurrence === 1 ? base : `${base}-${occurrence}`;
  };
}

/**
 * The id, in the outer document, of a unit of a document inside it (a page of an e-book, a workbook in a slide): a function of the
 * part's name and the unit's id there, so that one inner document never changes the ids of another. @internal
 */
export function innerUnitId(part: string, inner: UnitId): UnitId {
  return `${partKey(part)}.${shortHash(`${part}\u0000${inner}`)}`;
}

/** A part's name as an id may begin: a letter, then letters, digits, `_` and `-`, 32 characters at the most. */
function partKey(part: string): string {
  const plain = part.replaceAll(/[^A-Za-z0-9_-]+/g, "-").replace(/^[^A-Za-z]+/, "");
  return (plain === "" ? "part" : plain).slice(0, MAX_PART_KEY);
}

/** The id of the n-th segment (from 1) of a unit. */
export function segmentId(unit: UnitId, n: number): SegmentId {
  return `${unit}.${n}`;
}

/** The unit that a segment belongs to, and its number there; undefined where the text is not a segment id. */
export function parseSegmentId(id: SegmentId): { unit: UnitId; n: number } | undefined {
  const [, unit, n] = /^([A-Za-z][A-Za-z0-9_-]*\.[a-z2-7]{10}(?:-\d+)?)\.(\d+)$/.exec(id) ?? [];
  return unit === undefined ? undefined : { unit, n: Number(n) };
}
