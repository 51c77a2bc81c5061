import { basename } from "node:path";
import { XliffError } from "../../errors.ts";
import { segmentsOf, type BilingualDocument } from "../../model/document.ts";
import { isSameLanguage, languageName, type Locale } from "../../model/locale.ts";
import type { Store } from "../../store/store.ts";
import type { ReturnedFile } from "../../xliff/xliff-file.ts";
import { knownTargets, type Project } from "../project.ts";
import { listWorkingFiles, readOwn, workingName } from "../working-file.ts";

/** Which document, in which language, a return belongs to. */
export interface IdentifiedReturn {
  readonly name: string;
  readonly locale: Locale;
  /** What was sent; undefined where it is no longer stored. */
  readonly baseline: BilingualDocument | undefined;
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
  returned: ReturnedFile,
  fileName: string,
): Promise<IdentifiedReturn> {
  const { project: origin = "", exportId } = returned;
  const own = store.isPresent() ? await store.readProjectId() : undefined;
  if (own !== undefined && origin !== "" && origin !== own) {
    throw new XliffError("wrong-project", `${fileName} was made in another project.`, {
      hint: "Import it in the project it was sent from.",
      place: { file: fileName },
    });
  }
  if (exportId !== undefined && store.isPresent()) {
    const record = (await store.history()).exportById(exportId);
    if (record?.locale !== undefined) {
      const bytes = await store.exports.get(record.id);
      checkLanguage(returned, record.locale, fileName);
      return {
        name: record.document,
        locale: record.locale,
        baseline: bytes && (await readOwn(bytes, record.path)),
      };
    }
  }
  return identifyByContent(project, store, returned, fileName);
}

async function identifyByContent(
  project: Project,
  store: Store,
  returned: ReturnedFile,
  fileName: string,
): Promise<IdentifiedReturn> {
  const ids = new Set(returned.units.flatMap(({ id, resname }) => (resname === undefined ? [id] : [id, resname])));
  const texts = new Set(returned.units.map(({ source }) => textOf(source)));
  let best: { name: string; locale: Locale; score: number } | undefined;
  for (const locale of candidateLocales(project, returned)) {
    for (const { name, document } of await listWorkingFiles(project, locale)) {
      const segments = segmentsOf(document);
      const hits = segments.filter(({ id, source }) => ids.has(id) || texts.has(textOf(source))).length;
      const share = hits / Math.max(1, Math.min(segments.length, returned.units.length));
      if (share < LEAST_SHARE) continue;
      // Of equals the one with the returned name, then the one that the return covers most of.
      const isNamed = basename(returned.original) === basename(name);
      const score = share + (isNamed ? 1 : 0) + hits / Math.max(1, segments.length);
      if (!best || score > best.score) best = { name, locale, score };
    }
  }
  if (best)
    return { name: best.name, locale: best.locale, baseline: await lastSent(project, store, best.name, best.locale) };
  const elsewhere = returned.targetLocale;
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
function candidateLocales(project: Project, { targetLocale }: ReturnedFile): Locale[] {
  const known = knownTargets(project);
  return targetLocale === undefined ? known : known.filter((locale) => isSameLanguage(locale, targetLocale));
}

/** A return whose identity is lost is compared with what was sent last. */
async function lastSent(
  project: Project,
  store: Store,
  name: string,
  locale: Locale,
): Promise<BilingualDocument | undefined> {
  if (!store.isPresent()) return undefined;
  const path = workingName(project, name, locale);
  const record = (await store.history()).lastExport(path);
  const bytes = record && (await store.exports.get(record.id));
  return bytes && readOwn(bytes, path);
}

function checkLanguage({ targetLocale }: ReturnedFile, sent: Locale, fileName: string): void {
  if (targetLocale === undefined || isSameLanguage(targetLocale, sent)) return;
  throw new XliffError(
    "wrong-project",
    `${fileName} was sent to be translated into ${languageName(sent)}, and came back as ${languageName(targetLocale)}.`,
    { hint: "Ask the editor which language it is; nothing was imported.", place: { file: fileName } },
  );
}

function textOf(source: ReturnedFile["units"][number]["source"]): string {
  return source
    .map((part) => (part.kind === "text" ? part.text : ""))
    .join("")
    .replaceAll(/\s+/g, " ")
    .trim();
}
