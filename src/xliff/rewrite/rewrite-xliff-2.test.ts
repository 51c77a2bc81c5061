import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { SaxesParser } from "saxes";
import { describe, expect, it } from "vitest";
import { sentenceStarts } from "../../segmentation/sentence-starts.ts";
import { checkConformance } from "../conformance/check-conformance.ts";
import { rewriteXliff2, type Rewriting } from "./rewrite-xliff-2.ts";

const suite = join(process.env["PITRANS_XLIFF_SUITE"] ?? "", "oasis-2.1", "core");
const hasSuite = (process.env["PITRANS_XLIFF_SUITE"] ?? "") !== "" && existsSync(suite);
if (!hasSuite) process.stderr.write("The in-out files are not compared: PITRANS_XLIFF_SUITE names no folder.\n");

/** Where sentences begin is no matter of XLIFF; the suite takes each full stop with white space behind it for an end. */
const afterFullStops = (text: string): number[] =>
  [...text.matchAll(/\.\s+/g)].map((match) => match.index + match[0].length);

/** What the suite's names ask for. */
const TASKS: readonly (readonly [RegExp, Rewriting])[] = [
  [/^toJoin/, { segments: "join" }],
  [/^toSegment/, { segments: afterFullStops }],
  [/^toRemoveAnnotations/, { drop: "annotations" }],
  [/^toRemoveExtensions/, { drop: "custom-annotations" }],
  [/^toRewrite/, {}],
];

/** Namespaces resolved, attributes sorted, layout and instructions out: what two spellings of the same file share. */
function canonical(xml: string): string {
  const lines: string[] = [];
  const parser = new SaxesParser({ xmlns: true });
  const isStructure: boolean[] = [];
  parser.on("opentag", ({ uri, local, attributes }) => {
    const written = Object.values(attributes)
      .filter(({ prefix, name }) => prefix !== "xmlns" && name !== "xmlns")
      .map((attribute) => `{${attribute.uri}}${attribute.local}=${JSON.stringify(attribute.value)}`);
    isStructure.push(/^(?:xliff|file|group|unit|segment|ignorable|notes|originalData)$/.test(local));
    lines.push(`<{${uri}}${local} ${written.toSorted().join(" ")}>`);
  });
  parser.on("closetag", () => {
    isStructure.pop();
    lines.push("</>");
  });
  const text = (value: string): void => {
    if (isStructure.at(-1) !== true || value.trim() !== "") lines.push(JSON.stringify(value));
  };
  parser.on("text", text);
  parser.on("cdata", text);
  parser.write(xml).close();
  return lines.join("\n").replaceAll(/"\n"/g, "");
}

describe.skipIf(!hasSuite)("the in-out files of the OASIS suite", () => {
  const names = hasSuite ? readdirSync(join(suite, "in-out")).filter((name) => name.endsWith("_in.xlf")) : [];

  it.each(names)("%s comes back as the suite expects", (name) => {
    const task = TASKS.find(([pattern]) => pattern.test(name))![1];
    const written = rewriteXliff2(readFileSync(join(suite, "in-out", name)), name, task);
    const expected = readFileSync(join(suite, "in-out", name.replace("_in", "_out")), "utf8");
    expect(canonical(written)).toBe(canonical(expected));
  });

  it("are all there", () => expect(names.length).toBe(9));

  it.each(hasSuite ? readdirSync(join(suite, "valid")).filter((name) => name.endsWith(".xlf")) : [])(
    "%s is valid still when it is written anew, joined, divided",
    (name) => {
      const bytes = readFileSync(join(suite, "valid", name));
      for (const task of [{}, { segments: "join" }, { segments: sentenceStarts }] as const) {
        const written = rewriteXliff2(bytes, name, task);
        expect(
          checkConformance([Buffer.from(written)], name).problems.filter(({ severity }) => severity === "error"),
        ).toEqual([]);
      }
    },
  );
});
