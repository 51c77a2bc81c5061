import { UsageError } from "../../errors.ts";
import { readTmx } from "../../memory/read-tmx.ts";
import { tmxLocales } from "../../memory/tmx-locales.ts";
import { writeTmx } from "../../memory/write-tmx.ts";
import {
  addXliffOnly,
  lossCounter,
  type ExchangeDocument,
  type ExchangeFile,
  type ExchangePart,
  type ExchangeUnit,
  type Loss,
} from "../../model/exchange.ts";
import { numberedText } from "../../model/fragment.ts";
import { isSameLanguage, type Locale } from "../../model/locale.ts";
import type { MemoryEntry } from "../../model/match.ts";
import type { ReadContext } from "../../exchange/format.ts";

/** A TMX file as a document: of the pair that is asked for, else of its sources and the language most of its units have. Errors: StoreError, UsageError. */
export function readTmxExchange(
  bytes: Uint8Array,
  { file, sourceLocale, targetLocale }: ReadContext,
): { readonly document: ExchangeDocument; readonly losses: readonly Loss[] } {
  const losses = lossCounter();
  const locales = tmxLocales(bytes, file);
  const source = locales.source ?? sourceLocale;
  const target = targetLocale ?? locales.variants.find((locale) => !isSameLanguage(locale, source));
  if (target === undefined) {
    // What is wrong with a file that cannot be read is said first.
    readTmx(bytes, { file, sourceLocale: source, targetLocale: source });
    throw new UsageError("usage", `${file} has no language besides ${source}.`, {
      hint: "Name the language of the translations: --to ru",
      place: { file },
    });
  }
  const { entries, skipped } = readTmx(bytes, { file, sourceLocale: source, targetLocale: target });
  losses.add(`units without ${source} and ${target}`, skipped);
  const others = locales.variants.filter(
    (locale) => !isSameLanguage(locale, source) && !isSameLanguage(locale, target),
  );
  losses.add(`further languages (${others.join(", ")})`, others.length);
  return { document: documentOf(entries, source, target), losses: losses.losses() };
}

function documentOf(entries: readonly MemoryEntry[], sourceLocale: Locale, targetLocale: Locale): ExchangeDocument {
  const files = new Map<string, ExchangeUnit[]>();
  const taken = new Set<string>();
  for (const [index, entry] of entries.entries()) {
    const original = entry.document ?? "";
    const units = files.get(original) ?? [];
    files.set(original, units);
    const wanted = entry.segment ?? String(index + 1);
    const id = taken.has(`${original}\u0000${wanted}`) ? `${wanted}-${index + 1}` : wanted;
    taken.add(`${original}\u0000${id}`);
    units.push({
      id,
      groups: [],
      notes: (entry.notes ?? []).map((text) => ({ text })),
      isTranslatable: true,
      preserveSpace: true,
      parts: [{ isSegment: true, source: entry.source, target: entry.target, state: entry.state ?? "edited" }],
      proposals: [],
    });
  }
  return {
    sourceLocale,
    targetLocale,
    files: [...files].map(([original, units]): ExchangeFile => ({ original, notes: [], units })),
  };
}

/** A memory of all segments that have a translation. Errors: UsageError where no target language is known. */
export function writeTmxExchange(document: ExchangeDocument): {
  readonly bytes: Uint8Array;
  readonly losses: readonly Loss[];
} {
  const { sourceLocale, targetLocale, files } = document;
  if (targetLocale === undefined) {
    throw new UsageError("usage", "There is nothing to write into a memory: the file has no translations.", {
      hint: "Name a file with translations, or their language: --to ru",
    });
  }
  const losses = lossCounter();
  addXliffOnly(files, losses);
  const entries = files.flatMap(({ original, notes, units }) => {
    losses.add("notes of whole files", notes.length);
    return units.flatMap((unit) => entriesOf(unit, original, losses));
  });
  return { bytes: Buffer.from(writeTmx(entries, sourceLocale, targetLocale)), losses: losses.losses() };
}

function entriesOf(unit: ExchangeUnit, original: string, losses: ReturnType<typeof lossCounter>): MemoryEntry[] {
  const segments = unit.parts.filter(({ isSegment }) => isSegment);
  losses.add("proposals of a memory or an engine", unit.proposals.length);
  losses.add("limits of length", unit.maxLength === undefined ? 0 : 1);
  losses.add("names and groups of units", unit.groups.length > 0 || (unit.name ?? unit.id) !== unit.id ? 1 : 0);
  return segments.flatMap((part, index): MemoryEntry[] => {
    const { source, target, state, nativeState } = part;
    if (target === undefined || target.length === 0 || source.length === 0) {
      losses.add("texts without translation");
      return [];
    }
    losses.add("states of other tools' own", nativeState === undefined ? 0 : 1);
    losses.add(
      "native spellings of codes (their numbers and types stay)",
      source.filter((each) => each.kind !== "text" && each.data !== "").length,
    );
    return [
      {
        source,
        target,
        segment: segments.length === 1 ? unit.id : `${unit.id}.${index + 1}`,
        ...(original === "" ? {} : { document: original }),
        ...neighbours(segments, index),
        state,
        ...(unit.notes.length === 0
          ? {}
          : { notes: unit.notes.map(({ from, text }) => (from === undefined ? text : `${from}: ${text}`)) }),
      },
    ];
  });
}

/** The sentences around one within its unit; what stands before and after the unit is not known to be its neighbour. */
function neighbours(segments: readonly ExchangePart[], index: number): Pick<MemoryEntry, "previous" | "next"> {
  const before = segments[index - 1];
  const after = segments[index + 1];
  return {
    ...(before ? { previous: numberedText(before.source) } : {}),
    ...(after ? { next: numberedText(after.source) } : {}),
  };
}
