import { describe, expect, it } from "vitest";
import { DocumentError } from "../../errors.ts";
import { attributeOf, childOf, contentOf, descendantsOf, findAttribute, parseElements, pathOf } from "./xml-element.ts";

const A = "http://schemas.openxmlformats.org/drawingml/2006/main";

describe("elements of a part", () => {
  it("have their usual names and exact offsets, whatever the prefix", () => {
    const text = `<?xml version="1.0"?>\r\n<z:p xmlns:z="${A}"><z:r><z:t>a &amp; b</z:t></z:r><z:br/></z:p>`;
    const root = parseElements(text, "x.xml");
    const run = pathOf(root, "a:r", "a:t")!;
    expect([root.name, run.name, childOf(root, "a:br")?.isEmpty]).toEqual(["a:p", "a:t", true]);
    expect(text.slice(run.start, run.end)).toBe("<z:t>a &amp; b</z:t>");
    expect(contentOf(run)).toBe("a & b");
  });

  it("read the content of properties when it is asked for, and only then", () => {
    const text = `<a:p xmlns:a="${A}"><a:r><a:rPr b="1"><a:latin typeface="Arial"/></a:rPr><a:t>x</a:t></a:r><a:endParaRPr><a:latin/></a:endParaRPr></a:p>`;
    const root = parseElements(text, "x.xml");
    expect(root.children.map(({ name, end }) => [name, text[end - 1]])).toEqual([
      ["a:r", ">"],
      ["a:endParaRPr", ">"],
    ]);
    expect(descendantsOf(root, "a:latin")).toHaveLength(2);
    expect(attributeOf(pathOf(root, "a:r", "a:rPr", "a:latin")!, "typeface")).toBe("Arial");
  });

  it("take no part of a value for an attribute, and tell prefixed from plain ones", () => {
    const root = parseElements(`<x a='say title="no"' xmlns:r="u" r:id = "rId1" id="7" title="yes"/>`, "x.xml");
    expect(attributeOf(root, "title")).toBe("yes");
    expect(attributeOf(root, "id")).toBe("7");
    expect(attributeOf(root, "r:id")).toBe("rId1");
    expect(attributeOf(root, "r:embed")).toBeUndefined();
    const found = findAttribute(root, "r:id")!;
    expect(root.text.slice(found.start, found.end)).toBe('r:id = "rId1"');
  });

  it.each(["<a><b></a></b>", "<a>", "", "<a:rPr><a:x></a:rPr>"])("refuse tags that do not match: %s", (text) => {
    expect(() => descendantsOf(parseElements(text, "x.xml"), "a:x")).toThrow(DocumentError);
  });

  it("refuse nesting that no document has", () => {
    expect(() => parseElements("<a>".repeat(100_000), "x.xml")).toThrow(/nested more than/);
  });
});
