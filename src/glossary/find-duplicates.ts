import type { Finding } from "../model/finding.ts";
import type { GlossaryEntry } from "../model/term.ts";

/** Rows that say the same twice (glossary-duplicate), and rows that contradict each other (glossary-conflict): two preferred translations of a term in one scope, or one both allowed and forbidden. */
export function findDuplicates(entries: readonly GlossaryEntry[]): Finding[] {
  const findings: Finding[] = [];
  const byPair = new Map<string, GlossaryEntry>();
  const preferred = new Map<string, GlossaryEntry>();
  for (const entry of entries) {
    const { source, target, status, scope = "", caseSensitive, place } = entry;
    const term = `${scope}\u0000${caseSensitive ? source : source.toLowerCase()}`;
    const pair = `${term}\u0000${target.toLowerCase()}`;
    const twin = byPair.get(pair);
    const rival = preferred.get(term);
    if (twin && (twin.status === "forbidden") !== (status === "forbidden"))
      findings.push({
        id: "glossary-conflict",
        severity: "major",
        message: `“${target}” for “${source}” is forbidden in one line and allowed in another (${twin.place}).`,
        place,
      });
    else if (twin)
      findings.push({
        id: "glossary-duplicate",
        severity: "minor",
        message: `“${source}” with “${target}” stands here again (${twin.place}).`,
        place,
      });
    else if (status === "preferred" && rival)
      findings.push({
        id: "glossary-conflict",
        severity: "major",
        message: `“${source}” has two preferred translations: “${target}”, and “${rival.target}” (${rival.place}).`,
        place,
      });
    if (!twin) byPair.set(pair, entry);
    if (status === "preferred" && !rival) preferred.set(term, entry);
  }
  return findings;
}
