import { unitIds } from "../../model/identity.ts";
import { defineFilter, type AnyFilter } from "../filter.ts";
import { openPackage } from "../ooxml/package.ts";
import { readDeck } from "./deck.ts";
import { mergeDeck } from "./merge-deck.ts";
import { PPTX_DEFAULTS, type PptxOptions } from "./options.ts";

/** PowerPoint presentations, templates and shows, with or without macros. */
export const pptx: AnyFilter = defineFilter<PptxOptions>({
  id: "pptx",
  name: "PowerPoint presentation",
  extensions: [".pptx", ".pptm", ".potx", ".potm", ".ppsx", ".ppsm"],
  defaults: PPTX_DEFAULTS,

  extract: async (document, options) => {
    const deck = readDeck(openPackage(document.bytes, true), options);
    const idOf = unitIds();
    const units = deck.sites.map(({ key, kind, place, context, text }) => ({
      id: idOf(key, kind, text.source),
      place,
      source: text.source,
      preserveSpace: true,
      ...(context === undefined ? {} : { context }),
    }));
    return { units, findings: deck.findings, coverage: deck.coverage };
  },

  merge: async (document, translation, options) => mergeDeck(document, translation, options),
});
