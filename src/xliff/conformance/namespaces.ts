/** The prefix that the grammars use for each module of XLIFF 2 (XLIFF 2.1, 1.1.4; 2.2 adds pgs). */
const MODULES: ReadonlyMap<string, string> = new Map([
  ["urn:oasis:names:tc:xliff:matches:2.0", "mtc"],
  ["urn:oasis:names:tc:xliff:glossary:2.0", "gls"],
  ["urn:oasis:names:tc:xliff:fs:2.0", "fs"],
  ["urn:oasis:names:tc:xliff:metadata:2.0", "mda"],
  ["urn:oasis:names:tc:xliff:resourcedata:2.0", "res"],
  ["urn:oasis:names:tc:xliff:changetracking:2.0", "ctr"],
  ["urn:oasis:names:tc:xliff:changetracking:2.1", "ctr"],
  ["urn:oasis:names:tc:xliff:sizerestriction:2.0", "slr"],
  ["urn:oasis:names:tc:xliff:validation:2.0", "val"],
  ["urn:oasis:names:tc:xliff:itsm:2.1", "itsm"],
  ["urn:oasis:names:tc:xliff:pgs:1.0", "pgs"],
  ["http://www.w3.org/2005/11/its", "its"],
]);

/** Modules whose elements all stand in the grammar; those of ITS are judged by ITS, not here. */
export const CLOSED_MODULES: ReadonlySet<string> = new Set(["mtc", "gls", "mda", "res", "ctr", "slr", "val", "fs"]);

const XML = "http://www.w3.org/XML/1998/namespace";

/** The name of an element or attribute in the grammars; undefined for other namespaces. `core` is the root's namespace. */
export function grammarName(core: string, namespace: string, local: string): string | undefined {
  if (namespace === core) return local;
  if (namespace === XML) return `xml:${local}`;
  const module = MODULES.get(namespace);
  return module === undefined ? undefined : `${module}:${local}`;
}

/** Namespaces of extensions that have a registered prefix for references: TBX (ISO 30042), as the OASIS suite uses it. */
export const EXTENSION_PREFIXES: ReadonlyMap<string, string> = new Map([["urn:iso:std:iso:30042:ed-1:v1:en", "tbx"]]);
