import { compareCodes, hasSameCodes, repairCodes } from "../../model/codes.ts";
import type { Finding } from "../../model/finding.ts";
import { hasLetters, isSameFragment, type Fragment } from "../../model/fragment.ts";
import { shortHash, unitIds, type UnitId } from "../../model/identity.ts";
import type { TextUnit } from "../../model/unit.ts";
import { applyEdits, type Edit } from "../../xml/edits.ts";
import { codesRepaired } from "../codes-repaired.ts";
import {
  defineFilter,
  type AnyFilter,
  type CoverageRow,
  type Extraction,
  type Merged,
  type SourceDocument,
  type Translation,
} from "../filter.ts";
import { extractInner, mergeInner, type InnerDocument } from "../inner-document.ts";
import { filterById } from "../registry.ts";
import { encodeText } from "../text-encoding.ts";
import { withoutProtected, withProtected } from "./inner-placeholders.ts";
import { languageEdits } from "./language-key.ts";
import { JSON_DEFAULTS, JSON_OPTIONS, type JsonOptions } from "./options.ts";
import { protectPlaceholders } from "./placeholders.ts";
import { readJson, type JsonFile, type StringSite } from "./read-json.ts";
import { spellingOf, spellString } from "./spelling.ts";

/** Placeholders in the text of a page; its tags are the page's own. */
const protect = (text: string, firstId: number): Fragment => protectPlaceholders(text, false, firstId);

async function extract(document: SourceDocument, options: JsonOptions): Promise<Extraction> {
  const file = readJson(document, options);
  const units: TextUnit[] = [];
  const findings: Finding[] = [];
  const coverage: CoverageRow[] = [];
  const pages = await pagesOf(file, document);
  const idOf = unitIds();
  let strings = 0;
  for (const site of file.sites) {
    const page = pages.get(site);
    if (page !== undefined) {
      const inner = await extractInner(page);
      for (const unit of inner.units.map((unit) => withProtected(unit, protect))) units.push(unit);
      for (const finding of inner.findings) findings.push(finding);
      for (const row of inner.coverage) coverage.push(row);
      continue;
    }
    const found = unitsOf(site, idOf).filter((unit) => unit !== undefined);
    for (const unit of found) units.push(unit);
    strings += found.length;
  }
  const left = [...file.left].map(([reason, skipped]): CoverageRow => ({
    category: "strings",
    extracted: 0,
    skipped,
    reason,
  }));
  return { units, findings, coverage: [{ category: "strings", extracted: strings, skipped: 0 }, ...left, ...coverage] };
}

/** The string's texts as units, in their order; undefined for a text without letters. */
function unitsOf(site: StringSite, idOf: ReturnType<typeof unitIds>): (TextUnit | undefined)[] {
  return (site.message?.texts ?? []).map(({ source, branch }) => {
    if (!hasLetters(source)) return undefined;
    const place = branch === "" ? site.place : `${site.place}, ${branch}`;
    return { id: idOf("json", `${site.keys}\u0000${branch}`, source), place, source, preserveSpace: true };
  });
}

/**
 * Strings that are pages, as documents of their own. Told apart by keys and content, not by their position, so that a page more or less
 * changes no id; those of the same keys and content by their order.
 */
async function pagesOf(
  { sites }: JsonFile,
  { locale }: SourceDocument,
): Promise<ReadonlyMap<StringSite, InnerDocument>> {
  const pages = new Map<StringSite, InnerDocument>();
  const seen = new Map<string, number>();
  const isPage = (site: StringSite): boolean => site.message === undefined;
  if (!sites.some(isPage)) return pages;
  const filter = await filterById("html");
  for (const site of sites.filter(isPage)) {
    const bytes = Buffer.from(site.string.value);
    const key = `${site.keys}/${shortHash(bytes)}`;
    const count = (seen.get(key) ?? 0) + 1;
    seen.set(key, count);
    const part = count === 1 ? key : `${key}/${count}`;
    pages.set(site, { filter, document: { name: "string.html", bytes, locale }, part, place: site.place });
  }
  return pages;
}

async function merge(document: SourceDocument, translation: Translation, options: JsonOptions): Promise<Merged> {
  const file = readJson(document, options);
  const { text } = file.decoded;
  const spelling = spellingOf(text);
  const findings: Finding[] = [];
  const edits: Edit[] = [];
  const pages = await pagesOf(file, document);
  const idOf = unitIds();
  for (const site of file.sites) {
    const page = pages.get(site);
    const { value, start, end } = site.string;
    const merged =
      page === undefined
        ? mergeMessage(site, unitsOf(site, idOf), translation, findings)
        : await mergePage(page, translation, findings);
    if (merged !== value) edits.push({ start, end, text: spellString(merged, spelling) });
  }
  for (const edit of languageEdits(file.strings, document.locale, translation.locale, spelling)) edits.push(edit);
  if (edits.length === 0) return { bytes: document.bytes, findings };
  const { bytes, isReencoded } = encodeText(applyEdits(text, edits), file.decoded);
  if (isReencoded) {
    const message = `The translation cannot be written in ${file.decoded.encoding}, so the finished file is UTF-8.`;
    findings.push({ id: "encoding-changed", severity: "minor", message });
  }
  return { bytes, findings };
}

function mergeMessage(
  site: StringSite,
  units: readonly (TextUnit | undefined)[],
  { targets }: Translation,
  findings: Finding[],
): string {
  const repaired = units.map((unit) => {
    const target = unit && targets.get(unit.id, unit.source);
    if (unit === undefined || target === undefined || isSameFragment(unit.source, target)) return undefined;
    if (!hasSameCodes(unit.source, target)) findings.push(codesRepaired(unit, compareCodes(unit.source, target)));
    return withData(unit.source, repairCodes(unit.source, target));
  });
  return repaired.every((target) => target === undefined) ? site.string.value : site.message!.write(repaired);
}

/** The target's codes with the data of this extraction: what came back from outside is not trusted. */
function withData(source: Fragment, target: Fragment): Fragment {
  return target.map((part) =>
    part.kind === "text"
      ? part
      : (source.find((own) => own.kind === part.kind && "id" in own && own.id === part.id) ?? part),
  );
}

async function mergePage(page: InnerDocument, translation: Translation, findings: Finding[]): Promise<string> {
  const { units } = await extractInner(page);
  const places = new Map<UnitId, string>(units.map(({ id, place }) => [id, place]));
  const targets = withoutProtected(translation.targets, protect, places, findings);
  const merged = await mergeInner(page, { locale: translation.locale, targets });
  for (const finding of merged.findings) findings.push(finding);
  return Buffer.from(merged.bytes).toString("utf8");
}

/** JSON files of e-learning and websites: strings for readers, by their keys and by what they look like. */
export const json: AnyFilter = defineFilter<JsonOptions>({
  id: "json",
  name: "JSON strings",
  extensions: [".json", ".jsonl", ".ndjson", ".arb"],
  defaults: JSON_DEFAULTS,
  options: JSON_OPTIONS,
  extract,
  merge,
});
