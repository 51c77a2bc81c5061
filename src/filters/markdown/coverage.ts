import type { CoverageRow } from "../filter.ts";
import type { Block } from "./blocks.ts";

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
    category: "HTML blocks",
    reason: "HTML in Markdown is left as it is",
    is: (block) => block.kind === "html" && !block.isComment,
  },
  {
    category: "tables drawn with lines",
    reason: "only pipe tables with a header are read",
    is: ({ kind }) => kind === "other table",
  },
];

/** The rows of the report: `taken` names the category of each unit. */
export function countCoverage(
  taken: readonly string[],
  blocks: readonly Block[],
  others: { readonly withoutLetters: number; readonly frontMatter: number },
): CoverageRow[] {
  const rows: CoverageRow[] = TAKEN.map((category) => ({
    category,
    extracted: taken.filter((name) => name === category).length,
    skipped: 0,
  }));
  for (const left of LEFT) {
    const { category, reason } = left;
    rows.push({ category, extracted: 0, skipped: blocks.filter((block) => left.is(block)).length, reason });
  }
  rows.push(
    { category: "texts without letters", extracted: 0, skipped: others.withoutLetters, reason: "nothing to translate" },
    {
      category: "other front matter values",
      extracted: 0,
      skipped: others.frontMatter,
      reason: "their keys are not among those to translate (option frontMatterKeys)",
    },
  );
  return rows.filter(({ extracted, skipped }) => extracted + skipped > 0);
}
