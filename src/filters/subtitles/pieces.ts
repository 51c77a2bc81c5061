import type { Cue, Dialect, Slice } from "./cue.ts";
import { readPayload, type CueItem } from "./read-payload.ts";
import { trimEdges } from "../trim-edges.ts";

/** What one person says in one cue: the lines from `start` to `end`. */
export interface Piece extends Slice {
  readonly cue: Cue;
  /** Its place among the file's cues, from 0. */
  readonly index: number;
  /** Between what stays at its edges (dash, speaker, position, tags around everything); offsets are those of the piece's own text. */
  readonly items: readonly CueItem[];
  readonly contentStart: number;
  readonly contentEnd: number;
  readonly lineCount: number;
  /** As a reader sees it, without the edges. */
  readonly text: string;
  /** A dash, or a speaker's name, says that somebody begins to speak. */
  readonly startsSpeech: boolean;
  /** Another piece stands in the same cue. */
  readonly isDialogue: boolean;
}

/** A line that begins with a dash, tags before it notwithstanding; not a number below zero ("-20"), nor a word that was broken off. */
const DASH_LINE = /^(?:<[^>]*>|\{\\[^}]*\}|\s)*[-–—‐](?:\s+(?=[^\s\-–—‐])|(?=[^\s\d\-–—‐]))/u;
const EDGE_DASH = /^\s*[-–—‐](?:\s+(?=[^\s\-–—‐])|(?=[^\s\d\-–—‐]))/u;
const SPEAKER = /^(?:>>|\p{Lu}[\p{Lu}\p{M}\d .'’-]{1,30}:\s)/u;

/** Divides a cue among its speakers: where a line after the first begins with a dash, each such line begins a piece. */
export function piecesOf(text: string, cue: Cue, index: number, dialect: Dialect): Piece[] {
  return cue.groups.flatMap((lines) => {
    const starts = lines.flatMap((line, at) =>
      at > 0 && DASH_LINE.test(text.slice(line.start, line.end)) ? [at] : [],
    );
    const bounds = [0, ...starts, lines.length];
    return bounds.slice(0, -1).map((from, at) => {
      const own = lines.slice(from, bounds[at + 1]);
      return makePiece(text, cue, index, own, starts.length > 0 || cue.groups.length > 1, dialect);
    });
  });
}

function makePiece(
  document: string,
  cue: Cue,
  index: number,
  lines: readonly Slice[],
  isDialogue: boolean,
  dialect: Dialect,
): Piece {
  const start = lines[0]!.start;
  const end = lines.at(-1)!.end;
  const raw = document.slice(start, end);
  const all = readPayload(raw, dialect);
  const [first, last] = trimEdges(all, isEdge);
  let items = all.slice(first, last);
  const dash = items[0]?.kind === "text" ? EDGE_DASH.exec(items[0].text)?.[0] : undefined;
  if (dash !== undefined && items[0]?.kind === "text") {
    const [opening, ...others] = items;
    // A dash and spaces are spelled as they read.
    items = [{ ...opening, start: opening.start + dash.length, text: opening.text.slice(dash.length) }, ...others];
  }
  const text = items
    .map((item) => (item.kind === "text" ? item.text : ""))
    .join("")
    .trim();
  const hasVoice = all.some((item) => item.kind !== "text" && item.type === "other/pitrans:voice");
  return {
    cue,
    index,
    start,
    end,
    items,
    contentStart: items[0]?.start ?? 0,
    contentEnd: items.at(-1)?.end ?? 0,
    lineCount: lines.length,
    text,
    startsSpeech: dash !== undefined || hasVoice || SPEAKER.test(text),
    isDialogue,
  };
}

/** Codes and white space stay at the edges. */
const isEdge = (item: CueItem): boolean =>
  item.kind === "standalone" || (item.kind === "text" && item.text.trim() === "");
