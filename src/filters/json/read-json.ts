import { hasLetters, type Fragment } from "../../model/fragment.ts";
import type { SourceDocument } from "../filter.ts";
import { decodeText, type DecodedText } from "../text-encoding.ts";
import { matchPatterns, type JsonPath } from "./key-patterns.ts";
import { readMessage, type Message } from "./message-texts.ts";
import type { JsonOptions } from "./options.ts";
import { scanStrings, type JsonString } from "./scan-strings.ts";
import { hasTechnicalKey } from "./technical-keys.ts";
import { looksTechnical } from "./technical-values.ts";

/** A string that is for readers. */
export interface StringSite {
  readonly string: JsonString;
  /** For people: "questions[2].title". */
  readonly place: string;
  /** The keys without list positions: what ids are made of, so that a deleted item changes no other id. */
  readonly keys: string;
  /** Undefined where the string is a page of its own. */
  readonly message?: Message;
}

/** A JSON file, read. */
export interface JsonFile {
  readonly decoded: DecodedText;
  readonly strings: readonly JsonString[];
  readonly sites: readonly StringSite[];
  /** How many strings were left, by reason. */
  readonly left: ReadonlyMap<string, number>;
}

/** Markup that a page in a string would have: a tag of HTML, or a reference to a character. */
const HTML =
  /<\/?(?:a|abbr|b|big|blockquote|br|center|cite|code|dd|del|div|dl|dt|em|figcaption|figure|font|h[1-6]|hr|i|img|ins|kbd|li|mark|ol|p|pre|q|s|small|span|strike|strong|sub|sup|table|tbody|td|th|thead|tr|u|ul|video|audio|iframe|svg)(?:\s[^<>]*)?\/?>|&(?:[a-z]{2,8}|#\d{2,6}|#x[\da-f]{2,6});/i;

/** Reads a JSON file and decides which of its strings are for readers. Throws a DocumentError where it is none. */
export function readJson({ name, bytes, locale }: SourceDocument, options: JsonOptions): JsonFile {
  const decoded = decodeText(bytes, locale);
  const strings = scanStrings(decoded.text, /\.(?:jsonl|ndjson)$/i.test(name));
  const isIncluded = matchPatterns(options.include);
  const isExcluded = matchPatterns(options.exclude);
  const withMessage = messageKeys(strings);
  const left = new Map<string, number>();
  const sites: StringSite[] = [];
  for (const string of strings) {
    const message = readMessage(string.value, true);
    const reason = whyLeft(string, message);
    if (reason !== undefined) left.set(reason, (left.get(reason) ?? 0) + 1);
    else {
      const isPage = options.html === "detect" && message.texts.length === 1 && HTML.test(string.value);
      const { path } = string;
      sites.push({ string, place: placeOf(path), keys: keysOf(path), ...(isPage ? {} : { message }) });
    }
  }
  return { decoded, strings, sites, left };

  function whyLeft({ value, path }: JsonString, { texts }: Message): string | undefined {
    if (isExcluded(path)) return "excluded by the configuration";
    if (!texts.some(({ source }: { readonly source: Fragment }) => hasLetters(source))) return "no letters";
    if (options.include.length > 0) return isIncluded(path) ? undefined : "not included by the configuration";
    if (hasTechnicalKey(path, value)) return "keys that are for programs";
    if (path.length === 2 && path[1] === "description" && withMessage.has(path[0]!)) return "remarks for translators";
    return looksTechnical(value);
  }
}

/** Keys of the root whose objects hold a message: browser extensions keep a remark for translators beside each. */
function messageKeys(strings: readonly JsonString[]): ReadonlySet<string | number> {
  return new Set(strings.flatMap(({ path }) => (path.length === 2 && path[1] === "message" ? [path[0]!] : [])));
}

/** "questions[2].title"; "the text" for a file that is one string. */
function placeOf(path: JsonPath): string {
  const words = path.map((step, index) =>
    typeof step === "number" ? `[${step + 1}]` : index === 0 ? step : `.${step}`,
  );
  return words.join("") || "the text";
}

function keysOf(path: JsonPath): string {
  return path.filter((step) => typeof step === "string").join(".");
}
