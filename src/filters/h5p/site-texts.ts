import { compareCodes, hasSameCodes, repairCodes } from "../../model/codes.ts";
import type { Finding } from "../../model/finding.ts";
import { hasLetters, isSameFragment, normaliseFragment, type Fragment } from "../../model/fragment.ts";
import { shortHash, unitIds, type UnitId } from "../../model/identity.ts";
import type { Locale } from "../../model/locale.ts";
import type { TextUnit } from "../../model/unit.ts";
import { codesRepaired } from "../codes-repaired.ts";
import type { AnyFilter, CoverageRow, Translation } from "../filter.ts";
import { extractInner, mergeInner, type InnerDocument } from "../inner-document.ts";
import { withoutProtected, withProtected, type Protect } from "../json/inner-placeholders.ts";
import { decodeEscaped, encodeEscaped, type Escapes } from "./escaped-text.ts";
import { protectText, withoutStrayMarks } from "./protect-text.ts";
import type { TextSite } from "./sites.ts";

/** A string of the package, as units and back. */
export interface SiteTexts {
  readonly units: readonly TextUnit[];
  readonly findings: readonly Finding[];
  /** What the filter of pages left in it. */
  readonly skipped: readonly CoverageRow[];
  /** The string with targets in place of the units' texts; the same where nothing changes. */
  merge(translation: Translation, findings: Finding[]): Promise<string>;
}

/** Makes units of the strings of one package; must be asked in the order of the package. */
export function siteReader(html: AnyFilter, locale: Locale, escapes: Escapes): (site: TextSite) => Promise<SiteTexts> {
  const idOf = unitIds();
  const seen = new Map<string, number>();
  return async (site) => {
    if (site.syntax !== "html") return readText(site, idOf, escapes);
    const bytes = Buffer.from(site.value);
    // By keys and content, not by position: a question more or less changes no id of another.
    const key = `${site.keys}/${shortHash(bytes)}`;
    const count = (seen.get(key) ?? 0) + 1;
    seen.set(key, count);
    const part = count === 1 ? key : `${key}/${count}`;
    return readPage(site, { filter: html, document: { name: "text.html", bytes, locale }, part, place: site.place });
  };
}

async function readPage(site: TextSite, page: InnerDocument): Promise<SiteTexts> {
  const protect: Protect = (text, firstId) => protectText(text, firstId, site.answers);
  const { units, findings, coverage } = await extractInner(page);
  const places = new Map<UnitId, string>(units.map(({ id, place }) => [id, place]));
  return {
    units: units
      .map((unit) => withHeading(withProtected(unit, protect), site))
      .filter(({ source }) => hasLetters(source)),
    findings,
    skipped: coverage.filter(({ skipped }) => skipped > 0),
    merge: async (translation, found) => {
      const targets = withoutProtected(translation.targets, protect, places, found, withoutStrayMarks);
      const merged = await mergeInner(page, { locale: translation.locale, targets });
      for (const finding of merged.findings) found.push(finding);
      return Buffer.from(merged.bytes).toString("utf8");
    },
  };
}

function readText(site: TextSite, idOf: ReturnType<typeof unitIds>, escapes: Escapes): SiteTexts {
  const isEscaped = site.syntax === "escaped";
  const text = isEscaped ? decodeEscaped(site.value) : site.value;
  const source = normaliseFragment(protectText(text, 1, site.answers));
  if (!hasLetters(source)) return { units: [], findings: [], skipped: [], merge: () => Promise.resolve(site.value) };
  const id = idOf("h5p", site.keys, source);
  const { place, maxLength } = site;
  const limit = maxLength === undefined ? {} : { maxLength };
  const unit = withHeading({ id, place, source, preserveSpace: true, ...limit }, site);
  return {
    units: [unit],
    findings: [],
    skipped: [],
    merge: ({ targets }, found) => {
      const target = targets.get(id, source);
      if (target === undefined || isSameFragment(source, target)) return Promise.resolve(site.value);
      if (!hasSameCodes(source, target)) found.push(codesRepaired(unit, compareCodes(source, target)));
      const merged = withData(source, withoutStrayMarks(repairCodes(source, target)));
      const spelled = isEscaped ? encodeEscaped(merged, escapes) : merged;
      if (maxLength !== undefined && spelled.length > maxLength) found.push(tooLong(unit, spelled.length));
      return Promise.resolve(spelled);
    },
  };
}

function tooLong({ id, place, maxLength }: TextUnit, length: number): Finding {
  const message = `The text has ${length} characters; the content type takes ${maxLength}, and sites may cut off the rest. Shorten it.`;
  return { id: "too-long", severity: "major", message, place, unit: id };
}

function withData(source: Fragment, target: Fragment): string {
  const data = new Map(
    source.flatMap((part) => (part.kind === "text" ? [] : [[`${part.kind} ${part.id}`, part.data] as const])),
  );
  return target
    .map((part) => (part.kind === "text" ? part.text : (data.get(`${part.kind} ${part.id}`) ?? "")))
    .join("");
}

function withHeading(unit: TextUnit, { heading }: TextSite): TextUnit {
  if (heading === undefined || unit.context?.heading !== undefined) return unit;
  return { ...unit, context: { ...unit.context, heading } };
}
