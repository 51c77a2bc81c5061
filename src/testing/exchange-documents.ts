import * as fc from "fast-check";
import type { ExchangeDocument, ExchangeNote, ExchangePart, ExchangeUnit } from "../model/exchange.ts";
import { normaliseFragment, type Fragment, type FragmentPart } from "../model/fragment.ts";
import { TARGET_STATES } from "../model/unit.ts";

const text = fc.stringMatching(/^[ a-zа-я<>&"'{}\u00A0.,\d]{1,12}$/u);
const type = fc.constantFrom("fmt/xlf:b", "fmt/xlf:i", "link", "other", "");

/** Texts with pairs that nest, and codes alone; the native spelling of a pair is at both ends or at none. */
const fragment: fc.Arbitrary<Fragment> = fc
  .array(
    fc.record({
      kind: fc.constantFrom("text", "pair", "standalone"),
      text,
      type,
      data: fc.constantFrom("", "<br/>", "{b}"),
    }),
    { maxLength: 4 },
  )
  .map((pieces) => {
    const parts: FragmentPart[] = [];
    const ends: FragmentPart[] = [];
    for (const [index, piece] of pieces.entries()) {
      const code = { id: String(index + 1), type: piece.type, data: piece.data };
      parts.push({ kind: "text", text: piece.text });
      if (piece.kind === "standalone") parts.push({ kind: "standalone", ...code });
      if (piece.kind === "pair") {
        parts.push({ kind: "open", ...code });
        ends.unshift({ kind: "close", ...code });
      }
    }
    return normaliseFragment([...parts, ...ends]);
  });

const note: fc.Arbitrary<ExchangeNote> = fc.record(
  {
    text,
    from: fc.constantFrom("editor", "pitrans"),
    priority: fc.integer({ min: 1, max: 10 }),
    about: fc.constantFrom("source", "target"),
  },
  { requiredKeys: ["text"] },
);

const part: fc.Arbitrary<ExchangePart> = fc
  .record({ source: fragment, hasTarget: fc.boolean(), state: fc.constantFrom(...TARGET_STATES) })
  .map(({ source, hasTarget, state }) =>
    hasTarget && source.length > 0
      ? { isSegment: true, source, target: source, state: state === "initial" ? "draft" : state }
      : { isSegment: true, source, state: "initial" },
  );

const unit: fc.Arbitrary<ExchangeUnit> = fc
  .record({
    name: fc.option(fc.stringMatching(/^[a-z.]{1,8}$/), { nil: undefined }),
    groups: fc.array(fc.constantFrom("a", "b"), { maxLength: 2 }),
    notes: fc.array(note, { maxLength: 2 }),
    isTranslatable: fc.boolean(),
    maxLength: fc.option(fc.integer({ min: 1, max: 99 }), { nil: undefined }),
    part,
    proposals: fc.array(
      fc.record({
        source: fragment,
        target: fragment,
        quality: fc.integer({ min: 1, max: 100 }),
        origin: fc.constant("memory"),
      }),
      { maxLength: 1 },
    ),
  })
  .map(({ name, maxLength, part: only, ...rest }) => ({
    id: "",
    ...(name === undefined ? {} : { name }),
    ...(maxLength === undefined ? {} : { maxLength }),
    ...rest,
    preserveSpace: true,
    parts: [only],
  }));

/** Documents of what every XLIFF version holds: one segment a unit, codes whose ids are numbers. */
export const exchangeDocuments: fc.Arbitrary<ExchangeDocument> = fc
  .array(
    fc.record({ notes: fc.array(note, { maxLength: 1 }), units: fc.array(unit, { minLength: 1, maxLength: 4 }) }),
    { minLength: 1, maxLength: 2 },
  )
  .map((files) => ({
    sourceLocale: "en",
    targetLocale: "ru",
    files: files.map(({ notes, units }, file) => ({
      original: `file-${file + 1}.txt`,
      notes,
      units: units.map((each, index) => ({ ...each, id: `u${index + 1}` })),
    })),
  }));
