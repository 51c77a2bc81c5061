import { createHash } from "node:crypto";
import { XliffError } from "../../errors.ts";
import { RETURNED_FORM } from "./packed-units.ts";
import type { Finding } from "../../model/finding.ts";
import type { Scratch } from "../../store/scratch.ts";
import type { ReturnedList } from "../../xliff/match-return.ts";
import { OtherSpelling } from "../../xliff/own-spelling.ts";
import { readOwnItems } from "../../xliff/read-own-xliff.ts";
import { readXliffMembers, type XliffItem, type XliffMember } from "../../xliff/read-xliff.ts";
import type { FileHead, ReturnedUnit } from "../../xliff/xliff-file.ts";

/** One document of a returned file. Its units are not held in memory. */
export interface ReturnedDocument {
  readonly head: FileHead;
  readonly units: ReturnedList;
  /** What the reader saw in it, and what was noted on it as a whole; the first thousand. */
  readonly findings: readonly Finding[];
}

/** A file with more faults than a person reads is told of in part. */
const MAX_FINDINGS = 1000;

/** A returned file, read to its end. */
export interface ReadReturn {
  /** SHA-256 of its bytes, hexadecimal. */
  readonly hash: string;
  readonly documents: readonly ReturnedDocument[];
  /** What is wrong with files of a package that cannot be read; their place says which. Nothing of these is among the documents. */
  readonly broken: readonly XliffError[];
}

/**
 * Reads a returned file whole, in memory that does not grow with its texts. Most tools and all text editors leave the lines as we spelled them:
 * then it is read by the quick reader of our own files. Errors: XliffError where nothing of it can be read, and those of reading the chunks,
 * which are asked for anew.
 */
export function readReturn(chunks: Iterable<Uint8Array>, fileName: string, scratch: Scratch): ReadReturn {
  return readAsOurs(chunks, scratch) ?? collect(chunks, (watched) => readXliffMembers(watched, fileName), scratch);
}

/** Undefined where it is not spelled as ours, or where ids repeat: the other reader tells of that. */
function readAsOurs(chunks: Iterable<Uint8Array>, scratch: Scratch): ReadReturn | undefined {
  try {
    const read = collect(chunks, (watched) => [{ isPacked: false, items: readOwnItems(watched) }], scratch);
    const isSound = read.documents.every(({ units: { ids } }) => new Set(ids).size === ids.length);
    return isSound ? read : undefined;
  } catch (error) {
    if (error instanceof OtherSpelling) return undefined;
    throw error;
  }
}

function collect(
  chunks: Iterable<Uint8Array>,
  read: (chunks: Iterable<Uint8Array>) => Iterable<XliffMember>,
  scratch: Scratch,
): ReadReturn {
  const sum = createHash("sha256");
  const watched = function* (): Generator<Uint8Array> {
    for (const chunk of chunks) {
      sum.update(chunk);
      yield chunk;
    }
  };
  const documents: ReturnedDocument[] = [];
  const broken: XliffError[] = [];
  for (const { isPacked, items } of read(watched())) {
    try {
      documents.push(...readDocuments(items, scratch));
    } catch (error) {
      if (!isPacked || !(error instanceof XliffError)) throw error;
      broken.push(error);
    }
  }
  return { hash: sum.digest("hex"), documents, broken };
}

function readDocuments(items: Iterable<XliffItem>, scratch: Scratch): ReturnedDocument[] {
  const documents: ReturnedDocument[] = [];
  let open = openList(scratch);
  let findings: Finding[] = [];
  for (const item of items) {
    if (item.kind === "unit") open.add(item.unit);
    else if (item.kind === "finding" && findings.length < MAX_FINDINGS) findings.push(item.finding);
    else if (item.kind === "end") {
      documents.push({ head: item.head, units: open.list, findings });
      open = openList(scratch);
      findings = [];
    }
  }
  return documents;
}

function openList(scratch: Scratch): { readonly list: ReturnedList; add(unit: ReturnedUnit): void } {
  const units = scratch.spool(RETURNED_FORM);
  const ids: string[] = [];
  const resnames: (string | undefined)[] = [];
  return {
    list: { ids, resnames, get: (unit) => units.get(unit) },
    add(unit) {
      ids.push(unit.id);
      resnames.push(unit.resname);
      units.push(unit);
    },
  };
}
