import type { Slice } from "../blocks.ts";

/** Something in a line that is no CommonMark but must stay as it is: a shortcode, a formula, a bare address. */
export interface LooseCode extends Slice {
  readonly type: string;
  readonly display: string;
}

interface LooseKind {
  readonly type: string;
  readonly pattern: string;
}

/** Kinds of codes that a line only has where it matches the sign. */
interface LooseGroup {
  readonly sign: RegExp;
  readonly kinds: readonly LooseKind[];
}

const ADDRESS: LooseKind = {
  type: "ui/pitrans:address",
  pattern: String.raw`(?<![\w/<@])(?:(?:https?|ftp)://(?=[^\s<>\[\]"|${"`"}])|www\.)[^\s<>\[\]"|${"`"}]*`,
};

/** All kinds, in the order in which they are tried. */
const GROUPS: readonly LooseGroup[] = [
  {
    sign: /\{[{%:#. \t]/,
    kinds: [
      // Shortcodes and tags of Hugo, Jekyll, Liquid, Jinja; then variables, which stand for words, of these and of Vue and Handlebars.
      {
        type: "other/pitrans:shortcode",
        pattern: String.raw`\{\{[<%][^{}]*\}\}|\{%[^%{}]*(?:%(?!\})[^%{}]*){0,200}%\}`,
      },
      { type: "ui/xlf:var", pattern: String.raw`\{\{[^{}]*\}\}` },
      // Attribute lists of kramdown, pandoc, Python-Markdown: {#id}, {.class}, {: target="_blank"}.
      {
        type: "other/pitrans:attributes",
        pattern: String.raw`\{:?[ \t]*[#.][\w:.-][^{}\n]*\}|\{:[^{}\n]*\}`,
      },
    ],
  },
  {
    sign: /\$/,
    kinds: [
      // Math by pandoc's rule: no space inside the dollars, no digit after them, so that "$5 and $10" is text, and no code span cut.
      {
        type: "ui/pitrans:math",
        pattern: String.raw`\$\$[^$]+\$\$|\$(?![\s$])[^$${"`"}]*[^$\s\\${"`"}]\$(?![\d$])`,
      },
    ],
  },
  {
    sign: /\[(?:[\^[@/]|-@|[a-z][\w-]*[ \t])/,
    kinds: [
      { type: "other/pitrans:footnote", pattern: String.raw`\[\^[^\[\]\s]{1,100}\](?!:)` },
      { type: "link", pattern: String.raw`\[\[[^\[\]\n]{1,300}\]\](?![([])` },
      // Citations of pandoc.
      { type: "ui/pitrans:citation", pattern: String.raw`\[-?@[^\[\]\n]{1,300}\](?![([])` },
      // Shortcodes of WordPress: they close something, or have attributes.
      {
        type: "other/pitrans:shortcode",
        pattern: String.raw`\[/[a-z][\w-]*\]|\[[a-z][\w-]*(?:[ \t]+[\w-]+=(?:"[^"\n]*"|'[^'\n]*'|[^\s"'\[\]]+)){1,100}[ \t]*/?\](?![([])`,
      },
    ],
  },
  {
    sign: /:[a-z0-9_+-]+:/,
    kinds: [{ type: "other/pitrans:emoji", pattern: String.raw`(?<![\w:]):[a-z0-9_+-]+:(?![\w:])` }],
  },
  { sign: /:\/\/|www\./, kinds: [ADDRESS] },
  {
    sign: /@/,
    kinds: [
      {
        type: "ui/pitrans:address",
        pattern: String.raw`(?<![\w.+/<-])[\w.+-]+@[\w-]+(?:\.[\w-]+){1,50}(?![\w@/-])`,
      },
    ],
  },
  {
    sign: /\]\([^()<>"'\n]{0,400}\)/,
    kinds: [
      // A path with spaces is no address to CommonMark, but to Python-Markdown, and to whoever wrote it.
      {
        type: "ui/pitrans:address",
        pattern: String.raw`(?<=\]\()[^()<>"'\n]{0,200} [^()<>"'\n]{0,200}\.\w{2,5}(?=\))`,
      },
    ],
  },
];

/** Kinds and the pattern that finds them, its second group (after that of backticks) the first of them. */
interface LooseSearch {
  readonly kinds: readonly LooseKind[];
  readonly pattern: RegExp;
}

/** The searches that lines have asked for, by the groups in them: a bit for each. */
const SEARCHES = new Map<number, LooseSearch>();

/** Looks for those kinds alone that the line may hold: every other one costs time at every character. Undefined: for none. */
function searchFor(content: string): LooseSearch | undefined {
  let bits = 0;
  for (let index = 0; index < GROUPS.length; index += 1) if (GROUPS[index]!.sign.test(content)) bits |= 1 << index;
  if (bits === 0) return undefined;
  const known = SEARCHES.get(bits);
  if (known !== undefined) return known;
  const kinds = GROUPS.filter((_, index) => (bits & (1 << index)) !== 0).flatMap((group) => group.kinds);
  const patterns = kinds.map(({ pattern }) => `(${pattern})`).join("|");
  const search = { kinds, pattern: new RegExp(String.raw`\\[\s\S]|(${"`"}+)|${patterns}`, "g") };
  SEARCHES.set(bits, search);
  return search;
}

/** Without one of these there is nothing to look for. */
const QUICK = /[{$@:[]|www\./;

const NONE: readonly LooseCode[] = [];

/** The loose codes of a line, in order. `isMdx`: everything in braces is one. */
export function findLooseCodes(content: string, isMdx: boolean): readonly LooseCode[] {
  if (!QUICK.test(content)) return NONE;
  const search = searchFor(content);
  const found = search === undefined ? NONE : findAll(content, search);
  return isMdx ? withExpressions(content, found) : found;
}

function findAll(content: string, { kinds, pattern }: LooseSearch): LooseCode[] {
  const found: LooseCode[] = [];
  const ticks = new TickRuns(content);
  pattern.lastIndex = 0;
  for (let match = pattern.exec(content); match !== null; match = pattern.exec(content)) {
    const start = match.index;
    const run = match[1];
    if (run !== undefined) {
      pattern.lastIndex = ticks.closing(start, run.length) ?? start + run.length;
      continue;
    }
    const kind = kinds[match.indexOf(match[0], 2) - 2];
    if (kind === undefined) continue;
    const whole = start + match[0].length;
    const end = kind === ADDRESS ? addressEnd(content, start, whole) : whole;
    pattern.lastIndex = Math.max(end, start + 1);
    if (end > start) found.push(looseCode(content, start, end, kind.type));
  }
  return found;
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
