import type { ProtectedTerm } from "../model/term.ts";

/** `do-not-translate.txt`: a name a line, spellings divided by ` | `, the preferred one first; lines that begin with `#` are remarks. */
export function readProtectedTerms(text: string): ProtectedTerm[] {
  return text
    .replace(/^\uFEFF/, "")
    .split(/\r\n|\r|\n/)
    .filter((line) => !line.trimStart().startsWith("#"))
    .map((line) => ({
      spellings: line
        .normalize("NFC")
        .split("|")
        .map((spelling) => spelling.replaceAll(/\s+/g, " ").trim())
        .filter((spelling) => spelling !== ""),
    }))
    .filter(({ spellings }) => spellings.length > 0);
}
