import { PitransError } from "../../errors.ts";
import type { Store } from "../../store/store.ts";
import { readXliffItems } from "../../xliff/read-xliff.ts";
import { openOwnWriting } from "../own-writing.ts";
import { workingPath, type Project } from "../project.ts";
import type { ReturnedFile } from "./find-returns.ts";
import type { OutputThread } from "./output-thread.ts";
import type { SharedUnits } from "./stored-document.ts";

/** In bytes: shorter returns are read before the other thread is asked. */
const WORTH_IT = 1 << 20;

/**
 * Has the other thread, where there is one, read the working file that a return names, while this one reads the return. Gives the export that the
 * working file is; undefined where nothing is read ahead. Errors: StoreError, and those of opening the return.
 */
export async function readAhead(
  project: Project,
  store: Store,
  { layUp }: OutputThread,
  file: ReturnedFile,
): Promise<{ readonly exportId: string; readonly units: Promise<SharedUnits | undefined> } | undefined> {
  if (!layUp || file.size < WORTH_IT || !store.isPresent()) return undefined;
  const exportId = exportNamedIn(await file.open(), file.name);
  const record = exportId === undefined ? undefined : (await store.history()).exportById(exportId);
  if (record?.locale === undefined) return undefined;
  const own = await openOwnWriting(project, store, record.document, record.locale);
  if (!own || own.isLost) return undefined;
  const units = layUp(workingPath(project, record.document, record.locale), record.path);
  // Whoever needs them is told that they are not there.
  return { exportId: own.exportId, units: units.catch(() => undefined) };
}

/** As far as its first unit tells; a package does not. Faults are told when the return is read. */
function exportNamedIn(chunks: Iterable<Uint8Array>, name: string): string | undefined {
  for (const [a, b] of chunks) {
    if (a === 0x50 && b === 0x4b) return undefined;
    break;
  }
  try {
    for (const item of readXliffItems(chunks, name)) if (item.kind === "file") return item.head.exportId;
  } catch (error) {
    if (!(error instanceof PitransError)) throw error;
  }
  return undefined;
}
