import { TranslatorError, type ErrorDetails } from "../../errors.ts";
import { RequestTooLargeError } from "../request-too-large.ts";
import type { Exchange } from "./exchange.ts";

const PLACE = { option: "deepl" } as const;

/** Failures of the connection that a second try may not meet. A refused connection or an unknown host will be met again at once. */
const PASSING = new Set([
  "ECONNRESET",
  "ECONNABORTED",
  "ETIMEDOUT",
  "EPIPE",
  "EAI_AGAIN",
  "ERR_NETWORK",
  "UND_ERR_SOCKET",
]);

/**
 * A failed call in the user's terms. The client's own error is not kept as cause: it carries the request, and with it the key and the
 * text. Codes: DeepL's guide to errors, and RFC 9110 for the rest.
 */
export function classifyFailure(error: unknown, { status, retryAfter }: Exchange, server: string): TranslatorError {
  const cause = new Error(status === undefined ? connectionCode(error) : `HTTP ${status}`);
  const details = (
    hint: string,
    isRetryable = false,
  ): ErrorDetails & { isRetryable: boolean; retryAfter?: number } => ({
    hint,
    isRetryable,
    place: PLACE,
    cause,
    ...(retryAfter === undefined ? {} : { retryAfter }),
  });
  if (status === undefined) {
    const code = connectionCode(error);
    return new TranslatorError(
      "network",
      `The connection to DeepL (${server}) failed: ${code}.`,
      details("Check the connection to the internet and run the same command again.", PASSING.has(code)),
    );
  }
  if (status >= 200 && status < 400) {
    return new TranslatorError(
      "unreadable-reply",
      `DeepL (${server}) answered with something that is no translation.`,
      details(
        "Run the same command again. If it persists, something between this machine and DeepL changes replies.",
        true,
      ),
    );
  }
  switch (status) {
    case 401:
    case 403:
      return new TranslatorError(
        "credentials-rejected",
        `DeepL (${server}) does not accept the key.`,
        details("Check the key in DEEPL_AUTH_KEY. Keys of free accounts end in :fx and belong to api-free.deepl.com."),
      );
    case 413:
    case 414:
      return new RequestTooLargeError(
        "request-rejected",
        "DeepL refused a request as too large.",
        details("Split the document."),
      );
    case 429:
      return new TranslatorError(
        "rate-limited",
        "DeepL asks for fewer requests.",
        details("Wait a few minutes and run the same command again; what was translated is kept.", true),
      );
    case 456:
      return new TranslatorError(
        "quota-exceeded",
        "The DeepL account has no characters left for this billing period.",
        details("Raise the limit of the account or wait for the next period, then run the same command again."),
      );
    case 408:
      return new TranslatorError(
        "network",
        "DeepL waited too long for a request.",
        details("Run the same command again.", true),
      );
    default:
      if (status >= 500) {
        return new TranslatorError(
          "network",
          `DeepL is not available at the moment (HTTP ${status}).`,
          details("Run the same command again in a few minutes; what was translated is kept.", true),
        );
      }
      return rejected(error, status, details);
  }
}

function rejected(
  error: unknown,
  status: number,
  details: (hint: string) => ErrorDetails & { isRetryable: boolean },
): TranslatorError {
  const message = error instanceof Error ? error.message : "";
  const field = /'(?<field>target_lang|source_lang)' not supported/i.exec(message)?.groups?.["field"];
  if (field !== undefined) {
    const which = field === "target_lang" ? "into the target language" : "from the source language";
    return new TranslatorError(
      "unsupported-locale-pair",
      `DeepL does not translate ${which}.`,
      details("Choose another engine for this pair, or leave its segments to the editor."),
    );
  }
  return new TranslatorError(
    "request-rejected",
    `DeepL did not accept a request (HTTP ${status}).`,
    details("This is likely a fault of pitrans: report it with the command that was typed."),
  );
}

/** Node's code of the failure that the client wraps: "ECONNRESET". Never its message, which may hold more. */
function connectionCode(error: unknown): string {
  for (let inner: unknown = error, depth = 0; inner instanceof Error && depth < 5; depth += 1) {
    if ("code" in inner && typeof inner.code === "string") return inner.code;
    inner = "error" in inner ? inner.error : inner.cause;
  }
  return "no connection";
}
