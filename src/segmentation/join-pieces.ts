import { normaliseFragment, plainText, type Fragment, type FragmentPart, type InlineCode } from "../model/fragment.ts";
import { uncutId } from "./cut-pieces.ts";
import type { Piece } from "./piece.ts";

/**
 * A unit's target: one target per segment piece, in order (undefined: its source), with the ignorables between them. Pairs that a
 * boundary cut are whole again. White space at a target's edges goes, since the ignorables hold it. Codes that a target lost are not
 * put back here: the filter does (`repairCodes`); when one half of a cut pair is lost, the other stands for the whole.
 */
export function joinPieces(pieces: readonly Piece[], targets: readonly (Fragment | undefined)[]): Fragment {
  const [first] = pieces;
  const only = targets[0];
  // Most units: one segment and nothing around it.
  if (pieces.length === 1 && first?.kind === "segment" && only !== undefined) {
    return normaliseFragment(trimText(only, first.source));
  }
  const parts: FragmentPart[] = [];
  let count = 0;
  let hasPairs = false;
  for (const { kind, source } of pieces) {
    let content = source;
    if (kind === "segment") {
      const target = targets[count];
      count += 1;
      if (target !== undefined) content = trimText(target, source);
      hasPairs ||= source.some(isHalf);
    }
    for (const part of content) parts.push(part);
  }
  const cut = hasPairs ? cutPairs(pieces) : NOTHING_CUT;
  return normaliseFragment(cut.size === 0 ? parts : mendPairs(parts, cut));
}

const NOTHING_CUT: ReadonlySet<string> = new Set();

function isHalf({ kind }: FragmentPart): boolean {
  return kind === "open" || kind === "close";
}

/** Ids of pairs that were cut: halves named "2a" and "2b", or one of them and a bare half in an ignorable. */
function cutPairs(pieces: readonly Piece[]): Set<string> {
  const named = new Map<string, Set<string>>();
  const bare = new Set<string>();
  for (const { kind, source } of pieces) {
    for (const part of source) {
      if (part.kind === "text" || part.kind === "standalone") continue;
      const pair = uncutId(part.id);
      if (pair === undefined) {
        if (kind === "ignorable") bare.add(part.id);
      } else named.set(pair, (named.get(pair) ?? new Set()).add(part.id));
    }
  }
  return new Set([...named].filter(([pair, ids]) => ids.size > 1 || bare.has(pair)).map(([pair]) => pair));
}

/** Of each cut pair keeps the first opening and the last closing code, under the pair's own id. */
function mendPairs(parts: readonly FragmentPart[], cut: ReadonlySet<string>): FragmentPart[] {
  const pairOf = (code: InlineCode): string | undefined => {
    const pair = uncutId(code.id) ?? code.id;
    return code.kind !== "standalone" && cut.has(pair) ? pair : undefined;
  };
  const firstOpen = new Map<string, number>();
  const lastClose = new Map<string, number>();
  for (const [index, part] of parts.entries()) {
    if (part.kind === "text") continue;
    const pair = pairOf(part);
    if (pair === undefined) continue;
    if (part.kind === "close") lastClose.set(pair, index);
    else if (!firstOpen.has(pair)) firstOpen.set(pair, index);
  }
  return parts.flatMap((part, index): FragmentPart[] => {
    if (part.kind === "text") return [part];
    const pair = pairOf(part);
    if (pair === undefined) return [part];
    const isKept = (part.kind === "open" ? firstOpen : lastClose).get(pair) === index;
    return isKept ? [{ ...part, id: pair }] : [];
  });
}

/** Without white space at the edges of the text, codes at the edges notwithstanding; where the source has such white space it stays. */
function trimText(fragment: Fragment, source: Fragment): Fragment {
  const whole = plainText(fragment);
  if (whole === whole.trim()) return fragment;
  const parts = [...normaliseFragment(fragment)];
  const texts = parts.flatMap((part, index) => (part.kind === "text" ? [index] : []));
  const [sourceText, text] = [plainText(source), plainText(parts)];
  const trim = (indexes: readonly number[], trimmed: (text: string) => string): void => {
    for (const index of indexes) {
      const part = parts[index]!;
      if (part.kind !== "text") continue;
      const rest = trimmed(part.text);
      parts[index] = { kind: "text", text: rest };
      if (rest !== "") return;
    }
  };
  if (text !== text.trimStart() && sourceText === sourceText.trimStart()) trim(texts, (part) => part.trimStart());
  if (text !== text.trimEnd() && sourceText === sourceText.trimEnd())
    trim(texts.toReversed(), (part) => part.trimEnd());
  return normaliseFragment(parts);
}
