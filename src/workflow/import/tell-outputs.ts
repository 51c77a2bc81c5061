import type { Locale } from "../../model/locale.ts";
import type { Spool } from "../../store/scratch.ts";
import type { DocumentInWork } from "./document-in-work.ts";
import type { ChangedDocument, SharedDocument } from "./import-outputs.ts";
import type { OutputThread } from "./output-thread.ts";
import type { SegmentReport } from "./reconcile-return.ts";
import type { DocumentChanges } from "./stored-document.ts";

/** A return while it is compared. */
export interface ReturnToTell {
  /** The number of the file. */
  readonly rows: number;
  readonly document: DocumentInWork;
  readonly reports: Spool<SegmentReport>;
  /** Whether it is compared in the order of the document's segments. */
  readonly isInOrder: boolean;
}

/** Hands on to whoever makes the outputs what becomes of returns, while they are compared. */
export interface OutputTelling {
  /** The next return; one that does not come to its end is taken back. */
  begin(returned: ReturnToTell): {
    /** One more report is there, and the change that goes with it. */
    next(): void;
    end(): void;
  };
  /** All returns are compared. */
  finish(documents: readonly DocumentInWork[]): void;
}

/** As many segments are told of at once. */
const TOLD_AT_ONCE = 1000;

/**
 * Tells reports, and the changes of a document as its first return brings them: most documents have one, and a thread has half of the memory
 * written when that is compared. Where another return follows, it is told all changes again at the end.
 */
export function tellOutputs(outputs: OutputThread): OutputTelling {
  const told = new Set<DocumentChanges>();
  /** Whether what was told of changes is all there is. */
  let isAll = outputs.early !== undefined;
  return {
    begin({ rows, document, reports, isInOrder }) {
      const { changes, before } = document;
      const { length } = before.ids;
      const early = isAll && isInOrder && !told.has(changes) ? outputs.early : undefined;
      told.add(changes);
      isAll = false;
      early?.openDocument(sharedDocument(document));
      let done = 0;
      const tell = (): void => {
        outputs.addReports(rows, localeOf(document), reports.share(done));
        early?.addChanges(changes.share(Math.min(done, length), Math.min(reports.length, length)));
        done = reports.length;
      };
      return {
        next() {
          if (reports.length - done >= TOLD_AT_ONCE) tell();
        },
        end() {
          tell();
          isAll = early !== undefined;
        },
      };
    },
    finish: (documents) => outputs.begin(isAll ? undefined : documents.map(changedDocument)),
  };
}

function changedDocument(document: DocumentInWork): ChangedDocument {
  return { ...sharedDocument(document), changes: document.changes.share() };
}

function sharedDocument(document: DocumentInWork): SharedDocument {
  return {
    name: document.before.document.original.name,
    locale: localeOf(document),
    units: document.before.shareUnits(),
  };
}

function localeOf({ before }: DocumentInWork): Locale {
  return before.document.targetLocale!;
}
