import { describe, expect, it } from "vitest";
import { DocumentError } from "../../errors.ts";
import type { AnyFilter } from "../../filters/filter.ts";
import { txt } from "../../filters/txt/txt.ts";
import { badDocuments, minimalDocument } from "../bad-documents.ts";
import type { GateId } from "./gate.ts";
import { gates } from "./gates/index.ts";
import { naiveDocx, type Sabotage } from "./naive-docx.ts";
import { makeSubject } from "./subject.ts";

const LINE_BREAK = '</w:t><w:br/><w:t xml:space="preserve">';
const GOOD = minimalDocument("docx", [`Dear parents${LINE_BREAK}and teachers`, "R &amp; D", "Dear parents", "2024"]);

async function failures(
  gate: GateId,
  filter: AnyFilter,
  bytes: Uint8Array = GOOD,
  name: string = "a.docx",
): Promise<readonly string[]> {
  const subject = makeSubject({
    name,
    bytes,
    sourceLocale: "en",
    targetLocale: "ru",
    hasSoffice: false,
    filterFor: () => Promise.resolve(filter),
  });
  return (await gates.find(({ id }) => id === gate)!.run(subject)).failures;
}

const sabotaged = (gate: GateId, sabotage: Sabotage, bytes?: Uint8Array): Promise<readonly string[]> =>
  failures(gate, naiveDocx(sabotage), bytes);

describe("the gates", () => {
  it.each(gates.filter(({ id }) => id !== "G9"))("$id is passed by a sound filter", async ({ id }) => {
    expect(await failures(id, naiveDocx())).toEqual([]);
  });

  it("G1 sees a file that was packed anew", async () => {
    const filter = naiveDocx();
    const repacking: AnyFilter = {
      ...filter,
      merge: async ({ bytes }) => ({ bytes: Buffer.concat([bytes, Buffer.from([0])]), findings: [] }),
    };
    expect(await failures("G1", repacking)).toEqual(["The archive differs outside its parts."]);
  });

  it("G2 sees a lost tag, an added one, and one that moved", async () => {
    const lost = await sabotaged("G2", {
      edits: (edits) => edits.map((edit) => ({ ...edit, text: edit.text.replace("<w:br/>", "") })),
    });
    expect(lost[0]).toBe('word/document.xml: "<w:br/>" was lost 1 times.');
    const added = await sabotaged("G2", {
      edits: (edits) => edits.map((edit) => ({ ...edit, text: `${edit.text}<w:tab/>` })),
    });
    expect(added[0]).toBe('word/document.xml: "<w:tab/>" was added 3 times.');
    const moved = await sabotaged("G2", {
      edits: (edits, text) => [
        ...edits,
        { start: text.indexOf("<w:p>"), end: text.indexOf("<w:p>"), text: "<w:sectPr/>" },
        removal(text, "<w:sectPr/>"),
      ],
    });
    expect(moved).toContain('word/document.xml: "<w:p>" stands in another place.');
  });

  it("G2 sees formatting that was changed or made up, and lets runs be joined", async () => {
    const bold = (text: string): string => text.replace("</w:t>", "</w:t></w:r><w:r><w:rPr><w:b/></w:rPr><w:t>x</w:t>");
    const found = await sabotaged("G2", {
      edits: (edits) => edits.map((edit) => ({ ...edit, text: bold(edit.text) })),
    });
    expect(found.join()).toContain("A run was added");
    const plain = (text: string): string => text.replace(/(?=.<\/w:t>)/, '</w:t></w:r><w:r><w:t xml:space="preserve">');
    expect(
      await sabotaged("G2", { edits: (edits) => edits.map((edit) => ({ ...edit, text: plain(edit.text) })) }),
    ).toEqual([]);
  });

  it("G3 sees markup that is broken, a text that was dropped, and one that was doubled", async () => {
    const broken = await sabotaged("G3", {
      edits: (edits) => edits.map((edit) => ({ ...edit, text: edit.text.replace("&amp;", "&") })),
    }).catch((error: unknown) => error);
    expect(broken).toBeInstanceOf(DocumentError);
    const dropped = await sabotaged("G3", { edits: (edits) => edits.slice(1) });
    expect(dropped[0]).toMatch(/^Paragraph 1: .* is not in the merged document\.$/);
    const doubled = await sabotaged("G3", { edits: (edits) => [...edits, { ...edits[1]!, start: edits[1]!.end }] });
    expect(doubled.join()).toContain("Extracted again");
  });

  it("G4 sees texts skipped without a reason, and units that no category counts", async () => {
    const filter = naiveDocx();
    const silent: AnyFilter = {
      ...filter,
      extract: async (document) => ({
        ...(await filter.extract(document)),
        coverage: [{ category: "footnotes", extracted: 0, skipped: 2 }],
      }),
    };
    expect(await failures("G4", silent)).toHaveLength(2);
  });

  it("G5 sees the copy that was left in the fallback", async () => {
    const fallback = (text: string): string =>
      `<mc:AlternateContent xmlns:mc="urn:mc"><mc:Choice>${text}</mc:Choice><mc:Fallback><w:p><w:r><w:delText/><w:t>${text}</w:t></w:r></w:p></mc:Fallback></mc:AlternateContent>`;
    const document = minimalDocument("docx", ["Welcome"]);
    const appended: Sabotage = {
      edits: (edits, text) => {
        const end = text.indexOf("<w:sectPr/>");
        return [...edits, { start: end, end, text: fallback("Welcome") }];
      },
    };
    expect(await sabotaged("G5", appended, document)).toEqual([
      'word/document.xml still holds "Welcome" in alternate content.',
    ]);
  });

  it("G6 sees raw markup", async () => {
    expect((await sabotaged("G6", { display: '<w:br w:type="page"/>' }))[0]).toContain("raw markup");
    expect(await sabotaged("G6", { display: "a < b > c" })).toEqual([]);
  });

  it("G7 sees codes that were wrong and not reported", async () => {
    expect((await sabotaged("G7", { findings: () => [] })).join()).toContain("no finding says so");
  });

  it.each(badDocuments("docx"))("G9 is passed by a clear refusal of a document that is $what", async ({ bytes }) => {
    expect(await failures("G9", naiveDocx(), bytes)).toEqual([]);
  });

  it("G9 sees errors of the program and sentences that are none", async () => {
    const throwing = (error: Error): AnyFilter => ({
      ...naiveDocx(),
      extract: async () => {
        throw error;
      },
    });
    expect((await failures("G9", throwing(new TypeError("x is undefined"))))[0]).toContain("no DocumentError");
    expect(await failures("G9", throwing(new DocumentError("malformed-document", "bad zip")))).toHaveLength(2);
    const clear = new DocumentError("malformed-document", "The file is damaged.", { hint: "Ask for a fresh copy." });
    expect(await failures("G9", throwing(clear))).toEqual([]);
  });
});

describe("the gates, with a plain file", () => {
  const LETTER = Buffer.from("Dear parents,\nwelcome to the group.\n\n* * *\n\nSee you on Monday.\n");
  const TEXT_GATES: readonly GateId[] = ["G1", "G2", "G3", "G4", "G7"];

  /** The filter of plain text with its merged bytes changed. */
  const changing = (change: (text: string) => string): AnyFilter => ({
    ...txt,
    merge: async (document, translation, options) => {
      const { bytes, findings } = await txt.merge(document, translation, options);
      return { bytes: Buffer.from(change(Buffer.from(bytes).toString())), findings };
    },
  });

  it.each(TEXT_GATES)("%s is passed by a sound filter", async (gate) => {
    expect(await failures(gate, txt, LETTER, "a.txt")).toEqual([]);
  });

  it("G1, G2 and G3 see what was changed", async () => {
    const lost = changing((text) => text.replace("* * *\n", ""));
    expect(await failures("G1", lost, LETTER, "a.txt")).toEqual(["a.txt differs."]);
    expect(await failures("G2", lost, LETTER, "a.txt")).toEqual(['a.txt: "* * *" was lost 1 times.']);
    const cut = changing((text) => text.replace(/⟦./u, "⟦"));
    expect((await failures("G3", cut, LETTER, "a.txt"))[0]).toContain("is not in the merged document");
  });
});

function removal(text: string, piece: string): { start: number; end: number; text: string } {
  const start = text.indexOf(piece);
  return { start, end: start + piece.length, text: "" };
}
