import { DocumentError, XliffError } from "../errors.ts";
import type { Finding } from "../model/finding.ts";
import { openArchive, type Archive } from "../zip/archive.ts";
import { xliff12Handler } from "./read-xliff12.ts";
import { xliff2Handler } from "./read-xliff2.ts";
import type { ReturnedFile, ReturnedUnit, XliffFile, XliffSink } from "./xliff-file.ts";
import { readXmlEvents, type StartEvent, type XmlHandler } from "./xml-events.ts";

const EXTENSION = /\.(?:xlf|xliff|sdlxliff|mqxliff|mxliff)$/i;

type HandlerMaker = (root: StartEvent, sink: XliffSink) => XmlHandler;

/** A reader for each main version. */
const HANDLERS: ReadonlyMap<string, HandlerMaker> = new Map([
  ["1", xliff12Handler],
  ["2", xliff2Handler],
]);

/**
 * Reads what any tool returned: XLIFF 1.0 to 2.2, any encoding and prefix, or a zipped package of such files. Nothing is judged or
 * repaired here beyond spelling. Throws an XliffError, `invalid-xliff`, with line and column, for what breaks off or is not well-formed.
 */
export function readXliff(bytes: Uint8Array, fileName: string): XliffFile {
  if (bytes[0] === 0x50 && bytes[1] === 0x4b) return readPackage(bytes, fileName);
  const files: ReturnedFile[] = [];
  const findings: Finding[] = [];
  let units: ReturnedUnit[] = [];
  const sink: XliffSink = {
    startFile: () => {
      units = [];
    },
    unit: (unit) => void units.push(unit),
    endFile: (head) => void files.push({ ...head, units }),
    finding: (finding) => void findings.push(finding),
  };
  let handler: XmlHandler | undefined;
  let version = "";
  readXmlEvents(bytes, fileName, {
    start(event) {
      if (handler) handler.start(event);
      else {
        version = event.attributes["version"]?.trim() ?? "1.2";
        handler = handlerFor(event.name, version, fileName)(event, sink);
      }
    },
    end: (name, isOwn) => handler?.end(name, isOwn),
    text: (text) => handler?.text(text),
  });
  return { fileName, version, files, findings };
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
function readPackage(bytes: Uint8Array, fileName: string): XliffFile {
  const archive = open(bytes, fileName);
  const names = archive.entries.map(({ name }) => name).filter((name) => EXTENSION.test(name));
  if (names.length === 0) {
    throw new XliffError("invalid-xliff", "The package holds no XLIFF file.", {
      hint: "Ask the editor to export the translation as XLIFF.",
      place: { file: fileName },
    });
  }
  const parts = names.map((name) => readXliff(archive.read(name), `${fileName}/${name}`));
  return {
    fileName,
    version: parts[0]!.version,
    files: parts.flatMap(({ files }) => files),
    findings: parts.flatMap(({ findings }) => findings),
  };
}

/** The archive's own refusals speak of documents; here they are about a return. */
function open(bytes: Uint8Array, fileName: string): Archive {
  try {
    return openArchive(bytes);
  } catch (error) {
    if (!(error instanceof DocumentError)) throw error;
    throw new XliffError("invalid-xliff", "The package cannot be opened: it is damaged, protected or far too large.", {
      hint: "Ask for a fresh copy, or for the XLIFF file itself.",
      place: { file: fileName },
      cause: error,
    });
  }
}
