import { DocumentError } from "../../errors.ts";
import type { Finding } from "../../model/finding.ts";
import type { Locale } from "../../model/locale.ts";
import type { TextUnit } from "../../model/unit.ts";
import type { CoverageRow, Extraction, OptionDescription, Translation } from "../filter.ts";
import { extractInner, mergeInner, type InnerDocument } from "../inner-document.ts";
import type { OfficePackage } from "./package.ts";

/** A document that stands in another as an object: a workbook in a slide. */
export interface EmbeddedDocument {
  /** Its member: "ppt/embeddings/Microsoft_Excel_Sheet1.xlsx". */
  readonly part: string;
  /** Where it shows, in a person's words: "Slide 3, embedded document 1". */
  readonly place: string;
}

/** The option `embedded`, for the person who sets it. */
export const EMBEDDED_OPTION: OptionDescription = {
  type: "boolean",
  description:
    "Whether Office and OpenDocument files embedded in it, such as a workbook in a slide, are translated as well, with the defaults of their kind.",
};

const DOCUMENT = /\.(?:xls[xm]|xlt[xm]|doc[xm]|dot[xm]|pp[ts][xm]|pot[xm]|sld[xm]|o[dt][tps])$/i;

/** No person puts more of them into one document; each may inflate to as much as a whole archive may. */
const MOST_DOCUMENTS = 100;

/** Whether the part is a document that can be read; what other programs left in theirs cannot. */
export function isEmbeddedDocument(part: string): boolean {
  return DOCUMENT.test(part);
}

/**
 * The units of a document with those of its embedded documents where they stand. What cannot be read, or is embedded in an embedded
 * document, stays as it is, with a finding.
 */
export async function extractWithEmbedded(
  office: OfficePackage,
  entries: readonly (TextUnit | EmbeddedDocument)[],
  locale: Locale,
): Promise<Extraction> {
  const units: TextUnit[] = [];
  const findings: Finding[] = [];
  const coverage: CoverageRow[] = [];
  let read = 0;
  for (const entry of entries) {
    if ("id" in entry) {
      units.push(entry);
      continue;
    }
    read += 1;
    const inner =
      read > MOST_DOCUMENTS ? tooMany(entry) : await attempt(entry, () => extractOne(office, entry, locale));
    if ("severity" in inner) {
      findings.push(inner);
      coverage.push({ category: "embedded documents", extracted: 0, skipped: 1, reason: "they cannot be read" });
      continue;
    }
    for (const unit of inner.units) units.push(unit);
    for (const finding of inner.findings) findings.push(nestedFinding(finding));
    for (const row of inner.coverage) coverage.push({ ...row, category: `embedded documents: ${row.category}` });
  }
  return { units, findings, coverage };
}

/** The embedded documents that a translation changes, by part; findings on them are added to `findings`. */
export async function mergeEmbedded(
  office: OfficePackage,
  documents: readonly EmbeddedDocument[],
  locale: Locale,
  translation: Translation,
  findings: Finding[],
): Promise<Map<string, Uint8Array>> {
  const changed = new Map<string, Uint8Array>();
  for (const embedded of documents.slice(0, MOST_DOCUMENTS)) {
    const merged = await attempt(embedded, async () => {
      const inner = await innerDocument(office, embedded, locale);
      return { ...(await mergeInner(inner, translation)), original: inner.document.bytes };
    });
    if ("severity" in merged) {
      findings.push(merged);
      continue;
    }
    for (const finding of merged.findings) findings.push(finding);
    if (Buffer.from(merged.bytes).equals(merged.original)) continue;
    changed.set(embedded.part, merged.bytes);
    findings.push({
      id: "embedded-preview",
      severity: "minor",
      message:
        "The embedded document is translated, but the picture of it shows the old text until someone opens it by a double click.",
      place: embedded.place,
    });
  }
  return changed;
}

/** For a document that is left because the option says so. */
export function embeddedSkipped({ part, place }: EmbeddedDocument): Finding {
  return {
    id: "embedded-document-skipped",
    severity: "minor",
    message: `The embedded document ${nameOf(part)} stays as it is. To have it translated, set the option embedded to true.`,
    place,
  };
}

async function extractOne(office: OfficePackage, embedded: EmbeddedDocument, locale: Locale): Promise<Extraction> {
  return extractInner(await innerDocument(office, embedded, locale));
}

/** What is embedded in it is left: nobody is shown it, and archives in archives have no end. */
async function innerDocument(
  office: OfficePackage,
  { part, place }: EmbeddedDocument,
  locale: Locale,
): Promise<InnerDocument> {
  // The registry knows all filters, this one's too, so it is asked only now.
  const { filterFor } = await import("../registry.ts");
  const bytes = office.archive.read(part);
  const { filter } = await filterFor(nameOf(part), bytes);
  return { filter, document: { name: nameOf(part), bytes, locale }, part, place };
}

/** A damaged, protected or hostile document inside is no reason to lose the one around it. */
async function attempt<T extends object>(embedded: EmbeddedDocument, read: () => Promise<T>): Promise<T | Finding> {
  try {
    return await read();
  } catch (error) {
    if (!(error instanceof DocumentError)) throw error;
    return {
      id: "embedded-document-unreadable",
      severity: "minor",
      message: `The embedded document ${nameOf(embedded.part)} stays as it is, for it cannot be read: ${error.message}`,
      place: embedded.place,
    };
  }
}

function tooMany({ part, place }: EmbeddedDocument): Finding {
  return {
    id: "embedded-document-unreadable",
    severity: "minor",
    message: `The embedded document ${nameOf(part)} stays as it is, for there are more than ${MOST_DOCUMENTS} of them.`,
    place,
  };
}

/** Inside an embedded document no option helps. */
function nestedFinding(finding: Finding): Finding {
  if (finding.id !== "embedded-document-skipped") return finding;
  return {
    ...finding,
    message: "A document inside the embedded one stays as it is. Translate it as a file of its own, and put it back.",
  };
}

function nameOf(part: string): string {
  return part.slice(part.lastIndexOf("/") + 1);
}
