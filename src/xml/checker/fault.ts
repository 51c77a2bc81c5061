/** What is wrong with a text as XML. Only `assertWellFormed` catches it, and says it with the part's name in front. */
export class XmlFault extends Error {
  /** UTF-16 offset of the first character that cannot stand where it stands. */
  readonly offset: number;

  /** @param predicate a sentence without its subject, which is the part: "declares a document type." */
  constructor(offset: number, predicate: string) {
    super(predicate);
    this.offset = offset;
  }
}

/** The usual fault. @param what a sentence that begins small, with its full stop */
export function malformed(offset: number, what: string): XmlFault {
  return new XmlFault(offset, `is not well-formed XML: ${what}`);
}

/** Longer names are cut in messages: a hostile one may be megabytes. */
const MAX_QUOTED = 80;

/** A stretch of the text as messages quote it. */
export function quoted(text: string, start: number, end: number): string {
  return end - start <= MAX_QUOTED ? text.slice(start, end) : `${text.slice(start, start + MAX_QUOTED)}…`;
}
