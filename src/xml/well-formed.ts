import { DocumentError } from "../errors.ts";
import { XmlFault } from "./checker/fault.ts";
import { skipDeclaration, skipMarkup } from "./checker/markup.ts";
import { TagChecker } from "./checker/tag-checker.ts";
import { skipOutside, skipText } from "./checker/text.ts";
import { lineAndColumn } from "./position.ts";

/**
 * Throws a DocumentError with line and column where the text is no well-formed XML 1.0, names an undeclared prefix, is nested more
 * than 1000 deep, or declares a document type: office parts have none, and entities are how hostile ones attack. Reads the text once,
 * in time proportional to its length, and keeps nothing of it.
 * @param part the name used in errors, such as "word/document.xml"
 */
export function assertWellFormed(text: string, part: string): void {
  try {
    checkDocument(text);
  } catch (error) {
    if (!(error instanceof XmlFault)) throw error;
    throw new DocumentError("malformed-document", `${part} ${error.message}`, {
      hint: "Open the document in the program it was made with, save it again, and try once more.",
      place: { part, ...lineAndColumn(text, error.offset) },
      cause: error,
    });
  }
}

const EXCLAMATION = 33;
const SLASH = 47;
const LESS = 60;
const QUESTION = 63;
const BYTE_ORDER_MARK = 0xfeff;

function checkDocument(text: string): void {
  const { length } = text;
  const tags = new TagChecker(text);
  let at = skipDeclaration(text, text.charCodeAt(0) === BYTE_ORDER_MARK ? 1 : 0);
  while (at < length) {
    if (text.charCodeAt(at) !== LESS) {
      at = tags.isOutside ? skipOutside(text, at) : skipText(text, at);
      continue;
    }
    const second = text.charCodeAt(at + 1);
    if (second === SLASH) at = tags.close(at);
    else if (second === EXCLAMATION || second === QUESTION) at = skipMarkup(text, at, tags.isOutside);
    else at = tags.open(at);
  }
  tags.finish();
}
