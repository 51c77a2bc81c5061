import { array, assert, constantFrom, nat, oneof, property, record, string } from "fast-check";
import { SaxesParser } from "saxes";
import { describe, expect, it } from "vitest";
import { isPlainlyWellFormed } from "./quick-check.ts";

function saxesAccepts(text: string): boolean {
  let isFine = true;
  const parser = new SaxesParser({ xmlns: true });
  parser.on("error", () => {
    isFine = false;
  });
  parser.write(text).close();
  return isFine;
}

const SAMPLE =
  '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\r\n<w:d xmlns:w="urn:w" xmlns="urn:x"><!-- note --><w:p w:id="1" w:x=\'a "b"\'>' +
  '<w:t xml:space="preserve">a &amp; b </w:t><w:br/></w:p><e a="1" w:b="2"><y:z xmlns:y="urn:y" y:a="&lt;"/></e></w:d>\n';

describe("isPlainlyWellFormed", () => {
  it("accepts what office programs write", () => {
    expect(saxesAccepts(SAMPLE)).toBe(true);
    expect(isPlainlyWellFormed(SAMPLE, 10)).toBe(true);
  });

  it.each([
    ["a tag that is not closed", "<a><b></a>"],
    ["two roots", "<a/><b/>"],
    ["text outside the root", "<a/>x"],
    ["an undeclared prefix", "<a><w:b/></a>"],
    ["a prefix out of its scope", '<a><w:b xmlns:w="u"/><w:c/></a>'],
    ["an attribute given twice", '<a b="1" b="2"/>'],
    ["an attribute given twice under two prefixes", '<a xmlns:x="u" xmlns:y="u" x:b="1" y:b="2"/>'],
    ["a bare ampersand", "<a>b & c</a>"],
    ["an unknown entity", "<a>&nbsp;</a>"],
    ["a less-than sign in a value", '<a b="<"/>'],
    ["a document type", "<!DOCTYPE a><a/>"],
    ["the end of a CDATA section", "<a>]]></a>"],
    ["a control character", "<a>\u0001</a>"],
    ["two hyphens in a comment", "<a><!-- - -- --></a>"],
    ["too deep a nesting", "<a><b><c/><d></d></b></a>".replace("<d></d>", "<d><e></e></d>")],
  ])("doubts %s", (_, text) => {
    expect(isPlainlyWellFormed(text, 3)).toBe(false);
  });

  it("never accepts what saxes refuses", () => {
    const pieces = [
      "<",
      ">",
      "/",
      "&",
      '"',
      "'",
      "=",
      " ",
      ":",
      "]]>",
      "--",
      "<!--",
      "w:",
      "xmlns:",
      "<a>",
      "</a>",
      "&#0;",
      "é",
      "\u0000",
      "\uD800",
    ];
    const mutation = record({
      at: nat(SAMPLE.length),
      cut: nat(6),
      insert: oneof(constantFrom(...pieces), string({ maxLength: 2 })),
    });
    assert(
      property(array(mutation, { minLength: 1, maxLength: 3 }), (mutations) => {
        let text = SAMPLE;
        for (const { at, cut, insert } of mutations) text = text.slice(0, at) + insert + text.slice(at + cut);
        return !isPlainlyWellFormed(text, 10) || saxesAccepts(text);
      }),
      { numRuns: 3000 },
    );
  });
});
