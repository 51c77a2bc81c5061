import type { Nodes } from "mdast";
import { fromMarkdown } from "mdast-util-from-markdown";
import { frontmatterFromMarkdown } from "mdast-util-frontmatter";
import { gfmFromMarkdown } from "mdast-util-gfm";
import { frontmatter } from "micromark-extension-frontmatter";
import { gfm } from "micromark-extension-gfm";
import { restored } from "../pseudo-text.ts";
import { bare, type DumpedText } from "../text-dump.ts";
import { html } from "./html.ts";
import {
  blockTexts,
  plainTokens,
  pushText,
  settledValue,
  tally,
  type PartKind,
  type TextBlock,
  type TokenContext,
} from "./kind.ts";

/** Markdown, by mdast: in a line of text the markup and the words count, and between lines every character, as in lines that were not translated. */
export const markdown: PartKind = {
  id: "markdown",
  tokens: (text, context, counterpart) => {
    const sequence: string[] = [];
    const matter: string[] = [];
    const declared = new Map<string, number>();
    let at = 0;
    const { content, offset } = withoutMark(text);
    for (const leaf of leavesOf(parse(content))) {
      const start = (leaf.position?.start.offset ?? 0) + offset;
      const end = (leaf.position?.end.offset ?? 0) + offset;
      sequence.push(text.slice(at, start));
      if (leaf.type === "definition")
        sequence.push(`[${leaf.identifier}]: ${leaf.url}`, valueToken(leaf.title, context));
      else if (leaf.type === "code" && isIndented(text.slice(start, end))) pushLines(sequence, leaf.value, context);
      else if ("value" in leaf && isFrontMatter(leaf)) pushFrontMatter(sequence, matter, declared, leaf.value, context);
      else if (leaf.type === "html") {
        const tokens = html.tokens(leaf.value, context, "");
        sequence.push(...tokens.sequence);
        for (const key of tokens.declared.keys()) tally(declared, key);
      } else if ("value" in leaf) sequence.push(text.slice(start, end));
      else if ("children" in leaf) for (const child of leaf.children) pushInline(sequence, child, context);
      at = end;
    }
    sequence.push(text.slice(at));
    const texts = blockTexts(blocksOf(text, context), blocksOf(counterpart, context));
    return plainTokens(sequence, declared, [...texts, restored(bare(matter.join("")))]);
  },
  texts: (text) => {
    const found: DumpedText[] = [];
    const add = (value: string | null | undefined): void => {
      if (value) found.push({ text: value, place: "paragraph" });
    };
    const root = parse(withoutMark(text).content);
    for (const leaf of leavesOf(root)) {
      if (leaf.type === "definition") add(leaf.title);
      else if ("children" in leaf) add(textOf(leaf));
    }
    visit(root, (node) => {
      if (node.type === "image" || node.type === "imageReference") add(node.alt);
      if (node.type === "image" || node.type === "link") add(node.title);
      if (node.type === "code" || node.type === "html" || node.type === "yaml") add(node.value);
    });
    return found;
  },
  whyDamaged: () => undefined,
};

function withoutMark(text: string): { readonly content: string; readonly offset: number } {
  const offset = text.startsWith("\uFEFF") ? 1 : 0;
  return { content: text.slice(offset), offset };
}

function parse(text: string): Nodes {
  return fromMarkdown(text, {
    extensions: [gfm(), frontmatter(["yaml", "toml"])],
    mdastExtensions: [gfmFromMarkdown(), frontmatterFromMarkdown(["yaml", "toml"])],
  });
}

/** Blocks that hold no others, in order. */
const LEAVES = ["paragraph", "heading", "tableCell", "definition", "code", "html", "yaml", "toml"];

function leavesOf(root: Nodes): Nodes[] {
  if (LEAVES.includes(root.type)) return [root];
  return "children" in root ? root.children.flatMap(leavesOf) : [];
}

/** Paragraphs, headings and cells, titles of definitions, code and HTML, each with its texts. */
function blocksOf(text: string, context: TokenContext): TextBlock[] {
  const { content } = withoutMark(text);
  return leavesOf(parse(content)).flatMap((leaf): TextBlock[] => {
    const raw = content.slice(leaf.position?.start.offset ?? 0, leaf.position?.end.offset ?? 0);
    const tokens: string[] = [];
    if (leaf.type === "definition") {
      pushText(tokens, "", leaf.title ?? "");
      return [{ raw, text: leaf.title ?? "", tokens }];
    }
    if ("value" in leaf && isFrontMatter(leaf)) return [];
    if (leaf.type === "html") {
      tokens.push(...(html.tokens(leaf.value, context, "").texts ?? []));
      return [
        {
          raw,
          text: html
            .texts(leaf.value, true)
            .map((found) => found.text)
            .join("\n"),
          tokens,
        },
      ];
    }
    if ("value" in leaf) {
      pushText(tokens, "", leaf.value);
      return [{ raw, text: leaf.value, tokens }];
    }
    if (!("children" in leaf)) return [];
    let shown = "";
    for (const child of leaf.children) pushTexts(tokens, child, (words) => (shown += words));
    return [{ raw, text: shown, tokens }];
  });
}

/** The texts of a line, with the names of what stands among them; `show` is told of all words in it, those of titles too. */
function pushTexts(tokens: string[], node: Nodes, show: (words: string) => void): void {
  if (node.type === "text") {
    show(node.value);
    pushText(tokens, "", node.value);
    return;
  }
  if (node.type === "html") {
    show(
      html
        .texts(node.value, true)
        .map(({ text }) => text)
        .join("\n"),
    );
    tokens.push("html");
    return;
  }
  if ("value" in node) show(node.value);
  for (const words of ["alt" in node ? node.alt : "", "title" in node ? node.title : ""]) {
    if (!words) continue;
    show(words);
    tokens.push(settledValue(words));
  }
  const isLiteral = isFoundAddress(node);
  if (!isLiteral) tokens.push(`<${node.type}>`);
  if ("children" in node) for (const child of node.children) pushTexts(tokens, child, show);
  if (!isLiteral) tokens.push(`</${node.type}>`);
}

/**
 * mdast finds some addresses in texts afterwards: these are texts, and have no place. It takes "www." alone for one, or not, by what else is in
 * the line.
 */
function isFoundAddress(node: Nodes): boolean {
  return node.position === undefined || (node.type === "link" && node.url === "http://www");
}

function visit(node: Nodes, see: (node: Nodes) => void): void {
  see(node);
  if ("children" in node) for (const child of node.children) visit(child, see);
}

/** A line of front matter: its key, with what stands before the value, and a comment. */
const KEYED = /^(?<key>\s*(?:- )?[\w.-]+\s*[:=]\s*)(?<value>\S.*?)(?<comment>\s+#.*)?\s*$/;

/** Adds the lines to the sequence; to `words` texts that fill lines of their own, for these may be divided into other lines. */
function pushFrontMatter(
  sequence: string[],
  words: string[],
  declared: Map<string, number>,
  matter: string,
  { isTranslated, isInUnits }: TokenContext,
): void {
  for (const line of matter.split(/\r\n|\n|\r/)) {
    const { key = "", value = "", comment = "" } = KEYED.exec(line)?.groups ?? {};
    const text = value
      .replaceAll(/^["']|["']$/g, "")
      .replaceAll("''", "'")
      .replaceAll('\\"', '"');
    if (/^(?:lang|language|locale)\s*[:=]/.test(key)) {
      tally(declared, `language\t${value}`);
      sequence.push(`${key}${comment}`);
    } else if (value !== "" && isTranslated(text)) sequence.push(`${key}${settledValue(text)}${comment}`);
    else if (key === "" && bare(line) !== "" && isInUnits(line)) {
      pushMark(sequence);
      words.push(line);
    } else sequence.push(line);
  }
}

/** What is code to CommonMark, being indented, is text to dialects that indent what belongs to an admonition. */
function pushLines(sequence: string[], value: string, { isInUnits, isTranslated }: TokenContext): void {
  for (const line of value.split("\n")) {
    if (isTranslated(line) || (bare(line).length > LONG && isInUnits(line))) pushMark(sequence);
    else sequence.push(line);
  }
}

/** A line of so many characters does not stand in a unit by chance. */
const LONG = 20;

function isFrontMatter({ type }: Nodes): boolean {
  return type === "yaml" || (type as string) === "toml";
}

function isIndented(raw: string): boolean {
  return !/^\s*(?:```|~~~)/.test(raw);
}

function pushMark(sequence: string[]): void {
  if (sequence.at(-1) !== "¶") sequence.push("¶");
}

function valueToken(value: string | null | undefined, { isTranslated, isInUnits }: TokenContext): string {
  if (!value) return "";
  return isTranslated(value) || (bare(value).length > LONG && isInUnits(value)) ? "¶" : value;
}

function pushInline(sequence: string[], node: Nodes, context: TokenContext): void {
  switch (node.type) {
    case "text":
      if (node.value.trim() !== "") pushMark(sequence);
      return;
    case "inlineCode":
      sequence.push(`inlineCode ${node.value.replaceAll(/\s+/g, " ")}`);
      return;
    case "html":
      sequence.push(...html.tokens(node.value.replaceAll(/\s+/g, " "), context, "").sequence);
      return;
    case "break":
      sequence.push("break");
      return;
    case "image":
      sequence.push(`image ${node.url}`, valueToken(node.alt, context), valueToken(node.title, context));
      return;
    case "imageReference":
      sequence.push(`image ${node.identifier}`, valueToken(node.alt, context));
      return;
    case "footnoteReference":
      sequence.push(`footnote ${node.identifier}`);
      return;
    case "link":
    case "linkReference":
    case "emphasis":
    case "strong":
    case "delete": {
      if (isFoundAddress(node)) {
        pushMark(sequence);
        return;
      }
      const to = node.type === "link" ? node.url : node.type === "linkReference" ? node.identifier : "";
      sequence.push(`<${node.type} ${to}`);
      for (const child of node.children) pushInline(sequence, child, context);
      sequence.push(`${node.type}>`);
      if (node.type === "link") sequence.push(valueToken(node.title, context));
      return;
    }
    default:
      sequence.push(node.type);
  }
}

function textOf(node: Nodes): string {
  if (node.type === "break") return "\n";
  if ("value" in node) return node.value;
  if (node.type === "image" || node.type === "imageReference") return node.alt ?? "";
  return "children" in node ? node.children.map(textOf).join("") : "";
}
