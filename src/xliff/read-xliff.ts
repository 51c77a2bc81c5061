import { DocumentError, XliffError } from "../errors.ts";
import type { Finding } from "../model/finding.ts";
import { openArchive, type Archive } from "../zip/archive.ts";
import { decodeXliff } from "./decode-xliff.ts";
import { xliff12Handler } from "./read-xliff12.ts";
import { xliff2Handler } from "./read-xliff2.ts";
import type { FileHead, ReturnedFile, ReturnedUnit, XliffFile, XliffSink } from "./xliff-file.ts";
import { xmlReader, type StartEvent, type XmlHandler } from "./xml-events.ts";

const EXTENSION = /\.(?:xlf|xliff|sdlxliff|mqxliff|mxliff)$/i;

/** What macOS packs beside each file of an archive: its icon and the like, under the file's own name. */
const CLUTTER = /(?:^|\/)(?:__MACOSX\/|\._)/;

type HandlerMaker = (root: StartEvent, sink: XliffSink) => XmlHandler;

/** A reader for each main version. */
const HANDLERS: ReadonlyMap<string, HandlerMaker> = new Map([
  ["1", xliff12Handler],
  ["2", xliff2Handler],
]);

/** What a file says, one thing after another. `file` and `end` stand around the units of a `file` element. */
export type XliffItem =
  /** `version`: as declared, "1.0" … "2.2". In a package every file of it has a start. */
  | { readonly kind: "start"; readonly version: string }
  | { readonly kind: "file"; readonly head: FileHead }
  | { readonly kind: "unit"; readonly unit: ReturnedUnit }
  /** `head`: with what came to be known since. */
  | { readonly kind: "end"; readonly head: FileHead }
  | { readonly kind: "finding"; readonly finding: Finding };

/** One XLIFF file of those that a return consists of. */
export interface XliffMember {
  /** Whether it came in a zipped package: then others may be sound where it is broken. */
  readonly isPacked: boolean;
  /**
   * What it says, unit by unit; to be read once, before the next file is asked for. Nothing is judged or repaired here beyond spelling. Throws
   * an XliffError, `invalid-xliff`, with line and column, when it comes to what breaks off or is not well-formed: nothing of a file is to
   * be used before its end.
   */
  readonly items: Iterable<XliffItem>;
}

/**
 * Reads what any tool returned, in memory that does not grow with the file: XLIFF 1.0 to 2.2, any encoding and prefix, or a zipped package of
 * such files. Throws an XliffError, `invalid-xliff`, for a package that cannot be opened or holds none.
 *
 * @param chunks the file's bytes; a chunk is not looked at again once the next one is asked for
 */
export function* readXliffMembers(chunks: Iterable<Uint8Array>, fileName: string): Generator<XliffMember> {
  const iterator = chunks[Symbol.iterator]();
  try {
    const first = iterator.next();
    const [a, b] = first.done === true ? [] : first.value;
    const all = function* (): Generator<Uint8Array> {
      for (let next = first; next.done !== true; next = iterator.next()) yield next.value;
    };
    if (a === 0x50 && b === 0x4b) yield* packageMembers(all(), fileName);
    else yield { isPacked: false, items: fileItems(all(), fileName) };
  } finally {
    iterator.return?.();
  }
}

/** The same, one file after another; whichever is broken, the error is thrown. */
export function* readXliffItems(chunks: Iterable<Uint8Array>, fileName: string): Generator<XliffItem> {
  for (const { items } of readXliffMembers(chunks, fileName)) yield* items;
}

function* fileItems(chunks: Iterable<Uint8Array>, fileName: string): Generator<XliffItem> {
  let items: XliffItem[] = [];
  let handler: XmlHandler | undefined;
  const sink: XliffSink = {
    startFile: (head) => void items.push({ kind: "file", head }),
    unit: (unit) => void items.push({ kind: "unit", unit }),
    endFile: (head) => void items.push({ kind: "end", head }),
    finding: (finding) => void items.push({ kind: "finding", finding }),
  };
  const reader = xmlReader(fileName, {
    start(event) {
      if (handler) handler.start(event);
      else {
        const version = event.attributes["version"]?.trim() ?? "1.2";
        items.push({ kind: "start", version });
        handler = handlerFor(event.name, version, fileName)(event, sink);
      }
    },
    end: (name, isOwn) => handler?.end(name, isOwn),
    text: (text) => handler?.text(text),
  });
  for (const text of decodeXliff(chunks, fileName)) {
    reader.write(text);
    yield* items;
    items = [];
  }
  reader.close();
  yield* items;
}

/** All of a file at once. */
export function readXliff(bytes: Uint8Array, fileName: string): XliffFile {
  const files: ReturnedFile[] = [];
  const findings: Finding[] = [];
  let units: ReturnedUnit[] = [];
  let first: string | undefined;
  for (const item of readXliffItems([bytes], fileName)) {
    if (item.kind === "unit") units.push(item.unit);
    else if (item.kind === "finding") findings.push(item.finding);
    else if (item.kind === "end") files.push({ ...item.head, units });
    else if (item.kind === "file") units = [];
    else first ??= item.version;
  }
  return { fileName, version: first ?? "", files, findings };
}

function handlerFor(root: string, version: string, fileName: string): HandlerMaker {
  if (root !== "xliff") {
    throw new XliffError("invalid-xliff", `The file is no XLIFF: it begins with the element ${root}.`, {
      hint: "Ask the editor to export the translation as XLIFF.",
      place: { file: fileName, line: 1 },
    });
  }
  const handler = HANDLERS.get(version.split(".")[0]!);
  if (handler === undefined) {
    throw new XliffError("invalid-xliff", `The file is XLIFF ${version}, which is not read yet.`, {
      hint: "Ask the editor to export it as XLIFF 1.2 or 2.1.",
      place: { file: fileName, line: 1 },
    });
  }
  return handler;
}

/** All XLIFF files of a zipped package, in its order. */
function* packageMembers(chunks: Iterable<Uint8Array>, fileName: string): Generator<XliffMember> {
  const archive = openPackage(Buffer.concat([...chunks].map((chunk) => Uint8Array.from(chunk))), fileName);
  const names = archive.entries.map(({ name }) => name).filter((name) => EXTENSION.test(name) && !CLUTTER.test(name));
  if (names.length === 0) {
    throw new XliffError("invalid-xliff", "The package holds no XLIFF file.", {
      hint: "Ask the editor to export the translation as XLIFF.",
      place: { file: fileName },
    });
  }
  for (const name of names) yield { isPacked: true, items: packedItems(archive, name, fileName) };
}

function* packedItems(archive: Archive, name: string, fileName: string): Generator<XliffItem> {
  const file = `${fileName}/${name}`;
  const bytes = unpack(() => archive.read(name), "The file cannot be unpacked: it is damaged or far too large.", file);
  yield* fileItems([bytes], file);
}

function openPackage(bytes: Uint8Array, fileName: string): Archive {
  const fault = "The package cannot be opened: it is damaged, protected or far too large.";
  return unpack(() => openArchive(bytes), fault, fileName);
}

/** The archive's own refusals speak of documents; here they are about a return. */
function unpack<Unpacked>(work: () => Unpacked, fault: string, file: string): Unpacked {
  try {
    return work();
  } catch (error) {
    if (!(error instanceof DocumentError)) throw error;
    throw new XliffError("invalid-xliff", fault, {
      hint: "Ask for a fresh copy, or for the XLIFF file itself.",
      place: { file },
      cause: error,
    });
  }
}
