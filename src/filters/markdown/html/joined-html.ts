import type { Edit } from "../../../xml/edits.ts";
import type { HtmlBlock, Slice } from "../blocks.ts";

/** What stands between two blocks on the page: a rule ends every paragraph, and no text runs across it. */
const BETWEEN = "\n<hr>\n";

interface Piece {
  /** Where it begins on the page. */
  readonly start: number;
  readonly length: number;
  /** Where it begins in the document. */
  readonly documentStart: number;
}

/** A block of HTML and where it stands on the page. */
export interface JoinedBlock extends Slice {
  readonly block: HtmlBlock;
}

/**
 * All blocks of HTML of a document as one page. They belong together: an element that one opens another one closes, after some Markdown.
 * In containers the marks of quotes and lists, which stand before every line, are left out.
 */
export class JoinedHtml {
  readonly page: string;
  /** In order. */
  readonly blocks: readonly JoinedBlock[];
  readonly #pieces: readonly Piece[];

  constructor(document: string, blocks: readonly HtmlBlock[]) {
    const texts: string[] = [];
    const pieces: Piece[] = [];
    const joined: JoinedBlock[] = [];
    let at = 0;
    for (const block of blocks) {
      const start = at;
      for (const piece of block.pieces) {
        const length = piece.end - piece.start;
        texts.push(document.slice(piece.start, piece.end));
        pieces.push({ start: at, length, documentStart: piece.start });
        at += length;
      }
      joined.push({ block, start, end: at });
      texts.push(BETWEEN);
      at += BETWEEN.length;
    }
    this.page = texts.join("");
    this.blocks = joined;
    this.#pieces = pieces;
  }

  /** The block that holds this stretch of the page; undefined where none holds all of it. */
  blockOf({ start, end }: Slice): JoinedBlock | undefined {
    const block = this.blocks[lastFrom(this.blocks, start)];
    return block !== undefined && end <= block.end ? block : undefined;
  }

  /** An edit of a block on the page as one of the document. */
  inDocument({ start, end, text }: Edit): Edit {
    const from = this.#toDocument(start);
    return { start: from, end: end === start ? from : this.#toDocument(end - 1) + 1, text };
  }

  #toDocument(at: number): number {
    const piece = this.#pieces[lastFrom(this.#pieces, at)]!;
    return piece.documentStart + at - piece.start;
  }
}

/** The index of the last that begins at or before `at`. */
function lastFrom(ranges: readonly { readonly start: number }[], at: number): number {
  let low = 0;
  let high = ranges.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (ranges[middle]!.start <= at) low = middle;
    else high = middle - 1;
  }
  return low;
}
