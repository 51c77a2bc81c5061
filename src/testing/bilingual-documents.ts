import * as fc from "fast-check";
import type { BilingualDocument, BilingualUnit } from "../model/document.ts";
import { normaliseFragment, type Fragment, type FragmentPart } from "../model/fragment.ts";
import type { Note, Segment, TargetState } from "../model/unit.ts";

/** Text as documents hold it, with what XML, XLIFF and the editors' tools find hard. */
const texts: fc.Arbitrary<string> = fc.oneof(
  fc.constantFrom(
    "Come in",
    "Ребёнок ",
    "қала",
    " & <b>",
    "]]>",
    "<b0>",
    "</g1>",
    "{1>",
    '<x id="1"/>',
    "\u0001",
    "\r\n",
    "\t",
    "\u00A0",
    " ",
    "\uFFFE",
    "👪",
    "\uD800",
    "<1/> (2)",
  ),
  fc.string({ maxLength: 8, unit: "binary" }),
);

/** Well-nested fragments; codes come in the order of their ids, displays are short and differ. */
export const fragments: fc.Arbitrary<Fragment> = fc
  .array(
    fc.oneof(
      texts,
      fc.constantFrom("open", "close", "standalone").map((kind) => ({ kind })),
    ),
    { maxLength: 10 },
  )
  .map((items) => {
    const parts: FragmentPart[] = [];
    const open: string[] = [];
    let count = 0;
    const close = (): void => {
      const id = open.pop();
      if (id !== undefined) parts.push({ kind: "close", id, type: "fmt/xlf:b", data: "" });
    };
    for (const item of items) {
      if (typeof item === "string") parts.push({ kind: "text", text: item });
      else if (item.kind === "close") close();
      else {
        count += 1;
        const id = String(count);
        if (item.kind === "open") open.push(id);
        parts.push(
          item.kind === "open"
            ? { kind: "open", id, type: "fmt/xlf:b", data: "", display: `bold ${id}` }
            : { kind: "standalone", id, type: "", data: "" },
        );
      }
    }
    while (open.length > 0) close();
    return normaliseFragment(parts);
  });

const lines = fc.constantFrom(
  "Slide 4, title",
  "Table 2, row 3",
  "Age & “name”",
  "Place: x",
  "Remark: y",
  "two\nlines",
);
const notes: fc.Arbitrary<Note> = fc
  .tuple(fc.constantFrom("pitrans", "Aigerim", undefined), lines)
  .map(([from, text]) => (from === undefined ? { text } : { from, text }));

const states = fc.constantFrom<TargetState>("draft", "edited", "reviewed", "final");
const hasContent = (fragment: Fragment): boolean => fragment.length > 0;

function segments(hasTargets: boolean): fc.Arbitrary<Omit<Segment, "id">> {
  return fc
    .record({
      source: fragments.filter(hasContent),
      target: fc.option(fc.record({ fragment: fragments.filter(hasContent), state: states }), { nil: undefined }),
      notes: fc.array(notes, { maxLength: 2 }),
      isStale: fc.boolean(),
    })
    .map(({ source, target, notes: remarks, isStale }) => ({
      source,
      notes: remarks,
      ...(target === undefined || !hasTargets ? {} : { target, ...(isStale ? { stale: true as const } : {}) }),
    }));
}

function units(hasTargets: boolean): fc.Arbitrary<BilingualUnit[]> {
  return fc
    .array(
      fc.record({
        place: fc.oneof(fc.constant(""), lines),
        context: fc.record({ row: lines, column: lines, heading: lines }, { requiredKeys: [] }),
        maxLength: fc.option(fc.integer({ min: 1, max: 500 }), { nil: undefined }),
        segments: fc.array(segments(hasTargets), { minLength: 1, maxLength: 3 }),
      }),
      { maxLength: 4 },
    )
    .map((items) =>
      items.map(({ place, context, maxLength, segments: own }, index) => {
        const id = `document.abcdefgh2${"abcdefg"[index]!}${index === 0 ? "" : `-${index + 1}`}`;
        return {
          id,
          place,
          ...(Object.keys(context).length === 0 ? {} : { context }),
          ...(maxLength === undefined ? {} : { maxLength }),
          segments: own.map((segment, n) => ({ id: `${id}.${n + 1}`, ...segment })),
        };
      }),
    );
}

/** Documents with all that an XLIFF file of ours carries, and nothing it does not. */
export const bilingualDocuments: fc.Arbitrary<BilingualDocument> = fc
  .option(fc.constantFrom("ru", "kk-KZ"), { nil: undefined })
  .chain((targetLocale) =>
    fc
      .record({
        original: fc.record({
          name: fc.constantFrom("elpida/module-1.docx", "ә & “b”.pptx"),
          sha256: fc.constant("0".repeat(64)),
          filter: fc.constantFrom("docx", "txt"),
          options: fc.constantFrom({}, { b: [1, { y: 1, x: 2 }], a: true }),
        }),
        sourceLocale: fc.constantFrom("en", "sr-Latn"),
        segmentation: fc.constantFrom("sentence" as const, "paragraph" as const),
        engine: fc.option(fc.constant("pseudo"), { nil: undefined }),
        xliffVersion: fc.constantFrom(undefined, "2.0" as const, "2.1" as const),
        units: units(targetLocale !== undefined),
      })
      .map(({ engine, xliffVersion, ...rest }) => ({
        ...rest,
        ...(engine === undefined ? {} : { engine }),
        ...(xliffVersion === undefined ? {} : { xliffVersion }),
        ...(targetLocale === undefined ? {} : { targetLocale }),
      })),
  );
