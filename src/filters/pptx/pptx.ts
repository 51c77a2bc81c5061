import { unitIds } from "../../model/identity.ts";
import type { TextUnit } from "../../model/unit.ts";
import { defineFilter, type AnyFilter } from "../filter.ts";
import { openPackage } from "../ooxml/package.ts";
import { readDeck } from "./deck.ts";
import { mergeDeck } from "./merge-deck.ts";
import { PPTX_DEFAULTS, PPTX_OPTIONS, type PptxOptions } from "./options.ts";

/** PowerPoint presentations, templates and shows, with or without macros. */
export const pptx: AnyFilter = defineFilter<PptxOptions>({
  id: "pptx",
  name: "PowerPoint presentation",
  extensions: [".pptx", ".pptm", ".potx", ".potm", ".ppsx", ".ppsm"],
  defaults: PPTX_DEFAULTS,
  options: PPTX_OPTIONS,

  extract: async (document, options) => {
    const idOf = unitIds();
    const units: TextUnit[] = [];
    const deck = readDeck(openPackage(document.bytes, true), options, ({ sites }) => {
      for (const { key, kind, place, context, text } of sites) {
        const id = idOf(key, kind, text.source);
        units.push({
          id,
          place,
          source: text.source,
          preserveSpace: true,
          ...(context === undefined ? {} : { context }),
        });
      }
    });
    return { units, findings: deck.findings, coverage: deck.coverage };
  },

  merge: async (document, translation, options) => mergeDeck(document, translation, options),
});
