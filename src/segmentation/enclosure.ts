const CLOSERS: Readonly<Record<string, string>> = { "(": ")", "[": "]", "«": "»", "“": "”", "„": "“”" };
const QUOTES = "«“„";

/** An enclosure longer than this (about four sentences) is divided all the same. */
const MAX_ENCLOSURE = 400;

interface Opened {
  readonly closers: string;
  readonly at: number;
  readonly isInner: boolean;
}

/**
 * Follows brackets and directed quotation marks through one text. A sentence that stands in brackets, or in a quotation that began
 * in the middle of another sentence, cannot be translated apart from its host. A quotation that is a sentence of its own may be divided.
 */
export interface EnclosureScanner {
  /** Whether `offset` lies in an enclosure that began after `sentenceStart` and is closed soon. Offsets must not fall. */
  isInside(sentenceStart: number, offset: number): boolean;
}

export function scanEnclosures(text: string): EnclosureScanner {
  if (!/[([«“„]/.test(text)) return { isInside: () => false };
  const opened: Opened[] = [];
  let position = 0;
  let hasWord = false;
  let wordFrom = 0;
  return {
    isInside(sentenceStart, offset) {
      if (wordFrom !== sentenceStart) {
        wordFrom = sentenceStart;
        hasWord = false;
      }
      for (; position < offset; position += 1) {
        const character = text[position]!;
        const top = opened.at(-1);
        if (top?.closers.includes(character) === true) opened.pop();
        else if (character in CLOSERS) {
          opened.push({ closers: CLOSERS[character]!, at: position, isInner: hasWord || !QUOTES.includes(character) });
        } else if (!hasWord && /[\p{L}\p{N}]/u.test(character)) hasWord = true;
      }
      return opened.some(
        ({ closers, at, isInner }) => isInner && at >= sentenceStart && closesSoon(text, closers, at, offset),
      );
    },
  };
}

function closesSoon(text: string, closers: string, from: number, offset: number): boolean {
  const end = Math.min(text.length, from + MAX_ENCLOSURE);
  for (let index = offset; index < end; index += 1) if (closers.includes(text[index]!)) return true;
  return false;
}
