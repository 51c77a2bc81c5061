import type { CoverageRow } from "../filter.ts";
import type { Block } from "./blocks.ts";
import type { FoundHtml, FoundLine, LeftHtml, OpenDocument } from "./read-document.ts";

const FRONT_MATTER_VALUES = "front matter values";

/** In the order of the report. */
const TAKEN = [
  FRONT_MATTER_VALUES,
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

/** Blocks that are never translated: how they are called, and why. */
const LEFT = [
  { category: "code blocks", reason: "code is not translated" },
  { category: "formulas", reason: "formulas are not translated" },
  { category: "import and export lines", reason: "they are program text" },
  { category: "comments", reason: "comments are not shown to readers" },
  { category: "tables drawn with lines", reason: "only pipe tables with a header are read" },
] as const;

function leftCategory(block: Block): (typeof LEFT)[number]["category"] | undefined {
  switch (block.kind) {
    case "code":
      return "code blocks";
    case "math":
      return "formulas";
    case "module":
      return "import and export lines";
    case "html":
      return block.isComment ? "comments" : undefined;
    case "other table":
      return "tables drawn with lines";
    default:
      return undefined;
  }
}

const LEFT_HTML: Readonly<Record<keyof LeftHtml, string>> = {
  brokenOff: "they end within a tag, a comment or a script, which the document goes on with elsewhere",
  expressions: "expressions of MDX are program text",
};

/** Counts the texts of lines, by category, as they are read. */
export class LineCounter {
  readonly #taken: Map<string, number> = new Map(TAKEN.map((category) => [category, 0]));
  #withoutLetters: number = 0;

  get taken(): ReadonlyMap<string, number> {
    return this.#taken;
  }

  get withoutLetters(): number {
    return this.#withoutLetters;
  }

  count({ host, line, nested }: FoundLine): void {
    if (line !== undefined) this.#take(host.category);
    else if (host.plan !== undefined) this.#withoutLetters += 1;
    for (let index = 0; index < nested.length; index += 1) {
      if (nested[index] !== undefined) this.#take(host.nested[index]!.category);
    }
  }

  #take(category: string): void {
    this.#taken.set(category, (this.#taken.get(category) ?? 0) + 1);
  }
}

/** The rows of the coverage report. */
export function coverageOf(
  { values, frontMatter, blocks }: OpenDocument,
  lines: LineCounter,
  { html, left }: FoundHtml,
): CoverageRow[] {
  const skipped = (category: string, count: number, reason: string): CoverageRow => ({
    category,
    extracted: 0,
    skipped: count,
    reason,
  });
  const leftBlocks = countLeft(blocks);
  return [
    ...Array.from(lines.taken, ([category, extracted]) => ({
      category,
      extracted: category === FRONT_MATTER_VALUES ? values.length : extracted,
      skipped: 0,
    })),
    ...(html?.coverage ?? []),
    ...LEFT.map(({ category, reason }) => skipped(category, leftBlocks.get(category) ?? 0, reason)),
    ...(["brokenOff", "expressions"] as const).map((why) => skipped("HTML blocks", left[why], LEFT_HTML[why])),
    skipped("texts without letters", lines.withoutLetters, "nothing to translate"),
    skipped(
      "other front matter values",
      frontMatter?.skipped ?? 0,
      "their keys are not among those to translate (option frontMatterKeys)",
    ),
  ].filter((row) => row.extracted + row.skipped > 0);
}

function countLeft(blocks: readonly Block[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const block of blocks) {
    const category = leftCategory(block);
    if (category !== undefined) counts.set(category, (counts.get(category) ?? 0) + 1);
  }
  return counts;
}
