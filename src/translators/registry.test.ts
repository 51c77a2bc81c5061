import { spawnSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { createTranslator, translators } from "./registry.ts";

describe("the registry of engines", () => {
  it("makes every engine under its own id", async () => {
    for (const id of Object.keys(translators)) {
      expect((await createTranslator(id, { authKey: "key" })).id).toBe(id);
    }
  });

  it("names the engines where there is none of that id", async () => {
    for (const id of ["google", "constructor"]) {
      await expect(createTranslator(id)).rejects.toMatchObject({
        code: "usage",
        hint: expect.stringContaining("pseudo"),
      });
    }
  });

  it("loads no engine before it is made", () => {
    const registry = fileURLToPath(new URL("registry.ts", import.meta.url));
    const script = `
      const { createRequire } = await import("node:module");
      await import(${JSON.stringify(registry)});
      console.log(Object.keys(createRequire(import.meta.url).cache ?? {}).filter((name) => name.includes("deepl-node")).length);
      process.exit();`;
    const { stdout } = spawnSync(process.execPath, ["--import", "tsx", "--input-type=module", "-e", script], {
      encoding: "utf8",
    });
    expect(stdout.trim()).toBe("0");
  });
});
