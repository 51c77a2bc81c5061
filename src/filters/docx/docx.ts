import type { Finding } from "../../model/finding.ts";
import { unitIds, type UnitId } from "../../model/identity.ts";
import type { TextUnit } from "../../model/unit.ts";
import type { Edit } from "../../xml/edits.ts";
import {
  defineFilter,
  type AnyFilter,
  type Extraction,
  type Merged,
  type SourceDocument,
  type Translation,
} from "../filter.ts";
import { codesRepaired } from "../codes-repaired.ts";
import { settleEdits } from "../ooxml/settle-edits.ts";
import { mergeWorkbooks } from "./merge-workbooks.ts";
import {
  EMBEDDED_OPTION,
  extractWithEmbedded,
  mergeEmbedded,
  type EmbeddedDocument,
} from "../ooxml/embedded-documents.ts";
import { openPackage } from "../ooxml/package.ts";
import { boundDataEdits } from "./bound-data.ts";
import { documentFindings } from "./document-findings.ts";
import { localise } from "./localise.ts";
import type { Slot } from "./slot.ts";
import { mainPart, walkDocument, type WordOptions } from "./walk-document.ts";
import { isOwnUnit, openSlotUnits } from "../slot-units.ts";

async function extract(document: SourceDocument, options: WordOptions): Promise<Extraction> {
  const office = openPackage(document.bytes, true);
  const entries: (TextUnit | EmbeddedDocument)[] = [];
  const slots = openSlotUnits((unit) => void entries.push(unit));
  const change = { source: document.locale, target: document.locale };
  const found = walkDocument(office, options, change, slots.take, (embedded) => entries.push(embedded));
  slots.count(found.coverage);
  const own = documentFindings(office, mainPart(office), found);
  const { units, findings, coverage } = await extractWithEmbedded(office, entries, document.locale);
  return { units, findings: [...own, ...findings], coverage: [...found.coverage.rows(), ...coverage] };
}

async function merge(document: SourceDocument, translation: Translation, options: WordOptions): Promise<Merged> {
  const office = openPackage(document.bytes, false);
  const nextId = unitIds();
  const findings: Finding[] = [];
  const edits = new Map<string, Edit[]>();
  // Weak, since only copies ask for their unit again when its paragraph is done.
  const ids = new WeakMap<Slot, UnitId>();
  const identify = (slots: readonly Slot[]): void => {
    for (const slot of slots) {
      if (isOwnUnit(slot)) ids.set(slot, nextId(slot.partKey, slot.kind, slot.source));
      identify(slot.nested);
    }
  };
  const put = (slot: Slot): readonly Edit[] => {
    const nested = slot.nested.flatMap((inner) => put(inner));
    const unit = typeof slot.twin === "object" ? slot.twin : slot;
    const id = ids.get(unit);
    const target = id === undefined ? undefined : translation.targets.get(id, unit.source);
    const merged = slot.merge(target, nested);
    if (merged.problems !== undefined && id !== undefined && slot.twin === undefined) {
      findings.push(codesRepaired({ id, place: slot.place }, merged.problems));
    }
    return merged.edits;
  };
  const change = { source: document.locale, target: translation.locale };
  const embedded: EmbeddedDocument[] = [];
  const write = (slots: readonly Slot[]): void => {
    identify(slots);
    for (const slot of slots) {
      const known = edits.get(slot.part) ?? [];
      edits.set(slot.part, known);
      for (const edit of put(slot)) known.push(edit);
    }
  };
  const found = walkDocument(office, options, change, write, (inner) => embedded.push(inner));
  for (const [part, more] of found.graphicParts) {
    edits.set(part, settleEdits(office.text(part), [...(edits.get(part) ?? []), ...more]));
  }
  const main = mainPart(office);
  if (found.counts.has("data-bound-control")) {
    for (const [part, more] of boundDataEdits(office, main, edits.get(main) ?? [])) {
      edits.set(part, [...(edits.get(part) ?? []), ...more]);
    }
  }
  const members = mergeWorkbooks(office, found.workbooks, findings);
  for (const [part, bytes] of await mergeEmbedded(office, embedded, document.locale, translation, findings)) {
    members.set(part, bytes);
  }
  const finish = localise(office, main, change, found.hasStaleFields);
  return { bytes: await office.rewrite(edits, members, finish), findings };
}

/** Word documents and templates, with and without macros. */
export const docx: AnyFilter = defineFilter<WordOptions>({
  id: "docx",
  name: "Word document",
  extensions: [".docx", ".docm", ".dotx", ".dotm"],
  defaults: { comments: "skip", embedded: false },
  options: {
    comments: { type: ["skip", "translate"], description: "Whether the comments of reviewers are translated." },
    embedded: EMBEDDED_OPTION,
  },
  extract,
  merge,
});
