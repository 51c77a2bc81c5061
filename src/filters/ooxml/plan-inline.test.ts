import { describe, expect, it } from "vitest";
import { numberedText } from "../../model/fragment.ts";
import { formatOf, type InlineItem, type Pair } from "./inline.ts";
import { planInline } from "./plan-inline.ts";
import { TAB_TYPE } from "./trim-boundaries.ts";

const RANGE = { start: 0, end: 0 };
const RUN = { open: RANGE, close: RANGE, chain: [] };

const t = (text: string, ...marks: string[]): InlineItem => ({
  kind: "text",
  ...RANGE,
  name: "w:t",
  contentStart: 0,
  contentEnd: 0,
  text,
  run: RUN,
  format: formatOf(marks),
});
const standalone = (type: string): InlineItem => ({ kind: "code", type, pieces: [] });
const TAB = standalone(TAB_TYPE);
const IMAGE = standalone("image");
const HIDDEN: InlineItem = { kind: "hidden", pieces: [] };
const pair = (): [InlineItem, InlineItem] => {
  const made: Pair = { type: "link", openPieces: [], closePieces: [] };
  return [
    { kind: "open", pair: made },
    { kind: "close", pair: made },
  ];
};
const [OPEN, CLOSE] = pair();
const [OPEN_2, CLOSE_2] = pair();

const read = (...items: InlineItem[]): string => numberedText(planInline(items).source);

describe("planInline", () => {
  it.each<[string, InlineItem[], string]>([
    ["joins runs of one formatting, whatever is hidden between them", [t("One "), HIDDEN, t("two")], "One two"],
    [
      "shows formatting as it differs from the longest text",
      [t("Not "), t("all of this is plain", "b")],
      "<1>Not </1>all of this is plain",
    ],
    [
      "nests what adds to the formatting around it",
      [t("a longer text "), t("b ", "b"), t("bi", "b", "i"), t(" b", "b")],
      "a longer text <1>b <2>bi</2> b</1>",
    ],
    ["gives blanks the format before them", [t("some words"), t(" ", "b"), t("and more")], "some words and more"],
    [
      "shows underlined blanks, which are lines to write on",
      [t("Name: "), t("     ", "u"), t(".")],
      "Name: <1>     </1>.",
    ],
    [
      "keeps a stretch open over a code",
      [t("It is "), t("so", "b"), IMAGE, t("true", "b"), t(" in the end.")],
      "It is <1>so<2/>true</1> in the end.",
    ],
    [
      "closes a stretch before a code it does not go on after",
      [t("It is "), t("so", "b"), IMAGE, t(" in the end.")],
      "It is <1>so</1><2/> in the end.",
    ],
    [
      "takes the usual formatting of a link for granted",
      [t("See the page "), OPEN, t("here", "u", "~color:0000FF"), CLOSE, t(".")],
      "See the page <1>here</1>.",
    ],
    [
      "hides pairs that overlap",
      [t("a"), OPEN, t("b"), OPEN_2, t("c"), CLOSE, t("d"), CLOSE_2, t("e")],
      "ab<1>cd</1>e",
    ],
    ["leaves out codes at both ends", [IMAGE, t("Text"), IMAGE], "Text"],
    ["leaves out a pair around everything", [OPEN, t("A heading"), CLOSE], "A heading"],
    ["leaves out labels before a tab and page numbers after one", [t("1."), TAB, t("Text"), TAB, t("12")], "Text"],
    ["keeps a number that stands before an image", [t("3 "), IMAGE, t(" apples")], "3 <1/> apples"],
    [
      "shows a colour that may be meant",
      [t("plain words and "), t("red", "~color:FF0000"), t(" ones")],
      "plain words and <1>red</1> ones",
    ],
    [
      "hides a colour that changes inside a word",
      [t("pla", "~color:111111"), t("in wor", "~color:222222"), t("ds")],
      "plain words",
    ],
    ["takes nearly equal sizes for equal", [t("eleven ", "~size:22"), t("twelve", "~size:24")], "eleven twelve"],
  ])("%s", (_, items, expected) => {
    expect(read(...items)).toBe(expected);
  });

  it("names codes by what they mean", () => {
    const { source } = planInline([
      t("plain text "),
      t("bold", "b"),
      t(" more "),
      t("x", "sup"),
      t("2", "b", "i"),
      t(" end"),
    ]);
    expect(source.filter((part) => part.kind === "open").map(({ type, display }) => `${type} ${display}`)).toEqual([
      "fmt/xlf:b bold",
      "fmt/pitrans:sup superscript",
      "fmt/xlf:b bold, italic",
    ]);
  });
});
