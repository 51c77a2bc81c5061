import type { LooseCode } from "./loose-codes.ts";

/** The content with letters and braces for the loose codes, so that nothing in them is read as markup; offsets stay. */
export function mask(content: string, loose: readonly LooseCode[]): string {
  if (loose.length === 0) return content;
  const pieces: string[] = [];
  let from = 0;
  for (const { start, end } of loose) {
    const opening = standIn(content[start]!, "{");
    const closing = end - start > 1 ? standIn(content[end - 1]!, "}") : "";
    pieces.push(content.slice(from, start), opening, "x".repeat(Math.max(0, end - start - 2)), closing);
    from = end;
  }
  pieces.push(content.slice(from));
  return pieces.join("");
}

/** A letter for a letter, a brace for a sign: whether stars next to it open or close depends on no more. */
function standIn(character: string, brace: string): string {
  return /[\p{L}\p{N}]/u.test(character) ? "x" : brace;
}

/** The index of the first code that starts at or after `at`. */
export function firstFrom(codes: readonly LooseCode[], at: number): number {
  let low = 0;
  let high = codes.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (codes[middle]!.start < at) low = middle + 1;
    else high = middle;
  }
  return low;
}
