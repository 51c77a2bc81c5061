import { describe, expect, it } from "vitest";
import { makeArchive } from "../testing/make-archive.ts";
import { openArchive } from "./archive.ts";
import { isSharedMember, shareMember } from "./shared-members.ts";

const STYLES = Buffer.from("<w:styles/>".repeat(50));

/** What the archive of a document gives for its styles. */
const stylesOf = (text: string, styles: Buffer = STYLES): Uint8Array =>
  openArchive(
    makeArchive([
      { name: "styles.xml", data: styles },
      { name: "document.xml", data: Buffer.from(text) },
    ]),
  ).read("styles.xml");

describe("a member that several archives hold", () => {
  it("is unpacked twice, and not again", () => {
    const read = ["a", "b", "c", "d"].map((text) => stylesOf(text));
    expect(read.map((data) => Buffer.from(data).equals(STYLES))).toEqual([true, true, true, true]);
    expect(read[0]).not.toBe(read[1]);
    expect(isSharedMember(read[0]!)).toBe(false);
    expect(read[2]).toBe(read[1]);
    expect(read[3]).toBe(read[1]);
    expect(isSharedMember(read[1]!)).toBe(true);
  });

  it("is not taken for another with the same checksum", () => {
    const packed = (body: string): Uint8Array =>
      shareMember(Buffer.from(body), { crc: 7, size: 3 }, () => Buffer.from(body));
    const first = [packed("one"), packed("one"), packed("one")];
    expect(first[2]).toBe(first[1]);
    expect(Buffer.from(packed("two")).toString()).toBe("two");
    expect(
      Buffer.from(shareMember(Buffer.from("two"), { crc: 7, size: 4 }, () => Buffer.from("else"))).toString(),
    ).toBe("else");
  });

  it("is forgotten when many others came since, and never kept where it is large", () => {
    const unpack = (size: number, crc: number): Uint8Array =>
      shareMember(Buffer.from([crc]), { crc, size }, () => Buffer.alloc(size));
    const thrice = (size: number, crc: number): boolean => {
      unpack(size, crc);
      return unpack(size, crc) === unpack(size, crc);
    };
    expect(thrice(10, 100)).toBe(true);
    const known = unpack(10, 100);
    for (let crc = 101; crc < 140; crc += 1) expect(thrice(10, crc)).toBe(true);
    expect(unpack(10, 100)).not.toBe(known);
    expect(thrice(1_000_000, 99)).toBe(false);
  });
});
