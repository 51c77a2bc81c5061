import { createHash } from "node:crypto";
import type { DocumentFacts } from "../model/document.ts";
import { shortened } from "../model/identity.ts";
import { sortedJson } from "./sorted-json.ts";

/** What tells a returned file's origin, whatever its name has become. Both may be "". */
export interface ExportIdentity {
  /** The project's id. */
  readonly project: string;
  /** As `composeXliff` gives it. */
  readonly exportId: string;
}

/** 80 bits: two exports of one project never meet. */
const EXPORT_ID_LENGTH = 16;

/** As many characters are hashed at once. */
const PIECE = 1 << 14;

/** The hash that is the id of an export: of the document, its language, the version of XLIFF, and its units as they are spelled there. */
export interface ExportHash {
  /** The next piece of the units as they are spelled: text, or its bytes. */
  add(piece: string | Uint8Array): void;
  id(): string;
}

/** The hash of a document, its units still to come. */
export function openExportHash(document: DocumentFacts): ExportHash {
  const { original, sourceLocale, targetLocale, segmentation, engine, xliffVersion } = document;
  const { name, sha256, filter, options } = original;
  const facts = [
    name,
    sha256,
    filter,
    sortedJson(options),
    sourceLocale,
    targetLocale ?? "",
    segmentation,
    engine ?? "",
    xliffVersion ?? "1.2",
  ];
  const sum = createHash("sha256");
  let pending = JSON.stringify(facts);
  return {
    add(piece) {
      const isText = typeof piece === "string";
      if (isText) pending += piece;
      if (isText && pending.length < PIECE) return;
      sum.update(pending);
      pending = "";
      if (!isText) sum.update(piece);
    },
    id: () => shortened(sum.update(pending).digest("binary"), EXPORT_ID_LENGTH),
  };
}
