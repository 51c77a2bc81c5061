import { malformed } from "./fault.ts";

const START = 1;
const INSIDE = 2;

/** By ASCII code: whether a name may begin with it, and whether it may stand further in (XML 1.0, fifth edition, section 2.3). */
const NAME: Uint8Array = Uint8Array.from({ length: 128 }, (_, code) => {
  const character = String.fromCharCode(code);
  if (/[A-Z_a-z]/.test(character)) return START | INSIDE;
  return /[-.0-9]/.test(character) ? INSIDE : 0;
});

/** By ASCII code: 1 for what needs no look in text and in values. A table, since branches on letters and spaces cannot be foretold. */
const PLAIN: Uint8Array = Uint8Array.from({ length: 128 }, (_, code) =>
  code === 9 || code === 10 || code === 13 || (code >= 0x20 && !/[<>&"']/.test(String.fromCharCode(code))) ? 1 : 0,
);

/** The offset of the first character from `at` on that may be markup or may be illegal; the text's length where there is none. */
export function skipPlain(text: string, at: number): number {
  const { length } = text;
  let end = at;
  while (end < length) {
    const code = text.charCodeAt(end);
    if (code < 128 ? PLAIN[code] === 0 : code >= 0xd800) break;
    end += 1;
  }
  return end;
}

/** White space of markup. Takes NaN, which `charCodeAt` gives behind the end, and says no. */
export function isSpace(code: number): boolean {
  return code === 32 || code === 10 || code === 13 || code === 9;
}

/** The offset of the first character from `at` on that is no white space. */
export function skipSpace(text: string, at: number): number {
  let end = at;
  while (isSpace(text.charCodeAt(end))) end += 1;
  return end;
}

/** The end of the name that begins at `at`, which has no colon; `at` itself where none does. */
export function nameEnd(text: string, at: number): number {
  const first = text.charCodeAt(at);
  if (first < 128 ? (NAME[first]! & START) === 0 : !isWideNameStart(text.codePointAt(at))) return at;
  const { length } = text;
  let end = at + (first < 0xd800 || first > 0xdbff ? 1 : 2);
  while (end < length) {
    const code = text.charCodeAt(end);
    if (code < 128) {
      if (NAME[code] === 0) break;
      end += 1;
    } else {
      const point = text.codePointAt(end)!;
      if (!isWideNameCharacter(point)) break;
      end += point > 0xffff ? 2 : 1;
    }
  }
  return end;
}

function isWideNameStart(point: number | undefined): boolean {
  if (point === undefined) return false;
  return (
    (point >= 0xc0 && point <= 0x2ff && point !== 0xd7 && point !== 0xf7) ||
    (point >= 0x370 && point <= 0x1fff && point !== 0x37e) ||
    point === 0x200c ||
    point === 0x200d ||
    (point >= 0x2070 && point <= 0x218f) ||
    (point >= 0x2c00 && point <= 0x2fef) ||
    (point >= 0x3001 && point <= 0xd7ff) ||
    (point >= 0xf900 && point <= 0xfdcf) ||
    (point >= 0xfdf0 && point <= 0xfffd) ||
    (point >= 0x10000 && point <= 0xeffff)
  );
}

function isWideNameCharacter(point: number): boolean {
  return (
    isWideNameStart(point) ||
    point === 0xb7 ||
    (point >= 0x300 && point <= 0x36f) ||
    point === 0x203f ||
    point === 0x2040
  );
}

/** Whether XML 1.0 (section 2.2) knows the character. */
export function isCharacter(point: number): boolean {
  if (point < 0x20) return point === 9 || point === 10 || point === 13;
  return point < 0xd800 || (point >= 0xe000 && point <= 0xfffd) || (point >= 0x10000 && point <= 0x10ffff);
}

/** The offset behind the character, whichever it is; throws for what no XML document may hold, halves of surrogate pairs among it. */
export function checkCharacter(text: string, at: number): number {
  const point = text.codePointAt(at)!;
  if (!isCharacter(point)) {
    const code = `U+${point.toString(16).toUpperCase().padStart(4, "0")}`;
    throw malformed(at, `it holds the character ${code}, which XML does not allow.`);
  }
  return point > 0xffff ? at + 2 : at + 1;
}

/** Checks every character from `start` to before `end`. */
export function checkCharacters(text: string, start: number, end: number): void {
  for (let at = start; at < end;) {
    const code = text.charCodeAt(at);
    if (code >= 0x20 && code < 0xd800) at += 1;
    else at = checkCharacter(text, at);
  }
}
