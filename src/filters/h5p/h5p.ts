import type { Finding } from "../../model/finding.ts";
import { isSameLanguage, type Locale } from "../../model/locale.ts";
import type { TextUnit } from "../../model/unit.ts";
import { applyEdits, type Edit } from "../../xml/edits.ts";
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
import { spellingOf, spellString } from "../json/spelling.ts";
import { filterById, filterIdOf } from "../registry.ts";
import { encodeText } from "../text-encoding.ts";
import { escapesOf } from "./escaped-text.ts";
import { H5P_DEFAULTS, H5P_OPTIONS, type H5pOptions } from "./options.ts";
import { openPackage, type H5pPackage, type JsonMember } from "./package.ts";
import { readPackage, type PackageTexts } from "./read-package.ts";
import { siteReader } from "./site-texts.ts";
import type { TextSite, TrackSite } from "./sites.ts";
import { membersOf, stringOf } from "./tree.ts";

async function extract(document: SourceDocument, options: H5pOptions): Promise<Extraction> {
  const h5p = openPackage(document.bytes, document.locale);
  const texts = readPackage(h5p, document.locale, options);
  const read = siteReader(await filterById("html"), document.locale, escapesOf(h5p.content.decoded.text));
  const units: TextUnit[] = [];
  const findings: Finding[] = [...texts.findings];
  const coverage: CoverageRow[] = [];
  const seen = new Set<string>();
  for (const site of [...texts.manifest, ...texts.content]) {
    if (isCopy(site, seen)) continue;
    const found = await read(site);
    for (const unit of found.units) units.push(unit);
    for (const finding of found.findings) findings.push(finding);
    coverage.push({ category: site.category, extracted: found.units.length, skipped: 0 });
    coverage.push(...found.skipped.map((row) => ({ ...row, category: site.category, extracted: 0 })));
  }
  for (const track of texts.tracks) {
    const inner = await innerTrack(h5p, track, document.locale);
    if (inner === undefined) {
      coverage.push({ category: "subtitles", extracted: 0, skipped: 1, reason: "no filter reads them" });
      continue;
    }
    const found = await extractInner(inner);
    for (const unit of found.units) units.push(unit);
    for (const finding of found.findings) findings.push(finding);
    coverage.push({ category: "subtitles", extracted: found.units.length, skipped: 0 });
  }
  return { units, findings, coverage: sumOf([...coverage, ...texts.skipped]) };
}

async function merge(document: SourceDocument, translation: Translation, options: H5pOptions): Promise<Merged> {
  const h5p = openPackage(document.bytes, document.locale);
  const texts = readPackage(h5p, document.locale, options);
  const read = siteReader(await filterById("html"), document.locale, escapesOf(h5p.content.decoded.text));
  const findings: Finding[] = [];
  const copies = new Map<string, string>();
  const editsOf = async (sites: readonly TextSite[], member: JsonMember): Promise<Edit[]> => {
    const spelling = spellingOf(member.decoded.text);
    const edits: Edit[] = [];
    for (const site of sites) {
      const key = copyKey(site);
      const known = key === undefined ? undefined : copies.get(key);
      const merged = known ?? (await (await read(site)).merge(translation, findings));
      if (key !== undefined) copies.set(key, merged);
      if (merged !== site.value) edits.push({ start: site.start, end: site.end, text: spellString(merged, spelling) });
    }
    return edits;
  };
  const manifest = await editsOf(texts.manifest, h5p.manifest);
  const content = await editsOf(texts.content, h5p.content);
  const members = new Map<string, Uint8Array>();
  for (const track of texts.tracks) {
    const inner = await innerTrack(h5p, track, document.locale);
    if (inner === undefined) continue;
    const merged = await mergeInner(inner, translation);
    for (const finding of merged.findings) findings.push(finding);
    if (!Buffer.from(merged.bytes).equals(inner.document.bytes)) members.set(track.member, merged.bytes);
  }
  if (translation.locale !== document.locale) {
    manifest.push(...languageEdits(h5p, document.locale, translation.locale));
    for (const edit of trackLanguageEdits(texts, h5p, translation.locale)) content.push(edit);
    for (const edit of ownWordEdits(texts, h5p, translation.locale, findings)) content.push(edit);
  }
  for (const [edits, member] of [
    [manifest, h5p.manifest],
    [content, h5p.content],
  ] as const) {
    if (edits.length > 0)
      members.set(member.name, encodeText(applyEdits(member.decoded.text, edits), member.decoded).bytes);
  }
  return { bytes: members.size === 0 ? document.bytes : h5p.archive.rewrite(members), findings };
}

/** Texts that all uses of a library share, and the title that is kept twice, are one unit: the first of the same words. */
function copyKey({ shared, value }: TextSite): string | undefined {
  return shared && `${shared.library}\u0000${shared.field}\u0000${value}`;
}

function isCopy(site: TextSite, seen: Set<string>): boolean {
  const key = copyKey(site);
  if (key === undefined) return false;
  const isKnown = seen.has(key);
  seen.add(key);
  return isKnown;
}

async function innerTrack(
  h5p: H5pPackage,
  { member, place }: TrackSite,
  locale: Locale,
): Promise<InnerDocument | undefined> {
  const id = filterIdOf(member.slice(member.lastIndexOf(".")));
  if (id === undefined) return undefined;
  const bytes = h5p.archive.read(member);
  return { filter: await filterById(id), document: { name: member, bytes, locale }, part: member, place };
}

/** The language of the package, where it is that of the document, or not determined. H5P writes languages in small letters. */
function languageEdits({ manifest }: H5pPackage, source: Locale, target: Locale): Edit[] {
  const members = membersOf(manifest.root);
  return ["language", "defaultLanguage"].flatMap((key): Edit[] => {
    const node = members.get(key);
    const value = stringOf(node);
    if (node === undefined || value === undefined || !(value === "und" || isSameLanguage(value, source))) return [];
    return [{ start: node.offset, end: node.offset + node.length, text: JSON.stringify(target.toLowerCase()) }];
  });
}

function trackLanguageEdits({ tracks }: PackageTexts, { archive }: H5pPackage, target: Locale): Edit[] {
  return tracks.flatMap(({ member, language }): Edit[] => {
    const isRead = archive.has(member) && filterIdOf(member.slice(member.lastIndexOf("."))) !== undefined;
    return language === undefined || !isRead
      ? []
      : [{ start: language.start, end: language.end, text: JSON.stringify(target) }];
  });
}

/** The library's own words in the target language; where it has none the old ones stay, and a finding says so. */
function ownWordEdits(
  { own, words }: PackageTexts,
  { content }: H5pPackage,
  target: Locale,
  findings: Finding[],
): Edit[] {
  const spelling = spellingOf(content.decoded.text);
  const missing = new Map<string, number>();
  const edits = own.flatMap(({ start, end, shared }): Edit[] => {
    const found = words.words(shared, target);
    if (found !== undefined) return [{ start, end, text: spellString(found, spelling) }];
    missing.set(shared.library, (missing.get(shared.library) ?? 0) + 1);
    return [];
  });
  for (const [library, count] of missing) {
    const message = `${library} has no words of its own in ${target}; ${count} of its buttons and messages stay as they were. Set the option "interface" of h5p to "translate".`;
    findings.push({ id: "interface-untranslated", severity: "major", message });
  }
  return edits;
}

function sumOf(rows: readonly CoverageRow[]): CoverageRow[] {
  const sums = new Map<string, CoverageRow>();
  for (const row of rows) {
    const key = `${row.category}\u0000${row.reason ?? ""}`;
    const sum = sums.get(key);
    const extracted = row.extracted + (sum?.extracted ?? 0);
    sums.set(key, { ...row, extracted, skipped: row.skipped + (sum?.skipped ?? 0) });
  }
  return [...sums.values()].filter(({ extracted, skipped }) => extracted + skipped > 0);
}

/** H5P packages: the texts of interactive content, by what its libraries say of their fields. */
export const h5p: AnyFilter = defineFilter<H5pOptions>({
  id: "h5p",
  name: "H5P package",
  extensions: [".h5p"],
  defaults: H5P_DEFAULTS,
  options: H5P_OPTIONS,
  extract,
  merge,
});
