import { mkdirSync, mkdtempSync, realpathSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { loadConfig, parseConfig } from "./load-config.ts";

const folder = (): string => realpathSync(mkdtempSync(join(tmpdir(), "pitrans-config-")));

describe("the configuration", () => {
  it("is found by walking up", () => {
    const root = folder();
    mkdirSync(join(root, "sources", "elpida"), { recursive: true });
    writeFileSync(join(root, "pitrans.config.json"), '{"targetLocales":["RU","kk_kz"]}');
    const loaded = loadConfig(join(root, "sources", "elpida"), undefined, {});
    expect(loaded.root).toBe(root);
    expect(loaded.config.targetLocales).toEqual(["ru", "kk-KZ"]);
  });

  it("is all defaults where there is none", () => {
    const root = folder();
    expect(loadConfig(root, undefined, {})).toMatchObject({
      root,
      config: { sourceLocale: "en", segment: "sentence" },
    });
  });

  it("takes keys from .env, and the environment before it", () => {
    const root = folder();
    writeFileSync(join(root, ".env"), "DEEPL_AUTH_KEY=a\nOTHER=b\n");
    expect(loadConfig(root, undefined, { OTHER: "c" }).env).toMatchObject({ DEEPL_AUTH_KEY: "a", OTHER: "c" });
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
  ])("refuses %s with a sentence", (text, words) => {
    expect(() => parseConfig(text, "pitrans.config.json")).toThrow(words);
  });

  it("refuses a configuration file that is not there", () => {
    expect(() => loadConfig(folder(), "x.json", {})).toThrow("There is no configuration file x.json.");
  });
});
