import { hash } from "node:crypto";
import type { MemoryEntry } from "../model/match.ts";
import { contextKey, exactKey } from "./words.ts";

/** What two entries share of which only the newer one is kept: a hash, each character a byte, of the source between the same neighbours. */
export function contextOf({ source, previous, next }: MemoryEntry): string {
  const [here, before, after] = [exactKey(source), neighbour(previous), neighbour(next)];
  // Their lengths tell them apart, and a neighbour that is not known from an empty one.
  return hash("sha256", `${here.length} ${before?.length} ${after?.length} ${here}${before}${after}`, "binary");
}

/** A text is asked for as what stands before, at and behind an entry, one shortly after another. */
const neighbours = new Map<string, string>();
const MAX_NEIGHBOURS = 64;

function neighbour(text: string | undefined): string | undefined {
  if (text === undefined) return undefined;
  let key = neighbours.get(text);
  if (key === undefined) {
    key = contextKey(text);
    if (neighbours.size >= MAX_NEIGHBOURS) neighbours.clear();
    neighbours.set(text, key);
  }
  return key;
}
