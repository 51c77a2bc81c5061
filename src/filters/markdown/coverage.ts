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

const LEFT: readonly { readonly kind: Block["kind"]; readonly category: string; readonly reason: string }[] = [
  { kind: "code", category: "code blocks", reason: "code is not translated" },
  { kind: "math", category: "formulas", reason: "formulas are not translated" },
  { kind: "module", category: "import and export lines", reason: "they are program text" },
  { kind: "html", category: "HTML blocks", reason: "HTML in Markdown is left as it is" },
  { kind: "other table", category: "tables drawn with lines", reason: "only pipe tables with a header are read" },
];

/** The rows of the report: `taken` names the category of each unit. */
export function countCoverage(
  taken: readonly string[],
  blocks: readonly Block[],
  left: { readonly withoutLetters: number; readonly frontMatter: number },
): CoverageRow[] {
  const rows: CoverageRow[] = TAKEN.map((category) => ({
    category,
    extracted: taken.filter((name) => name === category).length,
    skipped: 0,
  }));
  for (const { kind, category, reason } of LEFT) {
    rows.push({ category, extracted: 0, skipped: blocks.filter((block) => block.kind === kind).length, reason });
  }
  rows.push(
    { category: "texts without letters", extracted: 0, skipped: left.withoutLetters, reason: "nothing to translate" },
    {
      category: "other front matter values",
      extracted: 0,
      skipped: left.frontMatter,
      reason: "their keys are not among those to translate (option frontMatterKeys)",
    },
  );
  return rows.filter(({ extracted, skipped }) => extracted + skipped > 0);
}
