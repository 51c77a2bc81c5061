import { MergeError } from "../../errors.ts";
import type { BilingualDocument } from "../../model/document.ts";
import type { Fragment } from "../../model/fragment.ts";
import type { UnitId } from "../../model/identity.ts";
import type { Locale } from "../../model/locale.ts";
import type { Merged } from "../../filters/filter.ts";
import { filterById } from "../../filters/registry.ts";
import { joinPieces } from "../../segmentation/join-pieces.ts";
import { locateSegments } from "../../segmentation/locate-segments.ts";
import type { UnitTargets } from "./gate.ts";

export interface DocumentToFinish {
  readonly document: BilingualDocument;
  /** The original that `document` was extracted from. */
  readonly bytes: Uint8Array;
  readonly locale: Locale;
  /** By unit, as the gate let them pass. */
  readonly targets: ReadonlyMap<UnitId, UnitTargets>;
}

/**
 * Joins segments into units and merges them into the original. Nothing is segmented again: segments are located in the fresh extraction.
 * Errors: MergeError unknown-unit where the original no longer holds what the XLIFF says; those of the filters.
 */
export async function finishDocument({ document, bytes, locale, targets }: DocumentToFinish): Promise<Merged> {
  const { name, filter: filterId, options } = document.original;
  const filter = await filterById(filterId);
  let joined = 0;
  const get = (id: UnitId, source: Fragment): Fragment | undefined => {
    const known = targets.get(id);
    if (!known) return undefined;
    const { unit, fragments } = known;
    const pieces = locateSegments(
      source,
      unit.segments.map((segment) => segment.source),
    );
    if (!pieces) throw outdated(name, unit.place);
    joined += 1;
    return joinPieces(pieces, fragments);
  };
  const merged = await filter.merge(
    { name, bytes, locale: document.sourceLocale },
    { locale, targets: { get } },
    options,
  );
  if (joined < targets.size) throw outdated(name);
  return merged;
}

function outdated(name: string, part?: string): MergeError {
  return new MergeError(
    "unknown-unit",
    `The translation of ${name} was made from a text that the original does not hold.`,
    {
      hint: "Run pitrans extract; it carries every translation over.",
      place: { file: name, ...(part === undefined ? {} : { part }) },
    },
  );
}
