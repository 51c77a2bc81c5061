import type { Fragment } from "../model/fragment.ts";
import type { SegmentId } from "../model/identity.ts";
import type { Locale } from "../model/locale.ts";
import type { GlossaryEntry, ProtectedTerm } from "../model/term.ts";

/** A segment as an engine is asked for it. */
export interface RequestSegment {
  readonly id: SegmentId;
  readonly source: Fragment;
  /** Preferred terms that occur in the source. */
  readonly terms: readonly GlossaryEntry[];
}

/** Segments of one section of one document, in order. */
export interface TranslationRequest {
  readonly sourceLocale: Locale;
  readonly targetLocale: Locale;
  readonly segments: readonly RequestSegment[];
  /** Plain text around the batch that is not to be translated: title, heading, neighbouring paragraphs. Not billed by DeepL. */
  readonly context: string;
  readonly protectedTerms: readonly ProtectedTerm[];
}

/** One answer per segment, by id. Codes of a translated fragment are those of its source, well nested, unless `codes-broken` says otherwise. */
export type Draft =
  | { readonly id: SegmentId; readonly outcome: "translated"; readonly fragment: Fragment }
  | { readonly id: SegmentId; readonly outcome: "codes-broken"; readonly fragment: Fragment; readonly reason: string }
  | { readonly id: SegmentId; readonly outcome: "truncated" | "refused"; readonly reason: string };

/** Quota of the account in characters, where the engine has one. */
export interface Usage {
  readonly used: number;
  readonly limit: number;
}

/**
 * An engine: a plain object, so that withCache(withBatches(deepl)) is a function call. `translate` answers every segment of the
 * request or throws a TranslatorError (credentials-*, quota-exceeded, rate-limited, network, unsupported-locale-pair, unreadable-reply).
 */
export interface Translator {
  readonly id: string;
  /** What everything that changes its answers hashes to (model, formality, glossary version): part of the cache key. */
  readonly fingerprint: string;
  /** Most segments and characters of one request; how many requests may be under way at once. */
  readonly limits: { readonly segments: number; readonly characters: number; readonly concurrency: number };
  /** Whether text leaves this machine, and to whom: "DeepL (api-free.deepl.com)". */
  readonly destination?: string;
  usage?(signal: AbortSignal): Promise<Usage | undefined>;
  translate(request: TranslationRequest, signal: AbortSignal): Promise<readonly Draft[]>;
}
