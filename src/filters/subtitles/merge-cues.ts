import { isSameFragment, type Fragment } from "../../model/fragment.ts";
import type { Edit } from "../../xml/edits.ts";
import type { Dialect } from "./cue.ts";
import { divideTarget } from "./divide-target.ts";
import type { SubtitleOptions } from "./options.ts";
import type { Piece } from "./pieces.ts";
import { isTimingLine } from "./read-cues.ts";
import { spellText } from "./read-payload.ts";
import type { SentenceUnit } from "./sentence-unit.ts";
import { visibleLength, wrapCue, type CueRun } from "./wrap-cue.ts";

/** A target put into the cues of its unit. */
export interface MergedSentence {
  readonly edits: readonly Edit[];
  /** The pieces that have new text. */
  readonly changed: readonly Piece[];
  readonly isGuessed: boolean;
}

/** The edits that put a target into its cues; a piece whose text stays the same keeps its bytes. */
export function mergeSentence(
  document: string,
  unit: SentenceUnit,
  target: Fragment,
  options: SubtitleOptions,
  dialect: Dialect,
): MergedSentence {
  const divided = divideTarget(unit, target);
  const edits: Edit[] = [];
  const changed: Piece[] = [];
  unit.pieces.forEach((piece, index) => {
    const content = divided.pieces[index]!;
    if (isSameFragment(unit.pieceSources[index]!, content)) return;
    const lines = wrapCue(runsOf(document, unit, piece, content, dialect), limitsOf(piece, options)).map(withoutTiming);
    const lineEnd = /\r\n|\n|\r/.exec(document.slice(piece.start))?.[0] ?? "\n";
    edits.push({
      start: piece.start + piece.contentStart,
      end: piece.start + piece.contentEnd,
      text: lines.join(lineEnd),
    });
    changed.push(piece);
  });
  return { edits, changed, isGuessed: divided.isGuessed };
}

/** A line that would be taken for the timing of another cue, with an arrow that is none. */
function withoutTiming(line: string): string {
  return isTimingLine(line) ? line.replaceAll("-->", "→") : line;
}

/** In a dialogue each speaker has the lines there were. */
function limitsOf(
  piece: Piece,
  { maxLineLength, maxLines }: SubtitleOptions,
): { maxLineLength: number; maxLines: number } {
  return { maxLineLength, maxLines: piece.isDialogue ? piece.lineCount : Math.max(maxLines, piece.lineCount) };
}

function runsOf(
  document: string,
  unit: SentenceUnit,
  piece: Piece,
  content: Fragment,
  dialect: Dialect,
): (CueRun & { readonly isMarkup: boolean })[] {
  const raw = document.slice(piece.start, piece.end);
  return content.map((part) => {
    if (part.kind === "text") {
      const spelled = spellText(part.text.replaceAll(/\s*[\r\n\u2028\u2029]+\s*/g, " "), raw, dialect);
      return { spelled, width: visibleLength(spelled), isMarkup: false };
    }
    return { spelled: unit.codes.get(`${part.kind} ${part.id}`)?.raw ?? "", width: 0, isMarkup: true };
  });
}
