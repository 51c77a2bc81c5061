import type { Slice } from "../blocks.ts";

/** Something in a line that is no CommonMark but must stay as it is: a shortcode, a formula, a bare address. */
export interface LooseCode extends Slice {
  readonly type: string;
  readonly display: string;
}

const KINDS: readonly (readonly [type: string, pattern: string])[] = [
  // Shortcodes and tags of Hugo, Jekyll, Liquid, Jinja; then variables, which stand for words, of these and of Vue and Handlebars.
  ["other/pitrans:shortcode", String.raw`\{\{[<%][^{}]*\}\}|\{%[^%{}]*(?:%(?!\})[^%{}]*){0,200}%\}`],
  ["ui/xlf:var", String.raw`\{\{[^{}]*\}\}`],
  // Attribute lists of kramdown, pandoc, Python-Markdown: {#id}, {.class}, {: target="_blank"}.
  ["other/pitrans:attributes", String.raw`\{:?[ \t]*[#.][\w:.-][^{}\n]*\}|\{:[^{}\n]*\}`],
  // Math by pandoc's rule: no space inside the dollars, no digit after them, so that "$5 and $10" is text, and no code span cut.
  ["ui/pitrans:math", String.raw`\$\$[^$]+\$\$|\$(?![\s$])[^$${"`"}]*[^$\s\\${"`"}]\$(?![\d$])`],
  ["other/pitrans:footnote", String.raw`\[\^[^\[\]\s]{1,100}\](?!:)`],
  ["link", String.raw`\[\[[^\[\]\n]{1,300}\]\](?![([])`],
  // Citations of pandoc.
  ["ui/pitrans:citation", String.raw`\[-?@[^\[\]\n]{1,300}\](?![([])`],
  // Shortcodes of WordPress: they close something, or have attributes.
  [
    "other/pitrans:shortcode",
    String.raw`\[/[a-z][\w-]*\]|\[[a-z][\w-]*(?:[ \t]+[\w-]+=(?:"[^"\n]*"|'[^'\n]*'|[^\s"'\[\]]+)){1,100}[ \t]*/?\](?![([])`,
  ],
  ["other/pitrans:emoji", String.raw`(?<![\w:]):[a-z0-9_+-]+:(?![\w:])`],
  [
    "ui/pitrans:address",
    String.raw`(?<![\w/<@])(?:(?:https?|ftp)://(?=[^\s<>\[\]"|${"`"}])|www\.)[^\s<>\[\]"|${"`"}]*`,
  ],
  ["ui/pitrans:address", String.raw`(?<![\w.+/<-])[\w.+-]+@[\w-]+(?:\.[\w-]+){1,50}(?![\w@/-])`],
  // A path with spaces is no address to CommonMark, but to Python-Markdown, and to whoever wrote it.
  ["ui/pitrans:address", String.raw`(?<=\]\()[^()<>"'\n]{0,200} [^()<>"'\n]{0,200}\.\w{2,5}(?=\))`],
];

const ADDRESS = KINDS.findIndex(([type]) => type === "ui/pitrans:address");

const PATTERN = new RegExp(
  String.raw`\\[\s\S]|(?<ticks>${"`"}+)|${KINDS.map(([, pattern]) => `(${pattern})`).join("|")}`,
  "g",
);

/** Without one of these there is nothing to look for. */
const QUICK = /[{$@:[]|www\./;

/** The loose codes of a line, in order. `isMdx`: everything in braces is one. */
export function findLooseCodes(content: string, isMdx: boolean): LooseCode[] {
  if (!QUICK.test(content)) return [];
  const found: LooseCode[] = [];
  const ticks = new TickRuns(content);
  PATTERN.lastIndex = 0;
  for (let match = PATTERN.exec(content); match !== null; match = PATTERN.exec(content)) {
    const start = match.index;
    const run = match[1];
    if (run !== undefined) {
      PATTERN.lastIndex = ticks.closing(start, run.length) ?? start + run.length;
      continue;
    }
    const kind = match.findIndex((group, index) => index > 1 && group !== undefined) - 2;
    if (kind < 0) continue;
    const isAddress = kind === ADDRESS;
    const end = isAddress ? addressEnd(content, start, start + match[0].length) : start + match[0].length;
    PATTERN.lastIndex = Math.max(end, start + 1);
    if (end > start) found.push(looseCode(content, start, end, KINDS[kind]![0]));
  }
  return isMdx ? withExpressions(content, found) : found;
}

function looseCode(content: string, start: number, end: number, type: string): LooseCode {
  return { start, end, type, display: content.slice(start, end) };
}

/** Addresses end before a parenthesis that they did not open, and before punctuation of the sentence (GFM, extended autolinks). */
function addressEnd(content: string, start: number, limit: number): number {
  let depth = 0;
  let end = start;
  for (; end < limit; end += 1) {
    const character = content[end];
    if (character === "(") depth += 1;
    else if (character === ")") {
      if (depth === 0) break;
      depth -= 1;
    }
  }
  while (end > start && /[?!.,:;*_~'"]/.test(content[end - 1]!)) end -= 1;
  const address = content.slice(start, end);
  // "www." alone is one too: GFM takes its "www" for a domain. Without the full stop it would be none.
  if (address === "www") return end + 1;
  return /[/.]\w|:\/\/[^\s]/.test(address) ? end : start;
}

/** Braces in MDX hold JavaScript. */
function withExpressions(content: string, found: readonly LooseCode[]): LooseCode[] {
  const codes = [...found];
  let depth = 0;
  let start = 0;
  for (let at = 0; at < content.length; at += 1) {
    const character = content[at];
    if (character === "\\") at += 1;
    else if (character === "{") {
      if (depth === 0) start = at;
      depth += 1;
    } else if (character === "}" && depth > 0) {
      depth -= 1;
      if (depth === 0) codes.push(looseCode(content, start, at + 1, "ui/pitrans:expression"));
    }
  }
  codes.sort((a, b) => a.start - b.start || b.end - a.end);
  let end = 0;
  return codes.filter((code) => {
    if (code.start < end) return false;
    end = code.end;
    return true;
  });
}

/** Runs of backticks by length, so that looking for the end of a code span never reads a text twice. */
export class TickRuns {
  readonly #content: string;
  #byLength: Map<number, { readonly starts: number[]; next: number }> | undefined;

  constructor(content: string) {
    this.#content = content;
  }

  /** Where the code span that a run of this length opens at `start` ends; undefined: it opens none. Asked in rising order. */
  closing(start: number, length: number): number | undefined {
    this.#byLength ??= tickRuns(this.#content);
    const runs = this.#byLength.get(length);
    if (runs === undefined) return undefined;
    while (runs.next < runs.starts.length && runs.starts[runs.next]! < start + length) runs.next += 1;
    const closing = runs.starts[runs.next];
    return closing === undefined ? undefined : closing + length;
  }
}

function tickRuns(content: string): Map<number, { starts: number[]; next: number }> {
  const runs = new Map<number, { starts: number[]; next: number }>();
  for (let at = content.indexOf("`"); at !== -1;) {
    let end = at + 1;
    while (content[end] === "`") end += 1;
    const known = runs.get(end - at);
    if (known === undefined) runs.set(end - at, { starts: [at], next: 0 });
    else known.starts.push(at);
    at = content.indexOf("`", end);
  }
  return runs;
}
