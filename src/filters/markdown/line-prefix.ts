import type { Container } from "./blocks.ts";

/** What a later line in the container begins with, where no line shows it. */
export function containerPrefix(container: Container): string {
  return container.kind === "quote" ? "> " : " ".repeat(container.width);
}

/** Where the line begins that holds the offset. */
export function lineStartAt(document: string, at: number): number {
  let start = at;
  while (start > 0 && document[start - 1] !== "\n" && document[start - 1] !== "\r") start -= 1;
  return start;
}
