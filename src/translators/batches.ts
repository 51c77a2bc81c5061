import { toMarkup } from "./markup.ts";
import type { RequestSegment, TranslationRequest, TranslatorLimits } from "./translator.ts";

/**
 * Bytes of a text as a form field: what DeepL's request limit counts. One field costs `text=` and `&` on top.
 *
 * @internal exported for tests
 */
export function encodedLength(text: string): number {
  return new URLSearchParams([["", text]]).toString().length - 1 + "&text=".length;
}

/** Room for the options of a request: about 300 bytes of parameters, and the names of elements to leave alone. */
const OPTIONS_BYTES = 2048;

/** Characters of context that go along: a heading path and the paragraphs around, not a chapter with every batch. */
const CONTEXT_LENGTH = 4000;

/**
 * Splits a request into requests that keep to the limits, in order, each with the context of the whole (its first 4000 characters). A segment that is larger than a
 * request by itself stands alone: whether it is too large is for the server to say.
 */
export function splitIntoBatches<Request extends TranslationRequest>(
  request: Request,
  limits: TranslatorLimits,
): readonly Request[] {
  const context = request.context.slice(0, CONTEXT_LENGTH);
  const room = limits.bytes - OPTIONS_BYTES - encodedLength(context);
  const batches: RequestSegment[][] = [];
  let bytes = 0;
  for (const segment of request.segments) {
    const size = encodedLength(toMarkup(segment.source, request.protectedTerms).text);
    const last = batches.at(-1);
    if (last !== undefined && last.length < limits.segments && bytes + size <= room) {
      last.push(segment);
      bytes += size;
    } else {
      batches.push([segment]);
      bytes = size;
    }
  }
  return batches.map((segments) => ({ ...request, context, segments }));
}
