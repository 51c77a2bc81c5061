import { describe, expect, it } from "vitest";
import { XliffError } from "../errors.ts";
import type { TargetState } from "../model/unit.ts";
import type { SegmentOutcome } from "../workflow/import/decide.ts";
import { collectReports, type ImportReport } from "../workflow/import/import-report.ts";
import { afterImport } from "./after-import.ts";

type Outcomes = ImportReport["outcomes"];

function returned(outcome: SegmentOutcome, state: TargetState, isSettled = false): Outcomes[number] {
  const rest = { segment: "a.1", place: "Line 1", source: "Hello.", findings: [], notes: [] };
  const segments = collectReports([]);
  segments.add({ ...rest, outcome, state, isSettled });
  const result = { document: "a.txt", locale: "ru", isRepeated: false, isThreeWay: true, findings: [], segments };
  return { name: "a.xlf", locale: "ru", result: { ...result, counts: segments.counts } };
}

describe("what comes after an import", () => {
  it.each<[string, Outcomes]>([
    ["pitrans merge --to ru", [returned("changed", "edited"), returned("confirmed", "final")]],
    ["pitrans merge --to ru", [returned("conflict", "edited", true)]],
    ["pitrans status", [returned("empty", "initial"), returned("changed", "edited")]],
    ["pitrans status", [returned("untouched", "draft")]],
    ["pitrans status", [returned("conflict", "edited")]],
    [
      "pitrans status",
      [returned("changed", "edited"), { name: "b.xlf", error: new XliffError("invalid-xliff", "No.") }],
    ],
  ])("is %s where that fits", (next, outcomes) => {
    expect(afterImport({ outcomes })).toBe(next);
  });
});
