import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { checkConformance } from "./check-conformance.ts";

const suite = join(process.env["PITRANS_XLIFF_SUITE"] ?? "", "oasis-2.1", "core");
const hasSuite = (process.env["PITRANS_XLIFF_SUITE"] ?? "") !== "" && existsSync(suite);
if (!hasSuite) process.stderr.write("The OASIS suite is not run: PITRANS_XLIFF_SUITE names no folder.\n");

const filesOf = (folder: string): string[] =>
  hasSuite ? readdirSync(join(suite, folder)).filter((name) => name.endsWith(".xlf")) : [];
const judge = (folder: string, name: string): ReturnType<typeof checkConformance> =>
  checkConformance([readFileSync(join(suite, folder, name))], name);

describe.skipIf(!hasSuite)("the OASIS core suite", () => {
  it("has all its files accepted that are valid", () => {
    const names = filesOf("valid");
    expect(names.length).toBeGreaterThan(20);
    expect(
      names.flatMap((name) => judge("valid", name).problems.filter(({ severity }) => severity === "error")),
    ).toEqual([]);
  });

  it("has all its files refused that are not, each with a place", () => {
    const names = filesOf("invalid");
    expect(names.length).toBeGreaterThan(100);
    expect(names.filter((name) => judge("invalid", name).isValid)).toEqual([]);
    const problems = names.flatMap((name) => judge("invalid", name).problems);
    expect(problems.filter(({ line, column }) => line < 1 || column < 1)).toEqual([]);
  });

  it("has both sides of its in-out files accepted", () => {
    const names = filesOf("in-out");
    expect(names.length).toBeGreaterThan(10);
    expect(names.filter((name) => !judge("in-out", name).isValid)).toEqual([]);
  });
});
