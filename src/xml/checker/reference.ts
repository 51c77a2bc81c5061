import { isCharacter } from "./characters.ts";
import { malformed, quoted } from "./fault.ts";

const PATTERN = /&(?:#(?:x([0-9a-fA-F]+)|([0-9]+))|amp|lt|gt|quot|apos);/y;
const REFERENCES = /&(?:#(?:x([0-9a-fA-F]+)|([0-9]+))|(amp|lt|gt|quot|apos));/g;
const NAMED: Readonly<Record<string, string>> = { amp: "&", lt: "<", gt: ">", quot: '"', apos: "'" };

/** Offsets that `checkReference` looks ahead at most to quote a reference that is wrong. */
const QUOTED = 20;

/**
 * The offset behind the reference whose `&` is at this offset. Without a document type there are five entities (XML 1.0, section 4.6),
 * and character references may only name what could stand there itself.
 */
export function checkReference(text: string, at: number): number {
  PATTERN.lastIndex = at;
  const match = PATTERN.exec(text);
  if (match === null) {
    const tail = /^&[^\s<&;"']*;?/.exec(text.slice(at, at + QUOTED))?.[0] ?? "&";
    throw malformed(
      at,
      tail.endsWith(";") ? `it does not say what ${tail} stands for.` : 'an "&" is not written "&amp;".',
    );
  }
  const point = pointOf(match[1], match[2]);
  if (point !== undefined && !isCharacter(point)) {
    throw malformed(at, `${quoted(text, at, PATTERN.lastIndex)} refers to a character that XML does not allow.`);
  }
  return PATTERN.lastIndex;
}

function pointOf(hex: string | undefined, decimal: string | undefined): number | undefined {
  if (hex !== undefined) return Number.parseInt(hex, 16);
  return decimal === undefined ? undefined : Number.parseInt(decimal, 10);
}

/** An attribute's value as parsers give it, white space normalised (XML 1.0, section 3.3.3). The value has been checked before. */
export function resolveValue(raw: string): string {
  const spaced = raw.replaceAll(/\r\n|[\r\n\t]/g, " ");
  if (!spaced.includes("&")) return spaced;
  return spaced.replaceAll(REFERENCES, (_, hex, decimal, name) => {
    const point = pointOf(hex, decimal);
    return point === undefined ? NAMED[name]! : String.fromCodePoint(point);
  });
}
