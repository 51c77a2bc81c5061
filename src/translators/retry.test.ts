import { describe, expect, it } from "vitest";
import { TranslatorError } from "../errors.ts";
import { parseRetryAfter } from "./deepl/exchange.ts";
import { createRetry } from "./retry.ts";

const never = new AbortController().signal;
const busy = (retryAfter?: number): TranslatorError =>
  new TranslatorError("rate-limited", "Busy.", {
    isRetryable: true,
    ...(retryAfter === undefined ? {} : { retryAfter }),
  });

/** Fails with the errors in turn, then succeeds. */
function attempts(...errors: readonly unknown[]): () => Promise<string> {
  const rest = [...errors];
  return async () => {
    if (rest.length > 0) throw rest.shift();
    return "done";
  };
}

describe("a retry", () => {
  it("doubles its waits up to the longest, with jitter between half and all of each", async () => {
    const waits: number[] = [];
    const sleep = async (milliseconds: number): Promise<void> => void waits.push(milliseconds);
    const all = createRetry({ sleep, random: () => 1, attempts: 8 });
    expect(await all(attempts(...Array.from({ length: 7 }, () => busy())), never)).toBe("done");
    expect(waits.splice(0)).toEqual([1000, 2000, 4000, 8000, 16_000, 20_000, 20_000]);
    await createRetry({ sleep, random: () => 0 })(attempts(busy()), never);
    expect(waits).toEqual([500]);
  });

  it("fails with the last error when its attempts are used up, and at once with one that is for good", async () => {
    const sleep = async (): Promise<void> => {};
    await expect(createRetry({ sleep, attempts: 2 })(attempts(busy(1), busy(2), busy(3)), never)).rejects.toMatchObject(
      {
        retryAfter: 2,
      },
    );
    const forGood = new TranslatorError("quota-exceeded", "Empty.");
    await expect(createRetry({ sleep })(attempts(forGood), never)).rejects.toBe(forGood);
    const bug = new TypeError("bug");
    await expect(createRetry({ sleep })(attempts(bug), never)).rejects.toBe(bug);
  });

  it("makes everybody wait when one is asked to", async () => {
    let release = (): void => {};
    const retry = createRetry({
      sleep: async () =>
        new Promise<void>((resolve) => {
          release = resolve;
        }),
    });
    const first = retry(attempts(busy(30)), never);
    await new Promise((resolve) => {
      setImmediate(resolve);
    });
    let isSecondSent = false;
    const second = retry(async () => {
      isSecondSent = true;
    }, never);
    await new Promise((resolve) => {
      setImmediate(resolve);
    });
    expect(isSecondSent).toBe(false);
    release();
    await Promise.all([first, second]);
    expect(isSecondSent).toBe(true);
  });

  it("stops waiting at once on either signal", async () => {
    for (const which of ["signal", "stopping"] as const) {
      const abort = new AbortController();
      const retry = createRetry();
      const run = retry(
        attempts(busy(60)),
        which === "signal" ? abort.signal : never,
        which === "stopping" ? abort.signal : undefined,
      );
      setTimeout(() => abort.abort(), 10);
      await expect(run).rejects.toMatchObject({ code: "interrupted" });
    }
  });
});

describe("Retry-After", () => {
  it.each([
    ["7", 7],
    [" 0 ", 0],
    ["Sun, 22 Nov 2026 00:00:30 GMT", 30],
    ["Sun, 22 Nov 2020 00:00:30 GMT", 0],
    ["soon", undefined],
    [undefined, undefined],
  ])("%s is %s seconds", (value, seconds) => {
    expect(parseRetryAfter(value, Date.UTC(2026, 10, 22))).toBe(seconds);
  });
});
