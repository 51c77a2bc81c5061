import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { plainText, type Fragment } from "../../model/fragment.ts";
import { breakCodes } from "../../testing/corpus/break-codes.ts";
import { pseudoTarget } from "../../testing/corpus/pseudo-text.ts";
import { layoutFaults } from "../../testing/layout-faults.ts";
import { content, makeLayout, paragraphRange, range } from "../../testing/make-layout.ts";
import { seededRandom } from "../../testing/seeded-random.ts";
import { idml } from "./idml.ts";

/** What stands in a range: characters, breaks, special characters, notes, and elements around more of it. */
type Node =
  | { readonly kind: "text"; readonly text: string }
  | { readonly kind: "break" | "page" | "tab" | "note" | "target" | "deleted" }
  | { readonly kind: "link" | "tag" | "inserted"; readonly inside: readonly Node[] }
  | { readonly kind: "formatted"; readonly attributes: string; readonly inside: readonly Node[] };

const FORMATS = ['FontStyle="Bold"', 'FontStyle="Italic"', 'Tracking="20"', 'Position="Superscript"', 'PointSize="20"'];

const words = fc
  .array(fc.constantFrom("listen", "to", "every", "child", ", ", " ", "&amp;", "«не»", "\u00A0", "x"), {
    minLength: 1,
    maxLength: 4,
  })
  .map((parts) => parts.join(""));

const { node } = fc.letrec<{ node: Node }>((tie) => ({
  node: fc.oneof(
    { maxDepth: 3, depthSize: "small" },
    { weight: 6, arbitrary: words.map((text): Node => ({ kind: "text", text })) },
    {
      weight: 2,
      arbitrary: fc.constantFrom("break", "page", "tab", "note", "target", "deleted").map((kind): Node => ({ kind })),
    },
    {
      weight: 2,
      arbitrary: fc
        .tuple(fc.constantFrom("link", "tag", "inserted"), fc.array(tie("node"), { maxLength: 4 }))
        .map(([kind, inside]): Node => ({ kind, inside })),
    },
    {
      weight: 3,
      arbitrary: fc
        .tuple(fc.constantFrom(...FORMATS), fc.array(tie("node"), { maxLength: 4 }))
        .map(([attributes, inside]): Node => ({ kind: "formatted", attributes, inside })),
    },
  ),
}));

const story = fc.array(fc.array(node, { minLength: 1, maxLength: 8 }), { minLength: 1, maxLength: 3 });

/** The story's XML. Every id is given once; ranges stand in paragraph ranges and wrappers, never directly in one another. */
function write(paragraphs: readonly (readonly Node[])[]): string {
  let ids = 0;
  const id = (): string => `x${(ids += 1)}`;
  /** @param isInRange character ranges may not stand here, what they hold may */
  const one = (item: Node, isInRange: boolean): string => {
    switch (item.kind) {
      case "text":
        return content(item.text);
      case "break":
        return "<Br/>";
      case "page":
        return content("<?ACE 18?>");
      case "tab":
        return content("\t");
      case "target":
        return `<HyperlinkTextDestination Self="${id()}" Name="x"/>`;
      case "note":
        return `<Footnote>${paragraphRange(range(content("<?ACE 4?>\tA note.")))}</Footnote>`;
      case "deleted":
        return `<Change ChangeType="DeletedText">${paragraphRange(range(content("gone")))}</Change>`;
      case "inserted":
        return `<Change ChangeType="InsertedText">${all(item.inside, isInRange)}</Change>`;
      case "link":
        return `<HyperlinkTextSource Self="${id()}" Name="x" AppliedCharacterStyle="n">${all(item.inside, false)}</HyperlinkTextSource>`;
      case "tag":
        return `<XMLElement Self="${id()}" MarkupTag="XMLTag/Root">${all(item.inside, false)}</XMLElement>`;
      case "formatted":
        return isInRange ? all(item.inside, true) : range(all(item.inside, true), item.attributes);
    }
  };
  const all = (items: readonly Node[], isInRange: boolean): string =>
    items.map((item) => one(item, isInRange)).join("");
  return paragraphs
    .map((items, index) =>
      paragraphRange(
        items
          .map((item) =>
            item.kind === "formatted" || item.kind === "link" ? one(item, false) : range(one(item, true)),
          )
          .join("") + range("<Br/>"),
        index % 2 === 0 ? "" : 'Justification="CenterAlign"',
      ),
    )
    .join("");
}

function documentOf(paragraphs: readonly (readonly Node[])[]): { name: string; bytes: Buffer; locale: string } {
  return { name: "nest.idml", bytes: makeLayout({ stories: { a: write(paragraphs) } }), locale: "en" };
}

/** Without what may have become a boundary where codes were moved: spaces, numbers and signs at either end. */
const inner = (text: Fragment): string => plainText(text).replaceAll(/^\P{L}+|\P{L}+$/gu, "");

describe("whatever nest of ranges a story is made of", () => {
  it("comes back as it was when nothing is translated", async () => {
    await fc.assert(
      fc.asyncProperty(story, async (paragraphs) => {
        const document = documentOf(paragraphs);
        const { units } = await idml.extract(document);
        const targets = new Map(units.map((unit) => [unit.id, unit.source]));
        const { bytes } = await idml.merge(document, { locale: "en", targets });
        expect(Buffer.from(bytes).equals(document.bytes)).toBe(true);
      }),
      { numRuns: 30 },
    );
  });

  it("stays sound, and holds every text whole, whatever becomes of the codes", async () => {
    await fc.assert(
      fc.asyncProperty(story, fc.string(), async (paragraphs, seed) => {
        const document = documentOf(paragraphs);
        expect(layoutFaults(document.bytes)).toEqual([]);
        const { units } = await idml.extract(document);
        const random = seededRandom(seed);
        const targets = new Map<string, Fragment>(
          units.map((unit) => [unit.id, breakCodes(pseudoTarget(unit.source), random)]),
        );
        const { bytes } = await idml.merge(document, { locale: "ru", targets });
        expect(layoutFaults(bytes)).toEqual([]);
        const again = await idml.extract({ ...document, bytes, locale: "ru" });
        expect(again.units.map(({ source }) => inner(source))).toEqual([...targets.values()].map(inner));
      }),
      { numRuns: 60 },
    );
  });
});
