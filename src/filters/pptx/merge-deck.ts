import type { Finding } from "../../model/finding.ts";
import { plainText, type Fragment } from "../../model/fragment.ts";
import { unitIds } from "../../model/identity.ts";
import type { Edit } from "../../xml/edits.ts";
import type { Merged, SourceDocument, Translation } from "../filter.ts";
import { translateWorkbook } from "../ooxml/chart-workbook.ts";
import { codesRepaired } from "../ooxml/code-findings.ts";
import { openPackage, type OfficePackage } from "../ooxml/package.ts";
import { settleEdits } from "../ooxml/settle-edits.ts";
import type { LocaleChange, SiteText } from "../ooxml/text-site.ts";
import { fitText } from "./autofit.ts";
import { readDeck, type Deck } from "./deck.ts";
import type { PptxOptions } from "./options.ts";
import { settingEdits } from "./settings.ts";

/** Writes a translation into a presentation: texts and their copies, workbooks of charts, text sizes, language and direction. */
export function mergeDeck(document: SourceDocument, translation: Translation, options: PptxOptions): Merged {
  const office = openPackage(document.bytes, false);
  const deck = readDeck(office, options);
  const change: LocaleChange = { source: document.locale, target: translation.locale };
  const findings: Finding[] = [];
  const edits = new Map<string, Edit[]>();
  const addEdits = (part: string, added: readonly Edit[]): void => {
    if (added.length === 0) return;
    const known = edits.get(part);
    if (known) known.push(...added);
    else edits.set(part, [...added]);
  };

  const idOf = unitIds();
  const targets = new Map<SiteText, Fragment>();
  const translatedParts = new Set<string>();
  for (const { key, kind, place, text, copies } of deck.sites) {
    const id = idOf(key, kind, text.source);
    const target = translation.targets.get(id);
    if (target === undefined) continue;
    targets.set(text, target);
    const { edits: own, problems } = text.write(target, change);
    addEdits(text.part, own);
    if (problems !== undefined) findings.push(codesRepaired({ id, place }, problems));
    for (const copy of copies) addEdits(copy.part, copy.write(target, change).edits);
    for (const { part } of [text, ...copies]) translatedParts.add(part);
  }
  for (const { part, box } of deck.boxes) {
    const fit = fitText(box, targets);
    addEdits(part, fit.edits);
    if (fit.finding) findings.push(fit.finding);
  }
  if (targets.size > 0) for (const [part, added] of settingEdits(deck, translatedParts, change)) addEdits(part, added);

  const members = workbookChanges(deck, office, targets, findings);
  const settled = new Map([...edits].map(([part, found]) => [part, settleEdits(office.text(part), found)]));
  return { bytes: office.rewrite(settled, new Map(), members), findings };
}

/** The embedded workbooks whose charts' texts were translated. */
function workbookChanges(
  deck: Deck,
  office: OfficePackage,
  targets: ReadonlyMap<SiteText, Fragment>,
  findings: Finding[],
): Map<string, Uint8Array> {
  const changes = new Map<string, Uint8Array>();
  for (const { part, place, cached } of deck.workbooks) {
    const texts = new Map<string, string>();
    for (const { text } of cached) {
      const target = targets.get(text);
      const source = plainText(text.source);
      if (target !== undefined && plainText(target) !== source) texts.set(source, plainText(target));
    }
    if (texts.size === 0) continue;
    const outcome = translateWorkbook(() => office.archive.read(part), texts, part);
    if ("bytes" in outcome) changes.set(part, outcome.bytes);
    else {
      findings.push({
        id: "workbook-not-translated",
        severity: "minor",
        message: `The workbook behind the chart keeps its texts, since ${outcome.problem}: they come back when someone edits the chart's data.`,
        place,
      });
    }
  }
  return changes;
}
