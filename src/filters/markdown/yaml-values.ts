import { isPair, isScalar, parseDocument, visit, type Document, type Scalar } from "yaml";
import { MAX_FRONT_MATTER, type FrontMatterText } from "./front-matter.ts";

/** All strings of a YAML text with their paths, offsets the text's; a sentence where it cannot be read. */
export function readYaml(body: string): FrontMatterText[] | string {
  if (body.length > MAX_FRONT_MATTER) return "The front matter is too long to be read.";
  const document = parse(body);
  const [error] = document?.errors ?? [];
  if (document === undefined) return "The front matter is nested too deeply to be read.";
  if (error !== undefined)
    return `The front matter is not valid YAML: ${error.message.split("\n")[0]!.replace(/:$/, "")}`;
  const texts: FrontMatterText[] = [];
  visit(document, {
    Scalar(key, node, path) {
      if (key === "key" || typeof node.value !== "string" || node.anchor !== undefined || node.range == null) return;
      texts.push(textOf(body, node as Scalar<string>, pathOf(path)));
    },
  });
  return texts;
}

function parse(body: string): Document.Parsed | undefined {
  try {
    return parseDocument(body, { uniqueKeys: false, logLevel: "silent" });
  } catch (error) {
    // The parser calls itself for each level.
    if (error instanceof RangeError) return undefined;
    throw error;
  }
}

/** The keys from the root down, without the numbers of lists. */
function pathOf(ancestors: readonly unknown[]): string {
  return ancestors
    .flatMap((node) => (isPair(node) ? [isScalar(node.key) ? String(node.key.value) : ""] : []))
    .join(".");
}

function textOf(body: string, node: Scalar<string>, path: string): FrontMatterText {
  const [start, valueEnd] = node.range!;
  const raw = body.slice(start, valueEnd);
  const isBlock = node.type === "BLOCK_LITERAL" || node.type === "BLOCK_FOLDED";
  // The line end after a block belongs to what follows.
  const end = isBlock ? start + raw.trimEnd().length : valueEnd;
  const text = isBlock ? node.value.trimEnd() : node.value;
  return { path, text, start, end, write: (next) => spell(raw, next, node.type) };
}

/** The first of the spellings that reads back as the text. */
function spell(raw: string, text: string, type: Scalar["type"]): string {
  const candidates: string[] = [];
  if (type === "PLAIN" && !/[\r\n]/.test(text)) candidates.push(text);
  if (type === "QUOTE_SINGLE" && !/[\r\n]/.test(text)) candidates.push(`'${text.replaceAll("'", "''")}'`);
  if (type === "BLOCK_LITERAL" || type === "BLOCK_FOLDED") candidates.push(asBlock(raw, text, type));
  return candidates.find((candidate) => readsAs(candidate, text)) ?? JSON.stringify(text);
}

function asBlock(raw: string, text: string, type: Scalar["type"]): string {
  const [header = "", first = "", ...others] = raw.split(/\r\n|\n|\r/);
  // Blank lines may be indented or not; the new ones are as the old.
  const blanks = others.filter((line) => line.trim() === "");
  const lineEnd = raw.includes("\r\n") ? "\r\n" : "\n";
  const indent = /^\s*/.exec(first)![0];
  const between = type === "BLOCK_FOLDED" ? lineEnd + lineEnd : lineEnd;
  return [
    header,
    text
      .split("\n")
      .map((line) => (line === "" ? (blanks.shift() ?? "") : indent + line))
      .join(between),
  ].join(lineEnd);
}

function readsAs(candidate: string, text: string): boolean {
  const document = parseDocument(`key: ${candidate}\nnext: 1\n`, { logLevel: "silent" });
  if (document.errors.length > 0 || document.get("next") !== 1) return false;
  const value: unknown = document.get("key");
  return typeof value === "string" && value.trimEnd() === text;
}
