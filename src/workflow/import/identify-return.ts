import { basename } from "node:path";
import { XliffError } from "../../errors.ts";
import { eachSegment } from "../../model/document.ts";
import { plainText, type Fragment } from "../../model/fragment.ts";
import { shortHash } from "../../model/identity.ts";
import { isKnownLanguage, isSameLanguage, languageName, type Locale } from "../../model/locale.ts";
import type { Store } from "../../store/store.ts";
import { withoutSpelledCodes } from "../../xliff/code-repairs.ts";
import type { ReturnedList } from "../../xliff/match-return.ts";
import type { FileHead } from "../../xliff/xliff-file.ts";
import { knownTargets, type Project } from "../project.ts";
import { lookAtWorkingFiles, openExport, type OwnWriting } from "../own-writing.ts";
import { workingName } from "../working-file.ts";
import type { ReturnedDocument } from "./read-return.ts";

/** Which document, in which language, a return belongs to. */
export interface IdentifiedReturn {
  readonly name: string;
  readonly locale: Locale;
  /** What was sent; undefined where it is no longer stored. */
  readonly baseline: OwnWriting | undefined;
}

/** A return must hold at least this share of a document's segments, or be held by it to this share, to be taken for its translation. */
const LEAST_SHARE = 0.5;

/**
 * Finds where a return belongs: by the export it names, else by document name and content. Throws an XliffError: wrong-project for the file
 * of another project or in another language, unknown-document where nothing answers to it.
 */
export async function identifyReturn(
  project: Project,
  store: Store,
  returned: ReturnedDocument,
  fileName: string,
): Promise<IdentifiedReturn> {
  const { project: origin = "", exportId, sourceLocale } = returned.head;
  const own = store.isPresent() ? await store.readProjectId() : undefined;
  if (own !== undefined && origin !== "" && origin !== own) {
    throw new XliffError("wrong-project", `${fileName} was made in another project.`, {
      hint: "Import it in the project it was sent from.",
      place: { file: fileName },
    });
  }
  if (
    sourceLocale !== undefined &&
    isKnownLanguage(sourceLocale) &&
    !isSameLanguage(sourceLocale, project.sourceLocale)
  ) {
    const [theirs, ours] = [languageName(sourceLocale), languageName(project.sourceLocale)];
    throw new XliffError("wrong-project", `${fileName} is translated from ${theirs}; this project is in ${ours}.`, {
      hint: "Import it in the project it was sent from, or have its source language corrected; nothing was imported.",
      place: { file: fileName },
    });
  }
  if (exportId !== undefined && store.isPresent()) {
    const record = (await store.history()).exportById(exportId);
    if (record?.locale !== undefined) {
      checkLanguage(returned.head, record.locale, fileName);
      const baseline = await openExport(store, record.id, record.path);
      // Somebody may have put the texts of one file into another: what none of them answers to, it is not.
      if (!baseline || answersTo(returned.units, baseline)) {
        return { name: record.document, locale: record.locale, baseline };
      }
      const head = { ...returned.head, targetLocale: returned.head.targetLocale ?? record.locale };
      return identifyByContent(project, store, { ...returned, head }, fileName);
    }
  }
  return identifyByContent(project, store, returned, fileName);
}

/** Whether any unit came from the export; a file without units may. The first segments mostly tell. */
function answersTo(units: ReturnedList, { document }: OwnWriting): boolean {
  if (units.ids.length === 0) return true;
  const ids = new Set([...units.ids, ...units.resnames]);
  for (const { id } of eachSegment(document.units)) if (ids.has(id)) return true;
  const texts = textsOf(units);
  for (const segment of eachSegment(document.units)) if (texts.has(textOf(segment))) return true;
  return false;
}

function textsOf(units: ReturnedList): ReadonlySet<string> {
  return new Set(Array.from(units.ids, (_, unit) => textOf(units.get(unit))));
}

async function identifyByContent(
  project: Project,
  store: Store,
  { head, units }: ReturnedDocument,
  fileName: string,
): Promise<IdentifiedReturn> {
  const ids = new Set([...units.ids, ...units.resnames]);
  const texts = textsOf(units);
  let best: { name: string; locale: Locale; score: number } | undefined;
  /** By document, the languages in which it could be this one. */
  const languages = new Map<string, Locale[]>();
  for (const locale of candidateLocales(project, head)) {
    await lookAtWorkingFiles(project, locale, (document) => {
      const { name } = document.original;
      let count = 0;
      let hits = 0;
      for (const segment of eachSegment(document.units)) {
        count += 1;
        if (ids.has(segment.id) || texts.has(textOf(segment))) hits += 1;
      }
      const share = hits / Math.max(1, Math.min(count, units.ids.length));
      if (share < LEAST_SHARE) return;
      languages.set(name, [...(languages.get(name) ?? []), locale]);
      // Of equals the one with the returned name, then the one that the return covers most of.
      const isNamed = basename(head.original) === basename(name);
      const score = share + (isNamed ? 1 : 0) + hits / Math.max(1, count);
      if (!best || score > best.score) best = { name, locale, score };
    });
  }
  if (best) {
    checkOnlyLanguage(languages.get(best.name) ?? [], best.name, fileName);
    return { name: best.name, locale: best.locale, baseline: await lastSent(project, store, best.name, best.locale) };
  }
  const elsewhere = head.targetLocale;
  const known = knownTargets(project);
  if (elsewhere !== undefined && known.length > 0 && !known.some((locale) => isSameLanguage(locale, elsewhere))) {
    throw new XliffError(
      "wrong-project",
      `${fileName} is in ${languageName(elsewhere)}, a language this project has not been translated into.`,
      {
        hint: `Its languages are ${known.join(", ")}.`,
        place: { file: fileName },
      },
    );
  }
  throw new XliffError(
    "unknown-document",
    `${fileName} belongs to no document of this project: its texts are others.`,
    {
      hint: "Check that it was sent from this project, and that xliff/ holds what was sent.",
      place: { file: fileName },
    },
  );
}

/** The languages a return may be in: the one it names, else all there are. */
function candidateLocales(project: Project, { targetLocale }: FileHead): Locale[] {
  const known = knownTargets(project);
  if (targetLocale === undefined) return known;
  if (known.includes(targetLocale)) return [targetLocale];
  return known.filter((locale) => isSameLanguage(locale, targetLocale));
}

/** Units are the same in all languages: they do not tell which one a return is in. */
function checkOnlyLanguage(languages: readonly Locale[], name: string, fileName: string): void {
  if (languages.length < 2) return;
  const names = languages.map((locale) => `${languageName(locale)} (${locale})`).join(", ");
  throw new XliffError(
    "unknown-document",
    `${fileName} does not say clearly which language it is in, and ${name} is translated into ${names}.`,
    {
      hint: "Ask the editor, write the language into the file (target-language or trgLang), and import it again.",
      place: { file: fileName },
    },
  );
}

/** A return whose identity is lost is compared with what was sent last. */
async function lastSent(project: Project, store: Store, name: string, locale: Locale): Promise<OwnWriting | undefined> {
  if (!store.isPresent()) return undefined;
  const path = workingName(project, name, locale);
  const record = (await store.history()).lastExport(path);
  return record && openExport(store, record.id, path);
}

function checkLanguage({ targetLocale }: FileHead, sent: Locale, fileName: string): void {
  // Some tools write a language's name, or a code of their own, which says nothing.
  if (targetLocale === undefined || !isKnownLanguage(targetLocale) || isSameLanguage(targetLocale, sent)) return;
  throw new XliffError(
    "wrong-project",
    `${fileName} was sent to be translated into ${languageName(sent)}, and came back as ${languageName(targetLocale)}.`,
    { hint: "Ask the editor which language it is; nothing was imported.", place: { file: fileName } },
  );
}

/** Kept by its hash, for there may be many. */
function textOf({ source }: { readonly source: Fragment }): string {
  return shortHash(withoutSpelledCodes(plainText(source)).normalize("NFC").replaceAll(/\s+/gu, " ").trim());
}
