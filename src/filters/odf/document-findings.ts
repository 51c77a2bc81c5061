import type { Finding, Severity } from "../../model/finding.ts";
import type { Edit } from "../../xml/edits.ts";
import type { Discoveries } from "./discoveries.ts";
import type { OdfPackage } from "./odf-package.ts";

type Wording = readonly [severity: Severity, message: (count: number) => string];

const times = (count: number, one: string, many: string): string => (count === 1 ? `One ${one}` : `${count} ${many}`);

/** What was met while reading, and what the coordinator should know of it. */
const WORDINGS: Readonly<Record<string, Wording>> = {
  "tracked-changes": [
    "minor",
    (count) =>
      `The document holds ${times(count, "tracked change", "tracked changes").toLowerCase()}. It was read as if all were accepted; the marks stay in the finished document.`,
  ],
  "hidden-text-skipped": [
    "minor",
    (count) => `${times(count, "hidden text was", "hidden texts were")} left untranslated.`,
  ],
  "hidden-section-skipped": [
    "minor",
    (count) => `${times(count, "hidden section was", "hidden sections were")} left untranslated.`,
  ],
  "hidden-slide-skipped": [
    "minor",
    (count) => `${times(count, "hidden slide was", "hidden slides were")} left untranslated.`,
  ],
  "hidden-sheet-skipped": [
    "minor",
    (count) => `${times(count, "hidden sheet was", "hidden sheets were")} left untranslated.`,
  ],
  "hidden-cells-skipped": [
    "minor",
    (count) =>
      `${times(count, "text", "texts")} in hidden rows and columns ${count === 1 ? "was" : "were"} left untranslated.`,
  ],
  "contents-left": [
    "neutral",
    () =>
      "Some entries of tables of contents or indexes repeat no heading that could be found and stay in the source language. In LibreOffice, Tools > Update > Indexes and Tables builds them anew.",
  ],
  "embedded-object": [
    "minor",
    (count) =>
      `The document holds ${times(count, "embedded object", "embedded objects").toLowerCase()} of other programs; text inside is not translated.`,
  ],
};

/** At most so many texts are named in one finding. */
const MOST_NAMED = 5;

/** Findings on the whole document: counts from the reading, signatures, texts that formulas depend on. */
export function documentFindings(odf: OdfPackage, found: Discoveries): Finding[] {
  const findings: Finding[] = [];
  for (const [id, count] of found.counts) {
    const wording = WORDINGS[id];
    if (wording !== undefined) findings.push({ id, severity: wording[0], message: wording[1](count) });
  }
  if (odf.has("META-INF/documentsignatures.xml")) {
    findings.push({
      id: "signature-breaks",
      severity: "major",
      message:
        "The document is digitally signed. The signature does not hold for the translation, which must be signed anew.",
    });
  }
  const quoted = [...found.quoted].filter((text) => found.cells.has(text));
  if (quoted.length > 0) {
    const names = quoted.slice(0, MOST_NAMED).map((text) => `“${text}”`);
    const more = quoted.length > MOST_NAMED ? ` and ${quoted.length - MOST_NAMED} more` : "";
    findings.push({
      id: "formula-quotes-text",
      severity: "major",
      message: `Formulas or validity rules compare cells with ${names.join(", ")}${more}. Once these cells are translated the formulas no longer find them: keep these texts as they are, or correct the formulas.`,
    });
  }
  return findings;
}

const OBJECT_CONTENT = "/content.xml";

/**
 * For objects whose text a merge changes and that have a picture beside them: no program draws it anew before the object is opened. It is left,
 * for a program that cannot draw the object has nothing else to show.
 */
export function stalePictures(odf: OdfPackage, edits: ReadonlyMap<string, readonly Edit[]>): Finding[] {
  const stale = [...edits].filter(
    ([part, own]) =>
      own.length > 0 &&
      part.endsWith(OBJECT_CONTENT) &&
      odf.has(`ObjectReplacements/${part.slice(0, -OBJECT_CONTENT.length)}`),
  ).length;
  if (stale === 0) return [];
  const message =
    stale === 1
      ? "A chart or embedded document is translated, but programs that show the picture of it show the old words. Open the finished document in LibreOffice and save it to have it drawn anew."
      : `${stale} charts or embedded documents are translated, but programs that show the pictures of them show the old words. Open the finished document in LibreOffice and save it to have them drawn anew.`;
  return [{ id: "embedded-preview", severity: "minor", message }];
}
