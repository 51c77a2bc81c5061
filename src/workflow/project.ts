import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import type { SegmentationMode } from "../model/document.ts";
import { parseLocale, type Locale } from "../model/locale.ts";
import { listFiles } from "./list-files.ts";

/** A project as every verb needs it: plain values, settled by the door that was used. */
export interface Project {
  /** Absolute. */
  readonly root: string;
  readonly sourceLocale: Locale;
  /** From the configuration; those already under `xliff/` come on top (`knownTargets`). */
  readonly targetLocales: readonly Locale[];
  readonly segmentation: SegmentationMode;
  /** Options by filter id. */
  readonly filterOptions: Readonly<Record<string, object>>;
  /** Patterns of documents to leave out, relative to `sources/`. */
  readonly exclude: readonly string[];
  /** Further glossary files, relative to the root. */
  readonly glossaries: readonly string[];
}

/** Folders of a project, relative to its root (PRODUCT.md, "A project is a folder"). */
export const FOLDERS = {
  sources: "sources",
  xliff: "xliff",
  review: "review",
  inbox: "inbox",
  out: "out",
  reports: "reports",
  memory: "memory",
  glossaries: "glossaries",
} as const;

/** The folder under `xliff/` that holds source-only files; never a language. */
const SOURCE_FOLDER = "source";

/** The source-only XLIFF of a document, absolute. */
export function sourceXliffPath(project: Project, name: string): string {
  return join(project.root, FOLDERS.xliff, SOURCE_FOLDER, `${name}.xlf`);
}

/** The working bilingual file of a document, absolute. */
export function workingPath(project: Project, name: string, locale: Locale): string {
  return join(project.root, FOLDERS.xliff, locale, `${name}.xlf`);
}

/** The finished document, absolute. */
export function outPath(project: Project, name: string, locale: Locale): string {
  return join(project.root, FOLDERS.out, locale, name);
}

/** The configured target languages, then those that have a folder under `xliff/`. */
export function knownTargets(project: Project): Locale[] {
  const folder = join(project.root, FOLDERS.xliff);
  const present = existsSync(folder) ? readdirSync(folder, { withFileTypes: true }) : [];
  const locales = present
    .filter((entry) => entry.isDirectory() && entry.name !== SOURCE_FOLDER && parseLocale(entry.name) === entry.name)
    .map((entry) => entry.name)
    .sort();
  return [...new Set([...project.targetLocales, ...locales])];
}

/** Names of the documents that have a working file in one of the languages. */
export async function translatedDocuments(project: Project, locales: readonly Locale[]): Promise<string[]> {
  const names = new Set<string>();
  for (const locale of locales) {
    for (const path of await listFiles(join(project.root, FOLDERS.xliff, locale)))
      if (path.endsWith(".xlf")) names.add(path.slice(0, -".xlf".length).normalize("NFC"));
  }
  return [...names].sort();
}
