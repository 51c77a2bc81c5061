import { describe, expect, it } from "vitest";
import type { GlossaryEntry } from "../model/term.ts";
import { englishStem } from "./english-stem.ts";
import { entriesInScope } from "./entries-in-scope.ts";
import { createTermMatcher } from "./term-matcher.ts";

const entry = (source: string, more: Partial<GlossaryEntry> = {}): GlossaryEntry => ({
  source,
  target: `<${source}>`,
  status: "preferred",
  caseSensitive: false,
  place: "test",
  ...more,
});

/** The terms found, as the text has them. */
const found = (terms: readonly (string | GlossaryEntry)[], text: string, locale: string = "en"): string[] =>
  createTermMatcher(
    terms.map((term) => (typeof term === "string" ? entry(term) : term)),
    locale,
  )(text).map(({ start, end }) => text.slice(start, end));

describe("finding terms", () => {
  it.each([
    ["child", "The child plays.", ["child"]],
    ["child", "CHILDREN and a Child’s rights", ["CHILDREN", "Child’s"]],
    ["family", "Families, families’ and the family's", ["Families", "families", "family's"]],
    ["school class", "two school classes", ["school classes"]],
    ["self-care", "Self care and self‑care", ["Self care", "self‑care"]],
    ["parents' organisation", "a parents’ organisation", ["parents’ organisation"]],
    ["person with a disability", "Persons with disabilities", ["Persons with disabilities"]],
    ["person with a disability", "a person with the disability", ["person with the disability"]],
    ["special needs", "special educational needs", ["special educational needs"]],
    ["special needs", "special, rare needs", []],
    ["special needs", "special one two three needs", []],
    ["needs", "a word. Needs", ["Needs"]],
    ["ADHD", "ADHD, adhd", ["ADHD"]],
    ["NGO", "NGOs and an NGO’s ngo", ["NGOs", "NGO’s"]],
    ["news", "news, new", ["news"]],
    ["care", "carers cared for", []],
    ["the", "the", ["the"]],
    ["COVID-19", "covid-19 COVID-19", ["COVID-19"]],
    ["…", "… text", []],
  ])("%s in “%s”", (term, text, terms) => {
    expect(found([term], text)).toEqual(terms);
  });

  it("prefers the longest term, and the contiguous one to one with words between", () => {
    expect(
      found(
        ["disability", "rights of persons", "Convention on the Rights of Persons with Disabilities"],
        "The Convention on the Rights of Persons with Disabilities on disability",
      ),
    ).toEqual(["Convention on the Rights of Persons with Disabilities", "disability"]);
    expect(found(["special needs", "educational needs"], "special educational needs")).toEqual(["educational needs"]);
  });

  it("tells all entries of a term, and the exact form before an inflected one", () => {
    const entries = [entry("siblings"), entry("siblings", { status: "forbidden", target: "x" }), entry("sibling")];
    const match = createTermMatcher(entries, "en");
    expect(match("Siblings").map(({ entry }) => entry)).toEqual([entries[0], entries[1]]);
    expect(match("a sibling").map(({ entry }) => entry)).toEqual([entries[2]]);
  });

  it("does not tell a shorter term at the place of a longer one", () => {
    const match = createTermMatcher([entry("special needs"), entry("special educational needs")], "en");
    expect(match("special educational needs").map(({ entry }) => entry.source)).toEqual(["special educational needs"]);
  });

  it("keeps to the spelling of a case-sensitive entry", () => {
    const silent = entry("SILENT kit", { caseSensitive: true });
    expect(found([silent], "The silent kit, the SILENT kit")).toEqual(["SILENT kit"]);
  });

  it("compares words of other languages as they are", () => {
    expect(found(["ребёнок", "особые потребности"], "Ребёнок, ребёнка; Особые потребности", "ru")).toEqual([
      "Ребёнок",
      "Особые потребности",
    ]);
    expect(found(["Klasse"], "Klasses klasse", "de")).toEqual(["klasse"]);
  });

  it("takes 250 terms through 10,000 segments", () => {
    const words = Array.from({ length: 2000 }, (_, n) => `w${n.toString(36)}x`);
    const entries = Array.from({ length: 250 }, (_, n) => entry(n % 2 ? words[n]! : `${words[n]} ${words[n + 1]}`));
    const match = createTermMatcher(entries, "en");
    let hits = 0;
    for (let n = 0; n < 10_000; n += 1) {
      const text = Array.from({ length: 15 }, (_, at) => words[(n * 31 + at * 17) % words.length]).join(" ");
      hits += match(text).length;
    }
    expect(hits).toBeGreaterThan(200);
  });
});

describe("the English stem", () => {
  it.each([
    ["classes", "class"],
    ["boxes", "box"],
    ["churches", "church"],
    ["wishes", "wish"],
    ["houses", "house"],
    ["ties", "tie"],
    ["bus", "bus"],
    ["crisis", "crisis"],
    ["parents'", "parent"],
    ["women's", "woman"],
    ["is", "is"],
    ["has", "has"],
  ])("of %s is %s", (word, stem) => {
    expect(englishStem(word)).toBe(stem);
  });
});

describe("scope", () => {
  it("lets a row of the document's folder step before one for all", () => {
    const general = entry("kit", { target: "набор" });
    const silent = entry("kit", { target: "комплект", scope: "silent" });
    const forbidden = entry("kit", { target: "ящик", status: "forbidden" });
    expect(entriesInScope([general, silent, forbidden], "silent/leaflet.docx")).toEqual([silent, forbidden]);
    expect(entriesInScope([general, silent, forbidden], "silently/leaflet.docx")).toEqual([general, forbidden]);
  });
});
