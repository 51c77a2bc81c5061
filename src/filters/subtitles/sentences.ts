import type { SubtitleOptions } from "./options.ts";
import type { Piece } from "./pieces.ts";

const HAS_LETTER = /\p{L}/u;
/** Closing quotes, brackets and notes after the full stop count to it. */
const SENTENCE_END = /[.!?…。！？؟।]["'»”’)\]♪♫*_]*$/u;
/** A sentence that goes on: small letters, or dots that answer dots. */
const CONTINUATION = /^["'«“‘(]*(?:\p{Ll}|\.{2,}|…)/u;
const MUSIC = /[♪♫]/u;
/** A sound that is described and not said. */
const SOUND = /^[[(].*[\])]$/su;

/** Files whose pieces seldom end a sentence (chapters, lyrics, captions by machines) do not say where sentences go on. Share of pieces. */
const LEAST_PUNCTUATED = 0.1;
/** Longer than what anybody says in one sentence; a limit for files without full stops. */
const MOST_PIECES = 8;
const MOST_CHARACTERS = 500;

/** Groups pieces so that no sentence is cut: from the piece in which one begins to the piece at whose end one ends. Pieces without letters are left out. */
export function groupSentences(pieces: readonly Piece[], { maxGap }: SubtitleOptions): Piece[][] {
  const spoken = pieces.filter(({ text }) => HAS_LETTER.test(text));
  const ended = spoken.filter(({ text }) => SENTENCE_END.test(text)).length;
  const canJoin = ended > spoken.length * LEAST_PUNCTUATED;
  const groups: Piece[][] = [];
  let characters = 0;
  for (const piece of pieces) {
    if (!HAS_LETTER.test(piece.text)) continue;
    const group = groups.at(-1);
    const last = group?.at(-1);
    const isRoomy =
      group !== undefined && group.length < MOST_PIECES && characters + piece.text.length <= MOST_CHARACTERS;
    if (canJoin && isRoomy && last !== undefined && goesOn(last, piece, maxGap)) {
      group.push(piece);
      characters += piece.text.length;
    } else {
      groups.push([piece]);
      characters = piece.text.length;
    }
  }
  return groups;
}

/** Whether the sentence at the end of `last` goes on in `next`. */
function goesOn(last: Piece, next: Piece, maxGap: number): boolean {
  if (next.index !== last.index + 1 || next.startsSpeech || last.isDialogue || next.isDialogue) return false;
  const gap = next.cue.from - last.cue.to;
  if (gap > maxGap || next.cue.from < last.cue.from) return false;
  if (MUSIC.test(last.text) || MUSIC.test(next.text) || SOUND.test(last.text) || SOUND.test(next.text)) return false;
  return !SENTENCE_END.test(last.text) || CONTINUATION.test(next.text);
}
