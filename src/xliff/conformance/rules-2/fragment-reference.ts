import { EXTENSION_PREFIXES } from "../namespaces.ts";

/** A reference into the file, taken apart. What it leaves out is where it stands. */
export interface FragmentReference {
  readonly file?: string;
  readonly group?: string;
  readonly unit?: string;
  /** The innermost selector: "n" note, "d" data, "t" a code or marker of a target, "" one of a source or a segment, else a module's prefix. */
  readonly leaf?: { readonly prefix: string; readonly id: string };
}

/** The prefixes that modules and extensions have registered for references to their elements (XLIFF 2.1, 5). */
const PREFIXES: ReadonlySet<string> = new Set(
  ["gls", "mtc", "mda", "res", "ctr", "slr", "val", "its", "fs"].concat([...EXTENSION_PREFIXES.values()]),
);

const CONTAINERS = ["f", "g", "u"];
const KEYS = { f: "file", g: "group", u: "unit" } as const;
const NMTOKEN = /^[-.\w:\u00B7-\uFFFD]+$/;

/**
 * Takes a fragment identifier apart (XLIFF 2.1, 3): `#f=1/u=2/n=3`, selectors from the outside in, one of each kind, one leaf at the end.
 * Gives a sentence where it is none.
 */
export function parseFragment(fragment: string): FragmentReference | string {
  const found: { file?: string; group?: string; unit?: string; leaf?: { prefix: string; id: string } } = {};
  let depth = -1;
  for (const selector of fragment.replace(/^\//, "").split("/")) {
    const equals = selector.indexOf("=");
    const prefix = equals === -1 ? "" : selector.slice(0, equals);
    const id = selector.slice(equals + 1);
    if (found.leaf) return `Nothing may follow ${found.leaf.prefix || found.leaf.id} in a reference.`;
    if (!NMTOKEN.test(id) || (equals !== -1 && !NMTOKEN.test(prefix))) return `${selector} is no selector.`;
    const rank = CONTAINERS.indexOf(prefix);
    if (rank !== -1) {
      if (rank <= depth) return "Selectors go from file over group to unit, each once.";
      depth = rank;
      found[KEYS[prefix as keyof typeof KEYS]] = id;
    } else if (["", "n", "d", "t"].includes(prefix) || PREFIXES.has(prefix)) {
      found.leaf = { prefix, id };
    } else return `No module has registered the prefix ${prefix} for references.`;
  }
  return found;
}
