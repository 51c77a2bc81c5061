import type { InlineItem } from "./inline-item.ts";

/** The types of markers that the standard names (XLIFF 2.1, 4.7.3). */
const STANDARD = new Set(["generic", "comment", "term"]);

/** Which markers go: all, or those of types that the standard does not name. */
export type DroppedAnnotations = "annotations" | "custom-annotations";

/** The ids of the markers of a unit that go. Its ends may stand in other segments than its start, and have no type of their own. */
export function droppedMarkers(
  texts: readonly (readonly InlineItem[])[],
  which: DroppedAnnotations,
): ReadonlySet<string> {
  const ids = new Set<string>();
  for (const item of texts.flat()) {
    const isStart = item.kind === "start" && item.of === "marker";
    if (isStart && (which === "annotations" || !STANDARD.has(item.attributes["type"] ?? "generic"))) ids.add(item.id);
  }
  return ids;
}

/** The items without these markers; what they marked stays. */
export function withoutMarkers(items: readonly InlineItem[], ids: ReadonlySet<string>): InlineItem[] {
  return items.filter(
    (item) => item.kind === "text" || item.kind === "alone" || item.of === "code" || !ids.has(item.id),
  );
}
