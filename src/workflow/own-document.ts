import type { BilingualDocument } from "../model/document.ts";

/**
 * The document in a file that we wrote and that people may have edited since, unless `isUntouched`; undefined where it is no such file.
 * Errors: XliffError. Readers are loaded only now: most extractions find nothing to read, and the one of other tools' files takes 40 ms.
 */
export async function ownDocument(
  bytes: Uint8Array,
  path: string,
  isUntouched: boolean,
): Promise<BilingualDocument | undefined> {
  const [{ readOwnXliff }, { toBilingualDocument }] = await Promise.all([
    import("../xliff/read-own-xliff.ts"),
    import("../xliff/to-bilingual-document.ts"),
  ]);
  const file = readOwnXliff(bytes, path) ?? (await import("../xliff/read-xliff.ts")).readXliff(bytes, path);
  return toBilingualDocument(file, isUntouched);
}
