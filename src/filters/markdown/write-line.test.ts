import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { normaliseFragment, type Fragment, type FragmentPart } from "../../model/fragment.ts";
import { markdown } from "./markdown.ts";

/** Every kind of place a text can stand in, once; the second paragraph of the list was broken for width. */
const DOCUMENT = `Paragraph.

# Heading

Underlined
==========

- Item
- A longer item that was broken
  for width by its writer.

1. > Quoted
   > in a list

> [!note] Callout
> Said.

| Column | Other |
| ------ | :---: |
| Cell   | More  |

A *word* in **emphasis**, and a [link](https://example.org/a_b "t") in between.

[^1]: Note.
`;

const MARKS = [
  "*",
  "**",
  "_",
  "`",
  "[",
  "]",
  "(",
  ")",
  "!",
  "<",
  ">",
  "&",
  "#",
  "-",
  "+",
  "=",
  "|",
  "\\",
  "~",
  "1.",
  "2)",
  "---",
  "&amp;",
  "<b>",
  "[x]",
  "[ ]",
  "](u)",
  "x",
  "y z",
  " ",
  "  ",
  "é",
  "\u00A0",
];

/** With a letter at the end, for texts without are no units. */
const nastyText = fc
  .array(fc.constantFrom(...MARKS), { minLength: 1, maxLength: 8 })
  .map((pieces) => `${pieces.join("")}a`)
  // A wiki link at the edge of a line is none of its words.
  .filter((text) => !/\[\[[^[\]]*\]\]/.test(text));

/** As a reader sees it: white space collapsed, shortcodes as they are spelt. */
function shown(fragment: Fragment): string {
  return normaliseFragment(fragment)
    .map((part) => {
      if (part.kind === "text") return part.text;
      return part.kind === "standalone"
        ? (part.display ?? "").replaceAll("‹", "<").replaceAll("›", ">")
        : `{${part.type}}`;
    })
    .join("")
    .replaceAll(/[ \t\n]+/g, " ")
    .trim();
}

describe("a new text of Markdown's own signs", () => {
  const document = { name: "a.md", bytes: Buffer.from(DOCUMENT), locale: "en" };

  it("reads back as it was meant, wherever it stands", async () => {
    const { units } = await markdown.extract(document);
    await fc.assert(
      fc.asyncProperty(fc.array(nastyText, { minLength: units.length, maxLength: units.length }), async (texts) => {
        const targets = new Map(
          units.map(({ id, source }, index): [string, Fragment] => [id, withText(source, texts[index]!)]),
        );
        const { bytes } = await markdown.merge(document, { locale: "de", targets });
        const again = await markdown.extract({ ...document, bytes });
        expect(again.units.map(({ source }) => shown(source))).toEqual([...targets.values()].map(shown));
      }),
      { numRuns: 60 },
    );
  });
});

/** The text before the first code, a word within pairs, and one between them. */
function withText(source: Fragment, text: string): Fragment {
  if (source.length === 1) return [{ kind: "text", text }];
  let isInside = false;
  return source.map((part, index): FragmentPart => {
    if (part.kind !== "text") {
      isInside = part.kind === "open";
      return part;
    }
    return { kind: "text", text: index === 0 ? `${text} ` : isInside ? "inside" : " and " };
  });
}
