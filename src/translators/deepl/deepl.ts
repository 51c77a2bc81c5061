import { DeepLClient, type SourceLanguageCode, type TargetLanguageCode, type TranslateTextOptions } from "deepl-node";
import { TranslatorError } from "../../errors.ts";
import { languageName, type Locale } from "../../model/locale.ts";
import { throwIfStopped } from "../interruption.ts";
import { translateWithLadder } from "../ladder.ts";
import { literalNames } from "../markup.ts";
import { createRetry, type RetryOptions } from "../retry.ts";
import type { TranslatorSettings } from "../settings.ts";
import type { Translator, Usage } from "../translator.ts";
import { sendReliably, type Send } from "../wire.ts";
import { classifyFailure } from "./classify-failure.ts";
import { observed } from "./exchange.ts";
import { fetchLanguages } from "./fetch-languages.ts";
import { dictionaryContent } from "./glossary-entries.ts";
import {
  FALLBACK_LANGUAGES,
  languageCode,
  languagePair,
  type LanguageFeatures,
  type LanguagePair,
} from "./languages.ts";
import { syncGlossary } from "./sync-glossary.ts";

/** At most 50 texts in a request (docs); 120 KiB of the 128 that DeepL takes; few at once, since none of them is stored when killed. */
const LIMITS = { segments: 50, bytes: 120 * 1024, concurrency: 4 } as const;

/** Milliseconds for one attempt: the client's own 5 seconds are less than DeepL takes for a full batch. */
const ATTEMPT_TIMEOUT = 60_000;

const FREE_SERVER = "https://api-free.deepl.com";
const PRO_SERVER = "https://api.deepl.com";

/** For tests: how to wait and try again, and how long an attempt may take in milliseconds. */
export interface DeepLTuning {
  readonly retry?: Partial<RetryOptions>;
  readonly attemptTimeout?: number;
}

/**
 * DeepL, by text (its document endpoint bills at least 50,000 characters a file and knows no terms of ours). Features that not every
 * language has (glossary, formality, tags) are switched by what the server says of the pair. Throws `credentials-missing` without a key.
 */
export function createDeepL(settings: TranslatorSettings, tuning: DeepLTuning = {}): Translator {
  const authKey = settings.authKey?.trim() ?? "";
  if (authKey === "") {
    throw new TranslatorError("credentials-missing", "There is no key for DeepL.", {
      hint: "Put it into the environment as DEEPL_AUTH_KEY, or into the file .env of the project as DEEPL_AUTH_KEY=….",
      place: { option: "deepl" },
    });
  }
  const server =
    (settings.serverUrl ?? "") !== "" ? settings.serverUrl! : authKey.endsWith(":fx") ? FREE_SERVER : PRO_SERVER;
  const host = URL.canParse(server) ? new URL(server).host : server;
  const notice = settings.onNotice ?? ((): void => {});
  const client = new DeepLClient(authKey, {
    serverUrl: server,
    minTimeout: tuning.attemptTimeout ?? ATTEMPT_TIMEOUT,
    // One attempt: what comes after a failure is ours, for the client does not know Retry-After.
    maxRetries: 1,
    sendPlatformInfo: false,
  });
  const retry = createRetry(tuning.retry);
  const formality = settings.formality ?? "more";

  const attempt = async <T>(call: (client: DeepLClient) => Promise<T>, signal: AbortSignal): Promise<T> => {
    const { exchange, outcome } = await observed(async () => call(client), signal);
    if (outcome.status === "fulfilled") return outcome.value;
    throw classifyFailure(outcome.reason, exchange, host);
  };

  const languages = remembered(async (signal): Promise<Languages> => {
    const answer = await fetchLanguages(server, authKey, signal);
    if (answer.languages !== undefined) return { list: answer.languages, isComplete: true };
    if (answer.status === 401 || answer.status === 403)
      throw classifyFailure(undefined, { status: answer.status }, host);
    notice("DeepL did not say what each language can do, so pitrans goes by its own table.");
    return { list: FALLBACK_LANGUAGES, isComplete: false };
  });

  const glossaries = new Map<string, (signal: AbortSignal, stopping?: AbortSignal) => Promise<string | undefined>>();
  const glossaryFor = (
    source: Locale,
    target: Locale,
  ): ((signal: AbortSignal, stopping?: AbortSignal) => Promise<string | undefined>) => {
    const pair = { source: languageCode(source), target: languageCode(target) };
    const key = `${pair.source}-${pair.target}`;
    const known = glossaries.get(key);
    if (known !== undefined) return known;
    const made = remembered(async (signal, stopping) => {
      const rows = (settings.glossary?.dictionaries ?? []).filter(
        (dictionary) =>
          languageCode(dictionary.sourceLocale) === pair.source &&
          languageCode(dictionary.targetLocale) === pair.target,
      );
      const content = dictionaryContent(rows.flatMap(({ entries }) => entries));
      content.notices.forEach(notice);
      if (content.count === 0) return undefined;
      try {
        return await syncGlossary(
          async (call) => retry(async () => attempt(call, signal), signal, stopping),
          settings.glossary?.name ?? "",
          pair,
          content,
        );
      } catch (error) {
        if (!(error instanceof TranslatorError) || error.code.startsWith("credentials")) throw error;
        notice(
          `DeepL did not take the glossary (${error.message.replace(/\.$/, "")}), so it translates without; the checks still look for the terms.`,
        );
        return undefined;
      }
    });
    glossaries.set(key, made);
    return made;
  };

  return {
    id: "deepl",
    fingerprint: `deepl/1 quality_optimized ${formality}`,
    limits: LIMITS,
    destination: `DeepL (${host})`,
    async usage(signal): Promise<Usage | undefined> {
      const { character } = await retry(async () => attempt(async (deepl) => deepl.getUsage(), signal), signal);
      return character === undefined ? undefined : { used: character.count, limit: character.limit };
    },
    async translate(request, signal, stopping) {
      throwIfStopped(signal, stopping);
      const { list, isComplete } = await languages(signal, stopping);
      const pair = languagePair(list, request.sourceLocale, request.targetLocale, isComplete);
      if (pair === undefined) throw unsupportedPair(request.sourceLocale, request.targetLocale);
      const glossary = pair.hasGlossary
        ? await glossaryFor(request.sourceLocale, request.targetLocale)(signal, stopping)
        : undefined;
      const send: Send = async (texts, format, signal) => {
        const results = await attempt(
          async (deepl) =>
            deepl.translateText([...texts], pair.source as SourceLanguageCode, pair.target as TargetLanguageCode, {
              ...textOptions(pair, formality, format === "markup" ? texts : undefined),
              ...(request.context.trim() === "" ? {} : { context: request.context }),
              ...(glossary === undefined ? {} : { glossary }),
            }),
          signal,
        );
        return results.map(({ text }) => text);
      };
      return translateWithLadder(request, { send: sendReliably(send, retry), hasTags: pair.hasTags }, signal, stopping);
    },
  };
}

interface Languages {
  readonly list: readonly LanguageFeatures[];
  readonly isComplete: boolean;
}

/** The options of every request. `markup`: the texts, where they are XML. */
function textOptions(
  pair: LanguagePair,
  formality: "more" | "less" | "default",
  markup: readonly string[] | undefined,
): TranslateTextOptions {
  const ignoreTags = markup === undefined ? [] : literalNames(markup);
  return {
    // A segment is one sentence or one paragraph: only punctuation divides it.
    splitSentences: "nonewlines",
    preserveFormatting: true,
    modelType: "quality_optimized",
    ...(pair.hasFormality && formality !== "default" ? { formality: `prefer_${formality}` } : {}),
    ...(markup === undefined ? {} : { tagHandling: "xml", tagHandlingVersion: "v2", outlineDetection: false }),
    ...(ignoreTags.length === 0 ? {} : { ignoreTags: [...ignoreTags] }),
  };
}

function unsupportedPair(source: Locale, target: Locale): TranslatorError {
  return new TranslatorError(
    "unsupported-locale-pair",
    `DeepL does not translate from ${languageName(source)} to ${languageName(target)}.`,
    { hint: "Choose another engine for this pair, or leave its segments to the editor.", place: { option: "deepl" } },
  );
}

/** Asks once and keeps the answer; a failure is not kept. */
function remembered<T>(
  ask: (signal: AbortSignal, stopping?: AbortSignal) => Promise<T>,
): (signal: AbortSignal, stopping?: AbortSignal) => Promise<T> {
  let answer: Promise<T> | undefined;
  return async (signal, stopping) => {
    answer ??= ask(signal, stopping).catch((error: unknown) => {
      answer = undefined;
      throw error;
    });
    return answer;
  };
}
