import { closesFence } from "./block-marks.ts";
import type { Block, Container, ContentLine, OpaqueBlock, Slice } from "./blocks.ts";
import type { HtmlBlockKind } from "./html-blocks.ts";
import type { LineCursor } from "./line-cursor.ts";

export interface OpenParagraph {
  readonly kind: "paragraph";
  readonly line: number;
  readonly lines: ContentLine[];
  /** It is the first block in its innermost container. */
  readonly isFirst: boolean;
}

export interface OpenTable {
  readonly kind: "table";
  readonly line: number;
  readonly header: readonly Slice[];
  readonly rows: { readonly line: number; readonly cells: readonly Slice[] }[];
}

/** Lines that are taken as they are, until something ends them. */
export interface OpenVerbatim {
  readonly kind: "verbatim";
  readonly what: OpaqueBlock["kind"] | "html";
  readonly line: number;
  readonly start: number;
  end: number;
  /** Of HTML in containers: its lines without the containers' marks. */
  readonly lines: Slice[];
  readonly ending:
    | { readonly by: "fence"; readonly character: string; readonly length: number }
    | { readonly by: "html"; readonly kind: HtmlBlockKind }
    | { readonly by: "indentation" | "blank line" };
}

/** A block that holds no others and that the next line may go on in. */
export type OpenLeaf = OpenParagraph | OpenTable | OpenVerbatim;

/** Whether the line at the cursor belongs to verbatim lines, and is their last; if it does, they end behind it. */
export function takeVerbatimLine(
  leaf: OpenVerbatim,
  text: string,
  cursor: LineCursor,
  isNested: boolean,
): "taken" | "taken as the last" | "not taken" {
  const { ending } = leaf;
  switch (ending.by) {
    case "fence": {
      leaf.end = cursor.end;
      const isClosed = cursor.indent < 4 && closesFence(text, cursor.next, cursor.end, ending.character, ending.length);
      return isClosed ? "taken as the last" : "taken";
    }
    case "html":
      if (ending.kind.end === undefined && cursor.isBlank) return "not taken";
      leaf.end = cursor.end;
      if (isNested) leaf.lines.push({ start: cursor.at, end: cursor.end });
      return ending.kind.end?.test(text.slice(cursor.at, cursor.end)) === true ? "taken as the last" : "taken";
    case "indentation":
      if (cursor.isBlank) return "taken";
      if (cursor.indent < 4) return "not taken";
      leaf.end = cursor.end;
      return "taken";
    case "blank line":
      if (cursor.isBlank) return "not taken";
      leaf.end = cursor.end;
      return "taken";
  }
}

/** The block that verbatim lines are. */
export function closeVerbatim(leaf: OpenVerbatim, text: string, containers: readonly Container[]): Block {
  const { what, line, start, end, ending, lines } = leaf;
  if (what !== "html" || ending.by !== "html") return { kind: what as OpaqueBlock["kind"], line, start, end };
  const pieces = containers.length === 0 ? [{ start, end }] : withLineEnds(lines, text);
  const isComment = isOnlyComment(text.slice(start, end));
  return { kind: "html", line, start, end, pieces, containers, form: ending.kind, isComment };
}

function withLineEnds(lines: readonly Slice[], text: string): Slice[] {
  return lines.map(({ start, end }, index) => {
    if (index === lines.length - 1) return { start, end };
    return { start, end: end + (text[end] === "\r" && text[end + 1] === "\n" ? 2 : 1) };
  });
}

function isOnlyComment(html: string): boolean {
  if (!html.startsWith("<!--")) return false;
  const close = html.indexOf("-->", 2);
  return close === -1 || html.slice(close + 3).trim() === "";
}
