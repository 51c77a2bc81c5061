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
const BLUE = "~color:0000FF";
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
      "gives blanks beside a link the format of the text around it",
      [t("See"), t(" "), OPEN, t("the page", BLUE), CLOSE, t(" "), t("and this")],
      "See <1>the page</1> and this",
    ],
    [
      "gives a blank between two links the look of neither",
      [OPEN, t("one page", BLUE), CLOSE, t(" "), OPEN_2, t("another", BLUE), CLOSE_2, t(" "), t("in full")],
      "<1>one page</1> <2>another</2> in full",
    ],
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
    ["takes nearly equal sizes for equal", [t("eleven ", "~size:22"), t("twelve", "~size:24")], "eleven twelve"],
  ])("%s", (_, items, expected) => {
    expect(read(...items)).toBe(expected);
  });

  const red = (text: string): InlineItem => t(text, "~color:FF0000");
  const green = (text: string): InlineItem => t(text, "~color:00B050");

  it("shows words that a writer coloured, however many there are", () => {
    const answers = ["one", "two", "three", "four", "five"];
    const items = answers.flatMap((answer) => [
      t("A plain answer, "),
      red(answer),
      t(", then "),
      green("right"),
      t(". "),
    ]);
    const shown = answers.map((answer, index) => {
      const id = index * 2 + 1;
      return `A plain answer, <${id}>${answer}</${id}>, then <${id + 1}>right</${id + 1}>. `;
    });
    expect(read(...items).trimEnd()).toBe(shown.join("").trimEnd());
  });

  it.each<[string, InlineItem[], string]>([
    [
      "near black, or nearly that of more of the text",
      [t("Some words ", "~color:3B3B3B"), t("that come "), t("from elsewhere", "~color:333333")],
      "Some words that come from elsewhere",
    ],
    ["of a part of a word", [t("All "), red("c"), t("hildren are learn"), green("ing")], "All children are learning"],
    [
      "of every letter of a word",
      [t("A "), red("r"), green("a"), t("in", "~color:0000FF"), t("bow", "~color:7030A0"), t(" of words")],
      "A rainbow of words",
    ],
    ["of punctuation", [t("First"), red(", "), t("and then"), green(".")], "First, and then."],
    [
      "of highlighted source code",
      [
        t("<", "~color:0000FF"),
        t("letter", "~color:A31515"),
        t(" "),
        red("to"),
        t("=", "~color:0000FF"),
        t('"'),
        t("parents", "~color:0000FF"),
        t('"'),
        t(">", "~color:0000FF"),
      ],
      '<letter to="parents">',
    ],
  ])("hides a colour %s", (_, items, expected) => {
    expect(read(...items)).toBe(expected);
  });

  it.each<[string, InlineItem[], string]>([
    ["a mark that is no punctuation", [t("Name "), red("*")], "Name <1>*</1>"],
    [
      "a word beside one that changes inside",
      [t("All "), red("c"), t("hildren are "), green("learning"), t(" well")],
      "All children are <1>learning</1> well",
    ],
    [
      "words joined by a stroke",
      [t("Say "), green("yes"), t("/"), red("no"), t(" to everything")],
      "Say <1>yes</1>/<2>no</2> to everything",
    ],
    [
      "a word that begins among other letters",
      [t("2+2="), red("4 and more"), t(", I believe it")],
      "2+2=<1>4 and more</1>, I believe it",
    ],
    ["light grey behind words", [t("plain words, "), t("grey", "~shade:D9D9D9")], "plain words, <1>grey</1>"],
    [
      "any colour that is a name",
      [t("plain words, "), t("a swatch", "~color:Color/Sea")],
      "plain words, <1>a swatch</1>",
    ],
  ])("shows the colour of %s", (_, items, expected) => {
    expect(read(...items)).toBe(expected);
  });

  it("hides sizes that change at every turn, not the colours beside them", () => {
    const scanned = ["Text ", "that ", "was ", "scanned ", "from ", "a ", "sheet ", "of "];
    const items = scanned.map((word, index) => t(word, `~size:${index % 2 === 0 ? 20 : 30}`));
    expect(read(...items, t("grey ", "~size:20"), t("paper", "~size:20", "~color:FF0000"))).toBe(
      "Text that was scanned from a sheet of grey <1>paper</1>",
    );
  });

  it("is soon done with a paragraph of nothing but colours and cut words", () => {
    const items = Array.from({ length: 20_000 }, (_, index) =>
      t(index % 3 === 0 ? "a" : "b c", `~color:${index.toString(16).padStart(6, "0")}`, `~size:${index}x`),
    );
    const start = process.cpuUsage();
    planInline(items);
    expect(process.cpuUsage(start).user).toBeLessThan(5_000_000);
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
