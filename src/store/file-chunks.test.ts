import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, expect, it, vi } from "vitest";
import { sha256 } from "../model/identity.ts";
import { temporaryFolder } from "../testing/temporary-folder.ts";
import { fileChunks, sha256OfFile } from "./file-chunks.ts";

afterEach(() => void vi.useRealTimers());

it("hashes a large file once, and again where it was touched since", () => {
  const path = join(temporaryFolder(), "large");
  const bytes = Buffer.alloc((16 << 20) + 1, "a");
  writeFileSync(path, bytes);
  let readings = 0;
  const chunks = {
    *[Symbol.iterator]() {
      readings += 1;
      yield* fileChunks(path);
    },
  };
  const hash = (): string => sha256OfFile(path, chunks);
  // One that was written just now could be written again and look the same.
  expect([hash(), hash(), readings]).toEqual([sha256(bytes), sha256(bytes), 2]);
  vi.useFakeTimers({ now: Date.now() + 60_000 });
  expect([hash(), hash(), readings]).toEqual([sha256(bytes), sha256(bytes), 3]);
  bytes[5] = 0x62;
  writeFileSync(path, bytes);
  expect([hash(), readings]).toEqual([sha256(bytes), 4]);
});
