import { closeSync, mkdtempSync, openSync, readSync, rmSync, writeSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** Values that are kept, to be read. */
export interface SpooledValues<T> extends Iterable<T> {
  readonly length: number;
  /** Reading in order is quick; out of order each value costs reading a block. */
  get(index: number): T;
  /** What the values are kept as, one by one. */
  texts(): Iterable<string>;
}

/** A list of values that may be too long for memory. */
export interface Spool<T> extends SpooledValues<T> {
  push(value: T): void;
  /** Those from an index on, so that another thread can read them (`openShared`), as often as it likes. */
  share(from?: number): SharedSpool;
  /** For `JSON.stringify`: all of it, as an array. */
  toJSON(): T[];
}

/** What a value is kept as. Flat arrays as JSON are read in a quarter of the time that objects take. */
export interface SpoolForm<T> {
  readonly write: (value: T) => string;
  readonly read: (text: string) => T;
}

/** Text that may be too long for memory, to be written into a file. A piece is overwritten by the next one. */
export interface TextSpool extends Iterable<Uint8Array> {
  push(text: string): void;
  /** All of it, so that another thread can read it (`openSharedText`). */
  share(): SharedText;
}

/** Text of a spool on its way to another thread. */
export interface SharedText {
  readonly file: number | undefined;
  readonly blocks: readonly Block[];
}

/** Text that another thread shares, as its spool gives it. */
export function openSharedText({ file, blocks }: SharedText): Iterable<Uint8Array> {
  return { [Symbol.iterator]: () => textPieces(blocks, file) };
}

/** Room for spools: memory as far as it goes, then a temporary file that nobody else sees. */
export interface Scratch {
  /**
   * @param form JSON unless told: what JSON does not know is lost
   */
  spool<T>(form?: SpoolForm<T>): Spool<T>;
  /**
   * Keeps texts that stand in memory already, one behind another, and gives them back in order, as often as they are asked for.
   *
   * @param bytes of all of them (`ENCODING`)
   * @param ends where each ends there
   */
  texts(bytes: Uint8Array, ends: Uint32Array): Iterable<string>;
  /** Gives the text back in UTF-8, in pieces of a size to be written. */
  text(): TextSpool;
}

/** As many bytes of all spools together stay in memory. */
const KEPT = 1 << 18;

/** Values are written and read in blocks of this many characters, or of their own where they are longer. Small: what V8 is at work on outlives its quick collections. */
const BLOCK = 1 << 13;

/** A place as one number: the block, times this, plus the offset in it. */
const PLACES = 2 ** 32;

/** Where a full block is. */
interface Block {
  readonly length: number;
  /** Absent: it is in the file. */
  readonly bytes?: Uint8Array;
  readonly position: number;
}

/** Values of a spool on their way to another thread: they stay in the file, which all threads of the process read. */
export interface SharedSpool {
  readonly file: number | undefined;
  readonly places: Float64Array;
  readonly blocks: readonly Block[];
}

/** Values that another thread shares; `form` as there. */
export function openShared<T>(
  { file, places, blocks }: SharedSpool,
  form: SpoolForm<T> = jsonForm(),
): SpooledValues<T> {
  return readValues(form, { file, places, length: places.length, blocks, open: "" });
}

/** Opens room for spools, which lasts as long as the process; the file is made when it is first needed. Errors: those of the file system. */
export function openScratch(kept: number = KEPT): Scratch {
  let file: number | undefined;
  let fileLength = 0;
  let left = kept;

  const keep = (bytes: Uint8Array): Block => {
    const { length } = bytes;
    if (length <= left) {
      left -= length;
      return { length, bytes: new Uint8Array(bytes), position: 0 };
    }
    file ??= openNameless();
    for (let at = 0; at < length;) at += writeSync(file, bytes, at, length - at, fileLength + at);
    const position = fileLength;
    fileLength += length;
    return { length, position };
  };
  // A block is full before it is written: all spools can use the same bytes for that.
  let room = Buffer.allocUnsafeSlow(BLOCK * 3);
  const keepText = (text: string, encoding: "utf8" | typeof ENCODING): Block => {
    if (text.length * 3 > room.length) room = Buffer.allocUnsafeSlow(text.length * 3);
    return keep(room.subarray(0, room.write(text, encoding)));
  };

  return {
    spool: <T>(form: SpoolForm<T> = jsonForm()) =>
      spool(
        form,
        (text) => keepText(text, ENCODING),
        () => file,
      ),
    texts(bytes, ends) {
      const block = keep(bytes);
      return { [Symbol.iterator]: () => textsIn(block, ends, file) };
    },
    text: () =>
      textSpool(
        (text) => keepText(text, "utf8"),
        () => file,
      ),
  };
}

function jsonForm<T>(): SpoolForm<T> {
  return { write: JSON.stringify, read: (text) => JSON.parse(text) as T };
}

function extended(places: Float64Array<ArrayBuffer>): Float64Array<ArrayBuffer> {
  const larger = new Float64Array(places.length + Math.max(places.length >> 1, 1 << 6));
  larger.set(places);
  return larger;
}

/** What is kept so far. */
interface Kept {
  readonly file: number | undefined;
  /** As many of them as the length says. */
  readonly places: Float64Array;
  readonly length: number;
  readonly blocks: readonly Block[];
  /** The text of the block after the last, which is not full yet. */
  readonly open: string;
}

function spool<T>(form: SpoolForm<T>, keep: (text: string) => Block, file: () => number | undefined): Spool<T> {
  let places = new Float64Array(1 << 6);
  let length = 0;
  const blocks: Block[] = [];
  let open = "";
  const closeBlock = (): void => {
    blocks.push(keep(open));
    open = "";
  };
  const kept: Kept = {
    blocks,
    get places() {
      return places;
    },
    get length() {
      return length;
    },
    get file() {
      return file();
    },
    get open() {
      return open;
    },
  };
  const reading = readValues(form, kept);
  return {
    get length() {
      return length;
    },
    push(value) {
      const text = form.write(value);
      if (open !== "" && open.length + text.length > BLOCK) closeBlock();
      if (length === places.length) places = extended(places);
      places[length] = blocks.length * PLACES + open.length;
      length += 1;
      open += text;
    },
    get: (index) => reading.get(index),
    texts: () => reading.texts(),
    share(from = 0) {
      if (open !== "") closeBlock();
      const first = from < length ? Math.floor(places[from]! / PLACES) : blocks.length;
      const moved = places.slice(from, length).map((place) => place - first * PLACES);
      return { file: file(), places: moved, blocks: blocks.slice(first) };
    },
    [Symbol.iterator]: () => reading.values(),
    toJSON: () => [...reading.values()],
  };
}

/** Reading of what is kept; what comes to it meanwhile is read too. */
function readValues<T>({ read }: SpoolForm<T>, kept: Kept): SpooledValues<T> & { values(): Generator<T> } {
  const { blocks } = kept;
  /** Each reader has a block at hand: those that are in different places do not make one another read it anew. */
  const openReader = (): ((index: number) => string) => {
    let loaded: { readonly index: number; readonly text: string } | undefined;
    const textOf = (index: number): string => {
      if (index === blocks.length) return kept.open;
      if (loaded?.index !== index) loaded = { index, text: readText(blocks[index]!, kept.file) };
      return loaded.text;
    };
    return (index) => {
      const { places, length } = kept;
      if (!(index >= 0 && index < length)) throw new RangeError(`There is no value ${index} of ${length}.`);
      const place = places[index]!;
      const offset = place % PLACES;
      const block = (place - offset) / PLACES;
      const text = textOf(block);
      const next = index + 1 < length ? places[index + 1]! : Number.POSITIVE_INFINITY;
      return next < (block + 1) * PLACES ? text.slice(offset, next % PLACES) : text.slice(offset);
    };
  };
  const texts = function* (): Generator<string> {
    const textOf = openReader();
    for (let index = 0; index < kept.length; index += 1) yield textOf(index);
  };
  const values = function* (): Generator<T> {
    const textOf = openReader();
    for (let index = 0; index < kept.length; index += 1) yield read(textOf(index));
  };
  const anyText = openReader();
  return {
    get length() {
      return kept.length;
    },
    get: (index) => read(anyText(index)),
    texts: () => ({ [Symbol.iterator]: texts }),
    values,
    [Symbol.iterator]: () => values(),
  };
}

/** For reading a block, which is made a text at once. */
let readingRoom = Buffer.alloc(0);

function readText({ bytes, length, position }: Block, file: number | undefined): string {
  if (bytes) return Buffer.from(bytes.buffer, bytes.byteOffset, length).toString(ENCODING);
  if (readingRoom.length < length) readingRoom = Buffer.allocUnsafeSlow(Math.max(length, BLOCK * 2));
  return readBlock(file!, readingRoom.subarray(0, length), position).toString(ENCODING);
}

/** As much of kept texts is read at once, in bytes, unless one is longer: many readers stand in different places, and each has that in memory. */
const STRETCH = 1 << 13;

function* textsIn({ bytes, position }: Block, ends: Uint32Array, file: number | undefined): Generator<string> {
  // No text of V8's, which would carry what waits in many of them from one collection to the next.
  let room: Buffer = Buffer.alloc(0);
  for (let next = 0, start = 0; next < ends.length;) {
    let last = next;
    while (last + 1 < ends.length && ends[last + 1]! - start <= STRETCH) last += 1;
    const length = ends[last]! - start;
    if (bytes) room = Buffer.from(bytes.buffer, bytes.byteOffset + start, length);
    else {
      if (length > room.length) room = Buffer.allocUnsafeSlow(Math.max(length, STRETCH));
      readBlock(file!, room.subarray(0, length), position + start);
    }
    for (let from = 0; next <= last; next += 1) {
      const to = ends[next]! - start;
      yield room.toString(ENCODING, from, to);
      from = to;
    }
    start += length;
  }
}

function textSpool(keep: (text: string) => Block, file: () => number | undefined): TextSpool {
  const blocks: Block[] = [];
  let open = "";
  const closeBlock = (): void => {
    if (open !== "") blocks.push(keep(open));
    open = "";
  };
  return {
    push(text) {
      open += text;
      if (open.length >= BLOCK) closeBlock();
    },
    share() {
      closeBlock();
      return { file: file(), blocks: [...blocks] };
    },
    *[Symbol.iterator]() {
      yield* textPieces(blocks, file());
      if (open !== "") yield Buffer.from(open);
    },
  };
}

function* textPieces(blocks: readonly Block[], file: number | undefined): Generator<Uint8Array> {
  const room = Buffer.allocUnsafeSlow(blocks.reduce((most, { length }) => Math.max(most, length), 0));
  for (const { bytes, length, position } of blocks) yield bytes ?? readBlock(file!, room.subarray(0, length), position);
}

function readBlock(file: number, into: Buffer, position: number): Buffer {
  for (let at = 0; at < into.length;) at += readSync(file, into, at, into.length - at, position + at);
  return into;
}

/** As strings are in memory: UTF-8 takes three times as long to read. */
export const ENCODING = "utf16le";

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
