import { SaxesParser } from "saxes";
import { decodeXliff } from "../decode-xliff.ts";
import { MAX_CODES } from "../xml-events.ts";
import { grammarName } from "./namespaces.ts";
import type { XliffElement } from "./xliff-element.ts";

/** Deeper than any translation file; what is nested without end would use up memory. */
const MAX_DEPTH = 256;

/** What is told of elements while the file is read. */
export interface ElementReader {
  /** An element has begun: its attributes are known, its content is not. */
  begin(element: XliffElement): void;
  /** An element is complete. What this returns says whether it stays among its parent's children. */
  end(element: XliffElement): boolean;
  /** The file is not well-formed, or does what no translation file should; nothing follows. Line and column from 1. */
  fail(message: string, line: number, column: number): void;
}

/** Thrown to leave the parser, which has no other way to stop. */
class Stop extends Error {}

/**
 * Reads a file as elements with namespaces and places. Entities are not expanded, document types with declarations are a failure.
 * Errors: XliffError where the bytes are no text in the encoding they declare.
 */
export function readElements(chunks: Iterable<Uint8Array>, fileName: string, reader: ElementReader): void {
  const parser = new SaxesParser({ xmlns: true });
  const stack: XliffElement[] = [];
  let core: string | undefined;
  let skippedLines = 0;
  let begun = { line: 1, column: 1 };
  const fail = (message: string): never => {
    reader.fail(message, parser.line + skippedLines, parser.columnIndex + 1);
    throw new Stop();
  };
  parser.on("error", ({ message }) => {
    const isCut = /unclosed tag|unexpected end|document must contain a root element/i.test(message);
    fail(
      isCut
        ? "The file breaks off before its end."
        : `This is not well-formed XML: ${message.replace(/^(?:undefined:)?\d+:\d+:\s*/, "")}`,
    );
  });
  parser.on("doctype", (doctype) => {
    if (doctype.includes("[")) fail("The file declares a document type of its own; XLIFF has none.");
  });
  parser.on("opentagstart", ({ name }) => {
    if (stack.length >= MAX_DEPTH) fail(`Elements are nested more than ${MAX_DEPTH} deep.`);
    // The parser has read "<", the name and the character that ended it.
    begun = { line: parser.line + skippedLines, column: Math.max(1, parser.columnIndex - name.length - 1) };
  });
  parser.on("opentag", (tag) => {
    core ??= tag.uri;
    const root = core;
    const element: XliffElement = {
      name: grammarName(root, tag.uri, tag.local) ?? "",
      spelling: tag.name,
      namespace: tag.uri,
      attributes: new Map(
        Object.values(tag.attributes)
          .filter(({ prefix, name }) => prefix !== "xmlns" && name !== "xmlns")
          .map(({ uri, local, value }) => [
            uri === "" ? local : (grammarName(root, uri, local) ?? `{${uri}}${local}`),
            value,
          ]),
      ),
      parent: stack.at(-1),
      children: [],
      text: "",
      ...begun,
    };
    if ((element.parent?.children.length ?? 0) > MAX_CODES) fail(`An element holds more than ${MAX_CODES} others.`);
    stack.push(element);
    reader.begin(element);
  });
  parser.on("closetag", () => {
    const element = stack.pop()!;
    if (reader.end(element)) element.parent?.children.push(element);
  });
  const addText = (text: string): void => {
    const around = stack.at(-1);
    if (around) around.text += text;
  };
  parser.on("text", addText);
  parser.on("cdata", addText);
  try {
    let isStart = true;
    for (const chunk of decodeXliff(chunks, fileName)) {
      let text = chunk;
      if (isStart) {
        text = chunk.trimStart();
        skippedLines += chunk.slice(0, chunk.length - text.length).split("\n").length - 1;
        isStart = text === "";
      }
      if (text !== "") parser.write(text);
    }
    parser.close();
  } catch (error) {
    if (!(error instanceof Stop)) throw error;
  }
}
