import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { onTestFinished } from "vitest";

/** A new folder that is removed when the test has ended. */
export function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), "pitrans-"));
  onTestFinished(() => {
    try {
      rmSync(folder, { recursive: true, force: true, maxRetries: 3 });
    } catch (error) {
      // libsql lets go of a database only when its process ends; Windows removes no file that is held.
      if (process.platform !== "win32") throw error;
    }
  });
  return folder;
}
