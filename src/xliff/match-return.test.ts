import { describe, expect, it } from "vitest";
import { textFragment } from "../model/fragment.ts";
import type { Segment } from "../model/unit.ts";
import { matchReturn } from "./match-return.ts";
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
const matchedBy = (units: readonly ReturnedUnit[], sent: readonly Segment[] = SENT): (string | undefined)[] => {
  const { matched } = matchReturn(units, sent);
  return sent.map(({ id }) => matched.find((match) => match.segment.id === id)?.by);
};

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
    const { matched, missing, unmatched } = matchReturn(back, sent);
    expect(matched.map((match) => `${match.segment.id}=${match.unit.id}`)).toEqual(["s0=1", "s1=2", "s2=3"]);
    expect(missing.map(({ id }) => id)).toEqual(["s3", "s4", "s5", "s6"]);
    expect(unmatched.map(({ id }) => id)).toEqual(["4"]);
  });

  it("matches twins of which one is missing by their neighbours", () => {
    const sent = ["Yes.", "One.", "Yes.", "Two.", "Yes.", "Yes."].map((text, n) => segment(`s${n}`, text));
    const back = ["One.", "Yes.", "Two.", "Yes."].map((text, n) => unit(String(n), text));
    const { matched, missing } = matchReturn(back, sent);
    expect(matched.map((match) => `${match.segment.id}=${match.unit.id}`)).toEqual(["s1=0", "s2=1", "s3=2", "s4=3"]);
    expect(missing.map(({ id }) => id)).toEqual(["s0", "s5"]);
  });

  it("never lets the last of duplicates win", () => {
    const same = matchReturn([unit("a"), unit("a")], [segment("a")]);
    expect(same.matched.length).toBe(1);
    const half = matchReturn([unit("a", "a", { target: [] }), unit("a")], [segment("a")]);
    expect(half.matched[0]!.unit.target).toEqual(textFragment("т a"));
    const contradictory = matchReturn([unit("a"), unit("a", "a", { target: textFragment("x") })], [segment("a")]);
    expect(contradictory.matched).toEqual([]);
    expect(contradictory.duplicates[0]!.units.length).toBe(2);
    expect(contradictory.missing).toEqual([]);
  });

  it("stays quick when everything was renumbered", () => {
    const sent = Array.from({ length: 20_000 }, (_, n) => segment(`document.s${n}`, `Text ${n % 500}`));
    const started = performance.now();
    expect(
      matchReturn(
        sent.map(({ source }, n) => unit(`NFDBB2FA9-tu${n}`, "", { source })),
        sent,
      ).matched.length,
    ).toBe(20_000);
    expect(performance.now() - started).toBeLessThan(10_000);
  });
});
