import { plainText } from "../model/fragment.ts";
import { defineCheck, type Check } from "./check.ts";

/** Digits with what divides thousands and decimals: a space, also a narrow or fixed one, a point, a comma, an apostrophe. */
const NUMBER = /\p{Nd}+(?:[\u0020\u00A0\u202F.,'’](?=\p{Nd}{3}(?!\p{Nd}))\p{Nd}{3})*(?:[.,]\p{Nd}+)?/gu;

/** Figures of one side that the other lacks, whatever divides their digits. */
export const numbers: Check = defineCheck<{ readonly figure: string; readonly lacks: string }>({
  id: "numbers",
  severity: "major",
  *find({ source, target }) {
    const translation = target && plainText(target);
    if (!translation?.trim()) return;
    const [before, after] = [figuresOf(plainText(source)), figuresOf(translation)];
    for (const figure of difference(before, after)) yield { figure, lacks: "the translation" };
    for (const figure of difference(after, before)) yield { figure, lacks: "the source" };
  },
  message: ({ figure, lacks }) => `The figure ${figure} is not in ${lacks}.`,
});

/** How often each figure stands in a text, by its digits; with the figure as it was written first. */
function figuresOf(text: string): Map<string, { readonly written: string; count: number }> {
  const figures = new Map<string, { readonly written: string; count: number }>();
  for (const [written] of text.matchAll(NUMBER)) {
    const digits = written.replaceAll(/\P{Nd}/gu, "");
    const known = figures.get(digits);
    if (known) known.count += 1;
    else figures.set(digits, { written, count: 1 });
  }
  return figures;
}

function* difference(left: ReturnType<typeof figuresOf>, right: ReturnType<typeof figuresOf>): Generator<string> {
  for (const [digits, { written, count }] of left) if (count > (right.get(digits)?.count ?? 0)) yield written;
}
