/** How a JSON text spells characters in its strings: a changed string is written in the same way. */
export interface JsonSpelling {
  /** Only ASCII: all else as `\uXXXX`. */
  readonly isAscii: boolean;
  /** Hexadecimal digits of `\uXXXX` are capitals. */
  readonly hasCapitals: boolean;
  /** Characters that need no escape but are given one: `\/` (PHP), `\u003C` (PHP and .NET, safe in a page). */
  readonly escaped: ReadonlyMap<string, string>;
}

/** Characters that some programs escape without need. */
const OPTIONAL = /\\(?:\/|u00(?:3[cCeE]|2[267]|27|3[dD]|2[bB]|60))/g;

/** How this text spells its strings, by what is in it. */
export function spellingOf(text: string): JsonSpelling {
  const escapes = text.match(/\\u[0-9a-fA-F]{4}/g) ?? [];
  const escaped = new Map<string, string>();
  for (const spelled of new Set(text.match(OPTIONAL) ?? [])) escaped.set(JSON.parse(`"${spelled}"`) as string, spelled);
  // A program that escapes at all escapes everything: one character as it is shows that it does not.
  const hasOthers = /[^\u0000-\u007F]/.test(text);
  return {
    isAscii: !hasOthers && escapes.some((escape) => Number.parseInt(escape.slice(2), 16) > 0x7f),
    hasCapitals: escapes.some((escape) => /[A-F]/.test(escape.slice(2))),
    escaped,
  };
}

/** The string literal for a value, quotation marks included. */
export function spellString(value: string, { isAscii, hasCapitals, escaped }: JsonSpelling): string {
  const hex = (character: string): string => {
    const digits = character.charCodeAt(0).toString(16).padStart(4, "0");
    return `\\u${hasCapitals ? digits.toUpperCase() : digits}`;
  };
  // U+2028 and U+2029 are let pass by JSON, but end a line in old JavaScript.
  let literal = JSON.stringify(value).replaceAll(isAscii ? /[^\u0000-\u007F]/g : /[\u2028\u2029]/g, hex);
  // A quotation mark has its backslash already.
  for (const [character, spelled] of escaped)
    if (character !== '"')
      literal = literal[0]! + literal.slice(1, -1).replaceAll(character, () => spelled) + literal.at(-1)!;
  return literal;
}
