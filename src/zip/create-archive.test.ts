import { describe, expect, it } from "vitest";
import { openArchive } from "./archive.ts";
import { createArchive } from "./create-archive.ts";

describe("createArchive", () => {
  it("makes what can be opened again, in the same order, the same bytes each time", () => {
    const members = new Map([
      ["[Content_Types].xml", Buffer.from("<Types/>")],
      ["папка/файл.xml", Buffer.from("текст ".repeat(1000))],
      ["empty", Buffer.alloc(0)],
    ]);
    const bytes = createArchive(members);
    expect(Buffer.from(createArchive(members)).equals(bytes)).toBe(true);
    const archive = openArchive(bytes);
    expect(archive.entries.map(({ name }) => name)).toEqual([...members.keys()]);
    for (const [name, content] of members) expect(Buffer.from(archive.read(name)).equals(content)).toBe(true);
  });
});
