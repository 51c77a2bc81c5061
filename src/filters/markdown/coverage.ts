import type { CoverageRow } from "../filter.ts";
import type { Block } from "./blocks.ts";
import type { LeftHtml, ReadDocument } from "./read-document.ts";

const TAKEN = [
  "front matter values",
  "headings",
  "paragraphs",
  "list items",
  "table cells",
  "footnotes",
  "titles of admonitions and directives",
  "alt texts",
  "titles of links and images",
  "attributes of HTML in lines",
];

const LEFT: readonly { readonly category: string; readonly reason: string; is(block: Block): boolean }[] = [
  { category: "code blocks", reason: "code is not translated", is: ({ kind }) => kind === "code" },
  { category: "formulas", reason: "formulas are not translated", is: ({ kind }) => kind === "math" },
  { category: "import and export lines", reason: "they are program text", is: ({ kind }) => kind === "module" },
  {
    category: "comments",
    reason: "comments are not shown to readers",
    is: (block) => block.kind === "html" && block.isComment,
  },
  {
    category: "tables drawn with lines",
    reason: "only pipe tables with a header are read",
    is: ({ kind }) => kind === "other table",
  },
];

const LEFT_HTML: Readonly<Record<keyof LeftHtml, string>> = {
  brokenOff: "they end within a tag, a comment or a script, which the document goes on with elsewhere",
  expressions: "expressions of MDX are program text",
};

/** The rows of the coverage report. */
export function coverageOf({ lines, values, frontMatter, blocks, html, leftHtml }: ReadDocument): CoverageRow[] {
  const taken = new Map<string, number>(TAKEN.map((category) => [category, 0]));
  const take = (category: string): void => void taken.set(category, (taken.get(category) ?? 0) + 1);
  let withoutLetters = 0;
  for (const _ of values) take("front matter values");
  for (const { host, line, nested } of lines) {
    if (line !== undefined) take(host.category);
    else if (host.plan !== undefined) withoutLetters += 1;
    host.nested.forEach(({ category }, index) => {
      if (nested[index] !== undefined) take(category);
    });
  }
  const skipped = (category: string, count: number, reason: string): CoverageRow => ({
    category,
    extracted: 0,
    skipped: count,
    reason,
  });
  return [
    ...Array.from(taken, ([category, extracted]) => ({ category, extracted, skipped: 0 })),
    ...(html?.coverage ?? []),
    ...LEFT.map((left) => skipped(left.category, blocks.filter((block) => left.is(block)).length, left.reason)),
    ...(["brokenOff", "expressions"] as const).map((why) => skipped("HTML blocks", leftHtml[why], LEFT_HTML[why])),
    skipped("texts without letters", withoutLetters, "nothing to translate"),
    skipped(
      "other front matter values",
      frontMatter?.skipped ?? 0,
      "their keys are not among those to translate (option frontMatterKeys)",
    ),
  ].filter((row) => row.extracted + row.skipped > 0);
}
