import type { Finding } from "../../model/finding.ts";
import { hasLetters, isSameFragment, plainText, textFragment, type Fragment } from "../../model/fragment.ts";
import { unitIds } from "../../model/identity.ts";
import type { TextUnit } from "../../model/unit.ts";
import { applyEdits, type Edit } from "../../xml/edits.ts";
import { codesRepaired } from "../codes-repaired.ts";
import {
  defineFilter,
  type AnyFilter,
  type CoverageRow,
  type Extraction,
  type Merged,
  type SourceDocument,
  type Translation,
} from "../filter.ts";
import { decodeText, encodeText, type DecodedText } from "../text-encoding.ts";
import type { Block, Flavour } from "./blocks.ts";
import { countCoverage } from "./coverage.ts";
import { frontMatterAt } from "./front-matter-fence.ts";
import { languageEdit, readFrontMatter, type FrontMatter, type FrontMatterText } from "./front-matter.ts";
import { findHosts, labelsOf, type TextHost } from "./hosts.ts";
import { mergeHost } from "./merge-host.ts";
import { MARKDOWN_DEFAULTS, MARKDOWN_OPTIONS, type MarkdownOptions } from "./options.ts";
import { isTranslatable } from "./plan-line.ts";
import { readBlocks } from "./read-blocks.ts";

/** A line of text with its units; a text without letters has none. */
interface FoundHost {
  readonly host: TextHost;
  readonly line: TextUnit | undefined;
  readonly nested: readonly (TextUnit | undefined)[];
}

interface FoundValue {
  readonly value: FrontMatterText;
  readonly unit: TextUnit;
}

interface ReadDocument {
  readonly decoded: DecodedText;
  readonly blocks: readonly Block[];
  readonly flavour: Flavour;
  readonly hosts: readonly FoundHost[];
  readonly frontMatter: FrontMatter | undefined;
  readonly values: readonly FoundValue[];
}

/** MDX files are often named .md: they import what they show before anything else. */
const MDX_IMPORT = /^\s*import\s[^\r\n]+\sfrom\s+['"]/;

async function read(document: SourceDocument, options: MarkdownOptions): Promise<ReadDocument> {
  const decoded = decodeText(document.bytes, document.locale);
  const { text } = decoded;
  const isMdx =
    document.name.toLowerCase().endsWith(".mdx") || MDX_IMPORT.test(text.slice(frontMatterAt(text)?.next ?? 0));
  const flavour: Flavour = { hasExtras: true, isMdx };
  const blocks = readBlocks(text, flavour);
  const [first] = blocks;
  const frontMatter =
    first?.kind === "front matter" ? await readFrontMatter(text, first, options.frontMatterKeys) : undefined;
  const idOf = unitIds();
  const values = (frontMatter?.texts ?? []).map((value): FoundValue => {
    const source = textFragment(value.text);
    const id = idOf("text", "front matter", source);
    return {
      value,
      unit: { id, place: `Front matter, ${value.path}`, source, preserveSpace: value.text.includes("\n") },
    };
  });
  const hosts = findHosts(text, blocks, flavour).map((host): FoundHost => {
    const { plan, place, context } = host;
    const shared = { preserveSpace: false, ...(Object.keys(context).length === 0 ? {} : { context }) };
    const line =
      plan === undefined || !isTranslatable(plan)
        ? undefined
        : { id: idOf("text", host.category, plan.source), place, source: plan.source, ...shared };
    const nested = host.nested.map(({ category, source }) => {
      if (!hasLetters(source)) return undefined;
      const words = category === "alt texts" ? "alt text of an image" : "title of a link or image";
      return { id: idOf("text", category, source), place: `${place}, ${words}`, source, ...shared };
    });
    return { host, line, nested };
  });
  return { decoded, blocks, flavour, hosts, frontMatter, values };
}

async function extract(document: SourceDocument, options: MarkdownOptions): Promise<Extraction> {
  const found = await read(document, options);
  const findings: Finding[] = [];
  if (found.decoded.encoding.startsWith("windows")) {
    const message = `The text is not UTF-8; it was read as ${found.decoded.encoding}. Check that its accents and dashes are right.`;
    findings.push({ id: "legacy-encoding", severity: "minor", message });
  }
  if (found.frontMatter?.failure !== undefined) {
    findings.push({
      id: "front-matter-unreadable",
      severity: "minor",
      message: `${found.frontMatter.failure} It stays as it is.`,
      place: "Front matter",
    });
  }
  const units = [
    ...found.values.map(({ unit }) => unit),
    ...found.hosts.flatMap(({ line, nested }) => [line, ...nested].filter((unit) => unit !== undefined)),
  ];
  return { units, findings, coverage: coverageOf(found) };
}

function coverageOf({ hosts, values, frontMatter, blocks }: ReadDocument): CoverageRow[] {
  const taken: string[] = values.map(() => "front matter values");
  let withoutLetters = 0;
  for (const { host, line, nested } of hosts) {
    if (line !== undefined) taken.push(host.category);
    else if (host.plan !== undefined) withoutLetters += 1;
    host.nested.forEach(({ category }, index) => {
      if (nested[index] !== undefined) taken.push(category);
    });
  }
  return countCoverage(taken, blocks, { withoutLetters, frontMatter: frontMatter?.skipped ?? 0 });
}

async function merge(document: SourceDocument, translation: Translation, options: MarkdownOptions): Promise<Merged> {
  const { decoded, blocks, flavour, hosts, frontMatter, values } = await read(document, options);
  const { targets, locale } = translation;
  const edits: Edit[] = frontMatter === undefined ? [] : languageEdit(frontMatter, document.locale, locale);
  const findings: Finding[] = [];
  const targetOf = (unit: TextUnit | undefined): Fragment | undefined => unit && targets.get(unit.id, unit.source);
  for (const { value, unit } of values) {
    const target = targetOf(unit);
    if (target === undefined || isSameFragment(unit.source, target)) continue;
    if (target.some(({ kind }) => kind !== "text")) findings.push(foreignCodes(unit, target));
    edits.push({ start: value.start, end: value.end, text: value.write(plainText(target)) });
  }
  const settings = { labels: labelsOf(blocks), flavour };
  for (const { host, line, nested } of hosts) {
    const merged = mergeHost(
      decoded.text,
      host,
      { line: targetOf(line), nested: nested.map((unit) => targetOf(unit)) },
      settings,
    );
    for (const edit of merged.edits) edits.push(edit);
    for (const problem of merged.problems) {
      const unit = problem.nested === undefined ? line! : nested[problem.nested]!;
      if (problem.codes !== undefined) findings.push(codesRepaired(unit, problem.codes));
      else if (problem.isFormattingLost) findings.push(formattingLost(unit));
    }
  }
  if (edits.length === 0) return { bytes: document.bytes, findings };
  const { bytes, isReencoded } = encodeText(applyEdits(decoded.text, edits), decoded);
  const message = `The translation cannot be written in ${decoded.encoding}, so the finished file is UTF-8.`;
  if (isReencoded) findings.push({ id: "encoding-changed", severity: "minor", message });
  return { bytes, findings };
}

function foreignCodes(unit: TextUnit, target: Fragment): Finding {
  const unknown = target.filter((part) => part.kind !== "text");
  return codesRepaired(unit, { missing: [], unknown, duplicated: [], misnested: [] });
}

function formattingLost(unit: TextUnit): Finding {
  return {
    id: "formatting-left-out",
    severity: "minor",
    message: "Emphasis or a link could not stand where the translation has it, and was left out. Look at this place.",
    place: unit.place,
    unit: unit.id,
  };
}

/** Markdown: CommonMark, GFM, and what generators of sites and books add to them. A unit is a paragraph, heading, list item, cell, alt text or title. */
export const markdown: AnyFilter = defineFilter<MarkdownOptions>({
  id: "markdown",
  name: "Markdown",
  extensions: [".md", ".markdown", ".mdown", ".mdx"],
  defaults: MARKDOWN_DEFAULTS,
  options: MARKDOWN_OPTIONS,
  extract,
  merge,
});
