import { describe, expect, it } from "vitest";
import { exitCodeOf, exitCodeOfAll } from "./exit-codes.ts";

describe("exit codes", () => {
  it.each([
    ["usage", 2],
    ["quota-exceeded", 5],
    ["network", 6],
    ["original-changed", 7],
    ["malformed-document", 1],
    ["interrupted", 130],
  ] as const)("%s ends with %i", (code, expected) => {
    expect(exitCodeOf(code)).toBe(expected);
  });

  it("are 0 where nothing failed", () => {
    expect(exitCodeOfAll([], 0)).toBe(0);
  });

  it("are 4 where some files were done and some failed", () => {
    expect(exitCodeOfAll(["malformed-document"], 3)).toBe(4);
    expect(exitCodeOfAll(["malformed-document"], 0)).toBe(1);
  });

  it("are those of the gravest failure", () => {
    expect(exitCodeOfAll(["malformed-document", "original-changed", "quota-exceeded"], 3)).toBe(5);
    expect(exitCodeOfAll(["malformed-document", "not-good-enough"], 1)).toBe(4);
    expect(exitCodeOfAll(["not-good-enough"], 1)).toBe(3);
  });
});
