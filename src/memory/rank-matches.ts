import { hasSameCodes } from "../model/codes.ts";
import type { Match, MemoryEntry, MemoryQuery } from "../model/match.ts";
import { adaptCodes } from "./adapt-codes.ts";
import { exactScore, fuzzyScore, scoredText } from "./score.ts";
import { exactKey } from "./words.ts";

/** Most answers to one question: an editor reads no more. */
const MOST_MATCHES = 5;

/** Scores candidates and gives the best, best first. Candidates come in order of preference; equals keep that order, and equal targets are told once. */
export function rankMatches(query: MemoryQuery, candidates: Iterable<MemoryEntry>, threshold: number): Match[] {
  const exact: Match[] = [];
  const fuzzy: Match[] = [];
  const asked = scoredText(query.source);
  const key = exactKey(query.source);
  for (const entry of candidates) {
    const isWhole = hasSameCodes(entry.source, entry.target);
    const score = isWhole ? exactScore(query, entry, key) : undefined;
    if (score !== undefined) exact.push({ kind: score > 100 ? "ice" : "exact", score, entry });
    else if (exact.length === 0) {
      const similarity = fuzzyScore(asked, scoredText(entry.source), threshold, isWhole);
      if (similarity > 0) fuzzy.push({ kind: "fuzzy", score: similarity, entry });
    }
  }
  const matches = exact.length > 0 ? exact : fuzzy;
  const told = new Set<string>();
  return matches
    .sort((a, b) => b.score - a.score)
    .map((match) => ({ ...match, entry: adaptCodes(match.entry, query.source) }))
    .filter(({ entry }) => {
      const target = JSON.stringify(
        entry.target.map((part) => (part.kind === "text" ? part.text : [part.kind, part.id])),
      );
      const isNew = !told.has(target);
      told.add(target);
      return isNew;
    })
    .slice(0, MOST_MATCHES);
}
