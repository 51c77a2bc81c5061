import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import type { BilingualStream } from "../../model/document.ts";
import { segmentId } from "../../model/identity.ts";
import { openScratch, type Scratch } from "../../store/scratch.ts";
import { temporaryFolder } from "../../testing/temporary-folder.ts";
import type { Project } from "../project.ts";
import type { DocumentInWork } from "./document-in-work.ts";
import { importOutputs, type ChangedDocument, type ImportOutputs, type SharedDocument } from "./import-outputs.ts";
import type { OutputThread } from "./output-thread.ts";
import type { SegmentReport } from "./reconcile-return.ts";
import { noChanges, storeDocument, withChanges, type SharedChanges } from "./stored-document.ts";
import { tellOutputs } from "./tell-outputs.ts";

const UNITS = 2500;

function document(name: string): BilingualStream {
  return {
    original: { name, sha256: "0".repeat(64), filter: "txt", options: {} },
    sourceLocale: "en",
    targetLocale: "ru",
    segmentation: "sentence",
    units: Array.from({ length: UNITS }, (_, n) => ({
      id: `${name}.${n}`,
      place: `Paragraph ${n}`,
      segments: [1, 2].map((part) => ({
        id: segmentId(`${name}.${n}`, part),
        source: [{ kind: "text" as const, text: `Tip ${n}, part ${part} of ${name}` }],
        target: { fragment: [{ kind: "text" as const, text: `Совет ${n}, часть ${part}` }], state: "draft" as const },
        notes: [],
      })),
    })),
  };
}

function openDocument(name: string, scratch: Scratch): DocumentInWork {
  const before = storeDocument(document(name), scratch);
  const changes = noChanges(before, scratch);
  const after = withChanges(before, changes);
  return { before, exportId: "a", changes, after, isRestored: false, returns: [], history: undefined };
}

function projectIn(root: string): Project {
  return {
    root,
    sourceLocale: "en",
    targetLocales: ["ru"],
    segmentation: "sentence",
    filterOptions: {},
    exclude: [],
    glossaries: [],
  };
}

/** What a thread was told, which does nothing. */
function recorded(): { thread: OutputThread; told: (SharedDocument | SharedChanges)[]; begun: unknown[] } {
  const told: (SharedDocument | SharedChanges)[] = [];
  const begun: (readonly ChangedDocument[] | undefined)[] = [];
  const thread: OutputThread = {
    addReports: () => {},
    early: { openDocument: (each) => void told.push(each), addChanges: (changes) => void told.push(changes) },
    begin: (documents) => void begun.push(documents),
    collected: async () => ({ remembered: 0, rows: [] }),
    memories: async () => [],
    close: async () => {},
  };
  return { thread, told, begun };
}

/** Compares a return that changes every third text and approves every other one. */
function takeIn(telling: ReturnType<typeof tellOutputs>, work: DocumentInWork, word: string, isWhole = true): void {
  const reports = openScratch().spool<SegmentReport>();
  const open = telling.begin({ rows: 0, document: work, reports, isInOrder: true });
  for (const [index, id] of work.before.ids.entries()) {
    const { target } = work.before.get(index);
    const fragment = index % 3 === 0 ? [{ kind: "text" as const, text: `${word} ${index}` }] : target!.fragment;
    work.changes.set(index, { target: { fragment, state: "reviewed" } });
    const texts = { source: "", place: "", findings: [], notes: [] };
    reports.push({ segment: id, outcome: "changed", isSettled: false, ...texts });
    open.next();
  }
  if (isWhole) open.end();
}

/** Tells outputs what a thread was told. */
async function repeat(told: readonly (SharedDocument | SharedChanges)[], outputs: ImportOutputs): Promise<void> {
  for (const each of told) {
    if (isDocument(each)) await outputs.openDocument(each);
    else outputs.addChanges(each);
  }
}

async function memoryOf(outputs: ImportOutputs, documents?: readonly ChangedDocument[]): Promise<unknown> {
  const { remembered } = await outputs.collect(documents);
  const memories = await outputs.stageMemories();
  return { remembered, texts: memories.map(({ temporary }) => readFileSync(temporary, "utf8")) };
}

function isDocument(told: SharedDocument | SharedChanges): told is SharedDocument {
  return "name" in told;
}

describe("what an import brings into the memories", () => {
  it("is the same whether it is told while returns are compared or at the end", async () => {
    const scratch = openScratch();
    const works = ["a.txt", "b.txt"].map((name) => openDocument(name, scratch));
    const { thread, told, begun } = recorded();
    const telling = tellOutputs(thread);
    for (const work of works) takeIn(telling, work, "Иначе");
    telling.finish(works);
    expect(begun).toEqual([undefined]);
    expect(told.filter(isDocument).map(({ name }) => name)).toEqual(["a.txt", "b.txt"]);
    expect(told.length).toBeGreaterThan(8);

    const early = importOutputs(projectIn(temporaryFolder()));
    await repeat(told, early);
    const atTheEnd = importOutputs(projectIn(temporaryFolder()));
    const memory = await memoryOf(atTheEnd, works.map(changedDocument));
    expect(memory).toMatchObject({ remembered: 4 * UNITS });
    expect(await memoryOf(early)).toEqual(memory);
  });

  it("is told anew where a document has two returns, or one that came to no end", async () => {
    for (const isWhole of [true, false]) {
      const work = openDocument("a.txt", openScratch());
      const { thread, told, begun } = recorded();
      const telling = tellOutputs(thread);
      takeIn(telling, work, "Раньше", isWhole);
      if (isWhole) takeIn(telling, work, "Позже");
      telling.finish([work]);
      const [documents] = begun as [ChangedDocument[]];
      expect(documents).toMatchObject([{ name: "a.txt" }]);

      const early = importOutputs(projectIn(temporaryFolder()));
      await repeat(told, early);
      const fresh = importOutputs(projectIn(temporaryFolder()));
      expect(await memoryOf(early, documents)).toEqual(await memoryOf(fresh, [changedDocument(work)]));
    }
  });
});

function changedDocument({ before, changes }: DocumentInWork): ChangedDocument {
  return { name: before.document.original.name, locale: "ru", units: before.shareUnits(), changes: changes.share() };
}
