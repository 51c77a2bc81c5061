import { TokenizerMode, type Tokenizer } from "parse5";

/** What the tokenizer's user tells of the tokens that came so far. */
export interface Feed {
  /** Plain text, which needs no tokenizer; offsets into the page. */
  onPlainText(start: number, end: number): void;
  /** The page's offset behind the last tag, comment or document type, by what `shift` made of the tokenizer's own offsets. */
  lastMarkupEnd(): number;
  /** From now on a page's offset is the tokenizer's plus this. */
  shift(by: number): void;
}

/**
 * Lets the tokenizer read a page's markup, and passes by the text between, which is most of a page and would be read a character at a
 * time: from a tag's end to the next `<` there is nothing but characters, unless there is a reference or a zero byte among them.
 */
export function feedTokenizer(tokenizer: Tokenizer, text: string, feed: Feed): void {
  // What was read is dropped at once: each piece would be copied behind all those before.
  tokenizer.preprocessor.bufferWaterline = 0;
  const { length } = text;
  const hasZero = text.includes("\0");
  let passed = 0;
  let reference = text.indexOf("&");
  let at = 0;
  while (at < length) {
    if (tokenizer.state === TokenizerMode.DATA) {
      const next = text.indexOf("<", at);
      const end = next === -1 ? length : next;
      while (reference !== -1 && reference < at) reference = text.indexOf("&", at);
      const isPlain = !hasZero && (reference === -1 || reference >= end) && (at === 0 || feed.lastMarkupEnd() === at);
      if (isPlain && end > at) {
        feed.onPlainText(at, end);
        passed += end - at;
        feed.shift(passed);
      } else if (end > at) tokenizer.write(text.slice(at, end), false);
      at = end;
    }
    const closing = text.indexOf(">", at);
    const end = closing === -1 ? length : closing + 1;
    if (end > at) tokenizer.write(text.slice(at, end), false);
    at = end;
  }
  tokenizer.write("", true);
}
