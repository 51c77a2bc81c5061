import { hash } from "node:crypto";
import type { MemoryEntry } from "../model/match.ts";
import { contextKey, exactKey } from "./words.ts";

/** What two entries share of which only the newer one is kept: the source between the same neighbours. */
export function contextOf({ source, previous, next }: MemoryEntry): string {
  const context = JSON.stringify([exactKey(source), neighbour(previous), neighbour(next)]);
  return hash("sha256", context, "base64url").slice(0, CONTEXT_LENGTH);
}

/** 72 bits: of a million contexts two are taken for one in one memory of ten thousand million. No longer: V8 keeps a longer cut-out with all it was cut from. */
const CONTEXT_LENGTH = 12;

/** A text is asked for as what stands before, at and behind an entry, one shortly after another. */
const neighbours = new Map<string, string>();
const MAX_NEIGHBOURS = 64;

function neighbour(text: string | undefined): string | null {
  if (text === undefined) return null;
  let key = neighbours.get(text);
  if (key === undefined) {
    key = contextKey(text);
    if (neighbours.size >= MAX_NEIGHBOURS) neighbours.clear();
    neighbours.set(text, key);
  }
  return key;
}
