import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { XliffError } from "../../errors.ts";
import { withXliffVersion } from "../../model/document.ts";
import { openScratch } from "../../store/scratch.ts";
import { bilingualDocuments } from "../../testing/bilingual-documents.ts";
import { readXliff } from "../../xliff/read-xliff.ts";
import { isFact } from "../../xliff/unit-notes.ts";
import { exportIdOf, writeXliff } from "../../xliff/write-xliff.ts";
import { readReturn } from "./read-return.ts";

/** What an import sees of a return: units as they are kept, or the refusal. */
function returned(bytes: Uint8Array): unknown {
  return told(() =>
    readReturn([bytes], "x.xlf", openScratch()).documents.map(({ head, units, findings }) => ({
      head,
      findings,
      units: Array.from(units.ids, (_, unit) => units.get(unit)),
    })),
  );
}

/** The same by the reader of all tools' files. Notes that are all ours are not kept. */
function read(bytes: Uint8Array): unknown {
  return told(() => {
    const { files, findings } = readXliff(bytes, "x.xlf");
    return files.map(({ units, ...head }) => ({
      head,
      findings,
      units: units.map((unit) => ({ ...unit, notes: unit.notes.every(isFact) ? [] : unit.notes })),
    }));
  });
}

function told(read: () => unknown): unknown {
  try {
    return read();
  } catch (error) {
    if (!(error instanceof XliffError)) throw error;
    return { message: error.message, place: error.place };
  }
}

describe("readReturn", () => {
  it("reads a file that still stands as we wrote it as any other, whatever bytes of it were changed", () => {
    const changes = fc.constantFrom("", "<", "&", "\n", "ж", "\u00FF", " ", 'x="1"', "</g>", "<note>a</note>", ">");
    fc.assert(
      fc.property(bilingualDocuments, fc.double({ min: 0, max: 1, noNaN: true }), fc.nat(6), changes, (...all) => {
        const [document, share, removed, change] = all;
        const ours = withXliffVersion(document, "1.2");
        const bytes = Buffer.from(writeXliff(ours, { project: "parents", exportId: exportIdOf(ours) }));
        const at = Math.floor(share * bytes.length);
        // Half a character of UTF-8 may be left over.
        const spark = Buffer.from(change, change === "\u00FF" ? "latin1" : "utf8");
        const changed = Buffer.concat([bytes.subarray(0, at), spark, bytes.subarray(at + removed)]);
        expect(returned(bytes)).toEqual(read(bytes));
        expect(returned(changed)).toEqual(read(changed));
      }),
      { numRuns: 300 },
    );
  });

  it("tells of ids that repeat, in a file that stands as we wrote it otherwise", () => {
    const xml = `<?xml version="1.0" encoding="UTF-8"?>
<xliff xmlns="urn:oasis:names:tc:xliff:document:1.2" version="1.2">
<file original="a.txt" source-language="en" target-language="ru" datatype="x-txt" tool-id="pitrans">
<header>
<tool tool-id="pitrans" tool-name="pitrans"/>
</header>
<body>
${'<trans-unit id="a" resname="a" xml:space="preserve" extradata="draft;abcdefghij"><source>One</source><target state="translated">Один</target></trans-unit>\n'.repeat(2)}</body>
</file>
</xliff>
`;
    const [document] = readReturn([Buffer.from(xml)], "x.xlf", openScratch()).documents;
    expect(document!.units.ids).toEqual(["a", "a"]);
    expect(document!.findings).toMatchObject([{ id: "duplicate-id" }]);
  });
});
