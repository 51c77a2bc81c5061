import { randomBytes } from "node:crypto";
import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { DocumentError } from "../errors.ts";
import { badDocuments, minimalDocument, patchEntry } from "../testing/bad-documents.ts";
import { readRawArchive } from "../testing/corpus/raw-archive.ts";
import { makeArchive, type ArchiveMember } from "../testing/make-archive.ts";
import { openArchive } from "./archive.ts";
import { crc32, crc32ByTable } from "./crc32.ts";
import { packMember } from "./pack-member.ts";

const BAD = badDocuments("docx");

const arbitraryMembers: fc.Arbitrary<ArchiveMember[]> = fc.uniqueArray(
  fc.record({
    name: fc.stringMatching(/^[a-zé][a-z0-9]{0,8}(?:\/[a-z]{1,8})?\.xml$/),
    data: fc.uint8Array({ maxLength: 200 }),
    stored: fc.boolean(),
  }),
  { selector: ({ name }) => name, minLength: 1, maxLength: 8 },
);

/** The error that opening the archive and reading all of it ends in. */
function failureOf(bytes: Uint8Array): DocumentError | undefined {
  try {
    const archive = openArchive(bytes);
    for (const { name } of archive.entries) archive.read(name);
    return undefined;
  } catch (error) {
    expect(error).toBeInstanceOf(DocumentError);
    return error as DocumentError;
  }
}

/** A bad document by what is wrong with it. */
const bad = (what: string): Uint8Array => BAD.find((document) => document.what === what)!.bytes;

/** The archive with a prefix before it and data descriptors' flag set, as streaming writers leave it. */
function withDescriptors(members: readonly ArchiveMember[]): Buffer {
  const plain = makeArchive(members);
  const raw = [...readRawArchive(plain).values()];
  const pieces: Buffer[] = [];
  const offsets: number[] = [];
  let position = 0;
  let from = 0;
  for (const [index, member] of raw.entries()) {
    const size = 30 + Buffer.byteLength(member.name) + member.compressed.length;
    const local = Buffer.from(plain.subarray(from, from + size));
    const descriptor = Buffer.alloc(16);
    descriptor.writeUInt32LE(0x08074b50, 0);
    local.copy(descriptor, 4, 14, 26);
    local.writeUInt16LE(local.readUInt16LE(6) | 8, 6);
    local.fill(0, 14, 26);
    offsets[index] = position;
    pieces.push(local, descriptor);
    position += local.length + descriptor.length;
    from += size;
  }
  const directory = Buffer.from(plain.subarray(from));
  let at = 0;
  for (const [index, member] of raw.entries()) {
    directory.writeUInt16LE(directory.readUInt16LE(at + 8) | 8, at + 8);
    directory.writeUInt32LE(offsets[index]!, at + 42);
    at += 46 + Buffer.byteLength(member.name);
  }
  directory.writeUInt32LE(position, at + 16);
  return Buffer.concat([...pieces, directory]);
}

describe("openArchive", () => {
  it("reads every member as it was put in", () => {
    fc.assert(
      fc.property(arbitraryMembers, (members) => {
        const archive = openArchive(makeArchive(members));
        expect(archive.entries.map(({ name }) => name)).toEqual(members.map(({ name }) => name));
        for (const { name, data } of members)
          expect(Buffer.from(archive.read(name)).equals(Buffer.from(data))).toBe(true);
      }),
    );
  });

  it("says which part is missing", () => {
    const archive = openArchive(minimalDocument("docx"));
    expect(archive.has("word/footnotes.xml")).toBe(false);
    expect(() => archive.read("word/footnotes.xml")).toThrow("The part word/footnotes.xml is missing.");
  });

  it.each([
    ["empty", "malformed-document"],
    ["a single byte", "malformed-document"],
    ["protected by a password", "encrypted-document"],
    ["an encrypted part", "encrypted-document"],
    ["cut off in the middle", "malformed-document"],
    ["cut off before its last byte", "malformed-document"],
    ["a text under a wrong extension", "malformed-document"],
    ["a path out of the folder", "malformed-document"],
    ["an absolute path", "malformed-document"],
    ["a drive letter", "malformed-document"],
    ["two parts of one name", "malformed-document"],
    ["two parts whose names differ in case", "malformed-document"],
    ["a part that swells to 2 GB", "document-too-large"],
    ["a part that lies about its size", "malformed-document"],
    ["a wrong checksum", "malformed-document"],
    ["zip64 fields that claim the impossible", "document-too-large"],
    ["a table of contents that points nowhere", "malformed-document"],
  ])("refuses a file that is or has %s", (what, code) => {
    expect(failureOf(bad(what))?.code).toBe(code);
  });

  it("refuses a real bomb by its ratio, without inflating it", () => {
    const bomb = makeArchive([{ name: "a.xml", data: Buffer.alloc(80 * 1024 * 1024, " ") }]);
    expect(bomb.length).toBeLessThan(200_000);
    expect(failureOf(bomb)?.code).toBe("document-too-large");
  });

  it("stops reading once all parts together have swollen too far", () => {
    const archive = openArchive(makeArchive([{ name: "a.xml", data: Buffer.alloc(8 * 1024 * 1024, " ") }]));
    expect(() => {
      for (let times = 0; times <= 64; times += 1) archive.read("a.xml");
    }).toThrow("512 MB");
  });

  it("refuses or reads, and never throws anything else, whatever bytes are damaged", () => {
    const good = minimalDocument("docx");
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.nat(good.length - 1), fc.nat(255)), { minLength: 1, maxLength: 6 }),
        fc.nat(good.length),
        (changes, length) => {
          const damaged = Buffer.from(good);
          for (const [at, byte] of changes) damaged[at] = byte;
          failureOf(damaged);
          failureOf(damaged.subarray(0, length));
        },
      ),
      { numRuns: 2000 },
    );
  });

  it("finds the end of an archive with a comment", () => {
    const archive = minimalDocument("docx");
    archive.writeUInt16LE(5, archive.length - 2);
    expect(failureOf(Buffer.concat([archive, Buffer.from("Hello")]))).toBeUndefined();
  });
});

describe("rewrite", () => {
  it.each([
    ["short text", Buffer.from("<p>Short</p>")],
    ["long text", Buffer.from("<p>The child plays in the garden.</p>".repeat(20_000))],
    ["long noise", randomBytes(700_000)],
  ])("holds the same bytes whichever thread packed a member: %s", async (_, content) => {
    const archive = openArchive(
      makeArchive([
        { name: "a.xml", data: "<a/>" },
        { name: "b.xml", data: "<b/>" },
      ]),
    );
    const rewritten = archive.rewrite(new Map([["a.xml", await packMember(content)]]));
    expect(Buffer.compare(archive.rewrite(new Map([["a.xml", content]])), rewritten)).toBe(0);
    expect(Buffer.compare(openArchive(rewritten).read("a.xml"), content)).toBe(0);
  });

  it("gives the same bytes when nothing changes", () => {
    const bytes = minimalDocument("pptx");
    expect(openArchive(bytes).rewrite(new Map())).toBe(bytes);
  });

  it("replaces what changed and copies all else as compressed bytes, in order", () => {
    fc.assert(
      fc.property(
        arbitraryMembers,
        fc.nat(),
        fc.uint8Array({ maxLength: 300 }),
        fc.boolean(),
        (members, at, data, streamed) => {
          const bytes = streamed ? withDescriptors(members) : makeArchive(members);
          const { name } = members[at % members.length]!;
          const rewritten = openArchive(bytes).rewrite(new Map([[name, data]]));
          const before = readRawArchive(bytes);
          const after = readRawArchive(rewritten);
          expect([...after.keys()]).toEqual([...before.keys()]);
          for (const [other, member] of before) {
            if (other !== name) expect(after.get(other)!.compressed.equals(member.compressed)).toBe(true);
          }
          expect(Buffer.from(openArchive(rewritten).read(name)).equals(Buffer.from(data))).toBe(true);
          expect(failureOf(rewritten)).toBeUndefined();
        },
      ),
    );
  });

  it("gives the same bytes whether changed at once or one after the other", () => {
    fc.assert(
      fc.property(arbitraryMembers, fc.uint8Array({ maxLength: 99 }), (members, data) => {
        const bytes = makeArchive(members);
        const changes = members.map(({ name }) => [name, data] as const);
        const atOnce = openArchive(bytes).rewrite(new Map(changes));
        const inTurn = changes.reduce<Uint8Array>(
          (file, change) => openArchive(file).rewrite(new Map([change])),
          bytes,
        );
        expect(Buffer.from(inTurn).equals(atOnce)).toBe(true);
      }),
    );
  });

  it("keeps what is stored stored, and times, flags and comments as they were", () => {
    const bytes = patchEntry(
      makeArchive([
        { name: "mimetype", data: "application/epub+zip", stored: true },
        { name: "a.xml", data: "<a/>" },
      ]),
      "a.xml",
      (central) => central.writeUInt32LE(0x5a21_6c00, 12),
    );
    const rewritten = Buffer.from(openArchive(bytes).rewrite(new Map([["mimetype", Buffer.from("text/plain")]])));
    expect(rewritten.toString("latin1", 38, 48)).toBe("text/plain");
    const directory = rewritten.readUInt32LE(rewritten.length - 6);
    expect(rewritten.readUInt32LE(directory + 46 + 8 + 12)).toBe(0x5a21_6c00);
  });
});

describe("crc32", () => {
  it("gives the check value of the standard", () => {
    expect(crc32(Buffer.from("123456789"))).toBe(0xcbf43926);
    expect(crc32(Buffer.alloc(0))).toBe(0);
  });

  it("gives the same by the table as by Node", () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 300 }), (bytes) => {
        expect(crc32ByTable(bytes)).toBe(crc32(bytes));
      }),
    );
    expect(crc32ByTable(Buffer.from("123456789"))).toBe(0xcbf43926);
  });
});
