import type { Finding } from "../model/finding.ts";
import type { Fragment } from "../model/fragment.ts";
import type { UnitId } from "../model/identity.ts";
import type { Locale } from "../model/locale.ts";
import type { TextUnit } from "../model/unit.ts";

/** A document's bytes and what is known of it from outside. */
export interface SourceDocument {
  /** For messages and for the extension: "elpida/module-1.docx". */
  readonly name: string;
  readonly bytes: Uint8Array;
  readonly locale: Locale;
}

/** How many texts of one category were extracted or left, and why: the rows of the coverage report. */
export interface CoverageRow {
  /** As in the format's README: "footnotes", "hidden slides". */
  readonly category: string;
  readonly extracted: number;
  readonly skipped: number;
  /** Why the skipped ones were skipped. */
  readonly reason?: string;
}

export interface Extraction {
  /** In reading order. Every unit has at least one letter in its source. */
  readonly units: readonly TextUnit[];
  /** What the coordinator should know: hidden slides skipped, tracked changes, a signature that will break. */
  readonly findings: readonly Finding[];
  readonly coverage: readonly CoverageRow[];
}

/**
 * Targets for a document's units: a map, or whatever answers for a unit when it is asked, so that a filter reads a document once to merge
 * it. A unit without a target keeps its source.
 */
export interface Targets {
  /** @param source of the unit, as this extraction has it */
  get(id: UnitId, source: Fragment): Fragment | undefined;
}

export interface Translation {
  readonly locale: Locale;
  readonly targets: Targets;
}

export interface Merged {
  readonly bytes: Uint8Array;
  /** What the coordinator should look at: slides that may overflow, codes that had to be put back. */
  readonly findings: readonly Finding[];
}

/** What may be set of an option: a switch, a number, any text, a list of texts, or one of the words named. */
export type OptionType = "boolean" | "number" | "text" | "texts" | readonly string[];

/** An option, for a person who sets it in the configuration. */
export interface OptionDescription {
  readonly type: OptionType;
  /** What it does, as a full sentence. */
  readonly description: string;
}

/** A description of every option there is. */
export type OptionDescriptions<Options extends object> = { readonly [Name in keyof Options]-?: OptionDescription };

/**
 * A document format: two functions and no session. Both read the document's bytes afresh; the skeleton stays private to the filter.
 * `extract` gives the same units, with the same ids, for the same bytes and options. `merge` takes code data from its own
 * extraction, so a target only needs the codes' kinds and ids; whatever codes a target holds, the result is a valid document
 * (it repairs with `repairCodes` and reports). With every target equal to its source and the document's own locale it returns the same bytes.
 * Errors: DocumentError, with part, line and column where there are any.
 */
export interface Filter<Options extends object> {
  readonly id: string;
  /** For people: "Word document". */
  readonly name: string;
  readonly extensions: readonly `.${string}`[];
  readonly defaults: Options;
  /** Of every key of `defaults`; a filter without options leaves it out. */
  readonly options?: OptionDescriptions<Options>;
  extract(document: SourceDocument, options: Options): Promise<Extraction>;
  merge(document: SourceDocument, translation: Translation, options: Options): Promise<Merged>;
}

/** A filter whose options are settled: what a registry holds. */
export interface AnyFilter {
  readonly id: string;
  readonly name: string;
  readonly extensions: readonly `.${string}`[];
  readonly defaults: object;
  readonly options: Readonly<Record<string, OptionDescription>>;
  /** `options` override the defaults, key by key. */
  extract(document: SourceDocument, options?: object): Promise<Extraction>;
  merge(document: SourceDocument, translation: Translation, options?: object): Promise<Merged>;
}

/** Makes a filter fit for the registry: callers may leave out options. */
export function defineFilter<Options extends object>(filter: Filter<Options>): AnyFilter {
  const settle = (options: object = {}): Options => ({ ...filter.defaults, ...options });
  return {
    id: filter.id,
    name: filter.name,
    extensions: filter.extensions,
    defaults: filter.defaults,
    options: { ...filter.options },
    extract: (document, options) => filter.extract(document, settle(options)),
    merge: (document, translation, options) => filter.merge(document, translation, settle(options)),
  };
}
