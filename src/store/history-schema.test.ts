import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { textFragment } from "../model/fragment.ts";
import { temporaryFolder } from "../testing/temporary-folder.ts";
import { openDatabase } from "./database.ts";
import { openHistory } from "./history.ts";
import { HISTORY_SCHEMA } from "./history-schema.ts";

describe("a history of pitrans 0.1", () => {
  it("keeps its events, in their order and of their batches, when it is opened", async () => {
    const path = join(temporaryFolder(), "history.db");
    const old = await openDatabase(path, { version: 1, steps: HISTORY_SCHEMA.steps.slice(0, 1) });
    old.exec(
      "INSERT INTO batches (id, kind, time, is_complete) VALUES (1, 'translate', 't1', 1), (2, 'import', 't2', 1)",
    );
    const insert = old.prepare(
      `INSERT INTO events (batch, path, document, locale, segment, change, source, before_target, before_state, after_target, after_state, is_stale, origin, export)
       VALUES (?, 'xliff/ru/a.docx.xlf', ?, 'ru', ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    );
    const json = (text: string): string => JSON.stringify(textFragment(text));
    const engine = JSON.stringify({ kind: "translator", translator: "deepl" });
    for (let n = 0; n < 100; n += 1)
      insert.run([
        1,
        "a.docx",
        `s${n}`,
        "changed",
        json("text"),
        null,
        null,
        json(`Text ${n}`),
        "draft",
        0,
        engine,
        "one",
      ]);
    insert.run([1, "b.docx", "s0", "changed", json("text"), null, null, json("Text"), "draft", 1, engine, "b"]);
    const person = JSON.stringify({ kind: "human", time: "2026-01-01T00:00:00.000Z" });
    insert.run([
      2,
      "a.docx",
      "s1",
      "changed",
      json("text"),
      json("Text 1"),
      "draft",
      null,
      "reviewed",
      0,
      person,
      "two",
    ]);
    insert.run([2, "a.docx", "s2", "removed", json("text"), json("Text 2"), "draft", null, null, 0, null, null]);
    old.close();

    const history = await openHistory(path);
    const events = [...history.eventsOfDocument("a.docx", "ru")];
    expect(events.map(({ segment, batch }) => `${batch} ${segment}`)).toEqual([
      ...Array.from({ length: 100 }, (_, n) => `1 s${n}`),
      "2 s1",
      "2 s2",
    ]);
    const source = textFragment("text");
    const common = { document: "a.docx", locale: "ru", source };
    expect(events[99]).toEqual({
      ...common,
      batch: 1,
      kind: "translate",
      time: "t1",
      segment: "s99",
      change: "changed",
      after: { fragment: textFragment("Text 99"), state: "draft" },
      origin: { kind: "translator", translator: "deepl" },
      exportId: "one",
    });
    expect(events.slice(100)).toMatchObject([
      {
        ...common,
        before: { fragment: textFragment("Text 1"), state: "draft" },
        after: { fragment: textFragment("Text 1"), state: "reviewed" },
        exportId: "two",
      },
      { ...common, change: "removed", before: { fragment: textFragment("Text 2"), state: "draft" } },
    ]);
    expect(events[101]).not.toHaveProperty("after");
    expect([...history.eventsOfDocument("b.docx", "ru")]).toMatchObject([{ segment: "s0", isStale: true }]);
    expect([...history.eventsOfReturn("a.docx", "ru", "2026-01-01T00:00:00.000Z")]).toMatchObject([{ segment: "s1" }]);
    expect([...history.eventsOfReturn("a.docx", "ru", "2026-01-01T00:00:00.00")]).toEqual([]);
    expect(history.lastAccepted("a.docx", "ru").size).toBe(1);
    history.close();
  });
});
