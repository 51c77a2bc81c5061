import { spawn } from "node:child_process";
import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { fileURLToPath, pathToFileURL } from "node:url";
import { describe, expect, it, onTestFinished } from "vitest";
import { sha256 } from "../model/identity.ts";
import { temporaryFolder } from "../testing/temporary-folder.ts";
import { openStore } from "./store.ts";
import { removeTemporaryFiles } from "./temporary-files.ts";

const STORE = pathToFileURL(fileURLToPath(new URL("store.ts", import.meta.url))).href;
const FILES = 20;

/** Writes generation after generation of the same files, and a reply to the cache before each, until it is killed. */
const WRITER = `
  const { openStore } = await import(${JSON.stringify(STORE)});
  const store = openStore(process.argv[1]);
  await store.lock("translate");
  for (let generation = 0; ; generation += 1) {
    (await store.cache()).put(new Map([["generation " + generation, generation]]));
    const batch = await store.beginBatch("translate");
    await batch.commit(Array.from({ length: ${FILES} }, (_, n) => ({
      path: "xliff/ru/" + n + ".xlf",
      bytes: Buffer.from(("generation " + generation + " ").repeat(5000)),
      export: { id: "e" + generation + "-" + n, document: n + ".docx", locale: "ru" },
    })));
    batch.complete();
    process.stdout.write(generation + "\\n");
  }
`;

describe("a process that is killed", () => {
  it.each([0, 7, 19])("leaves every file whole, and all that it said was done (%d ms into a batch)", async (delay) => {
    const root = temporaryFolder();
    const child = spawn(process.execPath, ["--import", "tsx", "--input-type=module", "-e", WRITER, root], {
      stdio: ["ignore", "pipe", "inherit"],
    });
    onTestFinished(() => void child.kill("SIGKILL"));
    let said = "";
    child.stdout.on("data", (data: Buffer) => (said += data.toString()));
    while (said.split("\n").length < 4) await wait(5);
    await wait(delay);
    child.kill("SIGKILL");
    await new Promise((resolve) => child.once("close", resolve));
    const done = Number(said.trim().split("\n").at(-1));

    const store = openStore(root);
    onTestFinished(() => store.close());
    const lock = await store.lock("translate");
    expect(lock.isAfterCrash).toBe(true);
    await removeTemporaryFiles(root);
    expect(readdirSync(join(root, "xliff", "ru"))).toHaveLength(FILES);
    const history = await store.history();
    for (let n = 0; n < FILES; n += 1) {
      const path = `xliff/ru/${n}.xlf`;
      const content = readFileSync(join(root, path), "utf8");
      const generation = Number(/\d+/.exec(content)![0]);
      expect(content).toBe(`generation ${generation} `.repeat(5000));
      expect(generation).toBeGreaterThanOrEqual(done);
      expect(history.isOwnWriting(path, sha256(content))).toBe(true);
    }
    expect((await store.cache()).get([`generation ${done}`]).size).toBe(1);
    expect(history.unfinishedBatches().length).toBeLessThanOrEqual(1);
    await lock.release();
  });
});
