import { describe, expect, it } from "vitest";
import type { Fragment, FragmentPart } from "../../model/fragment.ts";
import {
  content,
  makeLayout,
  paragraphRange,
  paragraphs,
  range,
  style,
  type LayoutPlan,
} from "../../testing/make-layout.ts";
import { seededRandom } from "../../testing/seeded-random.ts";
import { idml } from "./idml.ts";

const many = (count: number, make: (index: number) => string): string =>
  Array.from({ length: count }, (_, index) => make(index)).join("");

const numberedStyles = (kind: "Paragraph" | "Character", count: number, base: (index: number) => number): string =>
  many(count, (index) => style(kind, `S${index}`, "", `<BasedOn type="object">${kind}Style/S${base(index)}</BasedOn>`));

const styled = (index: number): string =>
  paragraphRange(range(`${content(`Text ${index}`)}<Br/>`), `AppliedParagraphStyle="ParagraphStyle/S${index}"`);

function shuffled(fragment: Fragment): Fragment {
  const random = seededRandom("shuffled");
  return fragment
    .map((part): [number, FragmentPart] => [random(2 ** 30), part])
    .sort(([one], [other]) => one - other)
    .map(([, part]) => part);
}

describe("a hostile layout", () => {
  it.each<[string, LayoutPlan]>([
    [
      "a chain of styles",
      {
        stories: { a: many(3000, styled) },
        paragraphStyles: numberedStyles("Paragraph", 3000, (index) => index + 1),
      },
    ],
    [
      "styles in a circle",
      {
        stories: { a: many(3000, styled) },
        paragraphStyles: numberedStyles("Paragraph", 3000, (index) => (index + 1) % 3000),
      },
    ],
    ["a line of tabs and anchors", { stories: { a: paragraphs(`Hello${"\t\uFEFF".repeat(15_000)}parents`) } }],
    [
      "a line of many ranges",
      {
        stories: {
          a: paragraphRange(many(10_000, (at) => range(content(`word${at} `), at % 2 === 0 ? "" : 'FontStyle="Bold"'))),
        },
      },
    ],
    [
      "a line of many styles",
      {
        stories: {
          a: paragraphRange(
            many(5_000, (at) => range(content(`word${at} `), `AppliedCharacterStyle="CharacterStyle/S${at}"`)),
          ),
        },
        characterStyles: numberedStyles("Character", 3000, (index) => index + 1),
      },
    ],
  ])(
    "is read and written soon: %s",
    async (_, plan) => {
      const document = { name: "hostile.idml", bytes: makeLayout(plan), locale: "en" };
      const { units } = await idml.extract(document);
      expect(units.length).toBeGreaterThan(0);
      const targets = new Map(units.map(({ id, source }) => [id, shuffled(source)]));
      await idml.merge(document, { locale: "ru", targets });
    },
    60_000,
  );
});
