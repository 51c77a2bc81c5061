import type { BilingualDocument } from "../model/document.ts";
import type { ExportIdentity } from "./export-identity.ts";
import { xliff12Lines } from "./write-xliff12.ts";
import { xliff2Lines } from "./write-xliff2.ts";

/** Weblate, Matecat and OmegaT all take such ids. */
const ID = /^[A-Za-z][A-Za-z0-9._-]{0,60}$/;

/**
 * The document as XLIFF of its version, by the profile in XLIFF.md: valid, no date, one segment per unit. The same content gives the same
 * text; encode it as UTF-8. Without a target locale no targets are written.
 */
export function writeXliff(document: BilingualDocument, identity: ExportIdentity): string {
  for (const { segments } of document.units) {
    for (const { id } of segments) if (!ID.test(id)) throw new Error(`The segment id ${id} cannot stand in XLIFF.`);
  }
  const { xliffVersion } = document;
  const lines =
    xliffVersion === undefined ? xliff12Lines(document, identity) : xliff2Lines(document, identity, xliffVersion);
  return `${[...lines].join("\n")}\n`;
}
