import { describe, expect, it } from "vitest";
import { textFragment } from "../model/fragment.ts";
import type { Segment } from "../model/unit.ts";
import { listOfSegments, listOfUnits, matchReturn } from "./match-return.ts";
import type { ReturnedUnit } from "./xliff-file.ts";

const segment = (id: string, text = id): Segment => ({ id, source: textFragment(text), notes: [] });
const unit = (id: string, text = id, rest: Partial<ReturnedUnit> = {}): ReturnedUnit => ({
  id,
  source: textFragment(text),
  hasTarget: true,
  target: textFragment(`т ${text}`),
  evidence: {},
  notes: [],
  line: 1,
  ...rest,
});
const SENT = ["document.abcdefgh23.1", "document.abcdefgh23.2", "document.zbcdefgh23.1"].map((id) => segment(id));
const match = (units: readonly ReturnedUnit[], sent: readonly Segment[]): ReturnType<typeof matchReturn> =>
  matchReturn(listOfUnits(units), listOfSegments(sent));
const matchedBy = (units: readonly ReturnedUnit[], sent: readonly Segment[] = SENT): (string | undefined)[] => [
  ...match(units, sent).by,
];
/** By segment, the id of its unit; "-" where none came back. */
const answered = (units: readonly ReturnedUnit[], sent: readonly Segment[]): string[] =>
  [...match(units, sent).answers].map((unit) => units[unit]?.id ?? "-");

describe("matchReturn", () => {
  it("matches by id, in any order", () => {
    expect(matchedBy(SENT.map(({ id }) => unit(id)).reverse())).toEqual(["id", "id", "id"]);
  });

  it("matches by resname where ids are new (Trados)", () => {
    expect(matchedBy(SENT.map(({ id }, n) => unit(String(n), "x", { resname: id })))).toEqual([
      "resname",
      "resname",
      "resname",
    ]);
  });

  it("matches ids with spaces, in other case, after a file name, or cut", () => {
    const [a, b, c] = SENT.map(({ id }) => id) as [string, string, string];
    expect(matchedBy([unit(` ${a} `, "x"), unit(`m.docx#${b.toUpperCase()}`, "y"), unit(c.slice(0, 15), "z")])).toEqual(
      ["trimmed-id", "trimmed-id", "trimmed-id"],
    );
    expect(matchedBy([unit(a.slice(0, -1), "x")])).toEqual([undefined, undefined, undefined]);
  });

  it("matches by source text in order, where as many came back as were sent (memoQ)", () => {
    const texts = ["Yes.", "No.", "Yes.", "Left.", "Maybe.", "Right.", "Maybe."];
    const sent = texts.map((text, n) => segment(`s${n}`, text));
    const back = [unit("1", "Yes."), unit("2", "No. "), unit("3", "Yes."), unit("4", "Maybe.")];
    expect(answered(back, sent)).toEqual(["1", "2", "3", "-", "-", "-", "-"]);
    expect(match(back, sent).unmatched).toEqual([3]);
  });

  it("matches twins of which one is missing by their neighbours", () => {
    const sent = ["Yes.", "One.", "Yes.", "Two.", "Yes.", "Yes."].map((text, n) => segment(`s${n}`, text));
    const back = ["One.", "Yes.", "Two.", "Yes."].map((text, n) => unit(String(n), text));
    expect(answered(back, sent)).toEqual(["-", "0", "1", "2", "3", "-"]);
  });

  it("never lets the last of duplicates win", () => {
    expect([...match([unit("a"), unit("a")], [segment("a")]).answers]).toEqual([0]);
    const half = match([unit("a", "a", { target: [] }), unit("a")], [segment("a")]);
    expect([...half.answers]).toEqual([1]);
    const contradictory = match([unit("a"), unit("a", "a", { target: textFragment("x") })], [segment("a")]);
    expect([...contradictory.answers]).toEqual([-1]);
    expect([...contradictory.duplicates]).toEqual([[0, [0, 1]]]);
    expect(contradictory.unmatched).toEqual([]);
  });

  it("stays quick when everything was renumbered", () => {
    const sent = Array.from({ length: 20_000 }, (_, n) => segment(`document.s${n}`, `Text ${n % 500}`));
    const back = sent.map(({ source }, n) => unit(`NFDBB2FA9-tu${n}`, "", { source }));
    expect([...match(back, sent).answers]).toEqual([...sent.keys()]);
  });
});
