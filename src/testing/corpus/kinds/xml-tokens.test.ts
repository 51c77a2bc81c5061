import { describe, expect, it } from "vitest";
import { declaredChanges } from "../declared-changes.ts";
import { pseudoTarget, restored } from "../pseudo-text.ts";
import { wordLook, wordLooks } from "./looks.ts";
import { xmlTokens } from "./xml-tokens.ts";

const read = (format: string, text: string): string => {
  const { sequence, texts } = xmlTokens(text, {
    isTranslated: () => false,
    isInUnits: () => false,
    declared: declaredChanges(format),
  });
  return JSON.stringify([sequence, texts]);
};

const pseudo = (text: string): string =>
  pseudoTarget([{ kind: "text", text }])
    .map((part) => ("text" in part ? part.text : ""))
    .join("");

const DOCX = `<w:p id='1'><w:r><w:t xml:space="preserve">Dear </w:t></w:r><w:r><w:rPr><w:b/></w:rPr><w:t>parents</w:t></w:r><w:tab/><w:r><w:instrText>PAGE</w:instrText></w:r></w:p>\r\n<w:p/>`;
const SLIDE = `<a:p><a:r><a:rPr lang="en" b="1"/><a:t>Bold</a:t></a:r><a:r><a:rPr lang="en"/><a:t> plain</a:t></a:r></a:p>`;
const SHEET = `<row><c r="A1"><f>SUM(B1:B9)*2</f><v>12</v></c><c r="A2" t="s"><v>0</v></c></row>`;
const ODT = `<text:p>One<text:s text:c="3"/>two<text:note text:id="n"/>\u00A0three</text:p>`;
const IDML = `<ParagraphStyleRange><CharacterStyleRange FontStyle="Bold"><Content>One</Content></CharacterStyleRange><CharacterStyleRange FontStyle="Regular"><Content> two</Content><Br/></CharacterStyleRange></ParagraphStyleRange>`;
const BOOK = `<html xmlns="urn:x" xmlns:epub="urn:y"><body><p>It is 5 o'clock, <code>x</code></p>\n<p title="A title">Bye</p></body></html>`;

describe("what a filter may do wrong to XML", () => {
  it.each([
    ["loses a run's formatting", "docx", DOCX, "<w:b/>", ""],
    ["loses a space that counts", "docx", DOCX, ' xml:space="preserve"', ""],
    [
      "moves text over a tab",
      "docx",
      DOCX,
      "parents</w:t></w:r><w:tab/>",
      "par</w:t></w:r><w:tab/><w:r><w:t>ents</w:t></w:r>",
    ],
    ["changes a field's code", "docx", DOCX, "PAGE", "SEITE"],
    ["spells a tag anew", "docx", DOCX, "id='1'", 'id="1"'],
    ["spells line ends anew", "docx", DOCX, "\r\n", "\n"],
    ["drops an empty paragraph", "docx", DOCX, "<w:p/>", ""],
    ["makes bold plain in a slide", "pptx", SLIDE, ' b="1"', ""],
    ["moves bold in a slide", "pptx", SLIDE, "Bold</a:t>", "Bo</a:t>"],
    ["changes a number in a formula", "xlsx", SHEET, "*2", "*3"],
    ["changes a value", "xlsx", SHEET, "<v>12<", "<v>13<"],
    ["points a cell at another string", "xlsx", SHEET, "<v>0<", "<v>1<"],
    ["loses spaces", "odt", ODT, ' text:c="3"', ""],
    ["loses a no-break space", "odt", ODT, "\u00A0", " "],
    ["moves a note", "odt", ODT, 'two<text:note text:id="n"/>', '<text:note text:id="n"/>two'],
    ["swaps texts", "odt", ODT, /One(.*)two/, "two$1One"],
    ["loses formatting in a layout", "idml", IDML, ' FontStyle="Bold"', ' FontStyle="Regular"'],
    ["loses a line's end", "idml", IDML, "<Br/>", ""],
    ["drops a namespace", "epub", BOOK, ' xmlns:epub="urn:y"', ""],
    ["changes a digit", "epub", BOOK, "5", "6"],
    ["changes a title that was not translated", "epub", BOOK, "A title", "A titel"],
  ] as const)("is seen: it %s", (_, format, before, piece, by) => {
    const after = before.replace(piece, by);
    expect(after).not.toBe(before);
    expect(read(format, after)).not.toBe(read(format, before));
  });

  it("is not what merging means to do: texts in other runs, around what has no width, in another language", () => {
    const merged = DOCX.replace("Dear ", "⟦Ðéåŕ ")
      .replace("parents</w:t>", `${pseudo("parents").slice(1)}</w:t>`)
      .replace("</w:rPr>", '<w:lang w:val="ru"/></w:rPr>');
    expect(read("docx", merged)).toBe(read("docx", DOCX));
    const text =
      '<w:p><w:r><w:t>One</w:t></w:r><w:bookmarkEnd w:id="1"/><w:r><w:t xml:space="preserve"> two</w:t></w:r></w:p>';
    const joined = '<w:p><w:r><w:t>One two</w:t></w:r><w:bookmarkEnd w:id="1"/><w:r><w:t></w:t></w:r></w:p>';
    expect(read("docx", joined)).toBe(read("docx", text));
  });
});

describe("restored", () => {
  it.each(["Dear parents, ", "  x", "Ends in e", "5 é"])("takes pseudo-translation away: %s", (text) => {
    expect(restored(pseudo(text))).toBe(restored(text));
  });
});

describe("the look of a run of Word", () => {
  const style = (id: string, properties: string, rest: string = ""): string =>
    `<w:style w:type="paragraph" w:styleId="${id}">${rest}<w:rPr>${properties}</w:rPr></w:style>`;
  const looks = wordLooks(style("Base", "<w:b/>") + style("Child", "<w:i/>", '<w:basedOn w:val="Base"/>'));

  it("is that of its styles, those they are based on, and its own", () => {
    expect(wordLook("", "Child", looks)).toEqual(["b", "i"]);
    expect(wordLook('<w:b w:val="0"/>', "Child", looks)).toEqual(["i"]);
    expect(wordLook('<w:highlight w:val="yellow"/>', undefined, looks)).toEqual(["highlight=yellow"]);
  });

  it("is switched back by a second style that says the same", () => {
    expect(wordLook('<w:rStyle w:val="Base"/>', "Base", looks)).toEqual([]);
  });
});
