import type { Finding } from "../model/finding.ts";
import { innerUnitId } from "../model/identity.ts";
import type { TextUnit } from "../model/unit.ts";
import type { AnyFilter, Extraction, Merged, SourceDocument, Translation } from "./filter.ts";

/** A document inside a document: a page of an e-book, HTML in an e-learning package, a workbook in a slide. */
export interface InnerDocument {
  /** The filter that reads it. */
  readonly filter: AnyFilter;
  /** Its name is for messages and for the filter, its bytes are inflated. */
  readonly document: SourceDocument;
  /** Tells it from all others of the outer document: its ids are made from it. "OEBPS/chapter-1.xhtml", "content/content.json#/questions/3/text". */
  readonly part: string;
  /** For people, before the inner place: "Chapter 1". "" where the inner place says enough. */
  readonly place: string;
  readonly options?: object;
}

/** Extracts an inner document: ids and places are those of the outer one. Errors: those of the inner filter. */
export async function extractInner(inner: InnerDocument): Promise<Extraction> {
  const { units, findings, coverage } = await inner.filter.extract(inner.document, inner.options);
  return {
    units: units.map((unit): TextUnit => ({
      ...unit,
      id: innerUnitId(inner.part, unit.id),
      place: outerPlace(inner, unit.place),
    })),
    findings: findings.map((finding) => outerFinding(inner, finding)),
    coverage,
  };
}

/** Merges an inner document; `translation` asks by the ids that `extractInner` gave. Errors: those of the inner filter. */
export async function mergeInner(inner: InnerDocument, { locale, targets }: Translation): Promise<Merged> {
  const { bytes, findings } = await inner.filter.merge(
    inner.document,
    { locale, targets: { get: (id, source) => targets.get(innerUnitId(inner.part, id), source) } },
    inner.options,
  );
  return { bytes, findings: findings.map((finding) => outerFinding(inner, finding)) };
}

function outerFinding(inner: InnerDocument, finding: Finding): Finding {
  const place = outerPlace(inner, finding.place ?? "");
  return {
    ...finding,
    ...(place === "" ? {} : { place }),
    ...(finding.unit === undefined ? {} : { unit: innerUnitId(inner.part, finding.unit) }),
  };
}

function outerPlace({ place }: InnerDocument, inside: string): string {
  return [place, inside].filter((words) => words !== "").join(", ");
}
