import {
  parseTree,
  printParseErrorCode,
  visit,
  type JSONPath,
  type Node,
  type ParseError,
  type ParseErrorCode,
} from "jsonc-parser";
import { DocumentError } from "../../errors.ts";

/** A string value of a JSON text. */
export interface JsonString {
  readonly value: string;
  /** Where the literal stands, quotation marks included. */
  readonly start: number;
  readonly end: number;
  /** Keys and list positions from the root: ["questions", 2, "title"]. */
  readonly path: readonly (string | number)[];
}

/** Deeper than this nobody nests strings for people; hostile files do, to exhaust the parser's stack. */
const MAX_DEPTH = 500;

/**
 * A JSON text as a tree whose nodes know where they stand; comments and trailing commas are let pass. Throws as `scanStrings` does; undefined
 * for an empty text.
 */
export function readTree(text: string, part: string): Node | undefined {
  assertShallow(text, part);
  const errors: ParseError[] = [];
  const tree = parseTree(text, errors, { allowTrailingComma: true, allowEmptyContent: true });
  const [first] = errors;
  if (first !== undefined) throw malformed(text, first.offset, first.error, part);
  return tree;
}

/**
 * All string values of a JSON text in order, duplicate keys and all; comments and trailing commas are let pass. `isLines`: one value a
 * line (JSON Lines). Throws a DocumentError with line and column where it is no JSON. `part`: for messages.
 */
export function scanStrings(text: string, isLines: boolean = false, part?: string): JsonString[] {
  assertShallow(text, part);
  const found: JsonString[] = [];
  for (const { start, line } of isLines ? linesOf(text) : [{ start: 0, line: text }]) {
    if (line.trim() === "") continue;
    let failure: DocumentError | undefined;
    const prefix = isLines ? [lineNumber(text, start)] : [];
    visit(
      line,
      {
        onLiteralValue: (value: unknown, offset, length, _line, _column, pathSupplier: () => JSONPath) => {
          if (typeof value !== "string") return;
          found.push({
            value,
            start: start + offset,
            end: start + offset + length,
            path: [...prefix, ...pathSupplier()],
          });
        },
        onError: (error, offset) => {
          failure ??= malformed(text, start + offset, error, part);
        },
      },
      { allowTrailingComma: true },
    );
    if (failure !== undefined) throw failure;
  }
  return found;
}

function linesOf(text: string): { start: number; line: string }[] {
  return Array.from(text.matchAll(/[^\r\n]+/g), ({ 0: line, index }) => ({ start: index, line }));
}

/** The parser calls itself for every level, so the levels are counted first: brackets outside strings and comments. */
function assertShallow(text: string, part: string | undefined): void {
  let depth = 0;
  for (const { 0: token, index } of text.matchAll(/"(?:[^"\\\r\n]|\\.)*"?|\/\/[^\r\n]*|\/\*[^]*?(?:\*\/|$)|[[\]{}]/g)) {
    if (token === "[" || token === "{") depth += 1;
    else if (token === "]" || token === "}") depth -= 1;
    if (depth <= MAX_DEPTH) continue;
    throw new DocumentError("malformed-document", `The file nests objects and lists more than ${MAX_DEPTH} deep.`, {
      hint: "This is how hostile files are built. Ask for another export.",
      place: { line: lineNumber(text, index), ...(part === undefined ? {} : { part }) },
    });
  }
}

/** What the parser's codes mean to a person; those that are not here are named by the library's own word. */
const REASONS: Readonly<Record<string, string>> = {
  PropertyNameExpected: "a key in quotation marks is missing",
  ValueExpected: "a value is missing",
  ColonExpected: "a colon is missing",
  CommaExpected: "a comma is missing",
  CloseBraceExpected: "a closing brace } is missing",
  CloseBracketExpected: "a closing bracket ] is missing",
  EndOfFileExpected: "something stands after the end",
  InvalidSymbol: "there is a word that is no value",
  UnexpectedEndOfString: "a quotation mark is missing",
  UnexpectedEndOfComment: "a comment has no end",
  InvalidEscapeCharacter: "a backslash is followed by a character it cannot stand before",
  InvalidUnicode: "\\u is not followed by four hexadecimal digits",
  InvalidCharacter: "a string holds a character that must be escaped",
};

function malformed(text: string, offset: number, error: ParseErrorCode, part: string | undefined): DocumentError {
  const code = printParseErrorCode(error);
  return new DocumentError("malformed-document", `The file is not valid JSON: ${REASONS[code] ?? code}.`, {
    hint: "Look at that line, or ask for a fresh export of the file.",
    place: {
      line: lineNumber(text, offset),
      column: offset - text.lastIndexOf("\n", offset - 1),
      ...(part === undefined ? {} : { part }),
    },
  });
}

function lineNumber(text: string, offset: number): number {
  let line = 1;
  for (let at = text.indexOf("\n"); at !== -1 && at < offset; at = text.indexOf("\n", at + 1)) line += 1;
  return line;
}
