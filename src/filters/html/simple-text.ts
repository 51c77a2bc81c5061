/** The references that most pages have, and nearly all of those they have. */
const NAMED: ReadonlyMap<string, string> = new Map([
  ["amp", "&"],
  ["lt", "<"],
  ["gt", ">"],
  ["quot", '"'],
  ["nbsp", "\u00A0"],
]);

const REFERENCE = /&(?:(amp|lt|gt|quot|nbsp)|#([0-9]{2,6})|#[xX]([0-9a-fA-F]{2,5}));/g;

/**
 * The characters that a text stands for, where each reference in it can be read in one way only: with a semicolon, by one of a few names
 * or by the number of a common character. Undefined for all others, which are the tokenizer's (HTML standard, 13.2.5.72 and after).
 */
export function readSimpleText(raw: string): string | undefined {
  let position = 0;
  let text = "";
  for (let at = raw.indexOf("&"); at !== -1; at = raw.indexOf("&", position)) {
    REFERENCE.lastIndex = at;
    const match = REFERENCE.exec(raw);
    if (match?.index !== at) return undefined;
    const character = characterOf(match);
    if (character === undefined) return undefined;
    text += raw.slice(position, at) + character;
    position = REFERENCE.lastIndex;
  }
  // A line end beside a reference to one is no matter: those are not among the references above.
  return (text + raw.slice(position)).replaceAll(/\r\n?/g, "\n");
}

/** Control characters, surrogates and non-characters have rules of their own. */
function characterOf([, name, decimal, hex]: RegExpExecArray): string | undefined {
  if (name !== undefined) return NAMED.get(name);
  const point = decimal === undefined ? Number.parseInt(hex!, 16) : Number(decimal);
  const isCommon = (point >= 0x20 && point < 0x7f) || (point >= 0xa0 && point < 0xd800);
  return isCommon ? String.fromCharCode(point) : undefined;
}
