/** A map, since a document may well say `&constructor;`. */
const NAMED: ReadonlyMap<string, string> = new Map(
  Object.entries({ amp: "&", lt: "<", gt: ">", quot: '"', apos: "'" }),
);
const ESCAPES: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "\t": "&#9;",
  "\n": "&#10;",
  "\r": "&#13;",
};

/** Control characters and non-characters that XML 1.0 (section 2.2) forbids. */
const ILLEGAL = /[\u0000-\u0008\u000B\u000C\u000E-\u001F\uFFFE\uFFFF]/g;
const LONE_SURROGATE = /[\uD800-\uDBFF](?![\uDC00-\uDFFF])|(?<![\uD800-\uDBFF])[\uDC00-\uDFFF]/g;

/** Anything that may not stand as it is in an element or an attribute; most texts hold nothing of the kind. */
const NEEDS_CARE = /[&<>"\u0000-\u001F\uD800-\uDFFF\uFFFE\uFFFF]/;

/** Without the characters that no XML 1.0 document can hold. */
export function removeIllegal(text: string): string {
  const legal = text.replaceAll(ILLEGAL, "");
  return legal.isWellFormed() ? legal : legal.replaceAll(LONE_SURROGATE, "");
}

/** Element content: `&`, `<`, `>` and carriage returns escaped, illegal characters removed. */
export function escapeText(text: string): string {
  if (!NEEDS_CARE.test(text)) return text;
  return removeIllegal(text).replaceAll(/[&<>\r]/g, (character) => ESCAPES[character]!);
}

/** The value of an attribute, for double quotes: white space that a parser would normalise is escaped too. */
export function escapeAttribute(text: string): string {
  if (!NEEDS_CARE.test(text)) return text;
  return removeIllegal(text).replaceAll(/[&<>"\t\n\r]/g, (character) => ESCAPES[character]!);
}

/** Resolves the five predefined entities and character references; an unknown reference stays as it is written. */
export function unescapeXml(text: string): string {
  if (!text.includes("&")) return text;
  return text.replaceAll(
    /&(?:#x(?<hex>[0-9a-fA-F]{1,6})|#(?<decimal>\d{1,7})|(?<name>\w+));/g,
    (whole, hex, decimal, name) => {
      if (name !== undefined) return NAMED.get(name) ?? whole;
      const code = hex === undefined ? Number(decimal) : Number.parseInt(hex, 16);
      return code <= 0x10ffff ? String.fromCodePoint(code) : whole;
    },
  );
}
