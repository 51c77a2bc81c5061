import { mkdirSync, mkdtempSync, realpathSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { loadConfig, parseConfig } from "./load-config.ts";

const folder = (): string => realpathSync(mkdtempSync(join(tmpdir(), "pitrans-config-")));

describe("the configuration", () => {
  it("is found by walking up", async () => {
    const root = folder();
    mkdirSync(join(root, "sources", "elpida"), { recursive: true });
    writeFileSync(join(root, "pitrans.config.json"), '{"targetLocales":["RU","kk_kz"]}');
    const loaded = await loadConfig(join(root, "sources", "elpida"), undefined, {});
    expect(loaded.root).toBe(root);
    expect(loaded.config.targetLocales).toEqual(["ru", "kk-KZ"]);
  });

  it("is all defaults where there is none", async () => {
    const root = folder();
    expect(await loadConfig(root, undefined, {})).toMatchObject({
      root,
      config: { sourceLocale: "en", segment: "sentence" },
    });
  });

  it("takes keys from .env, and the environment before it", async () => {
    const root = folder();
    writeFileSync(join(root, ".env"), "DEEPL_AUTH_KEY=a\nOTHER=b\n");
    expect((await loadConfig(root, undefined, { OTHER: "c" })).env).toMatchObject({ DEEPL_AUTH_KEY: "a", OTHER: "c" });
  });

  it.each([
    ["{", "not valid JSON"],
    [
      '{"targetLocale":["ru"]}',
      'pitrans.config.json: There is no setting "targetLocale". Did you mean "targetLocales"?',
    ],
    ['{"segmnt":1}', 'There is no setting "segmnt". Did you mean "segment"?'],
    ['{"colour":1}', /There is no setting "colour"\.$/],
    ['{"targetLocales":["russian"]}', '"russian" is not a language code'],
    ['{"glossaries":["../x.csv"]}', "leads out of the project"],
  ])("refuses %s with a sentence", async (text, words) => {
    await expect(parseConfig(text, "pitrans.config.json")).rejects.toThrow(words);
  });

  it("refuses a configuration file that is not there", async () => {
    await expect(loadConfig(folder(), "x.json", {})).rejects.toThrow("There is no configuration file x.json.");
  });
});
