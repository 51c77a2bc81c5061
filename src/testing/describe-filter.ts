import { describe, expect, it } from "vitest";
import { DocumentError } from "../errors.ts";
import type { AnyFilter, Extraction, SourceDocument } from "../filters/filter.ts";
import { hasLetters, numberedText, plainText, type Fragment, type FragmentPart } from "../model/fragment.ts";
import type { BadDocument } from "./bad-documents.ts";
import { pseudoTarget } from "./corpus/pseudo-text.ts";
import { comparePairs } from "./corpus/changed-parts.ts";
import { differencesOutsideTexts } from "./corpus/gates/locality.ts";
import { partsOf } from "./corpus/raw-archive.ts";

/** What the contract of a filter is tried with. */
export interface FilterDocuments {
  /** Sound documents by name ("two-paragraphs.docx"); each with at least one unit. In English. */
  readonly sound: Readonly<Record<string, Uint8Array>>;
  /** Broken documents; each must end in a DocumentError, but for those that may work. */
  readonly bad: readonly BadDocument[];
  /** The same document with and without one paragraph, whose text is not that of another. */
  readonly shortened?: { readonly name: string; readonly whole: Uint8Array; readonly without: Uint8Array };
  /** How text that the format cannot hold comes back; the text itself by default. */
  readonly settle?: (text: string) => string;
  /**
   * Where texts end is told by what they say, as in subtitles, so a merged document may be cut into other units. Then all of its text with all
   * of its codes, in order, must be that of the targets; white space at a cut, and the codes that stand for cuts, do not count.
   */
  readonly cutsAnew?: true;
}

/** "Soon": a refusal that takes longer looks like a program that hangs. Seconds. */
const SOON = 5;

/** Texts that broke other tools: markup, quotes, astral and combining characters, both directions, white space, line ends. */
const NASTY_TEXTS: readonly string[] = [
  "A & B < C > D \"E\" 'F' &amp; &lt;b&gt; ]]> <!-- x --> <?y?>",
  "Семья и школа — қазақша әңгіме, ұлы",
  "עברית עם English ו-123, العربية",
  "👩‍👧‍👦 𝒳 e\u0301 \u200Dx\u00A0y\u2011z\u00AD",
  "100 % ${x} {0} %s \\n \\ $& $1 `",
];

/**
 * The contract of every filter, as a vitest suite: the same units twice, untranslated the same bytes, pseudo-translation there and
 * back, nasty characters, broken input, and ids that survive a deleted paragraph.
 */
export function describeFilter(filter: AnyFilter, documents: FilterDocuments): void {
  const settle = documents.settle ?? ((text) => text);
  const told = (fragments: readonly Fragment[]): string[] =>
    documents.cutsAnew === true ? [wholeText(fragments)] : fragments.map(numberedText);
  const toldPlainly = (fragments: readonly Fragment[]): string[] => {
    const texts = fragments.map((fragment) => settle(plainText(fragment)));
    return documents.cutsAnew === true ? [texts.join("").replaceAll(/\s/g, "")] : texts;
  };
  const open = (name: string, bytes: Uint8Array, locale: string = "en"): SourceDocument => ({ name, bytes, locale });

  describe(`the ${filter.id} filter keeps the contract`, () => {
    describe.each(Object.entries(documents.sound))("with %s", (name, bytes) => {
      it("extracts units with letters, distinct ids and a place, the same ones twice", async () => {
        const first = await filter.extract(open(name, bytes));
        const second = await filter.extract(open(name, bytes));
        expect(first.units.length).toBeGreaterThan(0);
        expect(second.units).toEqual(first.units);
        expect(first.units.filter((unit) => !hasLetters(unit.source) || unit.place === "")).toEqual([]);
        expect(new Set(first.units.map((unit) => unit.id)).size).toBe(first.units.length);
      });

      it("gives the same bytes when nothing is translated", async () => {
        const { units } = await filter.extract(open(name, bytes));
        const same = new Map(units.map((unit) => [unit.id, unit.source]));
        for (const targets of [same, new Map<string, Fragment>()]) {
          const { bytes: merged } = await filter.merge(open(name, bytes), { locale: "en", targets });
          expect(Buffer.from(merged).equals(bytes)).toBe(true);
        }
      });

      it("gives pseudo-translations back when the merged document is extracted again", async () => {
        const { units } = await filter.extract(open(name, bytes));
        const targets = new Map(units.map((unit) => [unit.id, pseudoTarget(unit.source)]));
        const merged = await filter.merge(open(name, bytes), { locale: "ru", targets });
        const again = await filter.extract(open(name, merged.bytes, "ru"));
        expect(told(sourcesOf(again))).toEqual(told([...targets.values()]));
      });

      it("touches nothing but texts and what is declared", async () => {
        const { units } = await filter.extract(open(name, bytes));
        const targets = new Map(units.map((unit) => [unit.id, pseudoTarget(unit.source)]));
        const merged = await filter.merge(open(name, bytes), { locale: "ru", targets });
        const texts = { sources: units.map((unit) => unit.source), targets: [...targets.values()] };
        expect(differencesOutsideTexts(partsOf(name, bytes), partsOf(name, merged.bytes), filter.id, texts)).toEqual(
          [],
        );
      });

      it("carries nasty characters", async () => {
        const { units } = await filter.extract(open(name, bytes));
        const targets = new Map(
          // Numbered, since formats may hold what says the same once.
          units.map((unit, index) => [
            unit.id,
            withText(
              unit.source,
              lastCharacters(`${NASTY_TEXTS[index % NASTY_TEXTS.length]} ${index}`, unit.maxLength),
            ),
          ]),
        );
        const merged = await filter.merge(open(name, bytes), { locale: "ru", targets });
        const again = await filter.extract(open(name, merged.bytes, "ru"));
        expect(toldPlainly(sourcesOf(again))).toEqual(toldPlainly([...targets.values()]));
      });

      it("leaves alone what has no target", async () => {
        const { units } = await filter.extract(open(name, bytes));
        const [first] = units;
        const target = pseudoTarget(first!.source);
        const targets = new Map([[first!.id, target]]);
        const merged = await filter.merge(open(name, bytes), { locale: "ru", targets });
        const again = await filter.extract(open(name, merged.bytes, "ru"));
        expect(told(sourcesOf(again))).toEqual(told([target, ...units.slice(1).map(({ source }) => source)]));
        expect(comparePairs(partsOf(name, bytes), partsOf(name, merged.bytes)).failures).toEqual([]);
      });

      it("makes a document of targets whose codes are wrong, and says so", async () => {
        const { units } = await filter.extract(open(name, bytes));
        const stranger = { kind: "open", id: "99", type: "other", data: "<b" } as const;
        const targets = new Map(
          units.map((unit): [string, Fragment] => [
            unit.id,
            [stranger, { kind: "text", text: plainText(unit.source) }],
          ]),
        );
        const merged = await filter.merge(open(name, bytes), { locale: "ru", targets });
        const again = await filter.extract(open(name, merged.bytes, "ru"));
        expect(toldPlainly(sourcesOf(again))).toEqual(toldPlainly(units.map(({ source }) => source)));
        const named = new Set(merged.findings.map((finding) => finding.unit));
        expect(units.filter((unit) => !named.has(unit.id))).toEqual([]);
      });
    });

    it.each(documents.bad)("refuses a document that is $what", async ({ name, bytes, mayWork }) => {
      const started = performance.now();
      const failure = await filter.extract(open(name, bytes)).then(
        () => undefined,
        (error: unknown) => error,
      );
      expect((performance.now() - started) / 1000).toBeLessThan(SOON);
      if (failure === undefined && mayWork) return;
      expect(failure).toBeInstanceOf(DocumentError);
      expect((failure as DocumentError).message).toMatch(/^[^\n]{10,}[.?]$/);
      expect((failure as DocumentError).hint).toMatch(/^[^\n]{10,}[.?]$/);
    });

    const { shortened } = documents;
    it.skipIf(shortened === undefined)("keeps the ids of all other units when a paragraph is deleted", async () => {
      const { name, whole, without } = shortened!;
      const before = await filter.extract(open(name, whole));
      const after = await filter.extract(open(name, without));
      const ids = new Set(after.units.map((unit) => unit.id));
      expect(after.units.length).toBe(before.units.length - 1);
      expect(before.units.filter((unit) => !ids.has(unit.id)).length).toBe(1);
    });
  });
}

function sourcesOf({ units }: Extraction): Fragment[] {
  return units.map(({ source }) => source);
}

/** What stands for the end of a screen: where it is depends on how a text is cut. */
const CUT = "fmt/xlf:pb";

/** All text and codes in one, however they are cut into units. */
function wholeText(fragments: readonly Fragment[]): string {
  return fragments
    .flat()
    .map((part) => {
      if (part.kind === "text") return part.text.replaceAll(/\s/g, "");
      return part.type === CUT ? "" : `<${part.kind} ${part.type}>`;
    })
    .join("");
}

/** What the format can hold of the text: its end, which tells it from others. */
function lastCharacters(text: string, maxLength = Infinity): string {
  return text.length <= maxLength ? text : text.slice(-maxLength).replace(/^[\uDC00-\uDFFF]/, "");
}

/** The source with this text in place of its first one and without its others; its codes stay. */
function withText(source: Fragment, text: string): Fragment {
  const first = source.findIndex((part) => part.kind === "text" && hasLetters([part]));
  return source.flatMap((part, index): FragmentPart[] =>
    part.kind !== "text" ? [part] : index === first ? [{ kind: "text", text }] : [],
  );
}
