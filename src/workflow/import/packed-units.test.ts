import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Fragment } from "../../model/fragment.ts";
import { bilingualDocuments } from "../../testing/bilingual-documents.ts";
import { packFragment, packText, unpackFragment, unpackText } from "./packed-fields.ts";
import { RETURNED_FORM, UNIT_FORM } from "./packed-units.ts";

/** With the characters that stand between fields, which XLIFF 2 can hold. */
const texts = fc.string({ unit: fc.constantFrom("a", "ж", " ", "[", '"', "\u001C", "\u001D", "\u001E", "\u001F") });

const fragments: fc.Arbitrary<Fragment> = fc.array(
  fc.oneof(
    fc.record({ kind: fc.constant("text" as const), text: texts.filter((text) => text !== "") }),
    fc.record(
      {
        kind: fc.constantFrom("open" as const, "close" as const, "standalone" as const),
        id: texts,
        type: texts,
        data: texts,
        display: texts,
      },
      { requiredKeys: ["kind", "id", "type", "data"] },
    ),
  ),
);

describe("what is kept of units", () => {
  it("is read as it was, whatever is in it", () => {
    fc.assert(
      fc.property(fc.option(texts, { nil: undefined }), fragments, (text, fragment) => {
        expect(unpackText(packText(text))).toBe(text);
        expect(unpackFragment(packFragment(fragment))).toEqual(fragment);
      }),
    );
    expect(unpackFragment(packFragment(undefined))).toBeUndefined();
  });

  it("is read as it was, one after another", () => {
    fc.assert(
      fc.property(bilingualDocuments, ({ units }) => {
        const kept = units.map((unit) => UNIT_FORM.write(unit));
        expect(kept.map((text) => UNIT_FORM.read(text))).toEqual(units);
      }),
    );
  });

  it("holds what came back, and the notes of other people", () => {
    const returned = fc.record(
      {
        id: texts,
        resname: texts,
        source: fragments,
        target: fragments,
        hasTarget: fc.boolean(),
        evidence: fc.record({ state: texts, isApproved: fc.boolean() }, { requiredKeys: [] }),
        recorded: fc.record({
          state: fc.constantFrom("draft" as const, "reviewed" as const),
          hash: fc.constant("abcdefghij"),
          isStale: fc.boolean(),
        }),
        notes: fc.array(fc.record({ from: texts, text: texts }, { requiredKeys: ["text"] }), { minLength: 1 }),
        maxLength: fc.nat(),
        isProtected: fc.constant(true as const),
        line: fc.nat(),
      },
      { requiredKeys: ["id", "source", "hasTarget", "evidence", "notes", "line"] },
    );
    fc.assert(
      fc.property(fc.array(returned), (units) => {
        const kept = units.map((unit) => RETURNED_FORM.write(unit));
        expect(kept.map((text) => RETURNED_FORM.read(text))).toEqual(units);
      }),
    );
  });
});
