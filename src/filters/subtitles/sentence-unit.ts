import { normaliseFragment, type Fragment, type FragmentPart, type InlineCode } from "../../model/fragment.ts";
import type { Piece } from "./pieces.ts";
import type { CueCode } from "./read-payload.ts";

/** A group of pieces as one text; where a cue ends stands a code. */
export interface SentenceUnit {
  readonly pieces: readonly Piece[];
  readonly source: Fragment;
  /** The ids of the codes between the pieces, in order: one fewer than there are pieces. */
  readonly boundaries: readonly string[];
  /** The markup of all other codes, by kind and id. */
  readonly codes: ReadonlyMap<string, PlannedCode>;
  /** Each piece's share of the source. */
  readonly pieceSources: readonly Fragment[];
}

interface PlannedCode {
  readonly part: InlineCode;
  readonly raw: string;
}

/** Read by segmentation and engines as a space is; to a reader a new screen. */
const BOUNDARY_TYPE = "fmt/xlf:pb";

/** Reads the pieces as a fragment; `document` is the file's text. */
export function sentenceUnit(document: string, pieces: readonly Piece[]): SentenceUnit {
  const parts: FragmentPart[] = [];
  const boundaries: string[] = [];
  const codes = new Map<string, PlannedCode>();
  const pieceSources: Fragment[] = [];
  let count = 0;
  pieces.forEach((piece, at) => {
    if (at > 0) {
      count += 1;
      boundaries.push(`${count}`);
      parts.push({ kind: "text", text: " " });
      parts.push({
        kind: "standalone",
        id: `${count}`,
        type: BOUNDARY_TYPE,
        data: "",
        display: `cue ${piece.cue.label}`,
      });
    }
    const ids = new Map<number, string>();
    const own: FragmentPart[] = [];
    for (const item of piece.items) {
      if (item.kind === "text") {
        own.push({ kind: "text", text: item.text });
        continue;
      }
      const known = item.kind === "close" ? ids.get(item.pair!) : undefined;
      if (known === undefined) count += 1;
      const id = known ?? `${count}`;
      if (item.kind === "open") ids.set(item.pair!, id);
      const part = toPart(item, id);
      codes.set(`${part.kind} ${id}`, { part, raw: document.slice(piece.start + item.start, piece.start + item.end) });
      own.push(part);
    }
    const source = trimText(own);
    pieceSources.push(source);
    for (const part of source) parts.push(part);
  });
  return { pieces, source: normaliseFragment(parts), boundaries, codes, pieceSources };
}

function toPart({ kind, type, display }: CueCode, id: string): InlineCode {
  return { kind, id, type, data: "", display };
}

/** Without white space at the beginning and the end. */
export function trimText(fragment: Fragment): Fragment {
  const parts = [...normaliseFragment(fragment)];
  const first = parts[0];
  if (first?.kind === "text") parts[0] = { kind: "text", text: first.text.trimStart() };
  const last = parts.at(-1);
  if (last?.kind === "text") parts[parts.length - 1] = { kind: "text", text: last.text.trimEnd() };
  return normaliseFragment(parts);
}
