import type { AnyFilter, Extraction, Merged, SourceDocument } from "../../filters/filter.ts";
import type { Fragment } from "../../model/fragment.ts";
import type { UnitId } from "../../model/identity.ts";
import type { Locale } from "../../model/locale.ts";
import { pseudoTarget } from "./pseudo-text.ts";
import { partsOf, type RawMember } from "./raw-archive.ts";

/** What the gates share of one document: each thing is made once, when it is first asked for. */
export interface Subject {
  /** Path relative to the folder under test, with `/`. */
  readonly name: string;
  readonly bytes: Uint8Array;
  readonly targetLocale: Locale;
  readonly hasSoffice: boolean;
  filter(): Promise<AnyFilter>;
  document(): SourceDocument;
  extraction(): Promise<Extraction>;
  /** The document with every unit pseudo-translated, and those targets. */
  pseudo(): Promise<PseudoMerge>;
  /** The document's parts by an independent reader; a plain file is one part. */
  parts(): ReadonlyMap<string, RawMember>;
}

export interface PseudoMerge {
  readonly merged: Merged;
  readonly targets: ReadonlyMap<UnitId, Fragment>;
  readonly parts: ReadonlyMap<string, RawMember>;
}

export interface SubjectSettings {
  readonly name: string;
  readonly bytes: Uint8Array;
  readonly sourceLocale: Locale;
  readonly targetLocale: Locale;
  readonly hasSoffice: boolean;
  /** Finds the filter; throws a DocumentError where there is none. */
  filterFor(name: string): Promise<AnyFilter>;
}

/** A document ready for the gates. */
export function makeSubject(settings: SubjectSettings): Subject {
  const { name, bytes, targetLocale, hasSoffice } = settings;
  const document = { name, bytes, locale: settings.sourceLocale };
  const filter = once(async () => settings.filterFor(name));
  const extraction = once(async () => (await filter()).extract(document));
  const parts = once(() => partsOf(name, bytes));
  const pseudo = once(async (): Promise<PseudoMerge> => {
    const { units } = await extraction();
    const targets = new Map(units.map((unit) => [unit.id, pseudoTarget(unit.source, unit.maxLength)]));
    const merged = await (await filter()).merge(document, { locale: targetLocale, targets });
    return { merged, targets, parts: partsOf(name, merged.bytes) };
  });
  return { name, bytes, targetLocale, hasSoffice, filter, document: () => document, extraction, parts, pseudo };
}

/** The function, called once at the most; later calls give the same. */
export function once<T>(make: () => T): () => T {
  let made: { readonly value: T } | undefined;
  return () => {
    made ??= { value: make() };
    return made.value;
  };
}
