import * as fc from "fast-check";
import { SaxesParser } from "saxes";
import { describe, expect, it } from "vitest";
import { escapeAttribute, escapeText, removeIllegal, unescapeXml } from "./escape.ts";

/** What a strict parser reads from an element's content and attribute. */
function parse(xml: string): { text: string; value: string } {
  let text = "";
  let value = "";
  const parser = new SaxesParser({ xmlns: false });
  parser.on("error", (error) => {
    throw error;
  });
  parser.on("opentag", ({ attributes }) => {
    value = attributes["v"] ?? "";
  });
  parser.on("text", (chunk) => {
    text += chunk;
  });
  parser.write(xml).close();
  return { text, value };
}

const anything = fc.string({
  unit: fc.oneof(
    fc.constantFrom(
      "&",
      "<",
      ">",
      '"',
      "'",
      "]]>",
      "\r",
      "\n",
      "\t",
      "\u0000",
      "\u000B",
      "\uD800",
      "\uDC00",
      "\uFFFE",
      "😀",
      "a",
    ),
    fc.string({ unit: "binary", minLength: 1, maxLength: 1 }),
  ),
});

describe("escaping", () => {
  it("brings any text through a strict parser, in content and in attributes, but for characters that XML forbids", () => {
    fc.assert(
      fc.property(anything, (text) => {
        const parsed = parse(`<a v="${escapeAttribute(text)}">${escapeText(text)}</a>`);
        expect(parsed).toEqual({ text: removeIllegal(text), value: removeIllegal(text) });
      }),
      { numRuns: 1000 },
    );
  });

  it("is undone by unescapeXml", () => {
    fc.assert(
      fc.property(anything, (text) => {
        expect(unescapeXml(escapeText(text))).toBe(removeIllegal(text));
        expect(unescapeXml(escapeAttribute(text))).toBe(removeIllegal(text));
      }),
    );
  });

  it("resolves references, once, and leaves those it does not know", () => {
    expect(unescapeXml("&lt;&#65;&#x416;&#x1F600;&apos;")).toBe("<AЖ😀'");
    expect(unescapeXml("&amp;lt;")).toBe("&lt;");
    expect(unescapeXml("&nbsp; & &#x110000; &constructor;")).toBe("&nbsp; & &#x110000; &constructor;");
  });

  it("removes lone surrogates and keeps pairs", () => {
    expect(removeIllegal("a\uD83Db\uDE00c😀")).toBe("abc😀");
  });
});
