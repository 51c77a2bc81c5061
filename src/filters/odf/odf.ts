import type { Finding } from "../../model/finding.ts";
import { unitIds } from "../../model/identity.ts";
import type { TextUnit } from "../../model/unit.ts";
import type { Edit } from "../../xml/edits.ts";
import { codesRepaired } from "../codes-repaired.ts";
import {
  defineFilter,
  type AnyFilter,
  type Extraction,
  type Merged,
  type SourceDocument,
  type Translation,
} from "../filter.ts";
import { documentFindings, stalePictures } from "./document-findings.ts";
import { localise } from "./localise.ts";
import { openOdf } from "./odf-package.ts";
import { defaultsOf, ODF_DEFAULTS, SHEET_OPTIONS, SLIDE_OPTIONS, TEXT_OPTIONS, type OdfOptions } from "./options.ts";
import type { Slot } from "./slot.ts";
import { walkDocument } from "./walk-document.ts";
import { isOwnUnit, openSlotUnits } from "../slot-units.ts";

async function extract(document: SourceDocument, options: OdfOptions): Promise<Extraction> {
  const odf = openOdf(document.bytes, true);
  const units: TextUnit[] = [];
  const slots = openSlotUnits((unit) => void units.push(unit));
  const found = walkDocument(odf, options, slots.take);
  slots.count(found.coverage);
  return { units, findings: documentFindings(odf, found), coverage: found.coverage.rows() };
}

const NO_EDITS: readonly Edit[] = [];

async function merge(document: SourceDocument, translation: Translation, options: OdfOptions): Promise<Merged> {
  const odf = openOdf(document.bytes, false);
  const nextId = unitIds();
  const findings: Finding[] = [];
  const edits = new Map<string, Edit[]>();
  const identify = (slots: readonly Slot[]): void => {
    for (const slot of slots) {
      if (isOwnUnit(slot)) slot.unitId = nextId(slot.partKey, slot.kind, slot.source);
      if (slot.nested.length > 0) identify(slot.nested);
    }
  };
  const put = (slot: Slot): readonly Edit[] => {
    const nested = slot.nested.length === 0 ? NO_EDITS : slot.nested.flatMap((inner) => put(inner));
    const unit = unitBehind(slot);
    const id = unit.unitId;
    const target = id === undefined ? undefined : translation.targets.get(id, unit.source);
    const merged = slot.merge(target, nested);
    if (merged.problems !== undefined && id !== undefined && slot.twin === undefined) {
      findings.push(codesRepaired({ id, place: slot.place }, merged.problems));
    }
    return merged.edits;
  };
  const found = walkDocument(odf, options, (slots) => {
    identify(slots);
    for (const slot of slots) {
      const known = edits.get(slot.part) ?? [];
      edits.set(slot.part, known);
      for (const edit of put(slot)) known.push(edit);
    }
  });
  const change = { source: document.locale, target: translation.locale };
  for (const finding of stalePictures(odf, edits)) findings.push(finding);
  return { bytes: await odf.rewrite(edits, localise(odf, found.objectsRead, change, found.renamed)), findings };
}

/** The slot that holds the unit: copies may be copies of copies. */
function unitBehind(slot: Slot): Slot {
  let unit = slot;
  while (typeof unit.twin === "object") unit = unit.twin;
  return unit;
}

/** Each of the three filters reads whichever kind the file turns out to be; what it does not offer stays as it is by default. */
const shared = {
  extract: async (document: SourceDocument, options: Partial<OdfOptions>): Promise<Extraction> =>
    extract(document, { ...ODF_DEFAULTS, ...options }),
  merge: async (document: SourceDocument, translation: Translation, options: Partial<OdfOptions>): Promise<Merged> =>
    merge(document, translation, { ...ODF_DEFAULTS, ...options }),
};

/** OpenDocument texts and their templates, flat ones too. */
export const odt: AnyFilter = defineFilter({
  id: "odt",
  name: "OpenDocument text",
  extensions: [".odt", ".ott", ".fodt"],
  defaults: defaultsOf(TEXT_OPTIONS),
  options: TEXT_OPTIONS,
  ...shared,
});

/** OpenDocument presentations. */
export const odp: AnyFilter = defineFilter({
  id: "odp",
  name: "OpenDocument presentation",
  extensions: [".odp", ".otp", ".fodp"],
  defaults: defaultsOf(SLIDE_OPTIONS),
  options: SLIDE_OPTIONS,
  ...shared,
});

/** OpenDocument spreadsheets. */
export const ods: AnyFilter = defineFilter({
  id: "ods",
  name: "OpenDocument spreadsheet",
  extensions: [".ods", ".ots", ".fods"],
  defaults: defaultsOf(SHEET_OPTIONS),
  options: SHEET_OPTIONS,
  ...shared,
});
