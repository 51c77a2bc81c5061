import * as fc from "fast-check";
import { normaliseFragment, type Fragment, type FragmentPart } from "../model/fragment.ts";

/** Text as documents hold it: several scripts, white space, markup characters; no control characters but tab. */
export const arbitraryText: fc.Arbitrary<string> = fc.oneof(
  fc.string({ unit: "grapheme", maxLength: 12 }),
  fc.string({ unit: fc.constantFrom(...Array.from("abc defg. <>&\"'—«»Ёжқ\u00A0\u2011")), maxLength: 24 }),
);

type Node = string | { readonly pair: readonly Node[] } | { readonly standalone: true };

const { tree }: { tree: fc.Arbitrary<Node[]> } = fc.letrec<{ tree: Node[]; node: Node }>((tie) => ({
  tree: fc.array(tie("node"), { maxLength: 5 }),
  node: fc.oneof(
    { depthIdentifier: "fragment", maxDepth: 4 },
    arbitraryText,
    fc.constant({ standalone: true as const }),
    tie("tree").map((pair) => ({ pair })),
  ),
}));

/** Any well-nested normalised fragment, its codes numbered in reading order as filters number them. */
export const arbitraryFragment: fc.Arbitrary<Fragment> = tree.map((nodes) => {
  let id = 0;
  const build = (node: Node): FragmentPart[] => {
    if (typeof node === "string") return [{ kind: "text", text: node }];
    id += 1;
    const code = { id: String(id), type: "fmt/xlf:b", data: "" };
    if ("standalone" in node) return [{ kind: "standalone", ...code, type: "fmt/xlf:lb" }];
    return [{ kind: "open", ...code }, ...node.pair.flatMap(build), { kind: "close", ...code }];
  };
  return normaliseFragment(nodes.flatMap(build));
});
