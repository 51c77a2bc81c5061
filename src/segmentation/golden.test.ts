import { existsSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { plainText, textFragment } from "../model/fragment.ts";
import { segmentFragment } from "./segment-fragment.ts";
import { sentenceStarts } from "./sentence-starts.ts";

type Cases = readonly (readonly [text: string, sentences: readonly string[]])[];

const file = process.env["PITRANS_SEGMENTATION"] ?? "";
const isThere = existsSync(file);
if (!isThere)
  process.stderr.write("The golden rules of segmentation are not run: PITRANS_SEGMENTATION names no file.\n");

function share(cases: Cases, starts: (text: string) => readonly number[]): { right: number; percent: number } {
  const right = cases.filter(([text, sentences]) => {
    const edges = [0, ...starts(text), text.length];
    const found = edges.slice(1).map((end, index) => text.slice(edges[index], end).trim());
    return (
      JSON.stringify(found.filter((sentence) => sentence !== "")) === JSON.stringify(sentences.map((s) => s.trim()))
    );
  }).length;
  return { right, percent: (right / cases.length) * 100 };
}

function intlStarts(text: string, locale: string): number[] {
  const starts: number[] = [];
  for (const { index } of new Intl.Segmenter(locale, { granularity: "sentence" }).segment(text)) starts.push(index);
  return starts.slice(1);
}

describe.skipIf(!isThere)("the golden rules", () => {
  const golden = isThere ? (JSON.parse(readFileSync(file, "utf8")) as Record<string, Cases>) : {};

  it.each([
    ["en", 10],
    ["ru", 0],
    ["kk", 0],
  ])("are kept better than by Intl alone in %s, by %i points at least", (locale, points) => {
    const cases = golden[locale]!;
    const alone = share(cases, (text) => intlStarts(text, locale));
    const ours = share(cases, (text) => sentenceStarts(text, locale));
    process.stderr.write(`${locale}: Intl ${alone.right}, with merge rules ${ours.right}, of ${cases.length}\n`);
    expect(ours.percent - alone.percent).toBeGreaterThanOrEqual(points);
  });

  it("leave every text whole when its pieces are put together", () => {
    for (const [locale, cases] of Object.entries(golden)) {
      if (!Array.isArray(cases)) continue;
      for (const [text] of cases) {
        const pieces = segmentFragment(textFragment(text), locale, "sentence");
        expect(pieces.map(({ source }) => plainText(source)).join("")).toBe(text);
      }
    }
  });
});
