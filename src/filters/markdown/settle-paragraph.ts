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
export function settleParagraph(text: string, paragraph: RawParagraph): Block[] {
  const [definitions, lines] = takeDefinitions(text, paragraph);
  if (lines.length === 0) return definitions;
  const line = paragraph.line + paragraph.lines.length - lines.length;
  const isFirst = paragraph.isFirst && definitions.length === 0;
  return [...definitions, ...divide(text, { ...paragraph, lines, line, isFirst })];
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

/** No extra begins a line otherwise. */
const EXTRA_START = new Set("[+|-=:~*{");

function divide(text: string, paragraph: RawParagraph): Block[] {
  const { lines, containers, underline } = paragraph;
  const role = underline === undefined ? "paragraph" : "heading";
  const innermost = containers.at(-1)?.kind;
  const mark = paragraph.isFirst ? leadIn(innermost) : "";
  const base = { kind: "text", role, containers, tail: underline ?? "" } as const;
  const whole = (from: number, cut: number, lead: string): TextBlock[] => {
    const rest = trimEdges(text, lines.slice(from), cut);
    return rest.length === 0 ? [] : [{ ...base, lines: rest, line: paragraph.line + from, lead }];
  };
  // Most paragraphs.
  if (!lines.some(({ start }) => EXTRA_START.has(text[start]!))) return whole(0, 0, mark);
  const contents = lines.map(({ start, end }) => text.slice(start, end).trimEnd());
  if (paragraph.isFirst && innermost === "item") {
    const task = TASK.exec(contents[0]!)?.[0];
    if (task !== undefined) return whole(0, task.length, mark + task);
  }
  if (!paragraph.flavour.hasExtras || underline !== undefined) return whole(0, 0, mark);
  if (isOtherTable(contents)) {
    return [{ kind: "other table", line: paragraph.line, start: lines[0]!.start, end: lines.at(-1)!.end }];
  }
  const callout = paragraph.isFirst && innermost === "quote" ? CALLOUT.exec(contents[0]!)?.[0] : undefined;
  if (callout !== undefined) {
    const [title] = trimEdges(text, lines.slice(0, 1), callout.length);
    return [
      ...(title === undefined
        ? []
        : [{ ...base, role: "title" as const, lines: [title], line: paragraph.line, lead: mark + callout }]),
      ...whole(1, 0, ""),
    ];
  }
  return divideLines(text, paragraph, contents, base, mark);
}

/** The paragraph without lines of attributes, divided before definitions and abbreviations. */
function divideLines(
  text: string,
  { lines, line }: RawParagraph,
  contents: readonly string[],
  base: Pick<TextBlock, "kind" | "role" | "containers" | "tail">,
  lead: string,
): Block[] {
  const blocks: TextBlock[] = [];
  let from = 0;
  let mark = lead;
  let cut = 0;
  const push = (to: number): void => {
    const group = trimEdges(text, lines.slice(from, to), cut);
    if (group.length > 0) blocks.push({ ...base, lines: group, line: line + from, lead: mark });
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
  push(lines.length);
  return blocks;
}

/** Without `cut` characters at the beginning and white space at the end. */
function trimEdges(text: string, lines: readonly ContentLine[], cut: number): ContentLine[] {
  const kept = [...lines];
  const first = kept[0];
  if (first === undefined) return kept;
  kept[0] = { ...first, start: first.start + cut };
  const last = kept.at(-1)!;
  let end = last.end;
  while (end > last.start && (text[end - 1] === " " || text[end - 1] === "\t")) end -= 1;
  kept[kept.length - 1] = { ...last, end };
  return kept.length === 1 && end === last.start ? [] : kept;
}

/** What makes the text the first in a container, for reading it alone. */
function leadIn(innermost: Container["kind"] | undefined): string {
  switch (innermost) {
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
