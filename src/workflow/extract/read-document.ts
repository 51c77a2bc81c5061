import type { Extraction } from "../../filters/filter.ts";
import { filterFor } from "../../filters/registry.ts";
import { sha256 } from "../../model/identity.ts";
import type { DocumentFile } from "../documents.ts";
import type { Project } from "../project.ts";
import { readInput } from "../read-input.ts";

/** A document as its filter reads it, before it is divided into segments. */
export interface ReadDocument extends Extraction {
  readonly name: string;
  readonly sha256: string;
  /** The id of the filter, and the options it was given. */
  readonly filter: string;
  readonly options: object;
}

/** A document and the bytes it was read from. */
export interface ReadOriginal {
  readonly read: ReadDocument;
  readonly bytes: Uint8Array;
}

/** Reads an original. Errors: those of `readInput` and of the filters. */
export async function readOriginal(project: Project, file: DocumentFile): Promise<ReadOriginal> {
  const bytes = await readInput(file.path, file.name);
  return { read: await readDocument(project, file.name, bytes), bytes };
}

/** What the document's filter reads in these bytes. Errors: those of the filters. */
export async function readDocument(
  { sourceLocale, filterOptions }: Pick<Project, "sourceLocale" | "filterOptions">,
  name: string,
  bytes: Uint8Array,
): Promise<ReadDocument> {
  const { filter, findings: choice } = await filterFor(name, bytes);
  const options = filterOptions[filter.id] ?? {};
  const { units, findings, coverage } = await filter.extract({ name, bytes, locale: sourceLocale }, options);
  return {
    name,
    sha256: sha256(bytes),
    filter: filter.id,
    options,
    units,
    findings: [...choice, ...findings],
    coverage,
  };
}
