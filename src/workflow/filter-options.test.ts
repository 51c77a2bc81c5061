import { describe, expect, it } from "vitest";
import { ConfigError } from "../errors.ts";
import { checkFilterOptions } from "./filter-options.ts";

const check = (filters: Record<string, object>): Promise<string> =>
  checkFilterOptions(filters, "pitrans.config.json").then(
    () => "fine",
    (error: unknown) => {
      expect(error).toBeInstanceOf(ConfigError);
      const { message, place, hint } = error as ConfigError;
      expect(hint).toContain("pitrans formats");
      return `${place.option}: ${message}`;
    },
  );

describe("options of filters in the configuration", () => {
  it("are taken where they fit", async () => {
    expect(await check({ docx: { comments: "translate" }, pptx: {}, txt: {} })).toBe("fine");
  });

  it.each([
    [{ docs: {} }, 'filters.docs: pitrans.config.json: filters.docs: there is no format "docs". Did you mean "docx"?'],
    [{ potm: {} }, 'filters.potm: pitrans.config.json: filters.potm: there is no format "potm". Did you mean "pptx"?'],
    [{ zzzzz: {} }, 'filters.zzzzz: pitrans.config.json: filters.zzzzz: there is no format "zzzzz".'],
    [
      { docx: { coments: "skip" } },
      'filters.docx.coments: pitrans.config.json: filters.docx.coments: there is no such option. Did you mean "comments"?',
    ],
    [
      { txt: { wrap: true } },
      "filters.txt.wrap: pitrans.config.json: filters.txt.wrap: there is no such option. Plain text has no options.",
    ],
    [
      { docx: { comments: true } },
      'filters.docx.comments: pitrans.config.json: filters.docx.comments: true is not "skip" or "translate".',
    ],
    [
      { docx: { toString: "skip" } },
      "filters.docx.toString: pitrans.config.json: filters.docx.toString: there is no such option.",
    ],
  ])("are refused with the key where they do not: %j", async (filters, sentence) => {
    expect(await check(filters)).toBe(sentence);
  });
});
