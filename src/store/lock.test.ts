import { spawnSync } from "node:child_process";
import { existsSync, readdirSync, readFileSync, utimesSync, writeFileSync } from "node:fs";
import { hostname } from "node:os";
import { dirname, join } from "node:path";
import { describe, expect, it } from "vitest";
import { temporaryFolder } from "../testing/temporary-folder.ts";
import { takeLock } from "./lock.ts";

const lockPath = (): string => join(temporaryFolder(), ".pitrans", "lock");

/** A lock file as somebody else would have left it. */
async function leaveLock(path: string, change: object): Promise<void> {
  const lock = await takeLock(path, "translate");
  const holder = JSON.parse(readFileSync(path, "utf8")) as object;
  await lock.release();
  writeFileSync(path, JSON.stringify({ ...holder, ...change }));
}

/** The number of a process that has ended. */
const endedProcess = (): number => spawnSync(process.execPath, ["-e", "0"]).pid;

describe("the lock", () => {
  it("is taken, refused to others with the holder's name, and released", async () => {
    const path = lockPath();
    const lock = await takeLock(path, "translate");
    expect(lock.isAfterCrash).toBe(false);
    await expect(takeLock(path, "import")).rejects.toMatchObject({
      code: "memory-locked",
      message: expect.stringMatching(new RegExp(`"pitrans translate" \\(process ${process.pid} on `)) as string,
    });
    await lock.release();
    expect(existsSync(path)).toBe(false);
    await (await takeLock(path, "import")).release();
  });

  it("is taken over where its process is gone, and says so", async () => {
    const path = lockPath();
    await leaveLock(path, { pid: endedProcess() });
    const lock = await takeLock(path, "import");
    expect(lock.isAfterCrash).toBe(true);
    expect(readFileSync(path, "utf8")).toContain(`"pid":${process.pid}`);
    expect(readdirSync(dirname(path))).toEqual(["lock"]);
    await lock.release();
  });

  it("is taken over where it is older than the last start of the machine", async () => {
    const path = lockPath();
    await leaveLock(path, { since: "2001-01-01T00:00:00.000Z" });
    await (await takeLock(path, "import")).release();
  });

  it.runIf(process.platform === "linux")("is taken over where another process has got its number", async () => {
    const path = lockPath();
    await leaveLock(path, { ticks: "1" });
    await (await takeLock(path, "import")).release();
  });

  it("of another machine is respected, and the message names the machine and the file to delete", async () => {
    const path = lockPath();
    await leaveLock(path, { host: `not-${hostname()}`, pid: endedProcess() });
    await expect(takeLock(path, "import")).rejects.toMatchObject({
      code: "memory-locked",
      hint: expect.stringContaining(path) as string,
    });
  });

  it("that was never finished counts for three seconds only", async () => {
    const path = lockPath();
    await (await takeLock(path, "x")).release();
    writeFileSync(path, "");
    await expect(takeLock(path, "import")).rejects.toMatchObject({ code: "memory-locked" });
    utimesSync(path, new Date(Date.now() - 10_000), new Date(Date.now() - 10_000));
    await (await takeLock(path, "import")).release();
  });

  it("goes to exactly one of many who find it stale", async () => {
    const path = lockPath();
    await leaveLock(path, { pid: endedProcess() });
    const outcomes = await Promise.allSettled(Array.from({ length: 10 }, () => takeLock(path, "import")));
    const taken = outcomes.filter((outcome) => outcome.status === "fulfilled");
    expect(taken).toHaveLength(1);
    await taken[0]!.value.release();
  });

  it("is not released by one whose lock was taken over", async () => {
    const path = lockPath();
    const lock = await takeLock(path, "import");
    writeFileSync(path, "{}");
    await lock.release();
    expect(existsSync(path)).toBe(true);
  });
});
