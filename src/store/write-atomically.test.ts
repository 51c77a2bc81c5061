import { chmodSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { temporaryFolder } from "../testing/temporary-folder.ts";
import { removeTemporaryFiles } from "./temporary-files.ts";
import { NODE_FILE_CALLS, writeAtomically, type FileCalls } from "./write-atomically.ts";

function failure(code: string): Error {
  return Object.assign(new Error(`${code}: refused`), { code });
}

/** Calls whose named one fails with the code, the first `times` times. */
function failing(call: "create" | "rename" | "mkdir", code: string, times: number = Infinity): FileCalls {
  let left = times;
  return {
    ...NODE_FILE_CALLS,
    [call]: async (...values: Parameters<FileCalls["create"]>): Promise<void> => {
      if (left > 0) {
        left -= 1;
        // A full disk is noticed when part of the content is written.
        if (call === "create") await NODE_FILE_CALLS.create(values[0], "par", undefined, false);
        throw failure(code);
      }
      await (NODE_FILE_CALLS[call] as (...values: readonly unknown[]) => Promise<unknown>)(...values);
    },
  };
}

describe("writing a file", () => {
  it("creates missing folders and leaves nothing beside the file", async () => {
    const folder = temporaryFolder();
    await writeAtomically(join(folder, "a", "b", "c.xlf"), "текст");
    expect(readFileSync(join(folder, "a", "b", "c.xlf"), "utf8")).toBe("текст");
    expect(readdirSync(join(folder, "a", "b"))).toEqual(["c.xlf"]);
  });

  it("writes bytes as they are, also of a view into a larger buffer", async () => {
    const path = join(temporaryFolder(), "a.bin");
    await writeAtomically(path, new Uint8Array([9, 1, 2, 3, 9]).subarray(1, 4));
    expect([...readFileSync(path)]).toEqual([1, 2, 3]);
  });

  it.skipIf(process.platform === "win32")("keeps the permissions of the file it replaces", async () => {
    const path = join(temporaryFolder(), "a.txt");
    writeFileSync(path, "old");
    chmodSync(path, 0o640);
    await writeAtomically(path, "new");
    expect(statSync(path).mode & 0o777).toBe(0o640);
  });

  it("lets writings of one file at the same time end in one of them, whole", async () => {
    const folder = temporaryFolder();
    const contents = Array.from({ length: 20 }, (_, n) => String(n).repeat(50_000));
    await Promise.all(contents.map((content) => writeAtomically(join(folder, "a.txt"), content)));
    expect(contents).toContain(readFileSync(join(folder, "a.txt"), "utf8"));
    expect(readdirSync(folder)).toEqual(["a.txt"]);
  });

  it.each([
    ["EBUSY", "rename", "file-in-use", /Word/],
    ["EPERM", "rename", "file-in-use", /Word/],
    ["ENOSPC", "create", "disk-full", /disk is full/],
    ["EDQUOT", "create", "disk-full", /disk is full/],
    ["EACCES", "create", "not-permitted", /may not write/],
    ["EROFS", "create", "not-permitted", /may not write/],
    ["EACCES", "rename", "not-permitted", /may not write/],
  ] as const)(
    "answers %s from %s with %s, keeps the old file and leaves nothing half-written",
    async (code, call, expected, sentence) => {
      const folder = temporaryFolder();
      const path = join(folder, "module-1.docx");
      writeFileSync(path, "old");
      const error: unknown = await writeAtomically(path, "new", { calls: failing(call, code) }).catch(
        (error: unknown) => error,
      );
      expect(error).toMatchObject({ name: "StoreError", code: expected, place: { file: path } });
      expect((error as Error).message).toMatch(sentence);
      expect((error as Error).message).toContain("module-1.docx");
      expect(readdirSync(folder)).toEqual(["module-1.docx"]);
      expect(readFileSync(path, "utf8")).toBe("old");
    },
  );

  it("tries again while a virus scanner holds the file for a moment", async () => {
    const path = join(temporaryFolder(), "a.txt");
    await writeAtomically(path, "new", { calls: failing("rename", "EBUSY", 2) });
    expect(readFileSync(path, "utf8")).toBe("new");
  });

  it("says so where a folder is in the way", async () => {
    const path = join(temporaryFolder(), "a.txt");
    mkdirSync(join(path, "inside"), { recursive: true });
    await expect(writeAtomically(path, "new")).rejects.toMatchObject({ code: "not-permitted" });
  });

  it("throws what it has no words for as it is", async () => {
    const path = join(temporaryFolder(), "a.txt");
    await expect(writeAtomically(path, "new", { calls: failing("create", "EIO") })).rejects.toMatchObject({
      code: "EIO",
      name: "Error",
    });
  });

  it("can be followed by the removal of what killed processes left", async () => {
    const folder = temporaryFolder();
    await writeAtomically(join(folder, "xliff", "ru", "a.xlf"), "new");
    writeFileSync(join(folder, "xliff", "ru", ".a.xlf.0123.pitrans-tmp"), "par");
    expect(await removeTemporaryFiles(folder)).toBe(1);
    expect(readdirSync(join(folder, "xliff", "ru"))).toEqual(["a.xlf"]);
    expect(await removeTemporaryFiles(join(folder, "missing"))).toBe(0);
  });
});
