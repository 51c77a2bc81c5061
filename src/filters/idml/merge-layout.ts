import type { Finding } from "../../model/finding.ts";
import type { Fragment } from "../../model/fragment.ts";
import { unitIds, type UnitId } from "../../model/identity.ts";
import { directionOf, languageName } from "../../model/locale.ts";
import type { Edit } from "../../xml/edits.ts";
import { unescapeXml } from "../../xml/escape.ts";
import { codesRepaired } from "../codes-repaired.ts";
import type { Merged, SourceDocument, Translation } from "../filter.ts";
import type { LocaleChange } from "../ooxml/locale-change.ts";
import { attributeOf, pathOf } from "../ooxml/xml-element.ts";
import { NUMBERING_KIND } from "./document-texts.ts";
import { declareLanguage, finishParts } from "./finish-parts.ts";
import { frameFindings, type FlowTarget } from "./frame-fit.ts";
import { inDesignLanguage } from "./languages.ts";
import { openLayout, type LayoutPackage, type PartFinish } from "./layout-package.ts";
import type { LayoutText } from "./layout-text.ts";
import { numberingOf } from "./numbering-expression.ts";
import type { IdmlOptions } from "./options.ts";
import { readLayout } from "./read-layout.ts";

/** Writes a translation into a document: texts, what repeats them, languages and directions. */
export function mergeLayout(document: SourceDocument, translation: Translation, options: IdmlOptions): Merged {
  const layout = openLayout(document.bytes, false);
  const change: LocaleChange = { source: document.locale, target: translation.locale };
  const idOf = unitIds();
  const edits = new Map<string, Edit[]>();
  const findings: Finding[] = [];
  const numberings = new Map<string, string>();
  const flows: FlowTarget[] = [];
  let isTranslated = false;

  const { frames } = readLayout(layout, options, (texts) => {
    const asked = texts.map((text) => {
      const id = idOf(text.key, text.kind, text.source);
      return { text, id, target: translation.targets.get(id, text.source) };
    });
    // What stands inside a text comes behind it: its edits must be known when the text is written.
    const told: Finding[] = [];
    for (const { text, id, target } of asked.toReversed()) {
      if (target === undefined) continue;
      isTranslated = true;
      for (const finding of write(text, id, target, edits)) told.push(finding);
      if (text.kind === NUMBERING_KIND) {
        const [before, after] = [text.source, target].map((side) => numberingOf(text.source, side).expression);
        numberings.set(before!, after!);
      }
    }
    for (const finding of told.toReversed()) findings.push(finding);
    for (const { text, target } of asked) {
      const { flow, source } = text;
      if (flow !== undefined) flows.push({ ...flow, source, target: target ?? source });
    }
  });
  if (!isTranslated) return { bytes: document.bytes, findings };
  findings.push(...frameFindings(flows, frames), ...localeFindings(change));
  return { bytes: layout.rewrite(edits, finishes(layout, change, edits, numberings)), findings };
}

/** Adds the edits for a target to those of its part, those inside it taken in. */
function write(text: LayoutText, id: UnitId, target: Fragment, edits: Map<string, Edit[]>): Finding[] {
  const known = edits.get(text.part) ?? [];
  const { region } = text;
  const isInside = (edit: Edit): boolean =>
    region !== undefined && edit.start >= region.start && edit.end <= region.end;
  const nested = region === undefined ? [] : known.filter(isInside);
  const merged = text.write(target, nested);
  if (nested.length === 0) {
    for (const edit of merged.edits) known.push(edit);
    edits.set(text.part, known);
  } else edits.set(text.part, [...known.filter((edit) => !isInside(edit)), ...merged.edits]);
  return merged.problems === undefined ? [] : [codesRepaired({ id, place: text.place }, merged.problems)];
}

/** What changes in styles, stories and the document map beside the texts. */
function finishes(
  layout: LayoutPackage,
  change: LocaleChange,
  edits: ReadonlyMap<string, readonly Edit[]>,
  numberings: ReadonlyMap<string, string>,
): ReadonlyMap<string, PartFinish> {
  const finish = new Map<string, PartFinish>();
  const variables = changedVariables(layout, edits);
  if (change.source === change.target && numberings.size === 0 && variables.size === 0) return finish;
  const finishText = finishParts({ change, numberings, variables });
  for (const { part } of [...layout.roots("Styles"), ...layout.roots("Story")]) finish.set(part, finishText);
  const declare = declareLanguage(change);
  if (declare !== undefined) {
    const known = finish.get(layout.map.part);
    finish.set(layout.map.part, (text) => declare(known?.(text) ?? text));
  }
  return finish;
}

/** Custom text variables whose text is edited, by id, with their new text. */
function changedVariables(layout: LayoutPackage, edits: ReadonlyMap<string, readonly Edit[]>): Map<string, string> {
  const { part, element } = layout.map;
  const changed = new Map<string, string>();
  const own = edits.get(part) ?? [];
  for (const variable of element.children.filter(({ name }) => name === "TextVariable")) {
    for (const preference of variable.children) {
      const contents = pathOf(preference, "Properties", "Contents");
      const edit =
        contents && own.find(({ start, end }) => start === contents.contentStart && end === contents.contentEnd);
      if (edit !== undefined) changed.set(attributeOf(variable, "Self") ?? "", unescapeXml(edit.text));
    }
  }
  return changed;
}

/** What InDesign cannot be told about the target's language, and what a change of direction leaves to do. */
function localeFindings({ source, target }: LocaleChange): Finding[] {
  const findings: Finding[] = [];
  if (source !== target && inDesignLanguage(target) === undefined) {
    findings.push({
      id: "language-not-set",
      severity: "minor",
      message: `InDesign has no dictionary for ${languageName(target)}: the text keeps the language it was marked with, and would be hyphenated by its rules. In InDesign choose [No Language] or another dictionary in the paragraph styles.`,
    });
  }
  if (directionOf(source) !== directionOf(target)) {
    findings.push({
      id: "page-binding-kept",
      severity: "major",
      message:
        "Text and alignment were turned to the direction of the language; pages and pictures were not. Look at every page in InDesign, and set the binding under File > Document Setup.",
    });
  }
  return findings;
}
