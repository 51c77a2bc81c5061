import { describe, expect, it } from "vitest";
import { parseNumbered } from "../testing/parse-numbered.ts";
import { CHECKS } from "./registry.ts";

/** Check, source, target (none where there is none), whether the check finds something. */
const PAIRS: readonly (readonly [string, string, string | undefined, boolean])[] = [
  ["codes", "Play <1>together</1>.", "Играйте <1>вместе</1>.", false],
  ["codes", "Play <1>together</1>.", "Играйте вместе.", true],
  ["codes", "Play.", "Играйте<1/>.", true],
  ["codes", "A <1/> b", "А <1/><1/> б", true],
  ["codes", "<1>A</1> <2>b</2>", "<1>А<2></1> б</2>", true],
  ["codes", "Play <1>together</1>.", undefined, false],
  ["untranslated", "Play.", undefined, true],
  ["untranslated", "Play.", " ", true],
  ["untranslated", "Play.", "Играйте.", false],
  ["same-as-source", "Play.", "Play.", true],
  ["same-as-source", "Play.", "Играйте.", false],
  ["same-as-source", "12 + 3", "12 + 3", false],
  ["numbers", "3 of 10 parents", "3 родителя из 10", false],
  ["numbers", "1,500.5 tenge", "1 500,5 тенге", false],
  ["numbers", "At 9:30, room 12.", "В 9:30, кабинет 12.", false],
  ["numbers", "Ages 3 to 5", "Возраст от 3 до 6 лет", true],
  ["numbers", "Call us.", "Звоните 112.", true],
  ["numbers", "2 and 2", "2", true],
  ["edge-spaces", "Play ", "Играйте ", false],
  ["edge-spaces", "Play ", "Играйте", true],
  ["edge-spaces", "Play", " Играйте", true],
  ["edge-spaces", "Play ", "", false],
];

describe("the checks", () => {
  it.each(PAIRS)("%s: %j and %j: %j", (id, source, target, isFound) => {
    const check = CHECKS.find((candidate) => candidate.id === id)!;
    const findings = check.find({
      source: parseNumbered(source),
      ...(target === undefined ? {} : { target: parseNumbered(target) }),
    });
    expect(findings.length > 0).toBe(isFound);
    for (const { message } of findings) expect(message).toMatch(/^[A-Z].*\.$/);
  });

  it("have each a pair that passes and one that does not", () => {
    for (const { id } of CHECKS) {
      const results = PAIRS.filter(([check]) => check === id).map(([, , , isFound]) => isFound);
      expect(new Set(results).size, id).toBe(2);
    }
  });

  it("say once what is wrong with a pair of codes", () => {
    const [codes] = CHECKS;
    expect(codes!.find({ source: parseNumbered("<1>a</1>"), target: parseNumbered("а") })).toHaveLength(1);
  });
});
