import { parseFragment } from "parse5";

/** Text with characters spelled as in HTML, as they are. Tags are none here; whoever has some reads the text as HTML. */
export function decodeEscaped(value: string): string {
  if (!value.includes("&")) return value;
  return value.replaceAll(/&(?:[a-zA-Z][a-zA-Z0-9]*|#\d{1,7}|#[xX][0-9a-fA-F]{1,6});/g, (reference) => {
    const node = parseFragment(reference).childNodes[0];
    return node !== undefined && "value" in node ? node.value : reference;
  });
}

/** How a file spells characters that need not be spelled as in HTML: an apostrophe as `&#039;` (PHP), a quotation mark as `&quot;`. */
export type Escapes = ReadonlyMap<string, string>;

/** The escapes that are in the file. */
export function escapesOf(text: string): Escapes {
  const known = [
    ["'", "&#039;"],
    ["'", "&#39;"],
    ["'", "&apos;"],
    ['"', "&quot;"],
  ] as const;
  return new Map(known.filter(([, escape]) => text.includes(escape)).reverse());
}

/** Text spelled for a field without tags: what would be read as markup never is. */
export function encodeEscaped(text: string, escapes: Escapes): string {
  const spelled = text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
  return spelled.replaceAll(/['"]/g, (character) => escapes.get(character) ?? character);
}
