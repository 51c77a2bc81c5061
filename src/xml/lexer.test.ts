import * as fc from "fast-check";
import { SaxesParser } from "saxes";
import { describe, expect, it } from "vitest";
import { DocumentError } from "../errors.ts";
import { XmlLexer, type XmlTokenKind } from "./lexer.ts";

interface Token {
  readonly kind: XmlTokenKind;
  readonly raw: string;
  readonly name: string;
}

function tokensOf(text: string): Token[] {
  const lexer = new XmlLexer(text, "test.xml");
  const tokens: Token[] = [];
  let end = 0;
  while (lexer.next()) {
    expect(lexer.start).toBe(end);
    expect(lexer.end).toBeGreaterThan(lexer.start);
    end = lexer.end;
    tokens.push({ kind: lexer.kind, raw: lexer.raw, name: lexer.name });
  }
  expect(end).toBe(text.length);
  return tokens;
}

const arbitraryName = fc.constantFrom("a", "w:p", "w:rPr", "x-y.z", "кк");
const arbitraryValue = fc.string({ unit: fc.constantFrom("a", ">", "/", "'", " ", "\n", "&amp;", "&#65;", "Ж", "=") });
const arbitraryTag = fc
  .record({
    name: arbitraryName,
    attributes: fc.uniqueArray(fc.tuple(fc.constantFrom("b", "w:val", "xml:space"), arbitraryValue), {
      selector: ([name]) => name,
    }),
    space: fc.constantFrom(" ", "\n\t", "  "),
    equals: fc.constantFrom("=", " = "),
    end: fc.constantFrom("", " ", "\n"),
  })
  .map(({ name, attributes, space, equals, end }) => ({
    name,
    inside: `${name}${attributes.map(([key, value]) => `${space}${key}${equals}"${value}"`).join("")}${end}`,
    attributes,
  }));

const { content: arbitraryContent }: { content: fc.Arbitrary<string> } = fc.letrec<{ content: string; node: string }>(
  (tie) => ({
    content: fc.array(tie("node"), { maxLength: 4 }).map((nodes) => nodes.join("")),
    node: fc.oneof(
      { maxDepth: 4 },
      fc.constantFrom("text", " ", "a &amp; b &lt; &#x416;", "\r\n", " \" '", "]]"),
      fc.constantFrom("<!-- a > b -->", "<?pi a > b ?>", "<![CDATA[<a> ]] >]]>", "<!---->"),
      arbitraryTag.map(({ inside }) => `<${inside}/>`),
      fc.tuple(arbitraryTag, tie("content")).map(([{ inside, name }, content]) => `<${inside}>${content}</${name} >`),
    ),
  }),
);

const arbitraryXml = arbitraryContent.map((content) => `<root>${content}</root>`);

describe("XmlLexer", () => {
  it("tiles any text, hostile ones included: what is not refused is contiguous and complete", () => {
    const soup = fc.string({
      unit: fc.constantFrom("<", ">", "/", "!", "?", "-", "[", "]", "CDATA", '"', "'", "=", " ", "a", "&"),
    });
    fc.assert(
      fc.property(fc.oneof(soup, arbitraryXml), (text) => {
        try {
          expect(
            tokensOf(text)
              .map(({ raw }) => raw)
              .join(""),
          ).toBe(text);
        } catch (error) {
          if (!(error instanceof DocumentError)) throw error;
          expect(error.place).toMatchObject({ part: "test.xml", line: expect.any(Number), column: expect.any(Number) });
        }
      }),
      { numRuns: 2000 },
    );
  });

  it("sees what a strict parser sees: tags, attributes and text", () => {
    fc.assert(
      fc.property(arbitraryXml, (xml) => {
        const expected: string[] = [];
        const parser = new SaxesParser({ xmlns: false });
        parser.on("error", (error) => {
          throw error;
        });
        parser.on("opentag", ({ name, attributes, isSelfClosing }) => {
          expected.push(`<${name} ${JSON.stringify(Object.entries(attributes))}${isSelfClosing ? "/" : ""}`);
        });
        parser.on("closetag", ({ name, isSelfClosing }) => {
          if (!isSelfClosing) expected.push(`</${name}`);
        });
        parser.on("text", (text) => expected.push(text));
        parser.on("cdata", (text) => expected.push(`[${text}`));
        parser.write(xml).close();

        const lexer = new XmlLexer(xml, "test.xml");
        const found: string[] = [];
        while (lexer.next()) {
          if (lexer.kind === "open" || lexer.kind === "empty") {
            // A parser turns white space of attributes into spaces and line ends of text into \n; the lexer leaves them.
            const attributes = lexer
              .attributes()
              .map(({ name }) => [name, lexer.attribute(name)!.replaceAll(/[\n\t]/g, " ")]);
            found.push(`<${lexer.name} ${JSON.stringify(attributes)}${lexer.kind === "empty" ? "/" : ""}`);
          } else if (lexer.kind === "close") found.push(`</${lexer.name}`);
          else if (lexer.kind === "text") found.push(lexer.value.replaceAll("\r\n", "\n"));
          else if (lexer.kind === "cdata") found.push(`[${lexer.value}`);
        }
        expect(joinTexts(found)).toEqual(joinTexts(expected));
      }),
      { numRuns: 1000 },
    );
  });

  it("gives attributes with the offsets of their values", () => {
    const text = `<w:t  a="1 > 2" b = '"' xml:space="preserve" />`;
    const lexer = new XmlLexer(text, "test.xml");
    lexer.next();
    expect(lexer.kind).toBe("empty");
    expect(
      lexer
        .attributes()
        .map(({ name, raw, start, end, valueStart, valueEnd }) => [
          name,
          raw,
          text.slice(start, end),
          text.slice(valueStart, valueEnd),
        ]),
    ).toEqual([
      ["a", "1 > 2", 'a="1 > 2"', "1 > 2"],
      ["b", '"', `b = '"'`, '"'],
      ["xml:space", "preserve", 'xml:space="preserve"', "preserve"],
    ]);
    expect(lexer.attribute("space")).toBeUndefined();
  });

  it.each([
    ["<a", 1, 1],
    ["<a>\n<b c='", 2, 1],
    ["x\ny<!-- never closed", 2, 2],
    ["<![CDATA[ ]]", 1, 1],
    ["<?xml", 1, 1],
    ["<!DOCTYPE", 1, 1],
  ])("refuses %j and says where", (text, line, column) => {
    expect(() => tokensOf(text)).toThrow(
      expect.objectContaining({ code: "malformed-document", place: { part: "test.xml", line, column } }) as Error,
    );
  });

  it("takes time in proportion to the text", () => {
    const quotes = `<r>${`<a b="'" c='"'>t</a>`.repeat(100_000)}</r>`;
    const lexer = new XmlLexer(quotes, "test.xml");
    let values = 0;
    while (lexer.next()) if (lexer.attribute("c") === '"') values += 1;
    expect(values).toBe(100_000);
  });
});

/** Parsers may give one text in several pieces. */
function joinTexts(events: readonly string[]): string[] {
  const joined: string[] = [];
  for (const event of events) {
    const last = joined.at(-1);
    if (last !== undefined && !/^[<[]/.test(last) && !/^[<[]/.test(event)) joined[joined.length - 1] = last + event;
    else joined.push(event);
  }
  return joined.filter((event) => event !== "");
}
