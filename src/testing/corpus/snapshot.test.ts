import { describe, expect, it } from "vitest";
import { findJobs } from "./find-jobs.ts";
import { summarise } from "./report.ts";
import { runGates } from "./run-gates.ts";
import { findRegressions, takeSnapshot, updateSnapshot, type Snapshot } from "./snapshot.ts";
import { readSnapshot } from "./snapshot-file.ts";

const SNAPSHOT: Snapshot = {
  every: 1,
  formats: {
    docx: {
      files: 2,
      passed: { G1: 2, G4: 2 },
      codesPer100: 10,
      letters: 100,
      lettersLeft: 5,
      coverage: [
        { category: "body", extracted: 9, skipped: 0 },
        { category: "footnotes", extracted: 2, skipped: 1, reason: "no letters" },
      ],
    },
  },
};

const changed = (change: object): Snapshot => ({
  every: 1,
  formats: { docx: { ...SNAPSHOT.formats["docx"]!, ...change } },
});

describe("the snapshot of a run", () => {
  it("shows nothing when all is the same or better", () => {
    expect(findRegressions(SNAPSHOT, SNAPSHOT)).toEqual([]);
    const better = {
      codesPer100: 9,
      lettersLeft: 0,
      coverage: [...SNAPSHOT.formats["docx"]!.coverage, SNAPSHOT.formats["docx"]!.coverage[0]!],
    };
    expect(findRegressions(SNAPSHOT, changed(better))).toEqual([]);
  });

  it.each([
    [{ passed: { G1: 1 } }, "docx: G1 is passed by 1 documents, by 2 then."],
    [{ codesPer100: 10.1 }, "docx: there are 10.1 codes per 100 paragraphs, 10 then."],
    [{ lettersLeft: 6 }, "docx: 6 plain letters were not reached, 5 then."],
    [
      { coverage: [{ category: "body", extracted: 9, skipped: 0 }] },
      "docx: 0 texts of the category footnotes are extracted, 2 then.",
    ],
    [{ files: 3 }, "docx: 3 documents were run, 2 then: these are not the same documents."],
  ])("shows what is worse: %j", (change, sentence) => {
    expect(findRegressions(SNAPSHOT, changed(change))).toEqual([sentence]);
  });

  it("keeps the figures of formats that were not run, and drops those of another sample", () => {
    const newer: Snapshot = { every: 1, formats: { pptx: SNAPSHOT.formats["docx"]! } };
    expect(Object.keys(updateSnapshot(SNAPSHOT, newer).formats)).toEqual(["docx", "pptx"]);
    expect(Object.keys(updateSnapshot({ ...SNAPSHOT, every: 5 }, newer).formats)).toEqual(["pptx"]);
  });
});

const CORPUS = process.env["PITRANS_CORPUS"];

describe.skipIf(CORPUS === undefined)("every 25th document of the corpus (PITRANS_CORPUS)", () => {
  it("is covered as well as the snapshot says", async () => {
    const snapshot = await readSnapshot(new URL("coverage.sample.json", import.meta.url));
    const { jobs } = await findJobs({
      folder: CORPUS!,
      gates: ["G4"],
      sourceLocale: "en",
      targetLocale: "ru",
      hasSoffice: false,
      every: snapshot.every,
    });
    const reports = [];
    for (const job of jobs) reports.push(await runGates(job));
    const found = takeSnapshot(summarise(reports, {}), snapshot.every);
    expect(findRegressions(snapshot, found)).toEqual([]);
  }, 120_000);
});
