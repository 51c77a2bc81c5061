import type { GlossaryEntry } from "../model/term.ts";

/**
 * The entries that count for a document ("elpida/module-1.docx"): those without scope, and those whose scope is a folder it lies in. Where a
 * scoped row prefers a translation, rows of a wider scope that prefer another one step back.
 */
export function entriesInScope(entries: readonly GlossaryEntry[], document: string): GlossaryEntry[] {
  const folderOf = (scope: string): string => scope.replaceAll("\\", "/").replaceAll(/^\/+|\/+$/g, "");
  const depth = ({ scope = "" }: GlossaryEntry): number => folderOf(scope).length;
  const inScope = entries.filter(({ scope = "" }) => scope === "" || document.startsWith(`${folderOf(scope)}/`));
  const deepest = new Map<string, number>();
  for (const entry of inScope)
    if (entry.status === "preferred")
      deepest.set(entry.source.toLowerCase(), Math.max(depth(entry), deepest.get(entry.source.toLowerCase()) ?? 0));
  return inScope.filter(
    (entry) => entry.status !== "preferred" || depth(entry) === deepest.get(entry.source.toLowerCase()),
  );
}
