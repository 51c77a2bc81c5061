import type { Finding } from "../../model/finding.ts";
import { plainText, type Fragment } from "../../model/fragment.ts";
import type { TextUnit } from "../../model/unit.ts";

/**
 * The target cut to what the format can hold, at the end of a word where there is one near, with an ellipsis; the same one where it fits. Codes stay.
 * Excel repairs files whose prompts, headers or names are longer than it allows.
 */
export function fitLength(target: Fragment, maxLength: number): Fragment {
  if (plainText(target).length <= maxLength) return target;
  let left = Math.max(0, maxLength - 1);
  let isCut = false;
  return target.map((part) => {
    if (part.kind !== "text") return part;
    if (isCut) return { kind: "text", text: "" };
    if (part.text.length <= left) {
      left -= part.text.length;
      return part;
    }
    isCut = true;
    return { kind: "text", text: `${cutText(part.text, left)}…` };
  });
}

/** Never in the middle of a character, and at a space where one stands in the last third. */
function cutText(text: string, length: number): string {
  const cut = text.slice(0, length).replace(/[\uD800-\uDBFF]$/, "");
  const space = cut.search(/\s\S*$/);
  return (space > length * (2 / 3) ? cut.slice(0, space) : cut).trimEnd();
}

/** The finding for a target that had to be cut. */
export function textCut({ id, place, maxLength }: TextUnit): Finding {
  return {
    id: "text-cut",
    severity: "major",
    message: `The translation is longer than the ${maxLength ?? 0} characters Excel allows here, and was cut. Find a shorter one.`,
    place,
    unit: id,
  };
}
