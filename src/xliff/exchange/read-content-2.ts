import { normaliseFragment, type Fragment, type FragmentPart } from "../../model/fragment.ts";
import { characterOf } from "../content2.ts";
import { restoreStandIn } from "../stand-ins.ts";
import { isElement, textOf, type XmlNode } from "./xml-tree.ts";

/** The native code of a unit's codes, by the id of its data. */
export type UnitData = ReadonlyMap<string, string>;

/** The content of a source or target of XLIFF 2; native codes come from the unit's data. Markers are unwrapped. */
export function content2(node: XmlNode, data: UnitData): Fragment {
  return normaliseFragment(partsOf(node, data));
}

function partsOf(node: XmlNode, data: UnitData): FragmentPart[] {
  return node.content.flatMap((child): FragmentPart[] => {
    if (typeof child === "string") return [{ kind: "text", text: child }];
    if (!isElement(child)) return [];
    if (!child.isOwn) return partsOf(child, data);
    const { attributes } = child;
    const id = attributes["copyOf"] ?? attributes["id"] ?? "";
    switch (child.name) {
      case "pc":
        return [
          { kind: "open", id, ...codeOf(child, "Start", data) },
          ...partsOf(child, data),
          { kind: "close", id, ...codeOf(child, "End", data) },
        ];
      case "sc":
        return [{ kind: "open", id, ...codeOf(child, "", data) }];
      case "ec":
        return [{ kind: "close", id: attributes["startRef"] ?? id, ...codeOf(child, "", data) }];
      case "ph": {
        const code = codeOf(child, "", data);
        return [restoreStandIn(id, code.display) ?? { kind: "standalone", id, ...code }];
      }
      case "cp":
        return [{ kind: "text", text: characterOf(attributes["hex"]) }];
      default:
        return partsOf(child, data);
    }
  });
}

function codeOf(
  { attributes }: XmlNode,
  suffix: "" | "Start" | "End",
  data: UnitData,
): { readonly type: string; readonly data: string; readonly display?: string } {
  const { type = "", subType } = attributes;
  const display = attributes[`disp${suffix}`] ?? attributes[`equiv${suffix}`];
  return {
    type: subType === undefined ? type : `${type}/${subType}`,
    data: data.get(attributes[`dataRef${suffix}`] ?? "") ?? "",
    ...(display === undefined ? {} : { display }),
  };
}

/** The text of a data element, characters that XML cannot hold among it. */
export function dataText(node: XmlNode): string {
  return node.content
    .map((child) => {
      if (typeof child === "string") return child;
      if (!isElement(child)) return "";
      return child.name === "cp" ? characterOf(child.attributes["hex"]) : textOf(child);
    })
    .join("");
}
