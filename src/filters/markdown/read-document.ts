import type { Finding } from "../../model/finding.ts";
import { hasLetters, textFragment } from "../../model/fragment.ts";
import { unitIds } from "../../model/identity.ts";
import type { TextUnit } from "../../model/unit.ts";
import type { SourceDocument } from "../filter.ts";
import { decodeText, type DecodedText } from "../text-encoding.ts";
import type { Block, Flavour } from "./blocks.ts";
import { frontMatterAt } from "./front-matter-fence.ts";
import { readFrontMatter, type FrontMatter, type FrontMatterText } from "./front-matter.ts";
import { findHosts, labelsOf, type HostSettings, type TextHost } from "./hosts.ts";
import { endsInText } from "./html/ends-in-text.ts";
import type { HtmlHost, ReadHtml } from "./html/read-html.ts";
import type { TagReader } from "./nested-texts.ts";
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

/** A document, read: what both extraction and merge begin with. */
export interface ReadDocument {
  readonly decoded: DecodedText;
  readonly blocks: readonly Block[];
  readonly settings: HostSettings;
  /** In reading order. */
  readonly units: readonly TextUnit[];
  readonly lines: readonly FoundLine[];
  readonly frontMatter: FrontMatter | undefined;
  readonly values: readonly FoundValue[];
  /** Absent where the document has no HTML that is read. */
  readonly html: ReadHtml | undefined;
  readonly leftHtml: LeftHtml;
}

/** How many blocks of HTML are left, by why. */
export interface LeftHtml {
  readonly brokenOff: number;
  readonly expressions: number;
}

/** MDX files are often named .md: they import what they show before anything else. */
const MDX_IMPORT = /^\s*import\s[^\r\n]+\sfrom\s+['"]/;

/** Without one of these there is no attribute to translate. */
const TEXT_ATTRIBUTE = /\b(?:alt|title|label|placeholder|abbr|summary|standby|value|aria-[a-z]{1,20})\s{0,9}=/i;

/** Reads a document's bytes. Throws a DocumentError where they are no text. */
export async function readDocument(document: SourceDocument, options: MarkdownOptions): Promise<ReadDocument> {
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
  const hosts = findHosts(text, blocks, settings);
  const [readable, leftHtml] = readableHtml(text, hosts, flavour);
  const html =
    readable.length === 0 ? undefined : (await import("./html/read-html.ts")).readHtml(text, readable, document.locale);
  const lines: FoundLine[] = [];
  const units: TextUnit[] = values.map(({ unit }) => unit);
  for (const host of hosts) {
    if (host.kind === "html") {
      for (const unit of html?.units.get(host.block) ?? []) units.push(unit);
      continue;
    }
    const found = findUnits(host, idOf);
    lines.push(found);
    if (found.line !== undefined) units.push(found.line);
    for (const unit of found.nested) if (unit !== undefined) units.push(unit);
  }
  return { decoded, blocks, settings, units, lines, frontMatter, values, html, leftHtml };
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

function findUnits(host: TextHost, idOf: ReturnType<typeof unitIds>): FoundLine {
  const { plan, place, context } = host;
  const shared = { preserveSpace: false, ...(Object.keys(context).length === 0 ? {} : { context }) };
  const line =
    plan === undefined || !isTranslatable(plan)
      ? undefined
      : { id: idOf("text", host.category, plan.source), place, source: plan.source, ...shared };
  const nested = host.nested.map(({ category, words, source }) =>
    hasLetters(source)
      ? { id: idOf("text", category, source), place: `${place}, ${words}`, source, ...shared }
      : undefined,
  );
  return { host, line, nested };
}

/** The blocks of HTML that can be read one behind the other. */
function readableHtml(
  text: string,
  hosts: readonly (TextHost | HtmlHost)[],
  { isMdx }: Flavour,
): [readable: HtmlHost[], left: LeftHtml] {
  const readable: HtmlHost[] = [];
  let [brokenOff, expressions] = [0, 0];
  for (const host of hosts) {
    if (host.kind !== "html") continue;
    const html = host.block.pieces.map(({ start, end }) => text.slice(start, end)).join("");
    if (isMdx && /[{}]/.test(html)) expressions += 1;
    else if (endsInText(html)) readable.push(host);
    else brokenOff += 1;
  }
  return [readable, { brokenOff, expressions }];
}

/** What the coordinator should know of the document. */
export function findingsOf({ decoded, frontMatter, html }: ReadDocument): Finding[] {
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
