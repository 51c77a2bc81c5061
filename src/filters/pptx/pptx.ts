import { unitIds } from "../../model/identity.ts";
import type { TextUnit } from "../../model/unit.ts";
import { defineFilter, type AnyFilter } from "../filter.ts";
import { extractWithEmbedded, type EmbeddedDocument } from "../ooxml/embedded-documents.ts";
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
    const office = openPackage(document.bytes, true);
    const entries: (TextUnit | EmbeddedDocument)[] = [];
    const deck = readDeck(office, options, ({ sites, embedded }) => {
      const waiting = [...embedded];
      const addEmbedded = (before: number): void => {
        while (waiting[0] !== undefined && waiting[0].after <= before) entries.push(waiting.shift()!.document);
      };
      for (const [index, { key, kind, place, context, text }] of sites.entries()) {
        addEmbedded(index);
        const id = idOf(key, kind, text.source);
        entries.push({
          id,
          place,
          source: text.source,
          preserveSpace: true,
          ...(context === undefined ? {} : { context }),
        });
      }
      addEmbedded(sites.length);
    });
    const { units, findings, coverage } = await extractWithEmbedded(office, entries, document.locale);
    return { units, findings: [...deck.findings, ...findings], coverage: [...deck.coverage, ...coverage] };
  },

  merge: async (document, translation, options) => mergeDeck(document, translation, options),
});
