import { SaxesParser } from "saxes";
import { StoreError } from "../errors.ts";
import type { Fragment } from "../model/fragment.ts";
import { isSameLanguage, parseLocale, type Locale } from "../model/locale.ts";
import type { MemoryEntry } from "../model/match.ts";
import { TARGET_STATES } from "../model/unit.ts";
import { decodeTmx } from "./decode-tmx.ts";
import { TmxSegment } from "./tmx-segment.ts";

export interface TmxOptions {
  /** For messages: "memory/en-ru.tmx". */
  readonly file: string;
  readonly sourceLocale: Locale;
  readonly targetLocale: Locale;
}

export interface TmxContent {
  readonly entries: readonly MemoryEntry[];
  /** Units without both languages, or with an empty one. */
  readonly skipped: number;
}

/** Deeper than any TMX has reason to be. */
const MAX_DEPTH = 100;

interface Variant {
  readonly locale: Locale | undefined;
  segment?: Fragment;
}

/**
 * The entries of a TMX file (1.1 to 1.4b) for a pair of locales; of several variants in a language the one with the very locale is taken. Units
 * without the pair are skipped and counted. A DOCTYPE is tolerated without internal subset. Errors: StoreError malformed-memory, with line and column.
 */
export function readTmx(bytes: Uint8Array, options: TmxOptions): TmxContent {
  const entries: MemoryEntry[] = [];
  let skipped = 0;
  for (const entry of readTmxUnits([bytes], options)) {
    if (entry) entries.push(entry);
    else skipped += 1;
  }
  return { entries, skipped };
}

/** As `readTmx`, of bytes that come in chunks: the entry of every unit, one by one, or undefined where it has none. */
export function* readTmxUnits(chunks: Iterable<Uint8Array>, options: TmxOptions): Generator<MemoryEntry | undefined> {
  const { file } = options;
  let units: (MemoryEntry | undefined)[] = [];
  let depth = 0;
  let isTmx = false;
  let properties = new Map<string, string>();
  let property: { name: string; text: string } | undefined;
  let notes: string[] = [];
  let isNote = false;
  let variants: Variant[] = [];
  let segment: TmxSegment | undefined;

  // A file names the same few languages over and over, and asking the machine's language data each time is most of the reading.
  const locales = new Map<string, Locale | undefined>();
  const localeOf = (tag: string): Locale | undefined => {
    if (!locales.has(tag)) locales.set(tag, parseLocale(tag));
    return locales.get(tag);
  };
  const isSource = sameLanguage(options.sourceLocale);
  const isTarget = sameLanguage(options.targetLocale);

  const parser = new SaxesParser<{ xmlns: false; position: true }>({ xmlns: false, position: true });
  const refuse = (what: string, cause?: unknown): never => {
    throw new StoreError("malformed-memory", `${file} cannot be read as TMX: ${what}`, {
      hint: "Export the memory again from the program it was made with, as TMX 1.4.",
      place: { file, line: parser.line, column: parser.column + 1 },
      cause,
    });
  };
  parser.on("error", (error) => refuse(`${error.message.replace(/^\d+:\d+: /, "").replace(/\.$/, "")}.`, error));
  parser.on("doctype", (doctype) => {
    if (doctype.includes("[")) refuse("it declares entities of its own, which no memory needs.");
  });
  parser.on("opentag", ({ name, attributes }) => {
    depth += 1;
    if (depth > MAX_DEPTH) refuse(`it is nested more than ${MAX_DEPTH} elements deep.`);
    if (depth === 1 && name !== "tmx") refuse(`it begins with <${name}>, not with <tmx>.`);
    isTmx = true;
    if (segment) {
      segment.open(name, (attribute) => attributes[attribute]);
      return;
    }
    if (name === "tu") {
      properties = new Map();
      notes = [];
      variants = [];
    } else if (name === "tuv") variants.push({ locale: localeOf(attributes["xml:lang"] ?? attributes["lang"] ?? "") });
    else if (name === "seg") segment = new TmxSegment();
    // A property of a variant (Trados, OmegaT) is not one of the unit.
    else if (name === "note" && variants.length === 0) {
      isNote = true;
      notes.push("");
    } else if (name === "prop" && variants.length === 0) property = { name: attributes["type"] ?? "", text: "" };
  });
  const text = (text: string): void => {
    if (segment) segment.text(text);
    else if (isNote) notes.push(notes.pop()! + text);
    else if (property) property.text += text;
  };
  parser.on("text", text);
  parser.on("cdata", text);
  parser.on("closetag", ({ name }) => {
    depth -= 1;
    if (name === "seg" && segment) {
      const variant = variants.at(-1);
      if (variant) variant.segment = segment.fragment();
      segment = undefined;
    } else if (segment) segment.close();
    else if (name === "note") isNote = false;
    else if (name === "prop" && property) {
      properties.set(property.name, property.text);
      property = undefined;
    } else if (name === "tu") {
      const source = segmentIn(variants, options.sourceLocale, isSource);
      const target = segmentIn(variants, options.targetLocale, isTarget);
      units.push(
        source?.length && target?.length
          ? { source, target, ...context(properties), ...(notes.length === 0 ? {} : { notes }) }
          : undefined,
      );
    }
  });
  for (const piece of decodeTmx(chunks, file)) {
    parser.write(piece);
    yield* units;
    units = [];
  }
  parser.close();
  if (!isTmx) refuse("it is empty.");
  yield* units;
}

function segmentIn(
  variants: readonly Variant[],
  locale: Locale,
  isSame: (other: Locale) => boolean,
): Fragment | undefined {
  const same = variants.filter((variant) => variant.locale !== undefined && isSame(variant.locale));
  return (same.find((variant) => variant.locale === locale) ?? same[0])?.segment;
}

/** `isSameLanguage` with a locale, each other one asked once. */
function sameLanguage(locale: Locale): (other: Locale) => boolean {
  const known = new Map<Locale, boolean>();
  return (other) => {
    const answer = known.get(other) ?? isSameLanguage(other, locale);
    known.set(other, answer);
    return answer;
  };
}

/** What our own properties tell; those of other tools are theirs. */
function context(properties: ReadonlyMap<string, string>): Partial<MemoryEntry> {
  const state = TARGET_STATES.find((state) => state === properties.get("x-state"));
  const known = Object.entries({
    previous: properties.get("x-previous"),
    next: properties.get("x-next"),
    document: properties.get("x-document"),
    segment: properties.get("x-segment"),
    state,
  });
  return Object.fromEntries(known.filter(([, value]) => value !== undefined));
}
