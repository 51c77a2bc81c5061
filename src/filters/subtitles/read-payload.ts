import type { Dialect, Slice } from "./cue.ts";

/** What a cue's line is made of. Offsets are the given text's. */
export type CueItem = CueText | CueCode;

interface CueText extends Slice {
  readonly kind: "text";
  /** References decoded, line ends as spaces. */
  readonly text: string;
}

export interface CueCode extends Slice {
  readonly kind: "open" | "close" | "standalone";
  readonly type: string;
  readonly display: string;
  /** The same for both halves of a pair. */
  readonly pair?: number;
}

/** Tags that people and players know: what they mean. */
const MEANINGS: ReadonlyMap<string, readonly [type: string, display: string]> = new Map([
  ["b", ["fmt/xlf:b", "bold"]],
  ["i", ["fmt/xlf:i", "italic"]],
  ["u", ["fmt/xlf:u", "underlined"]],
  ["s", ["fmt/pitrans:strike", "struck through"]],
  ["br", ["fmt/xlf:lb", "line break"]],
  ["font", ["fmt/pitrans:font", "font"]],
  ["c", ["fmt/pitrans:class", "style"]],
  ["v", ["other/pitrans:voice", "speaker"]],
  ["lang", ["other/pitrans:language", "other language"]],
  ["ruby", ["fmt/pitrans:ruby", "ruby"]],
  ["rt", ["fmt/pitrans:ruby-text", "ruby text"]],
]);

/** A tag of SRT must look like one: people write "<3" and "a < b". */
const SRT_CODE = /<\/?[A-Za-z][^<>\r\n]*>|\{\\[^{}\r\n]*\}/g;
/** In WebVTT every `<` begins a tag, up to the next `>` (WebVTT, cue text tokenizer). Overrides of other formats are met all the same. */
const VTT_CODE = /<[^>]*(?:>|$)|\{\\[^{}\r\n]*\}/g;

const NAME = /^<(?<slash>\/?)(?<name>[A-Za-z]+)(?<classes>[^\s>]*)(?:\s+(?<rest>[^>]*))?/;

/** Reads the text of a cue, its lines as they stand in the file. Tags that have no partner are codes of their own. */
export function readPayload(raw: string, dialect: Dialect): CueItem[] {
  const items: CueItem[] = [];
  let from = 0;
  for (const match of raw.matchAll(dialect.id === "vtt" ? VTT_CODE : SRT_CODE)) {
    pushText(items, raw, from, match.index, dialect);
    from = match.index + match[0].length;
    items.push(codeOf(match[0], match.index, from));
  }
  pushText(items, raw, from, raw.length, dialect);
  return pairUp(items, raw);
}

function pushText(items: CueItem[], raw: string, start: number, end: number, dialect: Dialect): void {
  if (end <= start) return;
  const text = raw.slice(start, end).replaceAll(/[ \t]*(?:\r\n|\n|\r)[ \t]*/g, " ");
  items.push({ kind: "text", start, end, text: dialect.hasReferences ? decodeReferences(text) : text });
}

function codeOf(raw: string, start: number, end: number): CueCode {
  const shape = { kind: "standalone", start, end } as const;
  if (raw.startsWith("{")) return { ...shape, type: "other/pitrans:position", display: "position" };
  const { name, rest } = NAME.exec(raw)?.groups ?? {};
  if (name === undefined) return { ...shape, type: "other/pitrans:timestamp", display: "time" };
  const lower = name.toLowerCase();
  const [type, display] = MEANINGS.get(lower) ?? ["other/pitrans:element", lower];
  const words = lower === "v" && rest !== undefined ? `speaker ${rest.trim()}` : display;
  return { ...shape, type, display: words };
}

/** Opening and closing tags of one name that belong together. */
function pairUp(items: readonly CueItem[], raw: string): CueItem[] {
  const paired = [...items];
  const open: { readonly index: number; readonly name: string }[] = [];
  items.forEach((item, index) => {
    if (item.kind !== "standalone" || raw[item.start] !== "<") return;
    const { slash, name } = NAME.exec(raw.slice(item.start, item.end))?.groups ?? {};
    if (name === undefined || name.toLowerCase() === "br" || raw.slice(item.start, item.end).endsWith("/>")) return;
    const lower = name.toLowerCase();
    if (slash !== "/") {
      open.push({ index, name: lower });
      return;
    }
    const at = open.slice(-REACH).findLastIndex((tag) => tag.name === lower);
    if (at === -1) return;
    const opening = open[Math.max(0, open.length - REACH) + at]!.index;
    open.length = Math.max(0, open.length - REACH) + at;
    paired[opening] = { ...(items[opening] as CueCode), kind: "open", pair: opening };
    paired[index] = { ...item, kind: "close", pair: opening };
  });
  return paired;
}

/** How many open tags a closing one looks back: more than people nest. */
const REACH = 20;

const REFERENCES: ReadonlyMap<string, string> = new Map([
  ["amp", "&"],
  ["lt", "<"],
  ["gt", ">"],
  ["nbsp", "\u00A0"],
  ["lrm", "\u200E"],
  ["rlm", "\u200F"],
  ["quot", '"'],
  ["apos", "'"],
]);

function decodeReferences(text: string): string {
  if (!text.includes("&")) return text;
  return text.replaceAll(
    /&(?:(?<name>[a-z]+)|#(?<code>\d{1,7}|x[\da-f]{1,6}));/gi,
    (whole, name?: string, code?: string) => {
      if (code === undefined) return REFERENCES.get(name!) ?? whole;
      const point = /^x/i.test(code) ? Number.parseInt(code.slice(1), 16) : Number(code);
      return point > 0 && point <= 0x10ffff && !(point >= 0xd800 && point <= 0xdfff)
        ? String.fromCodePoint(point)
        : whole;
    },
  );
}

/** New text as the file spells it. `raw`: what stood there, whose no-break spaces may be references. */
export function spellText(text: string, raw: string, dialect: Dialect): string {
  if (!dialect.hasReferences) return text;
  const spelled = text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
  return raw.includes("&nbsp;") ? spelled.replaceAll("\u00A0", "&nbsp;") : spelled;
}
