import type { Finding } from "../../model/finding.ts";
import { hasLetters, textFragment, type Fragment } from "../../model/fragment.ts";
import { unitIds } from "../../model/identity.ts";
import type { TextUnit, UnitContext } from "../../model/unit.ts";
import type { SourceDocument } from "../filter.ts";
import { decodeText, type DecodedText } from "../text-encoding.ts";
import type { Block, Flavour } from "./blocks.ts";
import { frontMatterAt } from "./front-matter-fence.ts";
import { readFrontMatter, type FrontMatter, type FrontMatterText } from "./front-matter.ts";
import { labelsOf, visitHosts, type HostSettings, type TextHost } from "./hosts.ts";
import { endsInText } from "./html/ends-in-text.ts";
import type { HtmlHost, ReadHtml } from "./html/read-html.ts";
import type { NestedText, TagReader } from "./nested-texts.ts";
import type { MarkdownOptions } from "./options.ts";
import { isTranslatable } from "./plan-line.ts";
import { readBlocks } from "./read-blocks.ts";

/** A line of text with its units; a text without letters has none. */
export interface FoundLine {
  readonly host: TextHost;
  readonly line: TextUnit | undefined;
  readonly nested: readonly (TextUnit | undefined)[];
}

export interface FoundValue {
  readonly value: FrontMatterText;
  readonly unit: TextUnit;
}

/** A document's blocks and what must be known to read the lines in them: what both extraction and merge begin with. */
export interface OpenDocument {
  readonly decoded: DecodedText;
  readonly blocks: readonly Block[];
  readonly settings: HostSettings;
  readonly frontMatter: FrontMatter | undefined;
  readonly values: readonly FoundValue[];
  /** Gives the ids of units, which must be asked for in reading order. */
  readonly idOf: UnitIds;
}

type UnitIds = ReturnType<typeof unitIds>;

/** MDX files are often named .md: they import what they show before anything else. */
const MDX_IMPORT = /^\s*import\s[^\r\n]+\sfrom\s+['"]/;

/** Without one of these there is no attribute to translate. */
const TEXT_ATTRIBUTE = /\b(?:alt|title|label|placeholder|abbr|summary|standby|value|aria-[a-z]{1,20})\s{0,9}=/i;

/** Reads a document's bytes as blocks. Throws a DocumentError where they are no text. */
export async function openDocument(document: SourceDocument, options: MarkdownOptions): Promise<OpenDocument> {
  const decoded = decodeText(document.bytes, document.locale);
  const { text } = decoded;
  const flavour = flavourOf(document.name, text);
  const blocks = readBlocks(text, flavour);
  const [first] = blocks;
  const frontMatter =
    first?.kind === "front matter" ? await readFrontMatter(text, first, options.frontMatterKeys) : undefined;
  const idOf = unitIds();
  const values = (frontMatter?.texts ?? []).map((value): FoundValue => {
    const source = textFragment(value.text);
    const id = idOf("text", "front matter", source);
    const preserveSpace = value.text.includes("\n");
    return { value, unit: { id, place: `Front matter, ${value.path}`, source, preserveSpace } };
  });
  const settings: HostSettings = { labels: labelsOf(blocks), flavour, readTag: await tagReader(text) };
  return { decoded, blocks, settings, frontMatter, values, idOf };
}

function flavourOf(name: string, text: string): Flavour {
  const isMdx = name.toLowerCase().endsWith(".mdx") || MDX_IMPORT.test(text.slice(frontMatterAt(text)?.next ?? 0));
  return { hasExtras: true, isMdx };
}

/** The tags of most documents need no reader of HTML, which takes time to load. */
async function tagReader(text: string): Promise<TagReader> {
  if (!/<[A-Za-z]/.test(text) || !TEXT_ATTRIBUTE.test(text)) return undefined;
  const { tagTexts } = await import("./html/tag-texts.ts");
  return (tag) => (TEXT_ATTRIBUTE.test(tag) ? tagTexts(tag) : []);
}

/** What is done with the lines of a document and its blocks of HTML, which come in reading order. */
export interface LineVisitor {
  line(found: FoundLine): void;
  html(host: HtmlHost): void;
}

/** Reads the lines one by one, so that none is kept longer than the visitor keeps it; once for each opened document. */
export function visitLines({ decoded, blocks, settings, idOf }: OpenDocument, visitor: LineVisitor): void {
  visitHosts(decoded.text, blocks, settings, {
    line: (host) => visitor.line(findUnits(host, idOf)),
    html: (host) => visitor.html(host),
  });
}

function findUnits(host: TextHost, idOf: UnitIds): FoundLine {
  const { plan, place, context, category } = host;
  const line =
    plan === undefined || !isTranslatable(plan)
      ? undefined
      : textUnit(idOf("text", category, plan.source), place, plan.source, context);
  const nested = host.nested.length === 0 ? [] : host.nested.map((text) => nestedUnit(text, host, idOf));
  return { host, line, nested };
}

function nestedUnit(
  { category, words, source }: NestedText,
  { place, context }: TextHost,
  idOf: UnitIds,
): TextUnit | undefined {
  if (!hasLetters(source)) return undefined;
  return textUnit(idOf("text", category, source), `${place}, ${words}`, source, context);
}

function textUnit(id: string, place: string, source: Fragment, context: UnitContext | undefined): TextUnit {
  const preserveSpace = false;
  return context === undefined ? { id, place, source, preserveSpace } : { id, place, source, preserveSpace, context };
}

/** The blocks of HTML of a document, as far as they can be read, and how many are left. */
export interface FoundHtml {
  /** Absent where the document has no HTML that is read. */
  readonly html: ReadHtml | undefined;
  readonly left: LeftHtml;
}

/** How many blocks of HTML are left, by why. */
export interface LeftHtml {
  readonly brokenOff: number;
  readonly expressions: number;
}

/** Reads all blocks of HTML of a document. */
export async function readHtmlBlocks(
  { decoded, settings }: OpenDocument,
  hosts: readonly HtmlHost[],
  { locale }: SourceDocument,
): Promise<FoundHtml> {
  const { text } = decoded;
  const readable: HtmlHost[] = [];
  let [brokenOff, expressions] = [0, 0];
  for (const host of hosts) {
    const html = host.block.pieces.map(({ start, end }) => text.slice(start, end)).join("");
    if (settings.flavour.isMdx && /[{}]/.test(html)) expressions += 1;
    else if (endsInText(html)) readable.push(host);
    else brokenOff += 1;
  }
  const left = { brokenOff, expressions };
  if (readable.length === 0) return { html: undefined, left };
  const { readHtml } = await import("./html/read-html.ts");
  return { html: readHtml(text, readable, locale), left };
}

/** What the coordinator should know of the document. */
export function findingsOf({ decoded, frontMatter }: OpenDocument, html: ReadHtml | undefined): Finding[] {
  const findings: Finding[] = [];
  if (decoded.encoding.startsWith("windows")) {
    const message = `The text is not UTF-8; it was read as ${decoded.encoding}. Check that its accents and dashes are right.`;
    findings.push({ id: "legacy-encoding", severity: "minor", message });
  }
  if (frontMatter?.failure !== undefined) {
    const message = `${frontMatter.failure} It stays as it is.`;
    findings.push({ id: "front-matter-unreadable", severity: "minor", message, place: "Front matter" });
  }
  return [...findings, ...(html?.findings ?? [])];
}
