import type { Finding } from "../model/finding.ts";
import { sha256 } from "../model/identity.ts";
import { normaliseFragment, type Fragment, type FragmentPart } from "../model/fragment.ts";
import { codesOf } from "./edges.ts";
import { cleanFragment } from "./markup.ts";
import { spellingsIn } from "./literals.ts";
import type { Draft, RequestSegment, TranslationRequest, Translator } from "./translator.ts";

/** Where answers are kept. `set` returns once they are safe: a batch is stored before anybody sees its drafts. */
export interface TranslationCache {
  get(key: string): string | undefined;
  set(entries: readonly (readonly [key: string, value: string])[]): void | Promise<void>;
}

/** Parts as they are stored: a text, or the number of a code of the source, in its order. */
type StoredPart = string | number;

interface StoredDraft {
  readonly parts: readonly StoredPart[];
  readonly reason?: string;
  readonly findings?: readonly Omit<Finding, "segment" | "unit" | "place">[];
}

/**
 * The translator with a memory of its own answers: a segment that was answered once is never sent again, not after a crash either. The
 * same text twice in a request is sent once. Answers without a text (refused, truncated) are not kept.
 */
export function withCache(translator: Translator, cache: TranslationCache): Translator {
  return {
    ...translator,
    async translate(request, signal, stopping) {
      const keys = new Map(
        request.segments.map((segment) => [segment, cacheKey(translator.fingerprint, request, segment)]),
      );
      const values = new Map<string, string>();
      const wanted: RequestSegment[] = [];
      for (const segment of request.segments) {
        const key = keys.get(segment)!;
        const value = cache.get(key);
        if (value !== undefined && decode(segment, value) !== undefined) values.set(key, value);
        else if (!wanted.some((other) => keys.get(other) === key)) wanted.push(segment);
      }
      const fresh =
        wanted.length === 0 ? [] : await translator.translate({ ...request, segments: wanted }, signal, stopping);
      const entries = fresh.flatMap((draft): [string, string][] => {
        const segment = wanted.find(({ id }) => id === draft.id);
        const value = segment === undefined ? undefined : encode(segment, draft);
        return segment === undefined || value === undefined ? [] : [[keys.get(segment)!, value]];
      });
      if (entries.length > 0) await cache.set(entries);
      for (const [key, value] of entries) values.set(key, value);
      const bare = new Map(fresh.map((draft) => [keys.get(wanted.find(({ id }) => id === draft.id)!), draft]));
      return request.segments.flatMap((segment): Draft[] => {
        const key = keys.get(segment)!;
        const stored = decode(segment, values.get(key) ?? "");
        const draft = bare.get(key);
        if (stored !== undefined) return [stored];
        return draft === undefined ? [] : [{ ...draft, id: segment.id }];
      });
    },
  };
}

/**
 * What decides an answer, in one hash: engine and its options, languages, text with numbered codes (not what they are), names to keep and
 * terms that stand in the segment. Not the context: the neighbours of an interrupted batch are others on the next run, and what has been
 * paid for must still be found.
 *
 * @internal exported for tests
 */
export function cacheKey(fingerprint: string, request: TranslationRequest, segment: RequestSegment): string {
  const source = cleanFragment(segment.source);
  const ids = new Map<string, number>();
  const parts = source.map((part) => {
    if (part.kind === "text") return part.text;
    if (!ids.has(part.id)) ids.set(part.id, ids.size);
    return [part.kind, ids.get(part.id)];
  });
  const names = spellingsIn(
    source.map((part) => (part.kind === "text" ? part.text : "\n")).join(""),
    request.protectedTerms,
  );
  const terms = segment.terms.map(({ source: from, target, status }) => [from, target, status].join("\t")).sort();
  return sha256(JSON.stringify([fingerprint, request.sourceLocale, request.targetLocale, parts, names, terms]));
}

function encode(segment: RequestSegment, draft: Draft): string | undefined {
  if (draft.outcome !== "translated" && draft.outcome !== "codes-broken") return undefined;
  const codes = codesOf(segment.source);
  const parts = draft.fragment.map((part): StoredPart => {
    if (part.kind === "text") return part.text;
    return codes.findIndex(({ kind, id }) => kind === part.kind && id === part.id);
  });
  if (parts.includes(-1)) return undefined;
  const findings = draft.findings?.map(({ id, severity, message }) => ({ id, severity, message }));
  const stored: StoredDraft = {
    parts,
    ...(draft.outcome === "codes-broken" ? { reason: draft.reason } : {}),
    ...(findings === undefined ? {} : { findings }),
  };
  return JSON.stringify(stored);
}

/** Undefined where the value is none of ours: the segment is sent again. */
function decode(segment: RequestSegment, value: string): Draft | undefined {
  const stored = parseStored(value);
  if (stored === undefined) return undefined;
  const codes = codesOf(segment.source);
  const parts: FragmentPart[] = [];
  for (const part of stored.parts) {
    const restored: FragmentPart | undefined = typeof part === "string" ? { kind: "text", text: part } : codes[part];
    if (restored === undefined) return undefined;
    parts.push(restored);
  }
  const fragment: Fragment = normaliseFragment(parts);
  const findings = stored.findings?.map((finding): Finding => ({ ...finding, segment: segment.id }));
  const rest = { id: segment.id, fragment, ...(findings === undefined ? {} : { findings }) };
  return stored.reason === undefined
    ? { ...rest, outcome: "translated" }
    : { ...rest, outcome: "codes-broken", reason: stored.reason };
}

function parseStored(value: string): StoredDraft | undefined {
  if (value === "") return undefined;
  try {
    const stored: unknown = JSON.parse(value);
    return typeof stored === "object" && stored !== null && "parts" in stored && Array.isArray(stored.parts)
      ? (stored as StoredDraft)
      : undefined;
  } catch {
    return undefined;
  }
}
