import { SaxesParser } from "saxes";
import { DocumentError } from "../errors.ts";
import { isPlainlyWellFormed } from "./quick-check.ts";

/** The deepest nesting we follow; documents made by people stay below 100. */
const MAX_DEPTH = 1000;

/**
 * Throws a DocumentError with line and column where the text is no well-formed XML, names an undeclared prefix, is nested more than
 * 1000 deep, or declares a document type: office parts have none, and entities are how hostile ones attack.
 */
export function assertWellFormed(text: string, part: string): void {
  // Most parts are beyond doubt; saxes judges the others, and says what is wrong.
  if (isPlainlyWellFormed(text, MAX_DEPTH)) return;
  const parser = new SaxesParser({ xmlns: true, position: true });
  let depth = 0;
  const refuse = (message: string, cause?: unknown): never => {
    throw new DocumentError("malformed-document", message, {
      hint: "Open the document in the program it was made with, save it again, and try once more.",
      place: { part, line: parser.line, column: parser.column + 1 },
      cause,
    });
  };
  parser.on("error", (error) => refuse(`${part} is not well-formed XML: ${asSentence(error.message)}`, error));
  parser.on("doctype", () => refuse(`${part} declares a document type, which office documents never do.`));
  parser.on("opentag", () => {
    depth += 1;
    if (depth > MAX_DEPTH) refuse(`${part} is nested more than ${MAX_DEPTH} elements deep.`);
  });
  parser.on("closetag", () => {
    depth -= 1;
  });
  parser.write(text).close();
}

/** saxes puts line and column in front, and not always a full stop behind. */
function asSentence(message: string): string {
  return message.replace(/^\d+:\d+: /, "").replace(/[^.]$/, "$&.");
}
