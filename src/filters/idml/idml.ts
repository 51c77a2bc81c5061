import { unitIds } from "../../model/identity.ts";
import type { TextUnit } from "../../model/unit.ts";
import { defineFilter, type AnyFilter } from "../filter.ts";
import { documentFindings } from "./document-findings.ts";
import { openLayout } from "./layout-package.ts";
import { mergeLayout } from "./merge-layout.ts";
import { IDML_DEFAULTS, IDML_OPTIONS, type IdmlOptions } from "./options.ts";
import { readLayout } from "./read-layout.ts";

/** InDesign documents in InDesign's open format, snippets of them, and stories of InCopy. */
export const idml: AnyFilter = defineFilter<IdmlOptions>({
  id: "idml",
  name: "InDesign document (IDML)",
  extensions: [".idml", ".idms", ".icml"],
  defaults: IDML_DEFAULTS,
  options: IDML_OPTIONS,

  extract: async (document, options) => {
    const layout = openLayout(document.bytes, true);
    const idOf = unitIds();
    const units: TextUnit[] = [];
    const { coverage } = readLayout(layout, options, (texts) => {
      for (const { key, kind, place, context, source } of texts) {
        const id = idOf(key, kind, source);
        units.push({ id, place, source, preserveSpace: true, ...(context === undefined ? {} : { context }) });
      }
    });
    return { units, findings: documentFindings(layout, coverage), coverage };
  },

  merge: async (document, translation, options) => mergeLayout(document, translation, options),
});
