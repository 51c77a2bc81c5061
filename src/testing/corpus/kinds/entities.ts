import { parseFragment } from "parse5";

/** The text with its character references resolved, those that only HTML names among them; what is none stays. */
export function decodeEntities(text: string): string {
  return text.replaceAll(/&(?:#\d+|#[xX][0-9a-fA-F]+|[A-Za-z][A-Za-z0-9]*);/g, (reference) => {
    const node = parseFragment(reference).childNodes[0];
    return node !== undefined && "value" in node ? node.value : reference;
  });
}
