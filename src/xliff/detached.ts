/**
 * A copy of a text that was cut out of a larger one. V8 keeps a cut-out as a reference into the whole, so that whoever keeps an id keeps 64 KB
 * of its file.
 */
export function detached(text: string): string {
  return Buffer.from(text).toString();
}
