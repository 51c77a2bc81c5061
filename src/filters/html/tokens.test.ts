import * as fc from "fast-check";
import { Tokenizer, type Token } from "parse5";
import { describe, expect, it } from "vitest";
import { readTokens } from "./tokens.ts";

/** What parse5 makes of a page read at once: tags, comments and the characters between them, with offsets. */
function readAtOnce(text: string): string[] {
  const found: string[] = [];
  let characters = "";
  const add = (kind: string, token: Token.TagToken | Token.CommentToken | Token.DoctypeToken): void => {
    if (characters !== "") found.push(`text ${characters}`);
    characters = "";
    const { startOffset, endOffset } = token.location!;
    const attributes: Record<string, Token.Location> =
      "attrs" in token && kind === "tag" ? (token.location!.attrs ?? {}) : {};
    const places = Object.entries(attributes).map(([name, { startOffset: from, endOffset: to }]) => {
      const value = (token as Token.TagToken).attrs.find((attribute) => attribute.name === name)?.value;
      return `${name}=${value} ${from}-${to}`;
    });
    found.push([kind, startOffset, Math.min(endOffset, text.length), ...places].join(" "));
  };
  const onText = ({ chars }: Token.CharacterToken): void => {
    characters += chars;
  };
  new Tokenizer(
    { sourceCodeLocationInfo: true },
    {
      onStartTag: (token) => add("tag", token),
      onEndTag: (token) => add("close", token),
      onComment: (token) => add("comment", token),
      onDoctype: (token) => add("doctype", token),
      onCharacter: onText,
      onNullCharacter: () => undefined,
      onWhitespaceCharacter: onText,
      onEof: () => undefined,
    },
  ).write(text, true);
  if (characters !== "") found.push(`text ${characters}`);
  return found;
}

function readInPieces(text: string): string[] {
  return readTokens(text, false).map((token) => {
    if (token.kind === "text") return `text ${token.text}`;
    const places = token.attributes.map(({ name, value, start, end }) => `${name}=${value} ${start}-${end}`);
    return [
      token.kind === "open" || token.kind === "empty" ? "tag" : token.kind,
      token.start,
      token.end,
      ...places,
    ].join(" ");
  });
}

const piece = fc.oneof(
  fc.constantFrom(
    "<p>",
    '<p class="a b" id="c">',
    '<img src="a>b" alt="c & d"/>',
    '<a href="x" href="y" >',
    '<i a="1"b="2">',
    "</p >",
    "</p>",
    "<b a='1' c=\"x>y\" d>",
    "<br/>",
    "<!-- c > d -->",
    "<!doctype html>",
    "<",
    ">",
    "&amp;",
    "&nbsp;",
    "&#1046;",
    "&#x80;",
    "&#xd800;",
    "&#13;",
    "&quot",
    "&ampx;",
    "&",
    "&#65;",
    "\r\n",
    "\r",
    "<?x y>",
  ),
  fc.constantFrom(
    "</",
    "<!",
    "'",
    '"',
    "=",
    "a < b",
    "<a href=",
    "\u0000",
    "𝒳",
    "<svg>",
    "</svg>",
    "<![CDATA[ x > ]]>",
    "-->",
  ),
  fc.string({ maxLength: 5 }),
);

describe("readTokens", () => {
  it("reads what parse5 reads of the whole page at once, though it passes text by", () => {
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 30 }), (pieces) => {
        const text = pieces.join("").replaceAll(/svg|CDATA/g, "i");
        expect(readInPieces(text)).toEqual(readAtOnce(text));
      }),
      { numRuns: 2000 },
    );
  });

  it("gives texts the stretch of the page they stand in", () => {
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 30 }), (pieces) => {
        const text = pieces.join("");
        let position = 0;
        for (const token of readTokens(text, false)) {
          expect(token.start).toBeGreaterThanOrEqual(position);
          position = token.end;
          if (token.kind === "text" && !/[&\r\0]|CDATA/.test(text))
            expect(text.slice(token.start, token.end)).toBe(token.text);
        }
        expect(position).toBeLessThanOrEqual(text.length);
      }),
    );
  });

  it.each([
    ["<title>a <b> c</title>", ["open title", "text a <b> c", "close title"]],
    ["<textarea><p></textarea>", ["open textarea", "text <p>", "close textarea"]],
    ["<script>if (a<b) '</p>'</script>x", ["open script", "text if (a<b) '</p>'", "close script", "text x"]],
    ["<style>p>a{}</style>", ["open style", "text p>a{}", "close style"]],
    ["<plaintext><p></plaintext>", ["open plaintext", "text <p></plaintext>"]],
    [
      "<svg><title><b>x</b></title></svg>",
      ["open svg", "open title", "open b", "text x", "close b", "close title", "close svg"],
    ],
    ["<svg><![CDATA[a<b]]></svg>", ["open svg", "text a<b", "close svg"]],
    ["<svg><g/></svg><p/>", ["open svg", "empty g", "close svg", "open p"]],
    ["<IMG SRC=a>", ["empty img"]],
  ])("reads %s as browsers do", (text, wanted) => {
    expect(readTokens(text, false).map(({ kind, name, text: content }) => `${kind} ${name}${content}`)).toEqual(wanted);
  });

  it("reads XHTML by its own rules, under any prefix", () => {
    const text =
      '<h:html xmlns:h="http://www.w3.org/1999/xhtml"><h:p/><h:title>a<h:b>c</h:b></h:title><![CDATA[<&]]></h:html>';
    expect(readTokens(text, true).map(({ kind, name, text: content }) => `${kind} ${name}${content}`)).toEqual([
      "open html",
      "empty p",
      "open title",
      "text a",
      "open b",
      "text c",
      "close b",
      "close title",
      "text <&",
      "close html",
    ]);
  });

  it.each([
    ["a script", `<script>${"if (a > b) c();".repeat(60_000)}</script>`],
    ["a style sheet", `<style>${"ul > li { }".repeat(60_000)}`],
    ["a comment", `<!-- ${" -> ".repeat(200_000)}-->`],
    ["an attribute", `<iframe srcdoc="${"<p>Hello</p>".repeat(60_000)}">`],
    ["signs that begin no tag", "a < b > c ".repeat(80_000)],
  ])("reads %s in time that grows with its length", (_, text) => {
    expect(readInPieces(`<p>Hello</p>${text}<p>Hello</p>`)[0]).toBe("tag 0 3");
  });
});
