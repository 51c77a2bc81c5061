import type { Fragment, FragmentPart } from "../model/fragment.ts";

/** Reads what `numberedText` writes, with ids such as `2` and `2a`: `Click <1>here</1><2/>`. `types` gives codes a type by id. */
export function parseNumbered(text: string, types: Readonly<Record<string, string>> = {}): Fragment {
  const parts: FragmentPart[] = [];
  for (const piece of text.split(/(<\/?\d+[a-z]*\/?>)/)) {
    const code = /^<(?<slash>\/?)(?<id>\d+[a-z]*)(?<end>\/?)>$/.exec(piece)?.groups;
    if (code) {
      const id = code["id"]!;
      const kind = code["slash"] === "/" ? "close" : code["end"] === "/" ? "standalone" : "open";
      parts.push({ kind, id, type: types[id] ?? "fmt/xlf:b", data: "" });
    } else if (piece !== "") parts.push({ kind: "text", text: piece });
  }
  return parts;
}
