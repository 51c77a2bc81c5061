import { describe, expect, it } from "vitest";
import { textFragment } from "../model/fragment.ts";
import { pseudoFragment } from "../translators/pseudo/pseudo.ts";
import { pseudoTest } from "./pseudo-text.ts";

describe("pseudo-translations", () => {
  const isPseudo = pseudoTest([{ spellings: ["Home"] }]);
  const source = textFragment("Read at Home [today]");

  it("are known by their text, names kept", () => {
    expect(isPseudo({ source, target: pseudoFragment(source, [{ spellings: ["Home"] }]) })).toBe(true);
  });

  it("are not the source, nor what a person wrote, brackets or not", () => {
    for (const text of ["Read at Home [today]", "Читать дома [сегодня]", "Читать дома"])
      expect(isPseudo({ source, target: textFragment(text) })).toBe(false);
    const number = textFragment("[12]");
    expect(isPseudo({ source: number, target: number })).toBe(false);
  });
});
