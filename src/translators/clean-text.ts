/**
 * What people do not see and engines may act on: control characters (not tab, line feed, carriage return), soft hyphens, zero-width
 * space, word joiner and byte order mark, marks of writing direction, tag characters (U+E0000 block), annotation anchors.
 */
const UNSEEN =
  /[\u0000-\u0008\u000B\u000C\u000E-\u001F\u007F-\u009F\u00AD\u061C\u180E\u200B\u200E\u200F\u202A-\u202E\u2060-\u2064\u2066-\u206F\uFEFF\uFFF9-\uFFFC\uFFFE\uFFFF\u{E0000}-\u{E007F}]/gu;

/** Joiners are letters of a kind in Persian, Indic scripts and emoji; between Latin or Cyrillic letters they only hide something. */
const STRAY_JOINER =
  /(?<![\p{Extended_Pictographic}\p{Emoji_Modifier}\uFE0F\p{Script=Arabic}\p{Script=Devanagari}\p{Script=Bengali}\p{Script=Gujarati}\p{Script=Gurmukhi}\p{Script=Kannada}\p{Script=Malayalam}\p{Script=Tamil}\p{Script=Telugu}\p{Script=Sinhala}])[\u200C\u200D]/gu;

const LONE_SURROGATE = /[\uD800-\uDBFF](?![\uDC00-\uDFFF])|(?<![\uD800-\uDBFF])[\uDC00-\uDFFF]/g;

/** The text as it is sent to an engine: without characters that are not seen. White space, combining marks and emoji stay. */
export function cleanText(text: string): string {
  return text.replaceAll(LONE_SURROGATE, "").replaceAll(UNSEEN, "").replaceAll(STRAY_JOINER, "");
}
