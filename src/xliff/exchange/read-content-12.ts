import { normaliseFragment, type Fragment, type FragmentPart } from "../../model/fragment.ts";
import { typeOf } from "../code-type.ts";
import { restoreStandIn } from "../stand-ins.ts";
import { isElement, textOf, type XmlNode } from "./xml-tree.ts";

/** The content of a source or target of XLIFF 1.2; the native code of bpt, ept, ph and it stays in `data`. `mrk` is unwrapped. */
export function content12(node: XmlNode): Fragment {
  return normaliseFragment(partsOf(node, new Map()));
}

/** Opening codes by the `rid` that their closing code names, which has no type of its own. */
type Opened = Map<string, { readonly id: string; readonly type: string }>;

function partsOf(node: XmlNode, opened: Opened): FragmentPart[] {
  return node.content.flatMap((child): FragmentPart[] => {
    if (typeof child === "string") return [{ kind: "text", text: child }];
    if (!isElement(child)) return [];
    if (!child.isOwn) return partsOf(child, opened);
    const { attributes } = child;
    const id = attributes["id"] ?? attributes["rid"] ?? "";
    const key = attributes["rid"] ?? id;
    const display = attributes["equiv-text"];
    const code = {
      type: typeOf(attributes["ctype"]),
      data: textOf(child),
      ...(display === undefined ? {} : { display }),
    };
    switch (child.name) {
      case "g": {
        const pair = { ...code, id, data: "" };
        return [{ kind: "open", ...pair }, ...partsOf(child, opened), { kind: "close", id, type: code.type, data: "" }];
      }
      case "bx":
      case "bpt":
        opened.set(key, { id, type: code.type });
        return [{ kind: "open", id, ...code }];
      case "ex":
      case "ept":
        return [{ kind: "close", ...code, ...(opened.get(key) ?? { id: key }) }];
      case "x":
      case "ph":
        return [restoreStandIn(id, display) ?? { kind: "standalone", id, ...code }];
      case "it":
        return [{ kind: attributes["pos"] === "close" ? "close" : "open", id, ...code }];
      default:
        return partsOf(child, opened);
    }
  });
}
