import type { Finding } from "../../model/finding.ts";
import { isSameFragment, plainText, type Fragment } from "../../model/fragment.ts";
import type { TextUnit } from "../../model/unit.ts";
import { applyEdits, type Edit } from "../../xml/edits.ts";
import { codesRepaired } from "../codes-repaired.ts";
import {
  defineFilter,
  type AnyFilter,
  type Extraction,
  type Merged,
  type SourceDocument,
  type Translation,
} from "../filter.ts";
import { encodeText } from "../text-encoding.ts";
import { coverageOf, LineCounter } from "./coverage.ts";
import { languageEdit } from "./front-matter.ts";
import type { HtmlHost, ReadHtml } from "./html/read-html.ts";
import { mergeHost } from "./merge-host.ts";
import { MARKDOWN_DEFAULTS, MARKDOWN_OPTIONS, type MarkdownOptions } from "./options.ts";
import { findingsOf, openDocument, readHtmlBlocks, visitLines } from "./read-document.ts";
import { labelsIn } from "./sure-line.ts";

async function extract(document: SourceDocument, options: MarkdownOptions): Promise<Extraction> {
  const opened = await openDocument(document, options);
  const counter = new LineCounter();
  const hosts: HtmlHost[] = [];
  const found: (TextUnit | HtmlHost)[] = opened.values.map(({ unit }) => unit);
  visitLines(opened, {
    line: (line) => {
      counter.count(line);
      if (line.line !== undefined) found.push(line.line);
      for (const unit of line.nested) if (unit !== undefined) found.push(unit);
    },
    html: (host) => {
      hosts.push(host);
      found.push(host);
    },
  });
  const html = await readHtmlBlocks(opened, hosts, document);
  return {
    units: inReadingOrder(found, html.html),
    findings: findingsOf(opened, html.html),
    coverage: coverageOf(opened, counter, html),
  };
}

/** Units, those of blocks of HTML in place of the blocks. */
function inReadingOrder(found: readonly (TextUnit | HtmlHost)[], html: ReadHtml | undefined): TextUnit[] {
  const units: TextUnit[] = [];
  for (const one of found) {
    if (!("kind" in one)) units.push(one);
    else for (const unit of html?.units.get(one.block) ?? []) units.push(unit);
  }
  return units;
}

async function merge(document: SourceDocument, translation: Translation, options: MarkdownOptions): Promise<Merged> {
  const opened = await openDocument(document, options);
  const { decoded, settings, frontMatter, values } = opened;
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
  const mergeSettings = { ...settings, known: labelsIn(settings.labels) };
  const hosts: HtmlHost[] = [];
  visitLines(opened, {
    line: ({ host, line, nested }) => {
      const hostTargets = { line: targetOf(line), nested: nested.map((unit) => targetOf(unit)) };
      const merged = mergeHost(decoded.text, host, hostTargets, mergeSettings);
      for (const edit of merged.edits) edits.push(edit);
      for (const problem of merged.problems) {
        const unit = problem.nested === undefined ? line! : nested[problem.nested]!;
        if (problem.codes !== undefined) findings.push(codesRepaired(unit, problem.codes));
        else if (problem.isFormattingLost) findings.push(formattingLost(unit));
      }
    },
    html: (host) => void hosts.push(host),
  });
  const { html } = await readHtmlBlocks(opened, hosts, document);
  if (html !== undefined) {
    const { mergeHtml } = await import("./html/merge-html.ts");
    const merged = mergeHtml(decoded.text, html, targets, locale, settings.flavour.isMdx);
    for (const edit of merged.edits) edits.push(edit);
    findings.push(...merged.findings);
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
