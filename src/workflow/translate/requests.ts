import type { BilingualDocument } from "../../model/document.ts";
import { plainText } from "../../model/fragment.ts";
import type { SegmentId } from "../../model/identity.ts";
import type { Locale } from "../../model/locale.ts";
import type { ProtectedTerm } from "../../model/term.ts";
import type { Segment } from "../../model/unit.ts";
import type { RequestSegment, TranslationRequest } from "../../translators/translator.ts";
import { repetitionKey, type Found } from "./leverage.ts";

/** The open segments of one section of one document. */
export interface SectionRequest extends TranslationRequest {
  /** The document's name. */
  readonly document: string;
}

export interface RequestOptions {
  readonly locale: Locale;
  readonly protectedTerms: readonly ProtectedTerm[];
  readonly maxCharacters: number | undefined;
  isCached(request: SectionRequest, id: SegmentId): boolean;
}

export interface Requests {
  readonly requests: readonly SectionRequest[];
  /** Unicode characters of source text that are not stored yet. */
  readonly characters: number;
  /** Segments that `maxCharacters` leaves out. */
  readonly leftOut: number;
}

/** The most characters of a document's text sent as context of a section; unbilled, but it travels with every batch. */
const CONTEXT_LENGTH = 600;

interface Section {
  readonly heading: string;
  readonly segments: RequestSegment[];
  /** Plain text before the section's first open segment. */
  readonly before: string;
}

/** Groups what is open by document and section, each text once, up to the limit of characters. */
export function requestsOf(
  files: readonly { readonly document: BilingualDocument }[],
  found: ReadonlyMap<Segment, Found>,
  options: RequestOptions,
): Requests {
  const seen = new Set<string>();
  const requests: SectionRequest[] = [];
  let characters = 0;
  let leftOut = 0;
  for (const { document } of files) {
    for (const section of sectionsOf(document, found, seen)) {
      const request: SectionRequest = {
        document: document.original.name,
        sourceLocale: document.sourceLocale,
        targetLocale: options.locale,
        segments: section.segments,
        context: [section.heading, section.before].filter(Boolean).join("\n"),
        protectedTerms: options.protectedTerms,
      };
      const kept = request.segments.filter(({ id, source }) => {
        const cost = options.isCached(request, id) ? 0 : countCharacters(plainText(source));
        if (options.maxCharacters !== undefined && characters + cost > options.maxCharacters) {
          leftOut += 1;
          return false;
        }
        characters += cost;
        return true;
      });
      if (kept.length > 0) requests.push({ ...request, segments: kept });
    }
  }
  return { requests, characters, leftOut };
}

function sectionsOf(document: BilingualDocument, found: ReadonlyMap<Segment, Found>, seen: Set<string>): Section[] {
  const sections: Section[] = [];
  let recent = "";
  let current: Section | undefined;
  for (const unit of document.units) {
    const heading = unit.context?.heading ?? "";
    if (current?.heading !== heading) current = undefined;
    for (const segment of unit.segments) {
      const terms = found.get(segment)?.terms;
      const key = repetitionKey(segment.source);
      if (terms && !seen.has(key)) {
        seen.add(key);
        if (!current) {
          current = { heading, segments: [], before: recent };
          sections.push(current);
        }
        current.segments.push({ id: segment.id, source: segment.source, terms });
      }
      recent = `${recent} ${plainText(segment.source)}`.slice(-CONTEXT_LENGTH).trim();
    }
  }
  return sections;
}

/** As DeepL bills: Unicode code points. */
function countCharacters(text: string): number {
  let count = 0;
  for (const _ of text) count += 1;
  return count;
}
