import { describe, expect, it } from "vitest";
import { declaredChanges } from "../declared-changes.ts";
import { kindOf } from "./index.ts";
import type { TokenContext } from "./kind.ts";

const context = (format: string, texts: readonly string[]): TokenContext => ({
  isTranslated: (value) => texts.includes(value),
  isInUnits: (line) => texts.some((text) => text.includes(line.trim())),
  declared: declaredChanges(format),
});

const tokens = (
  name: string,
  format: string,
  text: string,
  texts: readonly string[],
  counterpart: string = text,
): readonly string[] => kindOf(name, text).tokens(text, context(format, texts), counterpart).sequence;

describe("tokens of plain files", () => {
  it("are the lines that are no text, with their ends", () => {
    const before = tokens("a.txt", "txt", "Dear\r\nparents\r\n\r\n* * *\r\nBye", [
      "Dear parents",
      "Dear",
      "parents",
      "Bye",
    ]);
    expect(before).toEqual(["¶\r\n", "\r\n", "* * *\r\n", "¶"]);
    expect(tokens("a.txt", "txt", "Dear\n\n* * *\r\nBye", ["Dear", "Bye"])).not.toEqual(before);
  });

  it("are the tags of a page as they are spelled, without declared attributes and translated values", () => {
    const page =
      '<!DOCTYPE html><html lang="en"><IMG ALT="A school" src=a.png><p>Hello<!-- x --></p><script>if (a<b) c()</script>';
    expect(tokens("a.html", "html", page, ["A school"])).toEqual([
      "<!DOCTYPE html>",
      "<html>",
      "<IMG alt=“A school” src=a.png>",
      "<p>",
      "<!-- x -->",
      "</p>",
      "<script>",
      "if (a<b) c()",
      "</script>",
    ]);
  });

  it("are all of a JSON file but its translated values, and their tags", () => {
    const translated = '{"id": "x", "title" :"⟦Ðéåŕ!⟧", "lang": "ru", "page": "<p>⟦Öñé⟧</p>"}';
    const found = tokens(
      "a.json",
      "json",
      '{"id": "x", "title" :"Dear\\u0021", "lang": "en", "page": "<p>One</p>"}',
      [],
      translated,
    );
    expect(found).toEqual([
      "{",
      '"id"',
      ": ",
      '"x"',
      ", ",
      '"title"',
      " :",
      "“Dear!”",
      ", ",
      '"lang"',
      ": ",
      '"…"',
      ", ",
      '"page"',
      ": ",
      "“<p>One</p>”",
      "<p>",
      "</p>",
      "}",
    ]);
    expect(tokens("a.json", "json", translated, [])).toEqual(found);
  });

  it("are those of every line of JSON Lines", () => {
    expect(tokens("a.jsonl", "json", '{"a":"x"}\n["b"]\n', [])).toEqual([
      "{",
      '"a"',
      ":",
      '"x"',
      "}\n",
      "[",
      '"b"',
      "]\n",
    ]);
  });
});

describe("texts of plain files", () => {
  const texts = (name: string, text: string): string[] =>
    kindOf(name, text)
      .texts(text, true)
      .map(({ text: found, place }) => `${place}: ${found}`);

  it("are the paragraphs and attributes of a page", () => {
    expect(
      texts("a.htm", "<p>Dear <b>parents</b>,<br>hello&amp;bye<p title='x&lt;y'>All<script>var a</script>"),
    ).toEqual(["paragraph: Dear parents,\nhello&bye", "attribute: x<y", "paragraph: All", "element: var a"]);
  });

  it("are the values of a JSON file", () => {
    expect(texts("a.json", '{"a": ["b\\n", 1, {"c": "d"}]}')).toEqual(["paragraph: b\n", "paragraph: d"]);
  });
});

describe("the kind of a part", () => {
  it("is XML for a page in XHTML that is well-formed, HTML for one that is not", () => {
    expect(kindOf("a.xhtml", "<!DOCTYPE html><html><p>a&nbsp;b</p></html>").id).toBe("xml");
    expect(kindOf("a.xhtml", "<html><br></html>").id).toBe("html");
  });

  it("is told by the first character where the name says nothing", () => {
    expect(kindOf("content.opf", "").id).toBe("xml");
    expect(kindOf("content", "\uFEFF<a/>").id).toBe("xml");
    expect(kindOf("content", "a").id).toBe("lines");
  });

  it("says why a part is damaged", () => {
    expect(kindOf("a.xml", "").whyDamaged("<a><b></a>")).toContain("unexpected close tag");
    expect(kindOf("a.json", "").whyDamaged('{"a": "b" "c"}')).toContain("at 10");
    expect(kindOf("a.json", "").whyDamaged('{"a": "b"}')).toBeUndefined();
  });
});
