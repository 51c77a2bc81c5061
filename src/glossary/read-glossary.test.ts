import { describe, expect, it } from "vitest";
import { readGlossary, type Glossary } from "./read-glossary.ts";
import { readProtectedTerms } from "./read-protected-terms.ts";

const read = (content: string | Uint8Array, file: string = "glossaries/en-ru.csv"): Glossary =>
  readGlossary(typeof content === "string" ? Buffer.from(content) : content, {
    file,
    sourceLocale: "en",
    targetLocale: "ru",
  });
const pairs = ({ entries }: Glossary): string[] => entries.map(({ source, target }) => `${source} = ${target}`);

describe("reading a glossary", () => {
  it("reads all columns, and says where each row stands", () => {
    const { entries, findings } = read(
      "source,target,status,part_of_speech,note,scope,case_sensitive\r\n" +
        'disability,инвалидность,preferred,noun,"Note, with ""quotes""",elpida,\r\n' +
        "\r\n" +
        "SILENT,SILENT,,,,,yes\r\n",
    );
    expect(findings).toEqual([]);
    expect(entries).toEqual([
      {
        source: "disability",
        target: "инвалидность",
        status: "preferred",
        partOfSpeech: "noun",
        note: 'Note, with "quotes"',
        scope: "elpida",
        caseSensitive: false,
        place: "glossaries/en-ru.csv, line 2",
      },
      {
        source: "SILENT",
        target: "SILENT",
        status: "preferred",
        caseSensitive: true,
        place: "glossaries/en-ru.csv, line 4",
      },
    ]);
  });

  it.each([
    ["semicolons", "Term;Translation;Comment\nchild;ребёнок;a, b\n", "glossaries/x.csv"],
    ["tabs", "source\ttarget\nchild\tребёнок\n", "glossaries/x.txt"],
    ["Excel's first line", "sep=;\r\nsource;target\r\nchild;ребёнок\r\n", "glossaries/x.csv"],
    ["locales for names", "id,en,ru\n1,child,ребёнок\n", "glossaries/x.csv"],
    ["languages for names", "Russian,English\nребёнок,child\n", "glossaries/x.csv"],
    ["DeepL's two columns", "child,ребёнок\n", "glossaries/x.csv"],
    ["DeepL's four columns", "child,ребёнок,en,ru\n", "glossaries/x.csv"],
    ["OmegaT's three columns and remarks", '# a remark\nchild\tребёнок\tsays "so\n', "glossary.txt"],
    ["an unbalanced quotation mark between tabs", '"child\tребёнок\n', "glossary.tsv"],
    ["commas in a column between semicolons", "source;target;note\nchild;ребёнок;a, b, c, d\n", "glossaries/x.csv"],
    ["old line ends", "source,target\rchild,ребёнок\r", "glossaries/x.csv"],
  ])("understands %s", (_, content, file) => {
    expect(pairs(read(content, file)).map((pair) => pair.replace(/^"/, ""))).toEqual(["child = ребёнок"]);
  });

  it("takes OmegaT's third column for a note, and no language for one", () => {
    expect(read("child\tребёнок\ta note\n").entries[0]!.note).toBe("a note");
    expect(read("child,ребёнок,en,ru\n").entries[0]!.note).toBeUndefined();
  });

  it.each([
    ["UTF-8 with byte order mark", Buffer.from("\uFEFFsource,target\nchild,ребёнок\n")],
    ["UTF-16 LE", Buffer.from("\uFEFFsource\ttarget\nchild\tребёнок\n", "utf16le")],
    ["UTF-16 BE", Buffer.from("\uFEFFsource\ttarget\nchild\tребёнок\n", "utf16le").swap16()],
    ["UTF-16 LE without mark", Buffer.from("source\ttarget\nchild\tребёнок\n", "utf16le")],
  ])("reads %s", (_, bytes) => {
    expect(pairs(read(bytes))).toEqual(["child = ребёнок"]);
  });

  it("reports what is wrong with single rows, by line, and reads the others", () => {
    const { entries, findings } = read(
      [
        "source,target,status",
        "child,ребёнок,preferred",
        "Child,ребёнок,preferred",
        "child,дитя,preferred",
        "child,ребенок,forbidden",
        "child,ребенок,admitted",
        " family ,семья,",
        "only a term,,",
        "school,школа,perhaps",
        "alone",
      ].join("\n"),
    );
    expect(entries).toHaveLength(6);
    expect(entries.at(-1)).toMatchObject({ source: "family" });
    expect(findings.map(({ id, place }) => `${place?.split(", ")[1]} ${id}`)).toEqual([
      "line 7 glossary-stray-space",
      "line 8 glossary-empty",
      "line 9 glossary-unknown-status",
      "line 10 glossary-empty",
      "line 3 glossary-duplicate",
      "line 4 glossary-conflict",
      "line 6 glossary-conflict",
    ]);
  });

  it("takes the same term in two scopes, and several admitted ones, for no conflict", () => {
    const { findings } = read(
      "source,target,status,scope\nkit,набор,,\nkit,комплект,,silent\nkit,чемоданчик,admitted,\nkit,ящик,admitted,\n",
    );
    expect(findings).toEqual([]);
  });

  it.each([
    ["one column", "child\nparent\n", 1],
    ["a quotation mark that is never closed", 'source,target\nchild,"ребёнок\n', undefined],
    ["a spreadsheet", Buffer.from([0x50, 0x4b, 3, 4, 20, 0]), undefined],
    ["another encoding", Buffer.from([0x63, 0x2c, 0xf0, 0xe5, 0x0a]), undefined],
    ["no text", Buffer.from([0x63, 0x2c, 0x0a, 0x0a, 0x00, 0x0a]), undefined],
  ])("refuses %s with one sentence and the file", (_, content, line) => {
    const error: unknown = (() => {
      try {
        return read(content);
      } catch (error) {
        return error;
      }
    })();
    expect(error).toMatchObject({
      name: "GlossaryError",
      code: "malformed-glossary",
      place: { file: "glossaries/en-ru.csv", ...(line ? { line } : {}) },
    });
  });

  it("takes an empty file for an empty glossary", () => {
    expect(read("")).toEqual({ entries: [], findings: [] });
    expect(read("source,target\n").entries).toEqual([]);
  });
});

describe("reading names that stay as they are", () => {
  it("takes spellings apart and leaves remarks and empty lines", () => {
    expect(readProtectedTerms("\uFEFF# names\r\nSenimen Bolashaq |  Senimen Bolasaq\r\n\r\nELPIDA\n|\nC#\n")).toEqual([
      { spellings: ["Senimen Bolashaq", "Senimen Bolasaq"] },
      { spellings: ["ELPIDA"] },
      { spellings: ["C#"] },
    ]);
  });
});
