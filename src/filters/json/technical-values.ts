/** What a value looks like that is for a program, and why it is left: the reason in the coverage. In the order in which they are asked. */
const LOOKS: readonly (readonly [reason: string, pattern: RegExp])[] = [
  ["addresses", /^(?:[a-z][a-z0-9+.-]*:)?\/\/\S+$|^(?:mailto|tel|data|javascript|urn|blob):\S*$|^www\.\S+$/i],
  ["mail addresses", /^[\w.+-]+@[\w-]+(?:\.[\w-]+)+$/],
  [
    "file names and paths",
    /^(?:\.{0,2}\/)\S*$|^\S+\.(?:png|jpe?g|gif|svg|webp|ico|bmp|mp[34]|m4[av]|webm|ogg|wav|vtt|srt|pdf|docx?|pptx?|xlsx?|zip|html?|css|m?jsx?|tsx?|json|xml|csv|txt|md|woff2?|ttf|otf)$/i,
  ],
  ["colours", /^#(?:[0-9a-f]{3,4}){1,2}$|^(?:rgb|hsl)a?\([^)]*\)$|^var\(--[\w-]+\)$/i],
  ["dates and times", /^\d{4}-\d\d-\d\d(?:[T ][\d:.]+(?:Z|[+-]\d\d:?\d\d)?)?$|^P(?:\d+[YMWD])*(?:T(?:\d+[HMS])+)?$/],
  [
    "identifiers",
    /^[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}$|^(?=.*\d)[0-9a-f]{8,}$|^[a-z$_][\w$]*(?:[_.:][\w$]+)+$|^[a-z]+[0-9]*(?:[A-Z][a-z0-9]+)+$|^[A-Z][A-Z0-9]*(?:_[A-Z0-9]+)+$/,
  ],
  ["patterns", /^\^.*\$$|^\/.*\/[gimsuy]*$/],
  ["media types", /^(?:text|image|audio|video|application|font|multipart|model)\/[\w.+-]+$/],
  ["measures", /^-?\d+(?:\.\d+)?(?:px|em|rem|vh|vw|pt|ms|s|deg|fr)$/],
  // 40 characters without a space, with both cases and digits: keys, checksums, pictures in base64.
  ["encoded data", /^(?=.*\d)(?=.*[a-z])(?=.*[A-Z])[A-Za-z0-9+/_-]{40,}={0,2}$/],
];

/** No word is longer; longer values are looked at by their beginning alone. */
const LONGEST = 2000;

/** Why the value is none for readers; undefined where it may be. */
export function looksTechnical(value: string): string | undefined {
  if (isJson(value)) return "structured data";
  const text = value.trim().slice(0, LONGEST);
  return LOOKS.find(([, pattern]) => pattern.test(text))?.[0];
}

/** Whether the value is an object or a list in JSON: data of a program that keeps it as a string. */
function isJson(value: string): boolean {
  if (!/^\s*[{[]\s*["{[\]}]/.test(value)) return false;
  try {
    JSON.parse(value);
    return true;
  } catch {
    return false;
  }
}
