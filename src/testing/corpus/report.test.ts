import { describe, expect, it } from "vitest";
import { gateResult } from "./gate.ts";
import type { FileReport } from "./job.ts";
import { printReport } from "./print-report.ts";
import { summarise } from "./report.ts";

const SHA = "a".repeat(64);
const file = (name: string, ...results: FileReport["results"]): FileReport => ({
  name,
  format: "docx",
  sha256: SHA,
  results,
});
const coverage = (extracted: number, skipped: number): FileReport["results"][number] =>
  gateResult("G4", [], {}, [{ category: "comments", extracted, skipped, reason: "the option says so" }]);

describe("the report", () => {
  it("counts files, passed and failed, and adds up coverage", () => {
    const report = summarise(
      [file("a", gateResult("G1", []), coverage(0, 2)), file("b", gateResult("G1", ["It differs."]), coverage(1, 3))],
      {},
    );
    expect(report.ok).toBe(false);
    expect(report.formats[0]?.gates[0]).toMatchObject({
      gate: "G1",
      files: 2,
      passed: 1,
      failed: [{ file: "b", reasons: ["It differs."] }],
    });
    expect(report.formats[0]?.coverage).toEqual([
      { category: "comments", extracted: 1, skipped: 5, reason: "the option says so" },
    ]);
    expect(printReport(report, 5).join("\n")).toContain("G1 unchanged targets give the identical file: 1 of 2 passed");
  });

  it("lets a document fail that is listed for that gate, and says why", () => {
    const exception = { sha256: SHA, gate: "G1", reason: "Its fonts are encrypted." } as const;
    const failed = file("a", gateResult("G1", ["It differs."]));
    expect(summarise([failed], {}, [exception]).ok).toBe(true);
    expect(printReport(summarise([failed], {}, [exception]), 5)).toContain(
      "     excepted: a: Its fonts are encrypted.",
    );
    expect(summarise([failed], {}, [{ ...exception, gate: "G2" }]).ok).toBe(false);
  });

  it("holds the budget of codes against all files together", () => {
    const codes = (standalone: number): FileReport =>
      file("a", gateResult("G6", [], { paragraphs: 100, "codes: pairs": 10, "codes: standalone": standalone }));
    expect(summarise([codes(7)], {})).toMatchObject({ ok: true, formats: [{ codesPer100: 17 }] });
    expect(summarise([codes(0), codes(20)], {})).toMatchObject({ ok: false, formats: [{ codesPer100: 20 }] });
  });
});
