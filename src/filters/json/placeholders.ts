import type { Fragment, FragmentPart, StandaloneCode } from "../../model/fragment.ts";

/** What programs replace in their messages. In the order in which they are tried at a place. */
const PLACEHOLDERS: readonly RegExp[] = [
  // Mustache, Handlebars, Angular, Vue, i18next: {{name}}, {{{name}}}; Jinja, Twig, Liquid: {% … %}.
  /\{\{\{[^{}]*\}\}\}|\{\{[^{}]*\}\}|\{%[^{}]*%\}/,
  // JavaScript, Ruby, Rails: ${name}, #{name}, %{name}.
  /[$#%]\{[^{}]*\}/,
  // i18next: $t(other.key).
  /\$t\([^()]*\)/,
  // ICU, .NET, Python: {0}, {name}, {when, date, short}, {0:N2}. Not {see below}: an argument's name has no spaces.
  /\{\s*[\w.$-]*\s*(?:[:,!][^{}]*)?\}/,
  // Python: %(name)s.
  /%\(\w+\)[-+0#]*\d*(?:\.\d+)?[diouxXeEfFgGcrsa]/,
  // C, PHP, Java, Objective-C: %s, %d, %1$s, %.2f, %@; not the percent sign of "100 % sure" or "5%d".
  /(?<![\d%])%(?:\d+\$)?[-+0#]*\d*(?:\.\d+)?(?:hh?|ll?|[qLjzt])?[sdiufFeEgGxXoc@](?![A-Za-z])/,
  // Tags by number, of libraries that put elements into messages: <0>…</0>.
  /<\/?\d+\s*\/?>/,
];

const ANY = new RegExp(PLACEHOLDERS.map(({ source }) => `(?:${source})`).join("|"), "g");

/** Tags of HTML and XML, where a text is read without its markup. */
const TAG = /<\/?[A-Za-z][\w:-]*(?:\s[^<>]*)?\/?>|<!--[^]*?-->/.source;
const ANY_OR_TAG = new RegExp(`${ANY.source}|${TAG}`, "g");

/**
 * The text with placeholders, and tags where they are not read as HTML, as codes numbered from `firstId`. Tags that open and close each
 * other are pairs.
 */
export function protectPlaceholders(text: string, protectsTags: boolean, firstId: number = 1): Fragment {
  const parts: FragmentPart[] = [];
  const open: { readonly name: string; readonly at: number }[] = [];
  let end = 0;
  let id = firstId;
  for (const { 0: data, index } of text.matchAll(protectsTags ? ANY_OR_TAG : ANY)) {
    if (index > end) parts.push({ kind: "text", text: text.slice(end, index) });
    end = index + data.length;
    const tag = TAG_NAME.exec(data)?.groups;
    const code = { id: String(id), ...describe(data, tag?.["name"]), data };
    const opening = tag?.["close"] === "/" && open.at(-1)?.name === tag["name"] ? open.pop() : undefined;
    if (opening !== undefined) {
      const first = parts[opening.at] as StandaloneCode;
      parts[opening.at] = { ...first, kind: "open" };
      parts.push({ ...code, id: first.id, kind: "close" });
      continue;
    }
    if (tag !== undefined && tag["close"] === "" && !data.endsWith("/>"))
      open.push({ name: tag["name"]!, at: parts.length });
    parts.push({ ...code, kind: "standalone" });
    id += 1;
  }
  if (end < text.length) parts.push({ kind: "text", text: text.slice(end) });
  return parts;
}

const TAG_NAME = /^<(?<close>\/?)(?<name>\w[\w:-]*)/;

function describe(data: string, tag: string | undefined): { readonly type: string; readonly display: string } {
  if (tag !== undefined) return { type: "fmt/pitrans:tag", display: tag };
  return data.startsWith("<") ? { type: "other", display: "comment" } : { type: "ui/xlf:var", display: data };
}
