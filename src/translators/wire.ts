import { TranslatorError } from "../errors.ts";
import type { Retry } from "./retry.ts";
import { RequestTooLargeError } from "./request-too-large.ts";

/** How texts are written: as XML with elements for codes, or as nothing but words. */
type WireFormat = "markup" | "text";

/**
 * The one thing an engine must do: send texts, give back as many in the same order, or throw a TranslatorError. Never empty texts. An answer
 * is undefined where the text was too large to be sent even alone. See `Translator.translate` for the signals.
 */
export type Send = (
  texts: readonly string[],
  format: WireFormat,
  signal: AbortSignal,
  stopping?: AbortSignal,
) => Promise<readonly (string | undefined)[]>;

/**
 * Sends until it works: tries again what may succeed later; a request that was too large goes again as two halves, down to one text; an
 * answer with too few or too many texts is unreadable, and tried again as well.
 */
export function sendReliably(send: Send, retry: Retry): Send {
  const sendAll: Send = async (texts, format, signal, stopping) => {
    try {
      return await retry(
        async () => {
          const replies = await send(texts, format, signal, stopping);
          if (replies.length === texts.length) return replies;
          throw new TranslatorError(
            "unreadable-reply",
            `The engine was asked for ${texts.length} texts and answered with ${replies.length}.`,
            { hint: "Run the same command again; what was translated is kept.", isRetryable: true },
          );
        },
        signal,
        stopping,
      );
    } catch (error) {
      if (!(error instanceof RequestTooLargeError)) throw error;
      if (texts.length === 1) return [undefined];
      const half = Math.ceil(texts.length / 2);
      const first = await sendAll(texts.slice(0, half), format, signal, stopping);
      const second = await sendAll(texts.slice(half), format, signal, stopping);
      return [...first, ...second];
    }
  };
  return sendAll;
}
