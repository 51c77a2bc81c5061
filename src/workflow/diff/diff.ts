import { segmentsOf, type BilingualDocument } from "../../model/document.ts";
import { numberedText, plainText } from "../../model/fragment.ts";
import type { SegmentId } from "../../model/identity.ts";
import type { Locale } from "../../model/locale.ts";
import { stateOf, type Segment, type TargetState } from "../../model/unit.ts";
import type { Store } from "../../store/store.ts";
import { listDocuments, type DocumentFile } from "../documents.ts";
import { carryOver } from "../extract/carry-over.ts";
import { EARLIER_SOURCE, isEarlierSource } from "../extract/earlier-source.ts";
import { attempt, type Outcome } from "../outcome.ts";
import type { Project } from "../project.ts";
import { readSourceXliff } from "../source-xliff.ts";
import { sourceDocument } from "../translate/plan-file.ts";
import { wordChanges, type WordChange } from "../word-changes.ts";
import { readWorkingFile } from "../working-file.ts";

/** A sentence whose text is not what its translation was made from. */
export interface ChangedSegment {
  readonly segment: SegmentId;
  readonly place: string;
  readonly before: string;
  readonly after: string;
  readonly changes: readonly WordChange[];
  /** The translation of the old text, and what state it had; absent where there is none. */
  readonly translation?: string;
  readonly state?: TargetState;
}

/** A sentence that is new, or is there no more. */
export interface MovedSegment {
  readonly place: string;
  readonly source: string;
  readonly translation?: string;
}

/** How a document differs from what was translated, or, without a language, from what was extracted. */
export interface DocumentDiff {
  readonly changed: readonly ChangedSegment[];
  readonly added: readonly MovedSegment[];
  readonly removed: readonly MovedSegment[];
  readonly unchanged: number;
}

export interface DiffOptions {
  readonly cwd: string;
  readonly files: readonly string[];
  /** None: against the last extraction. */
  readonly locales: readonly Locale[];
  readonly onFile: (outcome: Outcome<DocumentDiff>) => void;
}

/** Compares documents as they are now with what was translated of them. Nothing is written. Errors of single documents are outcomes. */
export async function diff(
  project: Project,
  store: Store,
  options: DiffOptions,
): Promise<readonly Outcome<DocumentDiff>[]> {
  const { documents } = await listDocuments(project, options.cwd, options.files);
  const outcomes: Outcome<DocumentDiff>[] = [];
  for (const file of documents) {
    for (const locale of options.locales.length === 0 ? [undefined] : options.locales) {
      const outcome = await attempt(file.name, () => diffDocument(project, store, file, locale), locale);
      outcomes.push(outcome);
      options.onFile(outcome);
    }
  }
  return outcomes;
}

async function diffDocument(
  project: Project,
  store: Store,
  file: DocumentFile,
  locale: Locale | undefined,
): Promise<DocumentDiff> {
  const extracted = await readSourceXliff(project, file.name);
  const fresh = await sourceDocument(project, store, file, true);
  const working = locale === undefined ? undefined : await readWorkingFile(project, store, file.name, locale);
  const old = working?.document ?? (extracted && asTranslated(extracted));
  if (!old) {
    const places = placesOf(fresh);
    return {
      changed: [],
      added: segmentsOf(fresh).map((segment) => moved(segment, places, false)),
      removed: [],
      unchanged: 0,
    };
  }
  return compare(fresh, old, working !== undefined);
}

/** A text that has no translation yet is compared by itself. */
function asTranslated(document: BilingualDocument): BilingualDocument {
  const filled = (segment: Segment): Segment => ({ ...segment, target: { fragment: segment.source, state: "draft" } });
  return { ...document, units: document.units.map((unit) => ({ ...unit, segments: unit.segments.map(filled) })) };
}

function compare(fresh: BilingualDocument, old: BilingualDocument, hasTranslations: boolean): DocumentDiff {
  const { document, removed } = carryOver(fresh, old);
  const known = new Set(segmentsOf(old).map(({ source }) => numberedText(source)));
  const segments = segmentsOf(document);
  const changed = segments.filter(({ stale }) => stale);
  const added = segments.filter(({ source, stale }) => !stale && !known.has(numberedText(source)));
  const [places, oldPlaces] = [placesOf(document), placesOf(old)];
  return {
    changed: changed.map((segment) => changedSegment(segment, places, hasTranslations)),
    added: added.map((segment) => moved(segment, places, false)),
    removed: removed.map((segment) => moved(segment, oldPlaces, hasTranslations)),
    unchanged: segments.length - changed.length - added.length,
  };
}

function changedSegment(segment: Segment, places: Places, hasTranslations: boolean): ChangedSegment {
  const before = segment.notes.find(isEarlierSource)?.text.slice(EARLIER_SOURCE.length) ?? "";
  const after = plainText(segment.source);
  return {
    segment: segment.id,
    place: places.get(segment.id) ?? "",
    before,
    after,
    changes: wordChanges(before, after),
    ...(hasTranslations && segment.target
      ? { translation: plainText(segment.target.fragment), state: stateOf(segment) }
      : {}),
  };
}

function moved(segment: Segment, places: Places, hasTranslations: boolean): MovedSegment {
  return {
    place: places.get(segment.id) ?? "",
    source: plainText(segment.source),
    ...(hasTranslations && segment.target ? { translation: plainText(segment.target.fragment) } : {}),
  };
}

type Places = ReadonlyMap<SegmentId, string>;

/** Where each segment stands. */
function placesOf({ units }: BilingualDocument): Places {
  return new Map(units.flatMap(({ place, segments }) => segments.map(({ id }) => [id, place] as const)));
}
