import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { textFragment, type Fragment, type FragmentPart } from "../../model/fragment.ts";
import { contentOf } from "./content.ts";
import { readInline } from "./inline/read-inline.ts";
import { planLine } from "./plan-line.ts";
import { readBlocks } from "./read-blocks.ts";
import { labelsIn } from "./sure-line.ts";
import { writeLine, type LineSite } from "./write-line.ts";

const flavour = { hasExtras: true, isMdx: false };
const labels = new Set(["REF", "^1"]);

/** What the writer asked its reader, and what it wrote. */
interface Written {
  readonly content: string;
  readonly asked: number;
  /** The texts and codes that a reader finds in what was written, where it is one paragraph. */
  readonly found: string | undefined;
}

function write(source: string, target: (fragment: Fragment) => Fragment, width?: number): Written {
  const plan = planLine(readInline(source, { labels, flavour }));
  let asked = 0;
  const read = (content: string) => {
    asked += 1;
    return readInline(content, { labels, flavour });
  };
  const site: LineSite = {
    content: source,
    spot: { isCell: false, isTitle: false, spellsNoBreakSpace: false },
    width,
    hasLines: true,
    labels: labelsIn(labels),
    read,
    isWhole: (content) => readParagraph(content) !== undefined,
    markup: (item) =>
      item.kind === "close" && item.label !== undefined ? `][${item.label}]` : source.slice(item.start, item.end),
  };
  const { content } = writeLine(plan, target(plan.source), site);
  const items = readParagraph(content);
  return { content, asked, found: items && shown(planLine(items).source) };
}

function readParagraph(content: string): ReturnType<typeof readInline> | undefined {
  const [only, ...others] = readBlocks(content, flavour);
  if (only?.kind !== "text" || only.role !== "paragraph" || others.length > 0) return undefined;
  return contentOf(content, only.lines).text === content ? readInline(content, { labels, flavour }) : undefined;
}

function shown(fragment: Fragment): string {
  return fragment
    .map((part) => (part.kind === "text" ? part.text : `{${part.kind} ${part.type}}`))
    .join("")
    .replaceAll(/\s+/g, " ")
    .trim();
}

const LINES = [
  "Plain words and nothing else.",
  "A *word* in **bold *and* more**, ~~gone~~ or _so_.",
  'See [the plan](https://example.org/a_b "t"), [ref] and [text][ref]; note[^1].',
  "Run `npm test` at https://example.org now, <b>bold</b> &hearts; {{ name }} ok.",
  "**[All of it](x)** and ![alt](i.png) here, <https://example.org> there.",
];

const PIECES = "ab .,!?:;()[]*_~`<>&#-+=|$@\\1é“”—"
  .split("")
  .concat(["ref", "[^1]", "](x)", "[ref]", "www.", "://", "~~", "**", "a b", "[ ] ", "2. ", "&amp;", "🙂"]);

const words = fc.array(fc.constantFrom(...PIECES), { maxLength: 6 }).map((pieces) => `a${pieces.join("")}b`);
/** What translations are mostly made of. */
const mildWords = fc
  .array(fc.constantFrom("Wort", "и", "так", ",", ".", " ", " [", "]", "~", "(", ")", "12 ", "!", "?"), {
    maxLength: 8,
  })
  .map((pieces) => `s${pieces.join("")}n`);

describe("what is written without being read again", () => {
  it.each([
    ["plain", words],
    ["mild", mildWords],
  ])("reads back as it was meant: %s texts", (_, texts) => {
    fc.assert(
      fc.property(
        fc.constantFrom(...LINES),
        fc.array(texts, { minLength: 12, maxLength: 12 }),
        fc.constantFrom(undefined, 12, 40),
        (line, chosen, width) => {
          let wanted: Fragment = [];
          const { content, asked, found } = write(
            line,
            (source) => {
              wanted = source.map((part, index): FragmentPart =>
                part.kind === "text" ? { kind: "text", text: ` ${chosen[index % chosen.length]!} ` } : part,
              );
              return wanted;
            },
            width,
          );
          if (asked === 0)
            expect([content, found?.replaceAll(" ", "")]).toEqual([content, shown(wanted).replaceAll(" ", "")]);
        },
      ),
      { numRuns: 800 },
    );
  });

  it.each([
    ["Plain words.", "Обычные слова."],
    ["Plain words.", "[Ţext~] [ţwo~~]."],
    ["Plain words.", "2.5 kg, 10:30 Uhr, a#b"],
  ])("is most of what there is: %s, %s", (source, target) => {
    const { content, asked } = write(source, () => textFragment(target));
    expect([content, asked]).toEqual([target, 0]);
  });

  it("may hold every kind of code, in the order of the source", () => {
    const changed = (source: Fragment): Fragment =>
      source.map((part) => (part.kind === "text" ? { ...part, text: part.text.replaceAll("o", "ö") } : part));
    expect(LINES.filter((line) => write(line, changed).asked > 0)).toEqual([]);
  });
});
