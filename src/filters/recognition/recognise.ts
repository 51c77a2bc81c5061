import { lookAt } from "./content.ts";
import { READABLE_KINDS, type ReadableKind } from "./readable-kinds.ts";
import { REFUSED_KINDS, type RefusedKind } from "./refused-kinds.ts";

/** What the bytes say the file is. Both kinds have `isText`: first words say it, which a page about them could begin with as well. */
export type Recognised =
  | { readonly readable: ReadableKind }
  | { readonly refused: RefusedKind }
  /** They do not say: plain text, Markdown, JSON, or something unknown. */
  | undefined;

/** Tells by its bytes what a file is. Never throws: what is damaged is for the filter to say. */
export function recognise(bytes: Uint8Array): Recognised {
  const content = lookAt(bytes);
  const readable = READABLE_KINDS.find((kind) => kind.is(content));
  if (readable !== undefined) return { readable };
  const refused = REFUSED_KINDS.find((kind) => kind.is(content));
  return refused && { refused };
}
