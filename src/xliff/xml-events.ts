import { SaxesParser } from "saxes";
import { XliffError } from "../errors.ts";
import { decodeXliff } from "./decode-xliff.ts";

/** By name as written, prefix included. */
export type Attributes = Readonly<Record<string, string>>;

/** An element's start. */
export interface StartEvent {
  /** Without prefix. */
  readonly name: string;
  /** As written, prefix included. */
  readonly spelling: string;
  /** Whether it has the root's namespace; other tools' elements and those of modules do not. */
  readonly isOwn: boolean;
  readonly attributes: Attributes;
  readonly line: number;
}

/** Receives a file's elements and text in order. */
export interface XmlHandler {
  start(event: StartEvent): void;
  /** `name` and `isOwn` as at its start. */
  end(name: string, isOwn: boolean): void;
  text(text: string): void;
  /** An instruction to some program; most readers pass over it. */
  instruction?(text: string): void;
}

/** More than any bilingual file needs; a few elements nested without end would otherwise use up memory. */
const MAX_DEPTH = 256;

/** More elements than the text of any unit holds, which is kept in memory whole: a thousand times as many as the busiest of pages. */
export const MAX_CODES = 100_000;

const TEXTS = new Set(["source", "seg-source", "target"]);

/** Takes a file's text piece by piece; its events go to the handler meanwhile. */
export interface XmlReader {
  write(text: string): void;
  /** At the end of the file. */
  close(): void;
}

/**
 * Reads a file as a stream of events; white space before its declaration, where some tools write a blank line, is passed over. Refused, with
 * line and column: what is not well-formed or breaks off, document types with an internal subset (where entities are declared), nesting
 * beyond 256, and texts with more than 100,000 codes. Entities are never expanded.
 */
export function xmlReader(fileName: string, handler: XmlHandler): XmlReader {
  const parser = new SaxesParser({ xmlns: false });
  let skippedLines = 0;
  const refuse = (message: string, hint: string): never => {
    throw new XliffError("invalid-xliff", message, {
      hint,
      place: { file: fileName, line: parser.line + skippedLines, column: parser.columnIndex + 1 },
    });
  };
  const stack: { name: string; isOwn: boolean }[] = [];
  let rootPrefix: string | undefined;
  let foreignFrom = Number.POSITIVE_INFINITY;
  /** How many elements the text has so far that is being read. */
  let codes = 0;

  parser.on("error", (error) => {
    const isCut = /unclosed tag|unexpected end|document must contain a root element/i.test(error.message);
    refuse(
      isCut
        ? "The file breaks off before its end."
        : `The file is not well-formed XML: ${error.message.replace(/^(?:undefined:)?\d+:\d+:\s*/, "")}`,
      "It is damaged or was cut off on its way. Ask for a fresh copy; nothing of it was used.",
    );
  });
  parser.on("doctype", (doctype) => {
    if (doctype.includes("[")) {
      refuse(
        "The file declares a document type of its own.",
        "XLIFF needs none, and entities are how hostile files attack. Ask for a fresh copy.",
      );
    }
  });
  parser.on("opentag", ({ name, attributes }) => {
    if (stack.length >= MAX_DEPTH) {
      refuse(
        `Elements are nested more than ${MAX_DEPTH} deep.`,
        "This is how hostile files are built. Ask for a fresh copy.",
      );
    }
    const colon = name.indexOf(":");
    const prefix = name.slice(0, Math.max(0, colon));
    rootPrefix ??= prefix;
    const namespace = attributes[rootPrefix === "" ? "xmlns" : `xmlns:${rootPrefix}`];
    if (stack.length > 0 && namespace !== undefined && !namespace.startsWith("urn:oasis:names:tc:xliff:document")) {
      foreignFrom = Math.min(foreignFrom, stack.length);
    }
    const isOwn = prefix === rootPrefix && stack.length < foreignFrom;
    const local = colon < 0 ? name : name.slice(colon + 1);
    codes = TEXTS.has(local) ? 0 : codes + 1;
    if (codes > MAX_CODES && stack.some(({ name: around }) => TEXTS.has(around))) {
      refuse(
        `A text has more than ${MAX_CODES} inline codes.`,
        "This is how hostile files are built. Ask for a fresh copy.",
      );
    }
    stack.push({ name: local, isOwn });
    handler.start({ name: local, spelling: name, isOwn, attributes, line: parser.line + skippedLines });
  });
  parser.on("closetag", () => {
    const { name, isOwn } = stack.pop()!;
    if (stack.length <= foreignFrom) foreignFrom = Number.POSITIVE_INFINITY;
    handler.end(name, isOwn);
  });
  parser.on("text", (text) => handler.text(text));
  parser.on("cdata", (text) => handler.text(text));
  parser.on("processinginstruction", ({ target, body }) => handler.instruction?.(`${target} ${body}`.trim()));

  let isStart = true;
  return {
    write(text) {
      if (!isStart) {
        parser.write(text);
        return;
      }
      const trimmed = text.trimStart();
      skippedLines += text.slice(0, text.length - trimmed.length).split("\n").length - 1;
      isStart = trimmed === "";
      if (!isStart) parser.write(trimmed);
    },
    close: () => void parser.close(),
  };
}

/** As `xmlReader`, of a whole file. Errors: those of `decodeXliff` too. */
export function readXmlEvents(bytes: Uint8Array, fileName: string, handler: XmlHandler): void {
  const reader = xmlReader(fileName, handler);
  for (const text of decodeXliff([bytes], fileName)) reader.write(text);
  reader.close();
}
