import type { DocumentFacts, SegmentationMode } from "../model/document.ts";
import type { Note } from "../model/unit.ts";
import type { ExportIdentity } from "./export-identity.ts";
import { sortedJson } from "./sorted-json.ts";
import { NOTE_AUTHOR } from "./unit-notes.ts";

/** What the header of a file of ours says of its origin. */
export interface ReturnedIdentity extends ExportIdentity {
  /** The document's name as we wrote it; a tool may have changed `original`. */
  readonly name: string;
  readonly sha256: string;
  readonly filter: string;
  readonly options: object;
  readonly segmentation: SegmentationMode;
  readonly engine?: string;
}

const PROJECT = "Project: ";
const EXPORT = "Export: ";
const DOCUMENT = "Document: ";
const SHA256 = "SHA-256: ";
const FILTER = "Filter: ";
const OPTIONS = "Filter options: ";
const SEGMENTATION = "Segmentation: ";
const ENGINE = "Engine: ";

/** The header's notes. Tools keep notes where they drop elements they do not know. */
export function formatIdentityNotes(document: DocumentFacts, identity: ExportIdentity): Note[] {
  const { original, segmentation, engine } = document;
  return [
    ...(identity.project === "" ? [] : [PROJECT + identity.project]),
    ...(identity.exportId === "" ? [] : [EXPORT + identity.exportId]),
    DOCUMENT + original.name,
    SHA256 + original.sha256,
    FILTER + original.filter,
    OPTIONS + sortedJson(original.options),
    SEGMENTATION + segmentation,
    ...(engine === undefined ? [] : [ENGINE + engine]),
  ].map((text) => ({ from: NOTE_AUTHOR, text }));
}

const PREFIXES = [PROJECT, EXPORT, DOCUMENT, SHA256, FILTER, OPTIONS, SEGMENTATION, ENGINE];

/** Whether a note is one that we wrote, though a tool may have dropped who says it. */
export function isIdentityNote({ text }: Note): boolean {
  return PREFIXES.some((prefix) => text.startsWith(prefix));
}

/** Undefined where the header is not ours or has lost the document's hash. */
export function parseIdentityNotes(notes: readonly Note[]): ReturnedIdentity | undefined {
  const find = (prefix: string): string | undefined =>
    notes.find(({ from, text }) => from === NOTE_AUTHOR && text.startsWith(prefix))?.text.slice(prefix.length);
  const sha256 = find(SHA256);
  if (sha256 === undefined) return undefined;
  const engine = find(ENGINE);
  return {
    project: find(PROJECT) ?? "",
    exportId: find(EXPORT) ?? "",
    name: find(DOCUMENT) ?? "",
    sha256,
    filter: find(FILTER) ?? "",
    options: parseOptions(find(OPTIONS)),
    segmentation: find(SEGMENTATION) === "paragraph" ? "paragraph" : "sentence",
    ...(engine === undefined ? {} : { engine }),
  };
}

function parseOptions(text: string | undefined): object {
  try {
    const value: unknown = JSON.parse(text ?? "{}");
    return typeof value === "object" && value !== null && !Array.isArray(value) ? value : {};
  } catch {
    return {};
  }
}
