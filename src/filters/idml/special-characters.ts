import { unescapeXml } from "../../xml/escape.ts";
import { TAB_TYPE } from "../ooxml/trim-boundaries.ts";

/** A stretch of a `Content` element: characters to translate, one special character, or something that only InDesign sees. */
export type ContentPiece =
  | { readonly kind: "text"; readonly start: number; readonly end: number; readonly text: string }
  | {
      readonly kind: "code";
      readonly start: number;
      readonly end: number;
      readonly type: string;
      readonly display: string;
    }
  | { readonly kind: "hidden"; readonly start: number; readonly end: number };

/**
 * What stands among the characters of `Content`: instructions, CDATA and comments; tabs and forced line breaks (U+2028); anchors that
 * InDesign leaves (U+FEFF, U+FFFC); characters of private areas, which pictorial fonts use.
 */
const SPECIAL =
  /<!\[CDATA\[[^]*?\]\]>|<!--[^]*?-->|<\?[^]*?\?>|\t|&#(?:0*9|x0*9);|\u2028|&#(?:0*8232|x0*2028);|[\uFEFF\uFFFC]+|(?:[\uE000-\uF8FF]|&#x(?:[Ee][0-9A-Fa-f]|[Ff][0-8])[0-9A-Fa-f]{2};)+/g;

/** Discretionary hyphens say where the source's words may break; the target's break elsewhere. */
const DISCRETIONARY_HYPHEN = /\u00AD/g;

/** `<?ACE n?>`: characters that Unicode has not (IDML specification, "Special Characters"). */
const ACE: ReadonlyMap<string, readonly [type: string, display: string]> = new Map([
  ["3", ["other/pitrans:end-nested-style", "end of nested style"]],
  ["4", ["other/pitrans:footnote-number", "note number"]],
  ["7", ["other/pitrans:indent", "indent to here"]],
  ["8", [TAB_TYPE, "right-aligned tab"]],
  ["18", ["ui/xlf:var", "page number"]],
  ["19", ["ui/xlf:var", "section name"]],
]);

/** What a processing instruction in text stands for: its code's type, and the words a reviewer sees. */
export function describeInstruction(instruction: string): { readonly type: string; readonly display: string } {
  const number = /^<\?ACE\s+([0-9]+)/.exec(instruction)?.[1] ?? "";
  const [type, display] = ACE.get(number) ?? ["other/pitrans:special", "special character"];
  return { type, display };
}

/** The pieces of an element's content, from `start` to `end` of `text`, without gaps. */
export function contentPieces(text: string, start: number, end: number): ContentPiece[] {
  const raw = text.slice(start, end);
  const pieces: ContentPiece[] = [];
  const addText = (from: number, until: number): void => {
    if (from === until) return;
    pieces.push({
      kind: "text",
      start: start + from,
      end: start + until,
      text: shown(unescapeXml(raw.slice(from, until))),
    });
  };
  let position = 0;
  for (const match of raw.matchAll(SPECIAL)) {
    const [written] = match;
    addText(position, match.index);
    position = match.index + written.length;
    pieces.push(specialPiece(written, start + match.index, start + position));
  }
  addText(position, raw.length);
  return pieces;
}

function specialPiece(written: string, start: number, end: number): ContentPiece {
  if (written.startsWith("<![")) return { kind: "text", start, end, text: shown(written.slice(9, -3)) };
  if (written.startsWith("<!--")) return { kind: "hidden", start, end };
  if (written.startsWith("<?")) return { kind: "code", start, end, ...describeInstruction(written) };
  const character = unescapeXml(written);
  if (character === "\t") return { kind: "code", start, end, type: TAB_TYPE, display: "tab" };
  if (character === "\u2028") return { kind: "code", start, end, type: "fmt/xlf:lb", display: "line break" };
  if (/^[\uFEFF\uFFFC]/.test(character)) return { kind: "hidden", start, end };
  return { kind: "code", start, end, type: "other/pitrans:symbol", display: "symbol" };
}

/** As a reader sees it. White space that XML lays out is one space; InDesign writes its own line breaks as characters of their own. */
function shown(text: string): string {
  return text.replaceAll(DISCRETIONARY_HYPHEN, "").replaceAll(/[\r\n]/g, " ");
}

/** Fonts whose letters are pictures: their text means nothing outside them. */
const PICTORIAL_FONT =
  /^(?:wingdings|webdings|symbol(?:\s+(?:mt|std))?$|(?:itc )?zapf ?dingbats|marlett|bookshelf symbol|mt extra|carta|european pi|woodtype ornaments|font ?awesome|material (?:icons|symbols)|icomoon|glyphicons|.*\bdingbats\b)/i;

/** Whether the font draws pictures in place of letters. */
export function isPictorialFont(font: string): boolean {
  return PICTORIAL_FONT.test(font);
}
