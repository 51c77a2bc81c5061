import { describe, expect, it } from "vitest";
import { fitsType, wordsOfType } from "./option-values.ts";

describe("values of options", () => {
  it("fit their type", () => {
    expect([fitsType(true, "boolean"), fitsType("true", "boolean")]).toEqual([true, false]);
    expect([fitsType(2, "number"), fitsType("2", "number"), fitsType(Number.NaN, "number")]).toEqual([
      true,
      false,
      false,
    ]);
    expect([fitsType("a", "text"), fitsType(["a"], "text")]).toEqual([true, false]);
    expect([fitsType(["a"], "texts"), fitsType("a", "texts"), fitsType([1], "texts")]).toEqual([true, false, false]);
    expect([fitsType("a", ["a", "b"]), fitsType("c", ["a", "b"])]).toEqual([true, false]);
  });

  it("are named for people", () => {
    expect(wordsOfType(["skip", "translate", "drop"])).toBe('"skip", "translate" or "drop"');
    expect(wordsOfType("boolean")).toBe("true or false");
  });
});
