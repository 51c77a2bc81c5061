import type { BilingualUnit } from "../model/document.ts";
import type { ExportIdentity } from "./export-identity.ts";

/** How a version spells a document, part by part: what stands before the units tells the export, whose id is known after them. */
export interface XliffWriter {
  /** What stands before the units. */
  head(identity: ExportIdentity): string;
  /** A unit, line feeds and all. */
  unit(unit: BilingualUnit): string;
  /** What stands after them. `isEmpty`: there were none. */
  end(isEmpty: boolean): string;
}
