import type { XliffItem } from "../xliff/read-xliff.ts";
import type { BilingualDocument, BilingualStream } from "../model/document.ts";

/**
 * The document in a file that we wrote and that people may have edited since, unless `isUntouched`; undefined where it is no such file.
 * Errors: XliffError. Readers are loaded only now: most extractions find nothing to read, and the one of other tools' files takes 40 ms.
 */
export async function ownDocument(
  bytes: Uint8Array,
  path: string,
  isUntouched: boolean,
): Promise<BilingualDocument | undefined> {
  const { readOwnDocument } = await import("../xliff/read-own-document.ts");
  const document = readOwnDocument(bytes, isUntouched);
  if (document !== undefined) return document;
  const [{ readXliff }, { toBilingualDocument }] = await Promise.all([
    import("../xliff/read-xliff.ts"),
    import("../xliff/to-bilingual-document.ts"),
  ]);
  return toBilingualDocument(readXliff(bytes, path), isUntouched);
}

/**
 * The document in a file that is known to stand as we wrote it, in memory that does not grow with the file, which is read anew each time its
 * units are asked for; undefined where it is no such file. Errors: XliffError.
 */
export async function ownStream(chunks: Iterable<Uint8Array>, path: string): Promise<BilingualStream | undefined> {
  const [{ readOwnItems }, { readXliffItems }, { toBilingualStream }, { OtherSpelling }] = await Promise.all([
    import("../xliff/read-own-xliff.ts"),
    import("../xliff/read-xliff.ts"),
    import("../xliff/to-bilingual-document.ts"),
    import("../xliff/own-spelling.ts"),
  ]);
  const items = function* (): Generator<XliffItem> {
    let given = 0;
    try {
      for (const item of readOwnItems(chunks)) {
        yield item;
        given += 1;
      }
      return;
    } catch (error) {
      if (!(error instanceof OtherSpelling)) throw error;
    }
    // An older pitrans spelled it otherwise, or it is XLIFF 2.
    for (const item of readXliffItems(chunks, path)) {
      if (given === 0) yield item;
      else given -= 1;
    }
  };
  return toBilingualStream(items);
}
