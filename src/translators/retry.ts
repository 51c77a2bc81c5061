import { setTimeout as delay } from "node:timers/promises";
import { TranslatorError } from "../errors.ts";
import { interruption, throwIfStopped } from "./interruption.ts";

/** How often and how long to try again. Times in milliseconds. */
export interface RetryOptions {
  /** Attempts in all. */
  readonly attempts: number;
  /** The wait after the first failure; doubled after each further one, up to `longest`. */
  readonly first: number;
  readonly longest: number;
  /** The longest wait a server may ask for; one that asks for more is taken at its word and the work ends there. */
  readonly longestAsked: number;
  /** Between 0 and 1; for tests. */
  readonly random: () => number;
  /** Waits, and rejects when the signal aborts; for tests. */
  readonly sleep: (milliseconds: number, signal: AbortSignal) => Promise<void>;
}

/** Six attempts over about half a minute: longer than the hiccups DeepL's guide to errors describes, shorter than a person's patience. */
const DEFAULT_RETRY: RetryOptions = {
  attempts: 6,
  first: 1000,
  longest: 20_000,
  longestAsked: 120_000,
  random: Math.random,
  sleep: async (milliseconds, signal) => {
    await delay(milliseconds, undefined, { signal });
  },
};

/** Runs `attempt` until it succeeds, fails for good, or the attempts are used up. */
export type Retry = <T>(attempt: () => Promise<T>, signal: AbortSignal, stopping?: AbortSignal) => Promise<T>;

/**
 * A retry that its users share: when the server asks one of them to wait, all of them wait. Tries again what a TranslatorError calls
 * retryable, after the time the server asked for (Retry-After), else after exponential backoff with full jitter (between half and all of
 * the time). Either signal ends the waiting at once with the code `interrupted`.
 */
export function createRetry(options: Partial<RetryOptions> = {}): Retry {
  const { attempts, first, longest, longestAsked, random, sleep } = { ...DEFAULT_RETRY, ...options };
  let pause = Promise.resolve();
  return async (attempt, signal, stopping) => {
    const stop = stopping === undefined ? signal : AbortSignal.any([signal, stopping]);
    const wait = async (milliseconds: number): Promise<void> => {
      try {
        await sleep(milliseconds, stop);
      } catch (error) {
        if (stop.aborted) throw interruption();
        throw error;
      }
    };
    for (let failures = 0; ;) {
      await pause;
      throwIfStopped(stop);
      try {
        return await attempt();
      } catch (error) {
        failures += 1;
        if (!(error instanceof TranslatorError) || !error.isRetryable || failures >= attempts) throw error;
        throwIfStopped(stop);
        if (error.retryAfter === undefined) {
          await wait(Math.min(longest, first * 2 ** (failures - 1)) * (0.5 + random() / 2));
          continue;
        }
        const asked = error.retryAfter * 1000;
        if (asked > longestAsked) throw error;
        const waiting = wait(asked);
        pause = Promise.all([pause, waiting.catch(() => undefined)]).then(() => undefined);
        await waiting;
      }
    }
  };
}
