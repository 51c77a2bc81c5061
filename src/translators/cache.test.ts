import { describe, expect, it } from "vitest";
import { numberedText } from "../model/fragment.ts";
import { glossaryEntry, translationRequest } from "../testing/translation-requests.ts";
import { parseFragment } from "../testing/wire-fragments.ts";
import { cacheKey, withCache, type TranslationCache } from "./cache.ts";
import type { Draft, RequestSegment, TranslationRequest, Translator } from "./translator.ts";

const never = new AbortController().signal;

/** An engine that answers with its source, or as it is told, and remembers what it was asked. */
function echo(answer?: (segment: RequestSegment) => Draft): Translator & { readonly asked: string[] } {
  const asked: string[] = [];
  return {
    id: "echo",
    fingerprint: "echo",
    limits: { segments: 50, bytes: 100_000, concurrency: 1 },
    asked,
    translate: async ({ segments }) =>
      segments.map((segment) => {
        asked.push(numberedText(segment.source));
        return answer?.(segment) ?? { id: segment.id, outcome: "translated", fragment: segment.source };
      }),
  };
}

function storeOf(
  entries: Map<string, string> = new Map(),
): TranslationCache & { readonly entries: Map<string, string> } {
  return {
    entries,
    get: (key) => entries.get(key),
    set(more) {
      for (const [key, value] of more) entries.set(key, value);
    },
  };
}

const key = (text: string, more: Partial<TranslationRequest> = {}, terms: RequestSegment["terms"] = []): string => {
  const request = translationRequest([text], more);
  return cacheKey("engine", request, { ...request.segments[0]!, terms });
};

describe("the key of an answer", () => {
  it.each([
    ["text", key("Hello there")],
    ["target language", key("Hello", { targetLocale: "kk" })],
    ["codes", key("<1>Hello</1>")],
    ["terms of the segment", key("Hello", {}, [glossaryEntry("hello", "привет")])],
    ["names in the segment", key("Hello", { protectedTerms: [{ spellings: ["Hello"] }] })],
  ])("changes with %s", (_, other) => {
    expect(other).not.toBe(key("Hello"));
  });

  it.each([
    ["context", key("Hello", { context: "Chapter" })],
    ["names that are not in the segment", key("Hello", { protectedTerms: [{ spellings: ["ELPIDA"] }] })],
    ["characters that are not seen", key("Hel\u200Blo")],
  ])("does not change with %s", (_, other) => {
    expect(other).toBe(key("Hello"));
  });

  it("counts codes and does not mind their ids", () => {
    expect(key("a <3>b</3> c <7/>")).toBe(key("a <1>b</1> c <2/>"));
    expect(key("a <1>b</1> c <2/>")).not.toBe(key("a <1/>b c <2/>"));
  });
});

describe("a translator with a cache", () => {
  it("gives the codes of the source at hand to a stored answer, with reason and findings", async () => {
    const store = storeOf();
    const broken = withCache(
      echo(({ id, source }) => ({
        id,
        outcome: "codes-broken",
        fragment: source,
        reason: "Lost.",
        findings: [{ id: "codes-broken", severity: "major", message: "Lost.", segment: id }],
      })),
      store,
    );
    await broken.translate(translationRequest(["a <1>b</1>  c <2/>d"]), never);
    const engine = echo();
    const [draft] = await withCache(engine, store).translate(
      { ...translationRequest([]), segments: [{ id: "t.9", source: parseFragment("a <5>b</5>  c <8/>d"), terms: [] }] },
      never,
    );
    expect(engine.asked).toEqual([]);
    expect(draft).toMatchObject({
      id: "t.9",
      outcome: "codes-broken",
      reason: "Lost.",
      findings: [{ segment: "t.9" }],
    });
    expect(draft?.outcome === "codes-broken" && numberedText(draft.fragment)).toBe("a <5>b</5>  c <8/>d");
  });

  it("sends the same text once and answers every segment, in order", async () => {
    const engine = echo();
    const drafts = await withCache(engine, storeOf()).translate(translationRequest(["Home", "Play", "Home"]), never);
    expect(engine.asked).toEqual(["Home", "Play"]);
    expect(drafts.map(({ id }) => id)).toEqual(["s.1", "s.2", "s.3"]);
  });

  it("stores a batch before it gives the drafts on", async () => {
    const order: string[] = [];
    const slow: TranslationCache = {
      get: () => undefined,
      async set() {
        await Promise.resolve();
        order.push("stored");
      },
    };
    await withCache(echo(), slow).translate(translationRequest(["Home"]), never);
    order.push("given");
    expect(order).toEqual(["stored", "given"]);
  });

  it("does not keep refusals, and answers every twin with them", async () => {
    const store = storeOf();
    const engine = echo(({ id }) => ({ id, outcome: "refused", reason: "Empty." }));
    const drafts = await withCache(engine, store).translate(translationRequest(["Home", "Home"]), never);
    expect(drafts.map(({ id, outcome }) => `${id} ${outcome}`)).toEqual(["s.1 refused", "s.2 refused"]);
    expect(store.entries.size).toBe(0);
  });

  it("asks again where a stored value is not one of its own", async () => {
    const request = translationRequest(["Home"]);
    for (const value of ["", "{", "null", '{"parts":[7]}', '"x"']) {
      const engine = echo();
      const store = storeOf(new Map([[cacheKey("echo", request, request.segments[0]!), value]]));
      expect(await withCache(engine, store).translate(request, never)).toHaveLength(1);
      expect(engine.asked).toEqual(["Home"]);
    }
  });
});
