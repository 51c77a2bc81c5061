import { describe, expect, it } from "vitest";
import { DocumentError } from "../errors.ts";
import { lineAndColumn } from "./position.ts";
import { assertWellFormed } from "./well-formed.ts";

function failureOf(xml: string): DocumentError {
  try {
    assertWellFormed(xml, "a.xml");
  } catch (error) {
    expect(error).toBeInstanceOf(DocumentError);
    return error as DocumentError;
  }
  throw new Error(`Accepted: ${xml}`);
}

describe("assertWellFormed", () => {
  it("accepts what is well-formed", () => {
    assertWellFormed(
      '<?xml version="1.0"?>\n<a xmlns:b="urn:b"><!-- c --><b:d e="&lt;">&#65;<![CDATA[<]]></b:d></a>\n',
      "a.xml",
    );
  });

  it.each([
    "",
    "text",
    "<a>",
    "<a></b>",
    "<a/><b/>",
    "<a><b></a></b>",
    "<a b='1' b='2'/>",
    "<a b=1/>",
    "<a>&nope;</a>",
    "<a>&#1;</a>",
    "<a>\u0001</a>",
    "<p:a/>",
    "<a p:b='1'/>",
    "<a>]]></a>",
    '<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]><a>&x;</a>',
    "<!DOCTYPE a><a/>",
  ])("refuses %j with a place", (xml) => {
    expect(failureOf(xml)).toMatchObject({ code: "malformed-document", place: { part: "a.xml", line: 1 } });
  });

  it("points at the line and column", () => {
    expect(failureOf("<a>\n  <b></c>\n</a>").place).toMatchObject({ line: 2, column: expect.any(Number) });
    expect(failureOf("<a>\n  <b></c>\n</a>").message).toMatch(/^a\.xml is not well-formed XML: .+\.$/);
  });

  it.each([
    ["<a>\n  <b></c>\n</a>", 2, 6, "</c> stands where </b> should"],
    ["<a>\n<x:b/></a>", 2, 2, "the prefix x is not declared"],
    ["<a>Tom & Ann</a>", 1, 8, '"&amp;"'],
    ["<a>&nbsp;</a>", 1, 4, "&nbsp;"],
    ["<a>\u0001</a>", 1, 4, "U+0001"],
    ["<a><b/>", 1, 8, "before <a> is closed"],
  ])("says of %j what is wrong at %i:%i", (xml, line, column, words) => {
    const failure = failureOf(xml);
    expect(failure.place).toEqual({ part: "a.xml", line, column });
    expect(failure.message).toContain(words);
  });

  it.each([1, 30, 5000])("finds the attribute that stands twice beside %i others, by its namespace, soon", (count) => {
    const others = Array.from({ length: count }, (_, index) => ` y:a${index}="" a${index}=""`).join("");
    const tag = (last: string): string => `<a xmlns:x="urn:1" xmlns:y="urn:1" xmlns:z="urn:2"${others} ${last}=""/>`;
    assertWellFormed(tag("z:a0"), "a.xml");
    expect(failureOf(tag("x:a0")).message).toContain("x:a0 stands twice");
    expect(failureOf(tag("a0")).message).toContain("a0 stands twice");
  });

  it("refuses nesting without end, soon", () => {
    expect(failureOf("<a>".repeat(1_000_000)).message).toContain("1000");
    assertWellFormed("<a>".repeat(1000) + "</a>".repeat(1000), "a.xml");
  });
});

describe("lineAndColumn", () => {
  it("counts both from 1", () => {
    expect([0, 1, 2, 3].map((offset) => lineAndColumn("a\nbc", offset))).toEqual([
      { line: 1, column: 1 },
      { line: 1, column: 2 },
      { line: 2, column: 1 },
      { line: 2, column: 2 },
    ]);
  });
});
