import { describe, expect, it } from "vitest";
import { textFragment } from "../model/fragment.ts";
import { extractInner, mergeInner, type InnerDocument } from "./inner-document.ts";
import { txt } from "./txt/txt.ts";

const inner = (part: string, text: string): InnerDocument => ({
  filter: txt,
  document: { name: "page.txt", bytes: Buffer.from(text), locale: "en" },
  part,
  place: "Page 2",
});

describe("a document inside a document", () => {
  it("has the ids and places of the outer one", async () => {
    const { units } = await extractInner(inner("pages/2.txt", "Hello.\n\nHello."));
    expect(units.map(({ place }) => place)).toEqual(["Page 2, Line 1", "Page 2, Line 3"]);
    expect(new Set(units.map(({ id }) => id)).size).toBe(2);
    for (const { id } of units) expect(id).toMatch(/^pages-2-txt\.[a-z2-7]{10}$/);
  });

  it("shares no id with another part of the same text, even where the parts' names are long and alike", async () => {
    const long = "a".repeat(40);
    const [one, other] = await Promise.all([`${long}1`, `${long}2`].map((part) => extractInner(inner(part, "Hello."))));
    expect(one!.units[0]!.id).not.toBe(other!.units[0]!.id);
  });

  it("is merged by the outer ids", async () => {
    const page = inner("pages/2.txt", "Hello.\n\nGoodbye.");
    const { units } = await extractInner(page);
    const targets = new Map([[units[1]!.id, textFragment("Bis bald.")]]);
    const { bytes } = await mergeInner(page, { locale: "de", targets });
    expect(Buffer.from(bytes).toString()).toBe("Hello.\n\nBis bald.");
  });
});
