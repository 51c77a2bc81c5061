import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { afterEach, describe, expect, it } from "vitest";
import { TranslatorError } from "../errors.ts";
import { startDeepLServer, type DeepLServer, type DeepLServerOptions } from "../testing/deepl-server.ts";
import { translationRequest } from "../testing/translation-requests.ts";
import { withCache, type TranslationCache } from "./cache.ts";
import { createDeepL } from "./deepl/deepl.ts";
import { translateAll } from "./translate-all.ts";
import type { TranslationRequest, Translator } from "./translator.ts";

const servers: DeepLServer[] = [];
afterEach(async () => {
  await Promise.all(servers.splice(0).map(async (server) => server.close()));
});

async function serve(options: DeepLServerOptions): Promise<{ server: DeepLServer; deepl: Translator }> {
  const server = await startDeepLServer(options);
  servers.push(server);
  return { server, deepl: createDeepL({ authKey: "key", serverUrl: server.url }) };
}

function memoryCache(): TranslationCache & { readonly size: number } {
  const entries = new Map<string, string>();
  return {
    get: (key) => entries.get(key),
    set(more) {
      for (const [key, value] of more) entries.set(key, value);
    },
    get size() {
      return entries.size;
    },
  };
}

const sections = (count: number, size: number): TranslationRequest[] =>
  Array.from({ length: count }, (_, section) =>
    translationRequest(Array.from({ length: size }, (_, n) => `Sentence ${n} of section ${section}.`)),
  );

const sentTexts = (server: DeepLServer): string[] => server.translations.flatMap(({ texts }) => texts);

describe("translating everything", () => {
  it("sends each section by itself, in batches of at most 50, and no more at once than the engine allows", async () => {
    const { server, deepl } = await serve({ delay: 100 });
    const told: number[] = [];
    const result = await translateAll(deepl, [...sections(1, 120), ...sections(6, 3)], {
      signal: new AbortController().signal,
      onDrafts: (batch, drafts) => {
        told.push(drafts.length);
        expect(batch.segments).toHaveLength(drafts.length);
      },
    });
    expect(result).toEqual({ answered: 138, isInterrupted: false });
    expect(server.translations.map(({ texts }) => texts.length).sort((a, b) => a - b)).toEqual([
      3, 3, 3, 3, 3, 3, 20, 50, 50,
    ]);
    expect(told.reduce((sum, count) => sum + count)).toBe(138);
    expect(server.mostAtOnce).toBeLessThanOrEqual(4);
    expect(server.mostAtOnce).toBeGreaterThan(1);
  });

  it("on Ctrl-C begins nothing new, waits for replies under way and stores them", async () => {
    const { server, deepl } = await serve({ delay: 300 });
    const abort = new AbortController();
    let stored = 0;
    setTimeout(() => abort.abort(), 450);
    const result = await translateAll(deepl, sections(40, 5), {
      signal: abort.signal,
      onDrafts: (_, drafts) => {
        stored += drafts.length;
      },
    });
    expect(result.isInterrupted).toBe(true);
    expect(result.failure).toBeUndefined();
    expect(stored).toBe(result.answered);
    expect(sentTexts(server)).toHaveLength(stored);
    expect(stored).toBeLessThan(200);
  });

  it("gives up replies that take longer than the grace", async () => {
    const { deepl } = await serve({ delay: 5000 });
    const abort = new AbortController();
    setTimeout(() => abort.abort(), 100);
    const started = Date.now();
    const result = await translateAll(deepl, sections(8, 5), {
      signal: abort.signal,
      graceMs: 200,
      onDrafts: () => {},
    });
    expect(result).toEqual({ answered: 0, isInterrupted: true });
    expect(Date.now() - started).toBeLessThan(4500);
  });

  it("does not sit out a wait that the server asked for when it is told to stop", async () => {
    const { deepl } = await serve({ faults: [{ status: 429, retryAfter: "60", times: 9 }] });
    const abort = new AbortController();
    setTimeout(() => abort.abort(), 200);
    const started = Date.now();
    const result = await translateAll(deepl, sections(2, 5), { signal: abort.signal, onDrafts: () => {} });
    expect(result).toEqual({ answered: 0, isInterrupted: true });
    expect(Date.now() - started).toBeLessThan(4500);
  });

  it("stops on the first failure, with what was answered before stored", async () => {
    const { server, deepl } = await serve({ characterLimit: 400 });
    let stored = 0;
    const result = await translateAll(deepl, sections(30, 5), {
      signal: new AbortController().signal,
      onDrafts: (_, drafts) => {
        stored += drafts.length;
      },
    });
    expect(result.failure).toMatchObject({ code: "quota-exceeded" });
    expect(stored).toBe(result.answered);
    expect(stored).toBeGreaterThan(0);
    expect(server.translations.length).toBeLessThan(12);
  });

  it("stops when drafts cannot be stored", async () => {
    const { deepl } = await serve({});
    const result = await translateAll(deepl, sections(30, 5), {
      signal: new AbortController().signal,
      onDrafts: () => {
        throw new Error("disk full");
      },
    });
    expect(result).toMatchObject({ answered: 0, failure: { message: "disk full" } });
  });

  it("does not take silence for an answer", async () => {
    const silent: Translator = {
      id: "silent",
      fingerprint: "",
      limits: { segments: 10, bytes: 10_000, concurrency: 2 },
      translate: async () => [],
    };
    const result = await translateAll(silent, sections(1, 2), {
      signal: new AbortController().signal,
      onDrafts: () => {},
    });
    expect(result.failure).toBeInstanceOf(TranslatorError);
    expect(result.failure).toMatchObject({ code: "unreadable-reply" });
  });
});

describe("running again", () => {
  it("sends nothing that was answered, though sections and neighbours are others", async () => {
    const { server, deepl } = await serve({});
    const cache = memoryCache();
    const signal = new AbortController().signal;
    const onDrafts = (): void => {};
    await translateAll(withCache(deepl, cache), sections(4, 10), { signal, onDrafts });
    expect(sentTexts(server)).toHaveLength(40);
    const rest = sections(4, 12).map((section) => ({
      ...section,
      context: "other",
      segments: section.segments.slice(7),
    }));
    const result = await translateAll(withCache(deepl, cache), rest, { signal, onDrafts });
    expect(result.answered).toBe(20);
    expect(sentTexts(server)).toHaveLength(48);
  });

  it("after a kill sends again only what was under way, as the server counts it", async () => {
    const { server } = await serve({ delay: 40 });
    const folder = await mkdtemp(join(tmpdir(), "pitrans-"));
    const run = (): ReturnType<typeof spawn> =>
      spawn(
        process.execPath,
        [
          "--import",
          "tsx",
          fileURLToPath(new URL("../testing/translate-with-file-cache.ts", import.meta.url)),
          server.url,
          join(folder, "cache"),
        ],
        { stdio: ["ignore", "pipe", "inherit"] },
      );
    try {
      const first = run();
      while (server.translations.length < 13) await delay(5);
      first.kill("SIGKILL");
      await once(first, "exit");
      const before = sentTexts(server).length;
      expect(before).toBeLessThan(400);

      const second = run();
      const [output] = (await once(second.stdout!, "data")) as [Buffer];
      expect(output.toString()).toBe("400\n");
      const sent = sentTexts(server);
      expect(new Set(sent).size).toBe(400);
      // At most one batch of ten for each of the four requests that may be under way.
      expect(sent.length - 400).toBeLessThanOrEqual(40);
      expect(server.billed).toBe(sent.join("").length);
    } finally {
      await rm(folder, { recursive: true });
    }
  });
});
