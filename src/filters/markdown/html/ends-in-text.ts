/** Elements whose content is no markup (HTML standard, 13.2.6.4): until its end tag everything is text of it. */
const RAW_ELEMENT = /^<(?<name>script|style|textarea|title|xmp|iframe|noembed|plaintext)(?=[\s/>])/i;

/**
 * Whether a piece of HTML is read to its end without a tag, a comment or a raw text (script, title …) still being open, so that what is
 * put behind it is read as what it is. Elements may be open. One pass.
 */
export function endsInText(html: string): boolean {
  for (let at = html.indexOf("<"); at !== -1; at = html.indexOf("<", at)) {
    const end = markupEnd(html, at);
    if (end === undefined) return false;
    const name = RAW_ELEMENT.exec(html.slice(at, at + LONGEST_NAME))?.groups?.["name"];
    const next = name === undefined ? end : rawTextEnd(html, end, name);
    if (next === undefined) return false;
    at = next;
  }
  return true;
}

/** Of the raw elements, with what stands around it. */
const LONGEST_NAME = "<plaintext>".length;

/** Where the tag, comment or declaration at `at` ends; a "<" that begins none ends itself. */
function markupEnd(html: string, at: number): number | undefined {
  if (html.startsWith("<!--", at)) return after(html, "-->", at + "<!".length);
  if (/[!?]/.test(html[at + 1] ?? "")) return after(html, ">", at);
  if (!/^<\/?[A-Za-z]/.test(html.slice(at, at + 3))) return at + 1;
  for (let position = at + 1; position < html.length; position += 1) {
    const character = html[position];
    if (character === ">") return position + 1;
    if (character !== "=") continue;
    // Quotes only mean something where a value begins.
    while (/[ \t\r\n\f]/.test(html[position + 1] ?? "")) position += 1;
    const quote = html[position + 1];
    if (quote !== '"' && quote !== "'") continue;
    const closing = html.indexOf(quote, position + 2);
    if (closing === -1) return undefined;
    position = closing;
  }
  return undefined;
}

function after(html: string, text: string, from: number): number | undefined {
  const found = html.indexOf(text, from);
  return found === -1 ? undefined : found + text.length;
}

function rawTextEnd(html: string, from: number, name: string): number | undefined {
  const closing = new RegExp(`</${name}(?=[\\s/>])`, "gi");
  closing.lastIndex = from;
  return closing.exec(html)?.index;
}
