import { setTimeout as delay } from "node:timers/promises";
import { inspect } from "node:util";
import { afterEach, describe, expect, it } from "vitest";
import type { TranslatorError } from "../../errors.ts";
import { numberedText } from "../../model/fragment.ts";
import { startDeepLServer, type DeepLServer, type DeepLServerOptions } from "../../testing/deepl-server.ts";
import { glossaryEntry, translationRequest } from "../../testing/translation-requests.ts";
import { encodedLength } from "../batches.ts";
import type { TranslatorSettings } from "../settings.ts";
import type { Draft, Translator } from "../translator.ts";
import { createDeepL } from "./deepl.ts";

const KEY = "1234-secret-key:fx";
const never = new AbortController().signal;
const servers: DeepLServer[] = [];
const waits: number[] = [];

/** A server and an engine that talks to it; waiting takes no time and is written down. */
async function setUp(
  options: DeepLServerOptions = {},
  settings: TranslatorSettings = {},
): Promise<{ server: DeepLServer; deepl: Translator }> {
  const server = await startDeepLServer({ authKey: KEY, ...options });
  servers.push(server);
  waits.length = 0;
  const sleep = async (milliseconds: number): Promise<void> => {
    waits.push(milliseconds);
  };
  const deepl = createDeepL(
    { authKey: KEY, serverUrl: server.url, ...settings },
    { retry: { sleep, random: () => 1 }, attemptTimeout: 2000 },
  );
  return { server, deepl };
}

afterEach(async () => {
  await Promise.all(servers.splice(0).map(async (server) => server.close()));
});

const shown = (draft: Draft): string =>
  draft.outcome === "translated" || draft.outcome === "codes-broken"
    ? `${draft.outcome === "translated" ? "" : `${draft.outcome}: `}${numberedText(draft.fragment)}`
    : `${draft.outcome}: ${draft.reason}`;

async function failure(promise: Promise<unknown>): Promise<TranslatorError> {
  return promise.then(
    () => {
      throw new Error("did not fail");
    },
    (error: unknown) => error as TranslatorError,
  );
}

describe("DeepL", () => {
  it("translates with codes, names and every option that was measured to matter", async () => {
    const { server, deepl } = await setUp();
    const drafts = await deepl.translate(
      translationRequest(["Click <1>here</1><2/> now", "By Senimen Bolashaq & co", "<1>2026</1>"], {
        context: "Chapter one",
        protectedTerms: [{ spellings: ["Senimen Bolashaq"] }],
      }),
      never,
    );
    expect(drafts.map(shown)).toEqual(["Цлицк <1>хере</1><2/> нох", "Бй Senimen Bolashaq & цо", "<1>2026</1>"]);
    const [sent] = server.translations;
    expect(sent?.texts).toEqual(["Click <g1>here</g1><x2/> now", "By <n1>Senimen Bolashaq</n1> &amp; co"]);
    expect(sent?.fields).toEqual({
      source_lang: "en",
      target_lang: "ru",
      context: "Chapter one",
      formality: "prefer_more",
      ignore_tags: "n1",
      model_type: "quality_optimized",
      outline_detection: "0",
      preserve_formatting: "1",
      show_billed_characters: "1",
      split_sentences: "nonewlines",
      tag_handling: "xml",
      tag_handling_version: "v2",
    });
    expect(sent?.userAgent).not.toMatch(/[()]|linux|darwin|win32/i);
    expect(server.billed).toBe("Click here now".length + "By Senimen Bolashaq & co".length);
  });

  it("asks what the languages can do and sends Kazakh without formality, glossary and, where it has none, tags", async () => {
    const glossary = {
      name: "test",
      dictionaries: [{ sourceLocale: "en", targetLocale: "kk", entries: [glossaryEntry("parent", "ата-ана")] }],
    };
    const { server, deepl } = await setUp({ withoutTags: ["kk"] }, { glossary });
    const drafts = await deepl.translate(
      translationRequest(["<1>All</1> of 2026<2/> here", "A <1>bold</1> word", "<1>Note:</1> read"], {
        targetLocale: "kk",
      }),
      never,
    );
    const [sent] = server.translations;
    expect(Object.keys(sent?.fields ?? {})).not.toEqual(
      expect.arrayContaining([expect.stringMatching(/formality|glossary|tag/)]),
    );
    expect(sent?.texts).toEqual(["All of 2026 here", "A bold word", "Note: read"]);
    expect(drafts.map(shown)).toEqual([
      "codes-broken: <1></1>Алл оф 2026<2/> хере",
      "codes-broken: А болд<1></1> хорд",
      "<1>Ноте:</1> реад",
    ]);
    expect(server.requests.filter(({ path }) => path.startsWith("/v3/glossaries"))).toEqual([]);
    expect(server.translations).toHaveLength(1);
  });

  it("goes by its own table where the server does not say", async () => {
    const notices: string[] = [];
    const { server, deepl } = await setUp(
      { faults: [{ path: "/v3/languages", status: 500 }] },
      { onNotice: (notice) => notices.push(notice) },
    );
    await deepl.translate(translationRequest(["Be <1>kind</1> now"]), never);
    await deepl.translate(translationRequest(["Be <1>kind</1> now"], { targetLocale: "kk" }), never);
    expect(server.translations.map(({ fields }) => fields["tag_handling"])).toEqual(["xml", undefined]);
    expect(notices).toHaveLength(1);
  });

  it.each([
    ["en", "EN-GB"],
    ["en-US", "EN-US"],
    ["pt", "PT-PT"],
    ["pt-BR", "PT-BR"],
    ["zh", "ZH-HANS"],
    ["zh-TW", "ZH-HANT"],
    ["es-MX", "ES-419"],
    ["de-AT", "DE"],
    ["no", "NB"],
    ["sr-Latn", "SR"],
    ["kk-KZ", "KK"],
  ])("asks for %s as %s", async (targetLocale, code) => {
    const { server, deepl } = await setUp();
    await deepl.translate(translationRequest(["Hello"], { sourceLocale: "fr", targetLocale }), never);
    expect(server.translations[0]?.fields["target_lang"]?.toUpperCase()).toBe(code);
  });

  it("refuses a pair that DeepL does not know, before sending text", async () => {
    const { server, deepl } = await setUp();
    const error = await failure(deepl.translate(translationRequest(["Hello"], { targetLocale: "ia" }), never));
    expect(error).toMatchObject({ code: "unsupported-locale-pair", isRetryable: false });
    expect(error.message).toBe("DeepL does not translate from English to Interlingua.");
    expect(server.translations).toEqual([]);
  });

  it("tells what the account has left", async () => {
    const { deepl } = await setUp({ characterLimit: 1000 });
    await deepl.translate(translationRequest(["Hello"]), never);
    expect(await deepl.usage?.(never)).toEqual({ used: 5, limit: 1000 });
  });

  it("needs a key, and says where to put it", () => {
    expect(() => createDeepL({})).toThrow(
      expect.objectContaining({ code: "credentials-missing", hint: expect.stringContaining("DEEPL_AUTH_KEY") }),
    );
  });

  it("picks the host by the key", () => {
    expect(createDeepL({ authKey: "a:fx" }).destination).toBe("DeepL (api-free.deepl.com)");
    expect(createDeepL({ authKey: "a" }).destination).toBe("DeepL (api.deepl.com)");
  });
});

describe("DeepL's failures", () => {
  it.each([
    [{ status: 403 }, "credentials-rejected", false, 1],
    [{ status: 456 }, "quota-exceeded", false, 1],
    [{ status: 429, times: 9 }, "rate-limited", true, 6],
    [{ status: 503, times: 9 }, "network", true, 6],
    [{ status: 529, times: 9 }, "network", true, 6],
    [{ reset: "before", times: 9 }, "network", true, 6],
    [{ status: 400 }, "request-rejected", false, 1],
    [{ body: "<html>", times: 9 }, "unreadable-reply", true, 6],
    [{ body: '{"translations":[]}', times: 9 }, "unreadable-reply", true, 6],
  ] as const)("%j ends as %s", async (fault, code, isRetryable, attempts) => {
    const { server, deepl } = await setUp({ faults: [fault] });
    const error = await failure(deepl.translate(translationRequest(["Hello <1>dear</1> you"]), never));
    expect(error).toMatchObject({ code, isRetryable });
    expect(server.translations).toHaveLength(attempts);
    expect(error.hint).toMatch(/\.$/);
  });

  it.each([
    { status: 429 },
    { status: 503 },
    { status: 529 },
    { reset: "before" },
    { reset: "after" },
    { slow: 3000 },
  ] as const)("%j is got over", async (fault) => {
    const { server, deepl } = await setUp({ faults: [fault] });
    const drafts = await deepl.translate(translationRequest(["Hello"]), never);
    expect(drafts.map(shown)).toEqual(["Хелло"]);
    expect(server.translations).toHaveLength(2);
    expect(waits).toEqual([1000]);
  });

  it("waits as long as Retry-After says, and backs off by itself where nothing is said", async () => {
    const { deepl } = await setUp({
      faults: [{ status: 429, retryAfter: "7" }, { status: 429 }, { status: 503, retryAfter: "2" }],
    });
    await deepl.translate(translationRequest(["Hello"]), never);
    expect(waits).toEqual([7000, 2000, 2000]);
  });

  it("takes a server at its word that asks for a longer wait than a person has", async () => {
    const { server, deepl } = await setUp({ faults: [{ status: 429, retryAfter: "3600" }] });
    const error = await failure(deepl.translate(translationRequest(["Hello"]), never));
    expect(error).toMatchObject({ code: "rate-limited", retryAfter: 3600 });
    expect(server.translations).toHaveLength(1);
  });

  it("halves a request that is too large, and refuses only the text that is too large by itself", async () => {
    const { server, deepl } = await setUp();
    const long = "word ".repeat(30_000);
    const drafts = await deepl.translate(translationRequest(["One", "Two", long, "Four"]), never);
    expect(drafts.map(({ outcome }) => outcome)).toEqual(["translated", "translated", "refused", "translated"]);
    expect(server.translations.map(({ status }) => status)).toEqual([413, 200, 413, 413, 200]);
  });

  it("cannot be reached: says so at once", async () => {
    const { server, deepl } = await setUp();
    await server.close();
    const error = await failure(deepl.translate(translationRequest(["Hello"], { targetLocale: "ru" }), never));
    expect(error).toMatchObject({ code: "network", isRetryable: false });
    expect(error.message).toContain("ECONNREFUSED");
    expect(waits).toEqual([]);
  });

  it("never shows key or text, in no part of any error", async () => {
    for (const fault of [
      { status: 403 },
      { status: 418 },
      { reset: "before", times: 9 },
      { body: "x", times: 9 },
    ] as const) {
      const { deepl } = await setUp({ faults: [fault] });
      const error = await failure(deepl.translate(translationRequest(["Confidential words"]), never));
      expect(inspect(error, { depth: 12, showHidden: true })).not.toMatch(/secret-key|Confidential/);
    }
  });

  it("closes the connection when it is aborted", async () => {
    const { server, deepl } = await setUp({ faults: [{ path: "/v3/languages", slow: 60_000 }] });
    const early = new AbortController();
    setTimeout(() => early.abort(), 50);
    expect(await failure(deepl.translate(translationRequest(["Hello"]), early.signal))).toMatchObject({
      code: "interrupted",
    });
    server.addFaults([{ slow: 60_000 }]);
    const late = new AbortController();
    const failed = failure(deepl.translate(translationRequest(["Hello"]), late.signal));
    while (server.open === 0) await delay(5);
    late.abort();
    expect(await failed).toMatchObject({ code: "interrupted" });
    while (server.open > 0) await delay(5);
  });
});

describe("the repair ladder with DeepL", () => {
  const request = translationRequest(["A <1>bold</1> word", "Plain and simple"]);

  it.each([
    ["lost", 1, 2, "А <1>болд</1> хорд"],
    ["moved", 1, 2, "А <1>болд</1> хорд"],
    ["emptied", 1, 2, "А <1>болд</1> хорд"],
    ["duplicated", 1, 2, "А <1>болд</1> хорд"],
    ["unclosed", 1, 2, "А <1>болд</1> хорд"],
  ] as const)("codes %s in %i reply take %i requests", async (codes, times, requests, expected) => {
    const { server, deepl } = await setUp({ faults: [{ codes, times }] });
    const drafts = await deepl.translate(request, never);
    expect(drafts.map(shown)).toEqual([expected, "Плаин анд симпле"]);
    expect(server.translations.map(({ texts }) => texts.length)).toEqual([2, 1].slice(0, requests));
  });

  it("sends plain text when the second reply has lost its codes too, and keeps all text and codes with a finding", async () => {
    const { server, deepl } = await setUp({ faults: [{ codes: "lost", times: 2 }] });
    const [draft] = await deepl.translate(request, never);
    expect(shown(draft!)).toBe("codes-broken: А болд<1></1> хорд");
    expect(draft).toMatchObject({ findings: [{ id: "codes-broken", severity: "major", segment: "s.1" }] });
    expect(server.translations.map(({ fields, texts }) => [fields["tag_handling"], ...texts])).toEqual([
      ["xml", "A <g1>bold</g1> word", "Plain and simple"],
      ["xml", "A <g1>bold</g1> word"],
      [undefined, "A bold word"],
    ]);
  });

  it("puts codes back without asking again where their place is certain", async () => {
    const { server, deepl } = await setUp({ faults: [{ codes: "lost" }] });
    const [draft] = await deepl.translate(translationRequest(["In <1>2026</1> it began"]), never);
    expect(shown(draft!)).toBe("Ин <1>2026</1> ит беган");
    expect(draft).toMatchObject({ findings: [{ id: "codes-repaired" }] });
    expect(server.translations).toHaveLength(1);
  });

  it("keeps the text it has when the second request fails", async () => {
    const { deepl } = await setUp({ faults: [{ codes: "lost" }, { status: 456 }, { status: 456 }] });
    const drafts = await deepl.translate(request, never);
    expect(drafts.map(shown)).toEqual(["codes-broken: А болд<1></1> хорд", "Плаин анд симпле"]);
  });

  it("says what an engine changed that it must keep", async () => {
    const reply = "Читайте 31 страницу на https://evil.example";
    const { deepl } = await setUp({
      faults: [{ body: JSON.stringify({ translations: [{ text: reply, detected_source_language: "EN" }] }) }],
    });
    const [draft] = await deepl.translate(
      translationRequest(["Read ELPIDA page 13 at https://example.org/a"], {
        protectedTerms: [{ spellings: ["ELPIDA"] }],
      }),
      never,
    );
    expect(draft).toMatchObject({
      outcome: "translated",
      findings: [
        { id: "protected-name-changed" },
        { id: "address-changed", message: "The address https://example.org/a is not in the translation." },
        { id: "address-added" },
        { id: "number-changed", message: "The number 13 is not in the translation." },
      ],
    });
  });
});

describe("DeepL's glossary", () => {
  const entries = [
    glossaryEntry("inclusive education", "инклюзивное образование"),
    glossaryEntry("carer", "ухаживающий"),
    glossaryEntry("carer", "сиделка", { status: "forbidden" }),
    glossaryEntry("constructor", "конструктор"),
  ];
  const settings = (rows = entries, targetLocale = "ru"): TranslatorSettings => ({
    glossary: { name: "elpida", dictionaries: [{ sourceLocale: "en", targetLocale, entries: rows }] },
  });
  const calls = (server: DeepLServer): string[] =>
    server.requests
      .filter(({ path }) => path.startsWith("/v3/glossaries"))
      .map(({ method, path }) => `${method} ${path.replace(/[0-9a-f-]{36}/, "ID")}`);

  it("is made once, and used", async () => {
    const { server, deepl } = await setUp({}, settings());
    const drafts = await Promise.all(
      ["A carer", "Inclusive education"].map(async (text) => deepl.translate(translationRequest([text]), never)),
    );
    expect(drafts.flat().map(shown)).toEqual(["А ухаживающий", "Инклюзивное образование"]);
    expect(calls(server)).toEqual(["GET /v3/glossaries", "POST /v3/glossaries"]);
    expect(
      server.requests.find(({ path, method }) => path === "/v3/glossaries" && method === "POST")?.fields,
    ).toMatchObject({
      "dictionaries[0].source_lang": "en",
      "dictionaries[0].target_lang": "ru",
      "dictionaries[0].entries":
        "Carer\tУхаживающий\nConstructor\tКонструктор\nInclusive education\tИнклюзивное образование\ncarer\tухаживающий\nconstructor\tконструктор\ninclusive education\tинклюзивное образование",
    });
  });

  it("is left alone while it is the same, replaced by pair when it changed, and shared by the project's languages", async () => {
    const { server, deepl } = await setUp({}, settings());
    await deepl.translate(translationRequest(["A carer"]), never);
    const again = async (next: TranslatorSettings, targetLocale = "ru"): Promise<string[]> => {
      const before = calls(server).length;
      const engine = createDeepL({ authKey: KEY, serverUrl: server.url, ...next });
      await engine.translate(translationRequest(["A carer"], { targetLocale }), never);
      return calls(server).slice(before);
    };
    const replaced = ["GET /v3/glossaries", "PUT /v3/glossaries/ID/dictionaries", "PATCH /v3/glossaries/ID"];
    expect(await again(settings([...entries].reverse()))).toEqual(["GET /v3/glossaries"]);
    expect(await again(settings([...entries, glossaryEntry("leaflet", "листовка")]))).toEqual(replaced);
    expect(await again(settings(entries, "de"), "de")).toEqual(replaced);
    expect(await again(settings([...entries, glossaryEntry("leaflet", "листовка")]))).toEqual(["GET /v3/glossaries"]);
  });

  it("that is refused does not stop the work, and is told of", async () => {
    const notices: string[] = [];
    const { deepl } = await setUp(
      { faults: [{ path: "/v3/glossaries", status: 456, times: 2 }] },
      { ...settings(), onNotice: (notice) => notices.push(notice) },
    );
    const drafts = await deepl.translate(translationRequest(["A carer"]), never);
    expect(drafts.map(shown)).toEqual(["А царер"]);
    expect(notices).toHaveLength(1);
  });
});

describe("the length of a text on the wire", () => {
  it("is what the server receives", async () => {
    const { server, deepl } = await setUp();
    await deepl.translate(translationRequest(["Hello you"]), never);
    const [first] = server.translations;
    await deepl.translate(translationRequest(["Hello you", "Здравствуйте, коллеги"]), never);
    expect(server.translations[1]!.bytes - first!.bytes).toBe(encodedLength("Здравствуйте, коллеги"));
  });
});
