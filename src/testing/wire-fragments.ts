import * as fc from "fast-check";
import { normaliseFragment, type Fragment, type FragmentPart } from "../model/fragment.ts";
import { cleanText } from "../translators/clean-text.ts";

const text: fc.Arbitrary<FragmentPart> = fc
  .oneof(
    { weight: 3, arbitrary: fc.string({ unit: "grapheme", maxLength: 12 }) },
    {
      weight: 2,
      arbitrary: fc.constantFrom("a < b & c > d", " ", "Senimen Bolashaq", "12.5 %", "<g1>", "&amp;", "\t", "\r\n"),
    },
  )
  .map((value) => ({ kind: "text", text: cleanText(value) }));

/** Any fragment a filter or the segmentation can give: nested, overlapping, empty and torn pairs among them; every id once. */
export const arbitraryFragment: fc.Arbitrary<Fragment> = fc
  .array(
    fc.oneof({ weight: 3, arbitrary: text }, { weight: 2, arbitrary: fc.constantFrom("open", "close", "standalone") }),
    {
      maxLength: 14,
    },
  )
  .chain((drawn) =>
    fc.array(fc.nat(20), { minLength: drawn.length, maxLength: drawn.length }).map((picks) => {
      const open: string[] = [];
      const parts = drawn.map((item, index): FragmentPart => {
        if (typeof item !== "string") return item;
        const code = { type: "fmt/xlf:b", data: "" };
        const id = String(index + 1);
        if (item === "standalone") return { kind: "standalone", id, ...code };
        if (item === "open") {
          open.push(id);
          return { kind: "open", id, ...code };
        }
        // Mostly a code that is open, not always the last one; now and then one whose opening stands in another segment.
        const [closed] = open.splice(picks[index]! % (open.length + 1), 1);
        return { kind: "close", id: closed ?? id, ...code };
      });
      return normaliseFragment(parts);
    }),
  );

/** A fragment from numbered text, as goldens write it: `Click <1>here</1><2/>`. */
export function parseFragment(numbered: string): Fragment {
  return numbered
    .split(/(<\/?\d+\/?>)/)
    .filter((piece) => piece !== "")
    .map((piece): FragmentPart => {
      const match = /^<(?<close>\/?)(?<id>\d+)(?<single>\/?)>$/.exec(piece)?.groups;
      if (match === undefined) return { kind: "text", text: piece };
      const kind = match["close"] === "/" ? "close" : match["single"] === "/" ? "standalone" : "open";
      return { kind, id: match["id"]!, type: "fmt/xlf:b", data: piece };
    });
}
