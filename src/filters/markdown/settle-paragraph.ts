import type { Block, Container, ContentLine, Flavour, TextBlock } from "./blocks.ts";
import { contentOf } from "./content.ts";
import { definitionAt } from "./definitions.ts";

/** Lines of text that have come to their end. */
interface RawParagraph {
  readonly lines: readonly ContentLine[];
  readonly line: number;
  /** It is the first block of its innermost container. */
  readonly isFirst: boolean;
  readonly containers: readonly Container[];
  readonly flavour: Flavour;
  /** A line end and the underline, where it is a heading. */
  readonly underline?: string;
}

const TASK = /^\[[ \t\r\nxX]\][ \t]+(?=\S)/;
const CALLOUT = /^\[![\w-]+\][+-]?[ \t]*/;
/** Attributes of the block before or after (kramdown, Python-Markdown). */
const ATTRIBUTES = /^\{[:#.][^{}]*\}$/;
/** A definition's text, an abbreviation's meaning (PHP Markdown Extra). */
const MARKED_LINE = /^(?:[:~][ \t]+|\*\[[^\]]+\]:[ \t]*)(?=\S)/;
/** A line of nothing but signs that other tables are ruled with. */
const RULE_SIGNS = /^[+|]?[-=:]{2}[-=:+| ]*$/;

/** What a paragraph's lines are: definitions first, then text, which generators' extras may divide further. */
export function settleParagraph(text: string, paragraph: RawParagraph): readonly Block[] {
  // Most paragraphs: no line begins with what is more than text.
  if (!hasExtraStart(text, paragraph.lines)) return wholeText(text, paragraph, 0, 0, leadOf(paragraph));
  const [definitions, lines] = takeDefinitions(text, paragraph);
  if (lines.length === 0) return definitions;
  const line = paragraph.line + paragraph.lines.length - lines.length;
  const isFirst = paragraph.isFirst && definitions.length === 0;
  return [...definitions, ...divide(text, { ...paragraph, lines, line, isFirst })];
}

/** No definition and no extra begins a line otherwise. */
const EXTRA_STARTS = new Set(Array.from("[+|-=:~*{", (character) => character.charCodeAt(0)));

function hasExtraStart(text: string, lines: readonly ContentLine[]): boolean {
  for (const { start } of lines) if (EXTRA_STARTS.has(text.charCodeAt(start))) return true;
  return false;
}

function takeDefinitions(text: string, { lines, line }: RawParagraph): [Block[], readonly ContentLine[]] {
  const blocks: Block[] = [];
  const [first] = lines;
  if (first === undefined || text[first.start] !== "[") return [blocks, lines];
  const content = contentOf(text, lines);
  let at = 0;
  /** Line ends before `at`. */
  let passed = 0;
  while (content.text[at] === "[") {
    const found = definitionAt(content.text, at);
    if (found === undefined) break;
    const { label, title } = found;
    const slice = title && { start: content.toDocument(title.start), end: content.toDocument(title.end) };
    blocks.push({ kind: "definition", label, line: line + passed, ...(slice === undefined ? {} : { title: slice }) });
    passed += content.text.slice(at, found.end).split("\n").length - 1;
    at = found.end;
  }
  if (at === 0) return [blocks, lines];
  return [blocks, at >= content.text.length ? [] : lines.slice(passed)];
}

function divide(text: string, paragraph: RawParagraph): readonly Block[] {
  const { lines, containers, underline } = paragraph;
  const innermost = containers.at(-1)?.kind;
  const mark = leadOf(paragraph);
  if (!hasExtraStart(text, lines)) return wholeText(text, paragraph, 0, 0, mark);
  const contents = lines.map(({ start, end }) => text.slice(start, end).trimEnd());
  if (paragraph.isFirst && innermost === "item") {
    const task = TASK.exec(contents[0]!)?.[0];
    if (task !== undefined) return wholeText(text, paragraph, 0, task.length, mark + task);
  }
  if (!paragraph.flavour.hasExtras || underline !== undefined) return wholeText(text, paragraph, 0, 0, mark);
  if (isOtherTable(contents)) {
    return [{ kind: "other table", line: paragraph.line, start: lines[0]!.start, end: lines.at(-1)!.end }];
  }
  const callout = paragraph.isFirst && innermost === "quote" ? CALLOUT.exec(contents[0]!)?.[0] : undefined;
  if (callout !== undefined) {
    const [title] = trimEdges(text, lines.slice(0, 1), callout.length);
    const titles = title === undefined ? [] : [textBlock(paragraph, [title], "title", 0, mark + callout)];
    return [...titles, ...wholeText(text, paragraph, 1, 0, "")];
  }
  return divideLines(text, paragraph, contents, mark);
}

/** The lines from a certain one on as one text, none where they hold nothing. */
function wholeText(text: string, paragraph: RawParagraph, from: number, cut: number, lead: string): TextBlock[] {
  const lines = trimEdges(text, from === 0 ? paragraph.lines : paragraph.lines.slice(from), cut);
  if (lines.length === 0) return [];
  return [textBlock(paragraph, lines, paragraph.underline === undefined ? "paragraph" : "heading", from, lead)];
}

function textBlock(
  { line, containers, underline = "" }: RawParagraph,
  lines: readonly ContentLine[],
  role: TextBlock["role"],
  from: number,
  lead: string,
): TextBlock {
  return { kind: "text", role, lines, line: line + from, containers, lead, tail: underline };
}

/** The paragraph without lines of attributes, divided before definitions and abbreviations. */
function divideLines(text: string, paragraph: RawParagraph, contents: readonly string[], lead: string): TextBlock[] {
  const blocks: TextBlock[] = [];
  let from = 0;
  let mark = lead;
  let cut = 0;
  const push = (to: number): void => {
    const group = trimEdges(text, paragraph.lines.slice(from, to), cut);
    if (group.length > 0) blocks.push(textBlock(paragraph, group, "paragraph", from, mark));
  };
  contents.forEach((content, index) => {
    const marker = MARKED_LINE.exec(content)?.[0];
    if (marker !== undefined) {
      push(index);
      [from, mark, cut] = [index, marker, marker.length];
    } else if (ATTRIBUTES.test(content)) {
      push(index);
      [from, mark, cut] = [index + 1, "", 0];
    }
  });
  push(paragraph.lines.length);
  return blocks;
}

/** Without `cut` characters at the beginning and white space at the end. */
function trimEdges(text: string, lines: readonly ContentLine[], cut: number): readonly ContentLine[] {
  const last = lines.at(-1);
  if (last === undefined) return lines;
  const least = lines.length === 1 ? last.start + cut : last.start;
  let end = last.end;
  while (end > least && (text[end - 1] === " " || text[end - 1] === "\t")) end -= 1;
  if (lines.length === 1 && end === least) return [];
  if (cut === 0 && end === last.end) return lines;
  const kept = [...lines];
  kept[kept.length - 1] = { ...last, end };
  kept[0] = { ...kept[0]!, start: kept[0]!.start + cut };
  return kept;
}

/** What makes the text the first in a container, for reading it alone. */
function leadOf({ isFirst, containers }: RawParagraph): string {
  if (!isFirst) return "";
  switch (containers.at(-1)?.kind) {
    case "item":
      return "- ";
    case "quote":
      return "> ";
    case "footnote":
      return "[^1]: ";
    case "admonition":
    case undefined:
      return "";
  }
}

/** Grid, simple and line-block tables, of pandoc and others: their lines must stay as they are. */
function isOtherTable(lines: readonly string[]): boolean {
  if (lines.some(isRule)) return true;
  return lines.length > 1 && lines.every((line) => line.startsWith("|"));
}

/** `+----+---+`, `----  ---`: stretches of two signs or more, the last of any length, and at least one end of a stretch. */
function isRule(line: string): boolean {
  if (!RULE_SIGNS.test(line)) return false;
  const stretches = line.replace(/^[+|]/, "").split(/[+| ]+/);
  return (
    stretches.length > 1 &&
    stretches.slice(0, -1).every((stretch, index) => stretch.length > 1 || isLast(stretches, index))
  );
}

/** The last stretch, where a sign ends it. */
function isLast(stretches: readonly string[], index: number): boolean {
  return index > 0 && index === stretches.length - 2 && stretches.at(-1) === "";
}
