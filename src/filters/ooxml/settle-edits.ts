import type { Edit } from "../../xml/edits.ts";

/**
 * Makes edits fit for `applyEdits` where a line was rebuilt around attributes that also change (a run's language, a link's tooltip): repeated
 * edits go, and an attribute's edit inside a larger one is made in the tags of that one's text instead.
 */
export function settleEdits(text: string, edits: readonly Edit[]): Edit[] {
  const sorted = [...edits].sort((a, b) => a.start - b.start || b.end - a.end);
  const settled: Edit[] = [];
  for (const edit of sorted) {
    const outer = settled.at(-1);
    if (outer === undefined || edit.start >= outer.end) {
      if (!isSame(outer, edit)) settled.push(edit);
      continue;
    }
    if (isSame(outer, edit)) continue;
    if (edit.start === edit.end && edit.start === outer.start) {
      settled.splice(-1, 0, edit);
      continue;
    }
    const old = text.slice(edit.start, edit.end);
    settled[settled.length - 1] = { ...outer, text: inTags(outer.text, old, edit.text) };
  }
  return settled;
}

function isSame(left: Edit | undefined, right: Edit): boolean {
  return left !== undefined && left.start === right.start && left.end === right.end && left.text === right.text;
}

/** Replaces an attribute in every tag, never in text. */
function inTags(xml: string, old: string, wanted: string): string {
  if (old === "") return xml;
  return xml.replaceAll(/<[^<>]*>/g, (tag) => tag.replace(old, () => wanted));
}
