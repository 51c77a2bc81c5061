import type { Finding } from "../model/finding.ts";
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

/**
 * One answer per segment, by id. Codes of a translated fragment are those of its source, well nested. `codes-broken`: the fragment holds
 * the whole translation and, well nested, every code of the source, but a person must look where the codes stand; the reason says why.
 * Findings say what else a person should look at.
 */
export type Draft =
  | {
      readonly id: SegmentId;
      readonly outcome: "translated";
      readonly fragment: Fragment;
      readonly findings?: readonly Finding[];
    }
  | {
      readonly id: SegmentId;
      readonly outcome: "codes-broken";
      readonly fragment: Fragment;
      readonly reason: string;
      readonly findings?: readonly Finding[];
    }
  | { readonly id: SegmentId; readonly outcome: "truncated" | "refused"; readonly reason: string };

/** Quota of the account in characters, where the engine has one. */
export interface Usage {
  readonly used: number;
  readonly limit: number;
}

/** What one request to an engine may hold. */
export interface TranslatorLimits {
  readonly segments: number;
  /** Of all texts and the context, form-encoded as they travel (`encodedLength`): 1.25 a letter of English, 5.3 a letter of Russian. */
  readonly bytes: number;
  /** How many requests may be under way at once. */
  readonly concurrency: number;
}

/**
 * An engine: a plain object, so that withCache(deepl, cache) is a function call. `translate` answers every segment of the request, which
 * keeps to the limits, or throws a TranslatorError (credentials-*, quota-exceeded, rate-limited, network, unsupported-locale-pair,
 * request-rejected, unreadable-reply).
 */
export interface Translator {
  readonly id: string;
  /**
   * What everything that changes its answers hashes to (model, formality): part of the cache key. Glossaries are not in it: the terms of
   * each segment are part of its key, so that a new term sends only the segments again that it stands in.
   */
  readonly fingerprint: string;
  readonly limits: TranslatorLimits;
  /** Whether text leaves this machine, and to whom: "DeepL (api-free.deepl.com)". */
  readonly destination?: string;
  usage?(signal: AbortSignal): Promise<Usage | undefined>;
  /**
   * @param signal aborted: give up at once, whatever is under way
   * @param stopping aborted: begin nothing new (no retry, no waiting for one, no second sending); a reply under way may still come
   */
  translate(request: TranslationRequest, signal: AbortSignal, stopping?: AbortSignal): Promise<readonly Draft[]>;
}
