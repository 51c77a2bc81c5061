import { normaliseFragment, type Fragment, type FragmentPart, type InlineCode } from "../model/fragment.ts";

const WORD_END = /[\p{L}\p{N}]$/u;
const WORD_START = /^[\p{L}\p{N}]/u;

/**
 * White space around codes as in the source: engines move it through a tag (`word<g1> bold</g1>`) or drop it. Moves it back where the
 * source has it on the other side, and adds it between two words where the source has it. Touches nothing else.
 */
export function edgeSpacesRestored(source: Fragment, target: Fragment): Fragment {
  const parts = [...target];
  const wanted = new Map(source.map((part, index) => [keyOf(part), spacesAround(source, index)]));
  parts.forEach((part, index) => {
    if (part.kind === "text") return;
    const want = wanted.get(keyOf(part));
    if (want === undefined) return;
    const before = textAt(parts, index - 1);
    const after = textAt(parts, index + 1);
    if (before === undefined || after === undefined) return;
    const has = spacesAround(parts, index);
    if (want.before && !want.after && !has.before && has.after) {
      setText(parts, index - 1, before + leadingSpace(after));
      setText(parts, index + 1, after.trimStart());
    } else if (want.after && !want.before && !has.after && has.before) {
      setText(parts, index + 1, trailingSpace(before) + after);
      setText(parts, index - 1, before.trimEnd());
    } else {
      const areWords = WORD_END.test(before) && WORD_START.test(after);
      if (!areWords) return;
      if (want.before) setText(parts, index - 1, `${before} `);
      if (want.after) setText(parts, index + 1, ` ${after}`);
    }
  });
  return normaliseFragment(parts);
}

function keyOf(part: FragmentPart): string {
  return part.kind === "text" ? "" : `${part.kind} ${(part satisfies InlineCode).id}`;
}

function spacesAround(parts: Fragment, index: number): { before: boolean; after: boolean } {
  return {
    before: /\s$/u.test(textAt(parts, index - 1) ?? ""),
    after: /^\s/u.test(textAt(parts, index + 1) ?? ""),
  };
}

function textAt(parts: Fragment, index: number): string | undefined {
  const part = parts[index];
  return part?.kind === "text" ? part.text : undefined;
}

function setText(parts: FragmentPart[], index: number, text: string): void {
  parts[index] = { kind: "text", text };
}

const leadingSpace = (text: string): string => text.slice(0, text.length - text.trimStart().length);
const trailingSpace = (text: string): string => text.slice(text.trimEnd().length);
