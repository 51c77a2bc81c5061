import { closeSync, mkdtempSync, openSync, readSync, rmSync, writeSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** A list of values that may be too long for memory. */
export interface Spool<T> extends Iterable<T> {
  readonly length: number;
  push(value: T): void;
  /** Reading in order is quick; out of order each value costs reading a block. */
  get(index: number): T;
  /** Those from one index to before another, in order. */
  slice(from: number, to: number): Iterable<T>;
  /** What the values are kept as, one by one. */
  texts(): Iterable<string>;
  /** For `JSON.stringify`: all of it, as an array. */
  toJSON(): T[];
}

/** What a value is kept as. Flat arrays as JSON are read in a quarter of the time that objects take. */
export interface SpoolForm<T> {
  readonly write: (value: T) => string;
  readonly read: (text: string) => T;
}

/** Texts, as they are. */
export const TEXT_FORM: SpoolForm<string> = { write: (text) => text, read: (text) => text };

/** Room for spools: memory as far as it goes, then a temporary file that nobody else sees. */
export interface Scratch {
  /** @param form JSON unless told: what JSON does not know is lost */
  spool<T>(form?: SpoolForm<T>): Spool<T>;
}

/** As many bytes of all spools together stay in memory. */
const KEPT = 4 << 20;

/** Values are written and read in blocks of this size, or of their own where they are longer. Small: what V8 is at work on outlives its quick collections. */
const BLOCK = 1 << 14;

/** A place as one number: the block, times this, plus the offset in it. */
const PLACES = 2 ** 32;

/** Where a full block is. */
interface Block {
  readonly length: number;
  /** Absent: it is in the file. */
  readonly bytes?: Buffer;
  readonly position: number;
}

/** Opens room for spools, which lasts as long as the process; the file is made when it is first needed. Errors: those of the file system. */
export function openScratch(kept: number = KEPT): Scratch {
  let file: number | undefined;
  let fileLength = 0;
  let left = kept;

  const keep = (bytes: Buffer): Block => {
    const { length } = bytes;
    if (length <= left) {
      left -= length;
      return { length, bytes: Buffer.from(bytes), position: 0 };
    }
    file ??= openNameless();
    for (let at = 0; at < length;) at += writeSync(file, bytes, at, length - at, fileLength + at);
    const position = fileLength;
    fileLength += length;
    return { length, position };
  };
  const load = ({ bytes, length, position }: Block, into: Buffer): Buffer => {
    if (bytes) return bytes;
    const read = length > into.length ? Buffer.allocUnsafe(length) : into.subarray(0, length);
    for (let at = 0; at < length;) at += readSync(file!, read, at, length - at, position + at);
    return read;
  };

  return {
    spool: <T>(form: SpoolForm<T> = { write: JSON.stringify, read: (text) => JSON.parse(text) as T }) =>
      spool(form, keep, load),
  };
}

function spool<T>(
  { write, read }: SpoolForm<T>,
  keep: (bytes: Buffer) => Block,
  load: (block: Block, into: Buffer) => Buffer,
): Spool<T> {
  const places: number[] = [];
  const blocks: Block[] = [];
  let open = Buffer.allocUnsafe(1 << 10);
  let used = 0;

  const closeBlock = (): void => {
    blocks.push(keep(open.subarray(0, used)));
    used = 0;
  };
  /** Each reader has a block at hand: those that are in different places do not make one another read it anew. */
  const openReader = (): ((index: number) => string) => {
    let room: Buffer | undefined;
    let loaded: { readonly index: number; readonly bytes: Buffer } | undefined;
    const bytesOf = (index: number): Buffer => {
      if (index === blocks.length) return open.subarray(0, used);
      if (loaded?.index !== index) {
        room ??= Buffer.allocUnsafe(BLOCK);
        loaded = { index, bytes: load(blocks[index]!, room) };
      }
      return loaded.bytes;
    };
    return (index) => {
      const place = places[index];
      if (place === undefined) throw new RangeError(`There is no value ${index} of ${places.length}.`);
      const offset = place % PLACES;
      const block = (place - offset) / PLACES;
      const bytes = bytesOf(block);
      const next = places[index + 1];
      const end = next !== undefined && next < (block + 1) * PLACES ? next % PLACES : bytes.length;
      return bytes.toString(ENCODING, offset, end);
    };
  };
  const texts = function* (): Generator<string> {
    const textOf = openReader();
    for (let index = 0; index < places.length; index += 1) yield textOf(index);
  };
  const values = function* (from = 0, to = Number.POSITIVE_INFINITY): Generator<T> {
    const textOf = openReader();
    for (let index = from; index < Math.min(to, places.length); index += 1) yield read(textOf(index));
  };
  const anyText = openReader();

  return {
    get length() {
      return places.length;
    },
    push(value) {
      const text = write(value);
      const size = text.length * 2;
      if (used > 0 && used + size > BLOCK) closeBlock();
      if (used + size > open.length) {
        const larger = Buffer.allocUnsafe(Math.max(size, Math.min(BLOCK, (used + size) * 2)));
        open.copy(larger, 0, 0, used);
        open = larger;
      }
      places.push(blocks.length * PLACES + used);
      used += open.write(text, used, ENCODING);
    },
    get: (index) => read(anyText(index)),
    slice: (from, to) => ({ [Symbol.iterator]: () => values(from, to) }),
    texts: () => ({ [Symbol.iterator]: texts }),
    [Symbol.iterator]: () => values(),
    toJSON: () => [...values()],
  };
}

/** As strings are in memory: UTF-8 takes three times as long to read. */
const ENCODING = "utf16le";

/** A file that is gone with the process, however that ends. */
function openNameless(): number {
  const folder = mkdtempSync(join(tmpdir(), "pitrans-"));
  const file = openSync(join(folder, "scratch"), "wx+", 0o600);
  try {
    rmSync(folder, { recursive: true });
  } catch {
    // Windows keeps the folder of a file that is open.
    process.once("exit", () => {
      closeSync(file);
      rmSync(folder, { recursive: true, force: true });
    });
  }
  return file;
}
