import type { Finding } from "../../model/finding.ts";
import { plainText, type Fragment } from "../../model/fragment.ts";
import { unitIds } from "../../model/identity.ts";
import type { Edit } from "../../xml/edits.ts";
import type { Merged, SourceDocument, Translation } from "../filter.ts";
import { translateWorkbook } from "../ooxml/chart-workbook.ts";
import { codesRepaired } from "../codes-repaired.ts";
import { mergeEmbedded, type EmbeddedDocument } from "../ooxml/embedded-documents.ts";
import { openPackage, type OfficePackage } from "../ooxml/package.ts";
import { surfaceEdits } from "../ooxml/drawing-surface.ts";
import type { LocaleChange } from "../ooxml/locale-change.ts";
import { settleEdits } from "../ooxml/settle-edits.ts";
import type { SiteText } from "../ooxml/text-site.ts";
import { attributeOf, childOf } from "../ooxml/xml-element.ts";
import { fitText } from "./autofit.ts";
import { readDeck, type EmbeddedWorkbook } from "./deck.ts";
import { fitDiagram } from "./diagram-fit.ts";
import type { PptxOptions } from "./options.ts";
import { defaultEdits } from "./settings.ts";
import { fitTable } from "./table-fit.ts";

/** Writes a translation into a presentation: texts and their copies, workbooks of charts, text sizes, language and direction. */
export async function mergeDeck(
  document: SourceDocument,
  translation: Translation,
  options: PptxOptions,
): Promise<Merged> {
  const office = openPackage(document.bytes, false);
  const change: LocaleChange = { source: document.locale, target: translation.locale };
  const findings: Finding[] = [];
  const edits = new Map<string, Edit[]>();
  const members = new Map<string, Uint8Array>();
  const addEdits = (part: string, added: readonly Edit[]): void => {
    if (added.length === 0) return;
    const known = edits.get(part);
    if (known) for (const edit of added) known.push(edit);
    else edits.set(part, [...added]);
  };

  const idOf = unitIds();
  let isTranslated = false;
  const embedded: EmbeddedDocument[] = [];
  const deck = readDeck(office, options, ({ embedded: found, ...section }, { root }) => {
    const { sites, boxes, tables, diagrams, workbooks, surfaces } = section;
    for (const { document: inner } of found) embedded.push(inner);
    const targets = new Map<SiteText, Fragment>();
    const parts = new Set<string>();
    for (const { key, kind, place, text, copies } of sites) {
      const id = idOf(key, kind, text.source);
      const target = translation.targets.get(id, text.source);
      if (target === undefined) continue;
      targets.set(text, target);
      const { edits: own, problems } = text.write(target, change);
      addEdits(text.part, own);
      if (problems !== undefined) findings.push(codesRepaired({ id, place }, problems));
      for (const copy of copies) addEdits(copy.part, copy.write(target, change).edits);
      for (const { part } of [text, ...copies]) parts.add(part);
    }
    if (targets.size === 0) return;
    isTranslated = true;
    for (const { part, box } of boxes) {
      const fit = fitText(box, targets);
      addEdits(part, fit.edits);
      if (fit.finding) findings.push(fit.finding);
    }
    const size = childOf(root, "p:sldSz");
    const height = Number(size && attributeOf(size, "cy"));
    const overflows = [
      ...tables.map((table) => fitTable(table, targets, height)),
      ...diagrams.map((diagram) => fitDiagram(diagram, targets)),
    ];
    for (const finding of overflows.filter((finding) => finding !== undefined)) findings.push(finding);
    for (const part of parts) {
      const surface = surfaces.get(part);
      if (surface) addEdits(part, surfaceEdits(surface, change));
    }
    for (const workbook of workbooks) translateBehind(workbook, office, targets, { members, findings });
  });
  if (isTranslated) for (const [part, added] of defaultEdits(deck, change)) addEdits(part, added);
  for (const [part, bytes] of await mergeEmbedded(office, embedded, document.locale, translation, findings)) {
    members.set(part, bytes);
  }
  const settled = new Map([...edits].map(([part, found]) => [part, settleEdits(office.text(part), found)]));
  return { bytes: await office.rewrite(settled, members), findings };
}

/** Writes the texts of a chart into the workbook embedded behind it, or tells why not. */
function translateBehind(
  { part, place, cached }: EmbeddedWorkbook,
  office: OfficePackage,
  targets: ReadonlyMap<SiteText, Fragment>,
  outcome: { readonly members: Map<string, Uint8Array>; readonly findings: Finding[] },
): void {
  const texts = new Map<string, string>();
  for (const { text } of cached) {
    const target = targets.get(text);
    const source = plainText(text.source);
    if (target !== undefined && plainText(target) !== source) texts.set(source, plainText(target));
  }
  if (texts.size === 0) return;
  const workbook = translateWorkbook(() => office.archive.read(part), texts, part);
  if ("bytes" in workbook) outcome.members.set(part, workbook.bytes);
  else {
    outcome.findings.push({
      id: "workbook-not-translated",
      severity: "minor",
      message: `The workbook behind the chart keeps its texts, since ${workbook.problem}: they come back when someone edits the chart's data.`,
      place,
    });
  }
}
