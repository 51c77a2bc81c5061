import { existsSync, readdirSync, readFileSync, rmSync, truncateSync, writeFileSync } from "node:fs";
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it, onTestFinished } from "vitest";
import { textFragment } from "../model/fragment.ts";
import { sha256 } from "../model/identity.ts";
import type { TargetState } from "../model/unit.ts";
import { temporaryFolder } from "../testing/temporary-folder.ts";
import { openDatabase } from "./database.ts";
import type { HistoryEvent } from "./history-event.ts";
import { openStore, type Store } from "./store.ts";
import { NODE_FILE_CALLS } from "./write-atomically.ts";

const PATH = "xliff/ru/a.docx.xlf";
const bytes = (text: string): Uint8Array => Buffer.from(text);

function open(root: string = temporaryFolder(), options: Parameters<typeof openStore>[1] = {}): Store {
  const store = openStore(root, options);
  onTestFinished(() => store.close());
  return store;
}

function event(segment: string, target: string, state: TargetState, more: Partial<HistoryEvent> = {}): HistoryEvent {
  const after = { fragment: textFragment(target), state };
  return { change: "changed", segment, source: textFragment(`source of ${segment}`), after, ...more };
}

/** One complete batch that writes the working file with these words. */
async function write(
  store: Store,
  kind: "translate" | "import",
  text: string,
  events: readonly HistoryEvent[] = [],
): Promise<void> {
  const batch = await store.beginBatch(kind);
  const file = {
    path: PATH,
    bytes: bytes(text),
    export: { id: `x${sha256(text).slice(0, 8)}`, document: "a.docx", locale: "ru" },
    events,
  };
  expect(await batch.commit([file], kind === "import" ? [sha256(`return ${text}`)] : [])).toEqual([]);
  batch.complete();
}

const present = (store: Store): string => readFileSync(join(store.root, PATH), "utf8");

describe("the store", () => {
  it("makes nothing before it is used, and nothing at all for those who only look", async () => {
    const root = temporaryFolder();
    const store = open(root, { isReadOnly: true });
    expect((await store.history()).lastBatch()).toBeUndefined();
    expect((await store.cache()).get(["a"]).size).toBe(0);
    expect(await store.readProjectId()).toBeUndefined();
    expect(store.isPresent()).toBe(false);
    expect(readdirSync(root)).toEqual([]);
  });

  it("keeps originals and returns by their hash, and does not hand out damaged ones", async () => {
    const store = open();
    const hash = await store.originals.put(bytes("document"));
    expect(hash).toBe(sha256("document"));
    expect(await store.originals.put(bytes("document"))).toBe(hash);
    expect(Buffer.from((await store.originals.get(hash))!).toString()).toBe("document");
    expect(await store.returns.has(hash)).toBe(false);
    truncateSync(join(store.folder, "originals", hash), 3);
    expect(await store.originals.get(hash)).toBeUndefined();
    await store.originals.put(bytes("document"));
    expect(await store.originals.get(hash)).toBeDefined();
  });

  it("takes no id that could lead out of its folder", async () => {
    const store = open();
    writeFileSync(join(store.root, "secret"), "secret");
    expect(await store.exports.get("../../secret")).toBeUndefined();
    expect(await store.originals.get("../../secret")).toBeUndefined();
    await expect(store.exports.put("../x", bytes(""))).rejects.toThrow(RangeError);
  });

  it("gives a project one id for ever, or the one its files already carry", async () => {
    const root = temporaryFolder();
    const id = await open(root).projectId();
    expect(await open(root).projectId("ffffffff-other")).toBe(id);
    rmSync(join(root, ".pitrans"), { recursive: true });
    expect(await open(root).projectId(id)).toBe(id);
  });
});

describe("a batch", () => {
  it("writes working files and tells a file edited in place from one of ours", async () => {
    const store = open();
    await write(store, "translate", "one");
    await write(store, "translate", "two");
    const history = await store.history();
    expect(present(store)).toBe("two");
    expect(history.lastWritten(PATH)).toBe(sha256("two"));
    expect(history.lastExport(PATH)).toMatchObject({ document: "a.docx", locale: "ru", sha256: sha256("two") });
    expect(history.isOwnWriting(PATH, sha256("two"))).toBe(true);
    expect(history.isOwnWriting(PATH, sha256("three"))).toBe(false);
    const record = history.lastExport(PATH)!;
    expect(history.exportById(record.id)).toEqual(record);
    expect(Buffer.from((await store.exports.get(record.id))!).toString()).toBe("two");
    truncateSync(join(store.folder, "exports", record.id), 1);
    expect(await store.exports.get(record.id)).toBeUndefined();
  });

  it("is undone byte by byte, and its return may be imported again", async () => {
    const store = open();
    await write(store, "translate", "one", [event("p.s1.1", "ein", "draft")]);
    await write(store, "import", "two", [event("p.s1.1", "eins", "reviewed")]);
    const history = await store.history();
    const hash = sha256("return two");
    expect(history.wasImported(hash)).toBe(true);
    const batch = history.lastBatch("import")!;
    expect([...history.eventsOf(batch.id)]).toHaveLength(1);
    expect(await store.undoBatch(batch.id)).toEqual({ restored: [PATH], changedSince: [] });
    expect(present(store)).toBe("one");
    expect(history.lastWritten(PATH)).toBe(sha256("one"));
    expect(history.lastExport(PATH)?.sha256).toBe(sha256("one"));
    expect(history.wasImported(hash)).toBe(false);
    expect(history.lastBatch("import")).toBeUndefined();
    expect(history.lastAccepted("a.docx", "ru").size).toBe(0);
    expect(history.lastBatch()!.kind).toBe("translate");
  });

  it("can be undone where it replaced files that were not ours, and where there was none", async () => {
    const store = open();
    mkdirSync(join(store.root, "memory"));
    writeFileSync(join(store.root, "memory/en-ru.tmx"), "a colleague's");
    const batch = await store.beginBatch("import");
    await batch.commit([
      { path: "memory/en-ru.tmx", bytes: bytes("ours") },
      { path: "memory/en-kk.tmx", bytes: bytes("new") },
    ]);
    await batch.commit([{ path: "memory/en-ru.tmx", bytes: bytes("ours, again") }]);
    batch.complete();
    const history = await store.history();
    await store.undoBatch(history.lastBatch("import")!.id);
    expect(readFileSync(join(store.root, "memory/en-ru.tmx"), "utf8")).toBe("a colleague's");
    expect(existsSync(join(store.root, "memory/en-kk.tmx"))).toBe(false);
  });

  it("whose undo was stopped by a file that Word holds is undone by the next", async () => {
    let isHeld = false;
    const store = open(temporaryFolder(), {
      calls: {
        ...NODE_FILE_CALLS,
        rename: async (from, to) => {
          if (isHeld && to.endsWith("b.xlf")) throw Object.assign(new Error("held"), { code: "EPERM" });
          await NODE_FILE_CALLS.rename(from, to);
        },
      },
    });
    for (const [kind, text] of [
      ["translate", "old"],
      ["import", "new"],
    ] as const) {
      const batch = await store.beginBatch(kind);
      await batch.commit(["a.xlf", "b.xlf"].map((path) => ({ path, bytes: bytes(`${text} ${path}`) })));
      batch.complete();
    }
    const { id } = (await store.history()).lastBatch("import")!;
    isHeld = true;
    await expect(store.undoBatch(id)).rejects.toMatchObject({ code: "file-in-use" });
    isHeld = false;
    expect(await store.undoBatch(id)).toEqual({ restored: ["a.xlf", "b.xlf"], changedSince: [] });
    expect(readFileSync(join(store.root, "b.xlf"), "utf8")).toBe("old b.xlf");
  });

  it("is not undone where a file was changed since", async () => {
    const store = open();
    await write(store, "translate", "one");
    await write(store, "import", "two");
    writeFileSync(join(store.root, PATH), "edited by hand");
    const batch = (await store.history()).lastBatch("import")!;
    expect(await store.undoBatch(batch.id)).toEqual({ restored: [], changedSince: [PATH] });
    expect(present(store)).toBe("edited by hand");
  });

  it("reports a file that Word holds and does the others", async () => {
    const root = temporaryFolder();
    const store = open(root, {
      calls: {
        ...NODE_FILE_CALLS,
        rename: async (from, to) => {
          if (to.endsWith("held.xlf")) throw Object.assign(new Error("held"), { code: "EBUSY" });
          await NODE_FILE_CALLS.rename(from, to);
        },
      },
    });
    const file = (path: string): Parameters<Awaited<ReturnType<Store["beginBatch"]>>["commit"]>[0][number] => ({
      path,
      bytes: bytes(path),
      export: { id: path.replaceAll(/\W/g, ""), document: path, locale: "ru" },
      events: [event("p.s1.1", "x", "draft")],
    });
    const batch = await store.beginBatch("translate");
    const failures = await batch.commit([file("held.xlf"), file("free.xlf")]);
    batch.complete();
    expect(failures).toMatchObject([{ path: "held.xlf", error: { code: "file-in-use" } }]);
    expect(readFileSync(join(root, "free.xlf"), "utf8")).toBe("free.xlf");
    const history = await store.history();
    expect(history.filesOf(history.lastBatch()!.id).map(({ path }) => path)).toEqual(["free.xlf"]);
    expect([...history.eventsOfDocument("held.xlf", "ru")]).toEqual([]);
    expect(history.lastWritten("held.xlf")).toBeUndefined();
  });

  it("keeps what it wrote before where a second writing of the same file fails", async () => {
    let isHeld = false;
    const store = open(temporaryFolder(), {
      calls: {
        ...NODE_FILE_CALLS,
        rename: async (from, to) => {
          if (isHeld) throw Object.assign(new Error("full"), { code: "ENOSPC" });
          await NODE_FILE_CALLS.rename(from, to);
        },
      },
    });
    const file = (text: string): Parameters<Awaited<ReturnType<Store["beginBatch"]>>["commit"]>[0][number] => ({
      path: PATH,
      bytes: bytes(text),
      export: { id: text, document: "a.docx", locale: "ru" },
      events: [event("p.s1.1", text, "edited")],
    });
    const batch = await store.beginBatch("import");
    await batch.commit([file("first")]);
    isHeld = true;
    expect(await batch.commit([file("second")])).toMatchObject([{ path: PATH, error: { code: "disk-full" } }]);
    batch.complete();
    const history = await store.history();
    expect(history.lastExport(PATH)?.id).toBe("first");
    expect(Array.from(history.eventsOfDocument("a.docx", "ru"), ({ exportId }) => exportId)).toEqual(["first"]);
    isHeld = false;
    expect(await store.undoBatch(history.lastBatch("import")!.id)).toEqual({ restored: [PATH], changedSince: [] });
    expect(existsSync(join(store.root, PATH))).toBe(false);
  });

  it("that died is told of, and can be rolled back or counted as done", async () => {
    const root = temporaryFolder();
    const first = open(root);
    await write(first, "translate", "one");
    await (await first.beginBatch("import")).commit([{ path: PATH, bytes: bytes("two") }], [sha256("return")]);
    await first.close();
    const store = open(root);
    const history = await store.history();
    expect(history.wasImported(sha256("return"))).toBe(false);
    const [died] = history.unfinishedBatches();
    expect(died).toMatchObject({ kind: "import", isComplete: false });
    await store.undoBatch(died!.id);
    expect(present(store)).toBe("one");
    expect(history.unfinishedBatches()).toEqual([]);
  });

  it("of 300 documents costs little", async () => {
    const store = open();
    const files = Array.from({ length: 300 }, (_, n) => ({
      path: `xliff/ru/${n}.docx.xlf`,
      bytes: bytes(`document ${n} `.repeat(2000)),
      export: { id: `e${n}`, document: `${n}.docx`, locale: "ru" },
      events: Array.from({ length: 50 }, (_, m) => event(`p.aaaaaaaaaa.${m}`, "перевод", "draft")),
    }));
    const batch = await store.beginBatch("translate");
    await batch.commit(files);
    batch.complete();
    // 15,000 events and 600 files take about 0.6 s on two idle cores; with a transaction for each event it would be a minute.
    expect((await store.history()).lastAccepted("7.docx", "ru", "draft").size).toBe(50);
  });
});

describe("history", () => {
  it("keeps what people wrote, also of removed segments, and never counts a stale text as accepted", async () => {
    const store = open();
    await write(store, "translate", "1", [
      event("p.s1.1", "Entwurf", "draft", { origin: { kind: "translator", translator: "deepl" } }),
    ]);
    await write(store, "import", "2", [event("p.s1.1", "Text", "edited", { origin: { kind: "human" } })]);
    const { after: _, ...gone } = event("p.s1.1", "", "draft", {
      change: "removed",
      before: { fragment: textFragment("Text"), state: "edited" },
    });
    await write(store, "translate", "3", [gone, event("p.s2.1", "Text", "edited", { isStale: true })]);
    const history = await store.history();
    expect([...history.lastAccepted("a.docx", "ru").entries()]).toEqual([
      [
        "p.s1.1",
        { source: textFragment("source of p.s1.1"), target: { fragment: textFragment("Text"), state: "edited" } },
      ],
    ]);
    expect(
      Array.from(history.eventsOfDocument("a.docx", "ru"), ({ segment, change, kind }) => [segment, change, kind]),
    ).toEqual([
      ["p.s1.1", "changed", "translate"],
      ["p.s1.1", "changed", "import"],
      ["p.s1.1", "removed", "translate"],
      ["p.s2.1", "changed", "translate"],
    ]);
    expect(history.origins("a.docx", "ru").has("p.s1.1")).toBe(false);
    expect(history.origins("a.docx", "kk").size).toBe(0);
  });

  it("does not store the native markup of codes", async () => {
    const store = open();
    await write(store, "translate", "1", [
      {
        change: "changed",
        segment: "p.s1.1",
        source: [{ kind: "standalone", id: "1", type: "image", data: "<w:drawing/>" }],
      },
    ]);
    const [only] = (await store.history()).eventsOfDocument("a.docx", "ru");
    expect(only!.source).toEqual([{ kind: "standalone", id: "1", type: "image", data: "" }]);
  });

  it("that is damaged, cut off, or of a newer version is refused with a way on", async () => {
    const root = temporaryFolder();
    const store = open(root);
    await write(store, "translate", "1");
    await store.close();
    const path = join(root, ".pitrans", "history.db");
    truncateSync(path, 5000);
    await expect(
      open(root)
        .history()
        .then((history) => history.lastBatch()),
    ).rejects.toMatchObject({ code: "malformed-memory" });
    writeFileSync(path, "this is no database ".repeat(100));
    await expect(open(root).history()).rejects.toMatchObject({
      code: "malformed-memory",
      hint: expect.stringContaining("history.db") as string,
    });
    rmSync(path);
    const newer = await openDatabase(path, { version: 99, steps: [""] });
    newer.close();
    await expect(open(root).history()).rejects.toMatchObject({ code: "memory-too-new" });
  });
});

describe("the cache", () => {
  it("answers what was put, in this run and the next", async () => {
    const root = temporaryFolder();
    const store = open(root);
    (await store.cache()).put(
      new Map<string, unknown>([
        ["a", { text: "а" }],
        ["b", 1],
      ]),
    );
    expect((await store.cache()).get(["a", "c"])).toEqual(new Map([["a", { text: "а" }]]));
    await store.close();
    expect(readdirSync(store.folder)).toEqual(["cache.db"]);
    expect((await open(root).cache()).get(["b"])).toEqual(new Map([["b", 1]]));
  });

  it("is made anew where it is damaged", async () => {
    const root = temporaryFolder();
    mkdirSync(join(root, ".pitrans"));
    writeFileSync(join(root, ".pitrans", "cache.db"), "this is no database ".repeat(100));
    const cache = await open(root).cache();
    cache.put(new Map([["a", 1]]));
    expect(cache.get(["a"]).get("a")).toBe(1);
  });
});
