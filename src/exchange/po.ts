import type { GetTextTranslation, GetTextTranslations } from "gettext-parser";
import {
  addXliffOnly,
  lossCounter,
  type ExchangeDocument,
  type ExchangeFile,
  type ExchangeUnit,
  type Loss,
} from "../model/exchange.ts";
import { parseLocale } from "../model/locale.ts";
import type { Note } from "../model/unit.ts";
import { fromMarkers } from "./code-markers.ts";
import type { ExchangeFormat, ReadContext } from "./format.ts";
import { freeKey } from "./free-key.ts";
import { malformed } from "./malformed.ts";
import { plainUnit } from "./plain-unit.ts";

type Losses = ReturnType<typeof lossCounter>;

/** Who wrote the file stands in its header; in ours `msgctxt` is the unit's id, behind its file where there are several. */
const GENERATOR = "pitrans";
const FILE_SIGN = "#";

/** GNU gettext PO, whose parser gives entries by context, those without one first: drafts are fuzzy, what a person wrote is translated. */
export const po: ExchangeFormat = { id: "po", extensions: [".po", ".pot"], read, write };

async function read(
  bytes: Uint8Array,
  { file, sourceLocale, targetLocale }: ReadContext,
): Promise<{ document: ExchangeDocument; losses: readonly Loss[] }> {
  const gettext = await import("gettext-parser");
  let catalogue: GetTextTranslations;
  try {
    catalogue = gettext.po.parse(Buffer.from(bytes), { validation: false });
  } catch (error) {
    const line = (error as { lineNumber?: number }).lineNumber;
    throw malformed(file, "it is not a PO file.", "Export it again from the program it was made with.", line, error);
  }
  const losses = lossCounter();
  losses.add(
    "obsolete entries",
    Object.values(catalogue.obsolete ?? {}).reduce((sum, entries) => sum + Object.keys(entries).length, 0),
  );
  const headers = new Map(Object.entries(catalogue.headers ?? {}).map(([name, value]) => [name.toLowerCase(), value]));
  const isOurs = headers.get("x-generator") === GENERATOR;
  const files = new Map<string, ExchangeUnit[]>();
  let count = 0;
  for (const entries of Object.values(catalogue.translations ?? {})) {
    for (const entry of Object.values(entries)) {
      if (entry.msgid === "" && (entry.msgctxt ?? "") === "") continue;
      count += 1;
      if (entry.msgstr === undefined) {
        const what = `the entry "${entry.msgid.slice(0, 40)}" has no msgstr.`;
        throw malformed(file, what, "It may have been cut off. Ask for a fresh copy.");
      }
      const sign = isOurs ? (entry.msgctxt ?? "").indexOf(FILE_SIGN) : -1;
      const original =
        sign === -1 ? (headers.get("x-original") ?? "") : decodeURIComponent(entry.msgctxt!.slice(0, sign));
      const context = sign === -1 ? entry.msgctxt : entry.msgctxt!.slice(sign + 1);
      const units = files.get(original) ?? [];
      files.set(original, units);
      units.push(
        ...unitsOf(
          entry,
          isOurs && context !== undefined ? context : String(count),
          isOurs ? undefined : context,
          losses,
        ),
      );
    }
  }
  if (count === 0 && headers.size === 0) {
    throw malformed(file, "it holds no entries.", "Export it again from the program it was made with.");
  }
  const language = parseLocale(headers.get("language") ?? "") ?? targetLocale;
  return {
    document: {
      sourceLocale: parseLocale(headers.get("x-source-language") ?? "") ?? sourceLocale,
      ...(language === undefined ? {} : { targetLocale: language }),
      files: [...files].map(([original, units]): ExchangeFile => ({ original, notes: [], units })),
    },
    losses: losses.losses(),
  };
}

/** One unit a form: the plural of a text is another text. */
function unitsOf(entry: GetTextTranslation, id: string, name: string | undefined, losses: Losses): ExchangeUnit[] {
  const { comments } = entry;
  const isFuzzy = /(?:^|,|\s)fuzzy(?:$|,|\s)/.test(comments?.flag ?? "");
  const notes: Note[] = [
    ...lines(comments?.extracted).map((text) => ({ from: "developer", text })),
    ...lines(comments?.translator).map((text) => ({ from: "translator", text })),
    ...lines(comments?.reference).map((text) => ({ from: "reference", text })),
    ...lines(comments?.previous).map((text) => ({ from: "previous", text })),
  ];
  const forms = entry.msgid_plural === undefined ? 1 : Math.max(2, entry.msgstr?.length ?? 0);
  losses.add("rules of plural forms (each form is a unit)", forms > 1 ? 1 : 0);
  return Array.from({ length: forms }, (_, form): ExchangeUnit => {
    const target = entry.msgstr?.[form] ?? "";
    const source = form === 0 ? entry.msgid : entry.msgid_plural!;
    const texts = { source: fromMarkers(source), ...(target === "" ? {} : { target: fromMarkers(target) }) };
    return {
      id: forms === 1 ? id : `${id}[${form}]`,
      ...(name === undefined ? {} : { name }),
      groups: [],
      notes,
      isTranslatable: true,
      preserveSpace: true,
      parts: [{ isSegment: true, ...texts, state: target === "" ? "initial" : isFuzzy ? "draft" : "edited" }],
      proposals: [],
    };
  });
}

const lines = (text: string | undefined): string[] => (text ?? "").split("\n").filter((line) => line.trim() !== "");

async function write(document: ExchangeDocument): Promise<{ bytes: Uint8Array; losses: readonly Loss[] }> {
  const gettext = await import("gettext-parser");
  const losses = lossCounter();
  const { files, sourceLocale, targetLocale } = document;
  addXliffOnly(files, losses);
  const translations: Required<GetTextTranslations>["translations"] = {};
  for (const { original, notes, units } of files) {
    losses.add("notes of whole files", notes.length);
    for (const unit of units) {
      const { source, target, state } = plainUnit(unit, losses);
      losses.add("states above translated", state === "reviewed" || state === "final" ? 1 : 0);
      losses.add("marks of texts that are not translated", unit.isTranslatable ? 0 : 1);
      const wanted = files.length > 1 ? `${encodeURIComponent(original)}${FILE_SIGN}${unit.id}` : unit.id;
      // Files may have the same name: an entry of the same context and text would take the place of the earlier one.
      const context = freeKey(wanted, (key) => translations[key]?.[source] !== undefined);
      const comments = {
        extracted: remarksOf(unit).join("\n"),
        reference: encodeURI(original),
        flag: state === "draft" && target !== undefined ? "fuzzy" : "",
      };
      (translations[context] ??= {})[source] = {
        msgctxt: context,
        msgid: source,
        msgstr: [target ?? ""],
        comments: comments,
      };
    }
  }
  const headers = {
    "Content-Type": "text/plain; charset=utf-8",
    "Content-Transfer-Encoding": "8bit",
    "MIME-Version": "1.0",
    ...(targetLocale === undefined ? {} : { Language: targetLocale.replaceAll("-", "_") }),
    "X-Source-Language": sourceLocale,
    "X-Generator": GENERATOR,
    ...(files.length === 1 ? { "X-Original": files[0]!.original } : {}),
  };
  return { bytes: gettext.po.compile({ charset: "utf-8", headers, translations }), losses: losses.losses() };
}

/** What PO has no field for stands in remarks, so that a person sees it. */
function remarksOf({ id, name, groups, notes, maxLength }: ExchangeUnit): string[] {
  return [
    ...(name === undefined || name === id ? [] : [`Name: ${name}`]),
    ...(groups.length === 0 ? [] : [`Group: ${groups.join(" / ")}`]),
    ...(maxLength === undefined ? [] : [`At most ${maxLength} characters.`]),
    ...notes.map(({ from, text }) => (from === undefined ? text : `${from}: ${text}`)),
  ];
}
