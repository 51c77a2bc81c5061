import { compareCodes, repairCodes, type CodeComparison } from "../../model/codes.ts";
import { textFragment, type Fragment } from "../../model/fragment.ts";
import type { InlineItem, Run } from "../ooxml/inline.ts";
import { formatOf } from "../ooxml/inline.ts";
import { planInline } from "../ooxml/plan-inline.ts";

/** A spelling in the middle of a text that stands for something else than characters; offsets into the raw text. */
export interface SpelledCode {
  readonly start: number;
  readonly end: number;
  readonly type: string;
  readonly display: string;
}

/** How a kind of text is spelt in its part. */
export interface StretchSyntax {
  /** In order; they do not overlap. */
  codes(raw: string): readonly SpelledCode[];
  /** The characters a raw text without codes stands for. */
  decode(raw: string): string;
  /** @param before the raw code that is written in front of the text; "" where none is */
  encode(text: string, before: string): string;
}

/** A text whose codes are spellings among its characters. */
export interface Stretch {
  /** Without what stands at the boundaries. */
  readonly source: Fragment;
  /** The raw text for a target, whatever its codes; what was wrong with them, if anything. */
  write(target: Fragment): { readonly raw: string; readonly problems?: CodeComparison };
}

const NO_RUN: Run = { open: { start: 0, end: 0 }, close: { start: 0, end: 0 }, chain: [] };
const NO_FORMAT = formatOf([]);

/** Reads a raw text. Codes at its boundaries are no part of the source and stay where they are. */
export function readStretch(raw: string, syntax: StretchSyntax): Stretch {
  const codes = syntax.codes(raw);
  if (codes.length === 0) {
    return {
      source: textFragment(syntax.decode(raw)),
      write: (target) => {
        const problems = compareCodes([], target);
        const text = target.map((part) => (part.kind === "text" ? part.text : "")).join("");
        return { raw: syntax.encode(text, ""), ...(problems.unknown.length === 0 ? {} : { problems }) };
      },
    };
  }
  const plan = planInline(itemsOf(raw, codes, syntax));
  const first = plan.items[plan.first];
  const last = plan.items[plan.last - 1];
  const spellings = new Map(
    plan.codes.map(({ part, item }) => {
      const code = item === undefined ? undefined : plan.items[item];
      return [part.id, code === undefined ? "" : raw.slice(startOf(code), endOf(code))] as const;
    }),
  );
  const before = first === undefined ? raw : raw.slice(0, startOf(first));
  const after = last === undefined ? "" : raw.slice(endOf(last));
  return {
    source: plan.source,
    write: (target) => {
      const comparison = compareCodes(plan.source, target);
      const isBroken = Object.values(comparison).some((wrong) => wrong.length > 0);
      const whole = isBroken ? repairCodes(plan.source, target) : target;
      const pieces = [before];
      for (const part of whole) {
        const isText = part.kind === "text";
        pieces.push(isText ? syntax.encode(part.text, pieces.at(-1)!) : (spellings.get(part.id) ?? ""));
      }
      return { raw: pieces.join("") + after, ...(isBroken ? { problems: comparison } : {}) };
    },
  };
}

function itemsOf(raw: string, codes: readonly SpelledCode[], syntax: StretchSyntax): InlineItem[] {
  const items: InlineItem[] = [];
  const addText = (start: number, end: number): void => {
    if (start === end) return;
    const text = syntax.decode(raw.slice(start, end));
    items.push({
      kind: "text",
      start,
      end,
      contentStart: start,
      contentEnd: end,
      name: "",
      text,
      run: NO_RUN,
      format: NO_FORMAT,
    });
  };
  let at = 0;
  for (const { start, end, type, display } of codes) {
    addText(at, start);
    items.push({ kind: "code", type, display, pieces: [{ start, end, chain: [] }] });
    at = end;
  }
  addText(at, raw.length);
  return items;
}

function startOf(item: InlineItem): number {
  return item.kind === "text" ? item.start : item.kind === "code" ? item.pieces[0]!.start : 0;
}

function endOf(item: InlineItem): number {
  return item.kind === "text" ? item.end : item.kind === "code" ? item.pieces[0]!.end : 0;
}
