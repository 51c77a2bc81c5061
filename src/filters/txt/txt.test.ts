import { describe, expect, it } from "vitest";
import { numberedText, textFragment, type Fragment } from "../../model/fragment.ts";
import { describeFilter } from "../../testing/describe-filter.ts";
import { txt } from "./txt.ts";

const documentOf = (content: string | Uint8Array, locale = "en") => ({
  name: "a.txt",
  bytes: Buffer.from(content as string),
  locale,
});

async function sources(content: string): Promise<string[]> {
  return (await txt.extract(documentOf(content))).units.map(({ source }) => numberedText(source));
}

async function translated(content: string | Uint8Array, change: (text: string) => string): Promise<Buffer> {
  const document = documentOf(content);
  const { units } = await txt.extract(document);
  const targets = new Map(
    units.map(({ id, source }): [string, Fragment] => [id, textFragment(change(numberedText(source)))]),
  );
  return Buffer.from((await txt.merge(document, { locale: "ru", targets })).bytes);
}

describe("plain text", () => {
  it("makes a unit of every line that was not broken for width", async () => {
    expect(await sources("Dear parents,\n\nCome on Monday.\nBring a friend.\n")).toEqual([
      "Dear parents,",
      "Come on Monday.",
      "Bring a friend.",
    ]);
  });

  it("joins lines that were broken because the next word did not fit", async () => {
    const text =
      "We meet in the library of the school on Monday evening\nat seven, and there will be tea and something to eat.\n";
    expect(await sources(text)).toEqual([text.trim().replace("\n", " ")]);
  });

  it("keeps list items apart even where they are long", async () => {
    const text =
      "We meet in the library of the school on Monday evening\n- something to write with, and a notebook for your own\n";
    expect(await sources(text)).toHaveLength(2);
  });

  it("leaves bullets where they are, and keeps numbers with their items", async () => {
    expect(await sources("- one\n* two\n1. three\n-5 degrees\n")).toEqual(["one", "two", "1. three", "-5 degrees"]);
    expect((await translated("  - one\n", () => "раз")).toString()).toBe("  - раз\n");
  });

  it("leaves out lines without letters", async () => {
    expect(await sources("***\n12.5.2026\nHello\n")).toEqual(["Hello"]);
  });

  it("keeps line ends, indentation and a byte order mark", async () => {
    const merged = await translated("\uFEFF  One\r\n\r\n\tTwo  \r\n", (text) => text.toUpperCase());
    expect(merged.toString()).toBe("\uFEFF  ONE\r\n\r\n\tTWO  \r\n");
  });

  it("breaks a new text at the width of the old one", async () => {
    const text =
      "> a\nWe meet in the library of the school on Monday evening\nat seven, and there will be tea and something to eat.\n";
    const merged = (
      await translated(text, (source) => source.replace("Monday", "the very first Monday of November"))
    ).toString();
    expect(merged.split("\n").every((line) => line.length <= 54)).toBe(true);
    expect(merged).toContain("the very first");
  });

  it("returns the same bytes for an unchanged translation", async () => {
    const bytes = Buffer.from("a  \r\n\nb\rc", "latin1");
    expect(await translated(bytes, (text) => text)).toEqual(bytes);
  });

  it("writes Windows encodings back, and UTF-8 where they lack a letter", async () => {
    const bytes = Buffer.from("Caf\u00e9\n", "latin1");
    expect(await translated(bytes, (text) => `${text} \u20ac`)).toEqual(Buffer.from("Caf\u00e9 \x80\n", "latin1"));
    expect((await translated(bytes, () => "Кафе")).toString()).toBe("\uFEFFКафе\n");
  });

  it("keeps UTF-16", async () => {
    const bytes = Buffer.concat([Buffer.from([0xfe, 0xff]), Buffer.from("One\n", "utf16le").swap16()]);
    expect((await translated(bytes, () => "Раз")).swap16().toString("utf16le")).toBe("\uFEFFРаз\n");
  });

  it("refuses binary data with a sentence", async () => {
    await expect(txt.extract(documentOf(Buffer.from([1, 0, 2])))).rejects.toMatchObject({ code: "malformed-document" });
  });

  it("never writes a line break into a line", async () => {
    expect((await translated("One\n", () => "A\nB")).toString()).toBe("A B\n");
  });
});

describeFilter(txt, {
  sound: { "letter.txt": Buffer.from("Dear parents,\r\n\r\n- Come on Monday.\r\n- Bring a friend.\r\n") },
  bad: [],
  shortened: {
    name: "letter.txt",
    whole: Buffer.from("Dear parents,\nCome on Monday.\nBring a friend.\n"),
    without: Buffer.from("Dear parents,\nBring a friend.\n"),
  },
});
