import { describe, expect, it } from "vitest";
import { glossaryEntry } from "../../testing/translation-requests.ts";
import { dictionaryContent } from "./glossary-entries.ts";

describe("the rows that DeepL is sent", () => {
  it("are one for each source: preferred before admitted, forbidden never", () => {
    const { entries } = dictionaryContent([
      glossaryEntry("Carer", "b", { status: "admitted", caseSensitive: true }),
      glossaryEntry("Carer", "a", { caseSensitive: true }),
      glossaryEntry("Carer", "c", { status: "forbidden", caseSensitive: true }),
    ]);
    expect(entries).toEqual({ Carer: "a" });
  });

  it("come in lower and Sentence case, unless their case is their own", () => {
    const { entries } = dictionaryContent([
      glossaryEntry("Inclusive education", "Инклюзивное образование"),
      glossaryEntry("ADHD", "СДВГ"),
      glossaryEntry("occupational therapist", "эрготерапевт"),
      glossaryEntry("May", "май", { caseSensitive: true }),
    ]);
    expect(entries).toEqual({
      "Inclusive education": "Инклюзивное образование",
      "inclusive education": "инклюзивное образование",
      ADHD: "СДВГ",
      "occupational therapist": "эрготерапевт",
      "Occupational therapist": "Эрготерапевт",
      May: "май",
    });
  });

  it("leave out what DeepL refuses, and say so", () => {
    const { entries, notices } = dictionaryContent([
      glossaryEntry("я".repeat(513), "x"),
      glossaryEntry("two\twords\u0007", " два \n слова "),
      glossaryEntry("__proto__", "прото"),
      glossaryEntry("", "x"),
    ]);
    expect(Object.entries(entries)).toContainEqual(["two words", "два слова"]);
    expect(Object.keys(entries)).toContain("__proto__");
    expect(notices).toEqual([
      "The term at en-ru.csv:2 is longer than DeepL's 1024 bytes and was left out of its glossary.",
    ]);
  });

  it("stay below 10 MiB", () => {
    const rows = Array.from({ length: 6000 }, (_, n) =>
      glossaryEntry(`${n} ${"x".repeat(900)}`, "y".repeat(1000), { caseSensitive: true }),
    );
    const { entries, notices } = dictionaryContent(rows);
    const bytes = Object.entries(entries).reduce((sum, [a, b]) => sum + a.length + b.length + 2, 0);
    expect(bytes).toBeLessThanOrEqual(10 * 1024 * 1024);
    expect(bytes).toBeGreaterThan(10 * 1024 * 1024 - 2000);
    expect(notices).toHaveLength(1);
  });

  it("hash alike in any order and not alike when one changes", () => {
    const rows = [glossaryEntry("a b", "x"), glossaryEntry("c d", "y")];
    expect(dictionaryContent([...rows].reverse()).hash).toBe(dictionaryContent(rows).hash);
    expect(dictionaryContent([rows[0]!, glossaryEntry("c d", "z")]).hash).not.toBe(dictionaryContent(rows).hash);
  });
});
