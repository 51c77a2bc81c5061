import { normaliseFragment, plainText, type Fragment, type FragmentPart } from "../model/fragment.ts";

/** Applies a change to every text of the fragment. */
export function mapText(fragment: Fragment, change: (text: string) => string): Fragment {
  return normaliseFragment(
    fragment.map((part): FragmentPart => (part.kind === "text" ? { kind: "text", text: change(part.text) } : part)),
  );
}

/** The text without white space: two that are equal in it differ in white space only. */
export function squeezed(fragment: Fragment): string {
  return plainText(fragment).normalize("NFC").replaceAll(/\s+/gu, "");
}

/** Whether both have the same text but for white space, which is not the same. */
export function isReindented(ours: Fragment, returned: Fragment): boolean {
  return (
    plainText(ours).normalize("NFC") !== plainText(returned).normalize("NFC") && squeezed(ours) === squeezed(returned)
  );
}

/**
 * Undoes indentation in a target: runs of white space become one space, and the edges get the white space of our source. No-break
 * spaces alone are no indentation and stay.
 */
export function undoIndentation(target: Fragment, source: Fragment): Fragment {
  const collapsed = mapText(target, (text) => text.replaceAll(/[ \t\r\n]+/g, " "));
  const parts = [...collapsed];
  const text = plainText(source);
  const lead = /^\s*/u.exec(text)![0];
  const trail = lead.length === text.length ? "" : /\s*$/u.exec(text)![0];
  trimEdge(parts, "start");
  trimEdge(parts, "end");
  return normaliseFragment([{ kind: "text", text: lead }, ...parts, { kind: "text", text: trail }]);
}

/** The target without the line breaks, and the indentation, around it, where its source has none there: somebody put it on a line of its own. */
export function withoutOwnLine(target: Fragment, source: Fragment): Fragment {
  const [theirs, ours] = [plainText(target), plainText(source)];
  if (theirs.trim() === "") return target;
  const parts = [...target];
  if (/^[ \t\r]*\n/.test(theirs) && !/^[ \t\r]*\n/.test(ours)) {
    trimEdge(parts, "start");
    parts.unshift({ kind: "text", text: /^\s*/u.exec(ours)![0] });
  }
  if (/\n[ \t\r]*$/.test(theirs) && !/\n[ \t\r]*$/.test(ours)) {
    trimEdge(parts, "end");
    parts.push({ kind: "text", text: ours.slice(ours.trimEnd().length) });
  }
  return normaliseFragment(parts);
}

/** Takes the white space off the first or last text, codes before or after it notwithstanding. */
function trimEdge(parts: FragmentPart[], edge: "start" | "end"): void {
  const indexes = [...parts.keys()];
  for (const index of edge === "start" ? indexes : indexes.reverse()) {
    const part = parts[index]!;
    if (part.kind !== "text") continue;
    const text = edge === "start" ? part.text.replace(/^[ \t\r\n]+/, "") : part.text.replace(/[ \t\r\n]+$/, "");
    parts[index] = { kind: "text", text };
    if (text !== "") return;
  }
}

const MATECAT_MARKER = /\|\|\|UNTRANSLATED_CONTENT_(?:START|END)\|\|\|/g;

/** Whether Matecat marked the text as one whose codes it could not place; `undefined` where it did not, else the text without markers. */
export function withoutMatecatMarkers(target: Fragment): Fragment | undefined {
  if (!plainText(target).includes("|||UNTRANSLATED_CONTENT_")) return undefined;
  return mapText(target, (text) => text.replaceAll(MATECAT_MARKER, ""));
}
