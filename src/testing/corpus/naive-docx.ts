import { defineFilter, type AnyFilter } from "../../filters/filter.ts";
import { compareCodes, repairCodes } from "../../model/codes.ts";
import type { Finding } from "../../model/finding.ts";
import { hasLetters, isSameFragment, type Fragment, type FragmentPart } from "../../model/fragment.ts";
import { unitIds } from "../../model/identity.ts";
import { decodeXml, encodeXml } from "../../xml/encoding.ts";
import { applyEdits, type Edit } from "../../xml/edits.ts";
import { escapeText } from "../../xml/escape.ts";
import { XmlLexer } from "../../xml/lexer.ts";
import { assertWellFormed } from "../../xml/well-formed.ts";
import { openArchive } from "../../zip/archive.ts";

/** How a filter may go wrong: what it does with the edits of a part, and with the findings. */
export interface Sabotage {
  readonly edits?: (edits: readonly Edit[], text: string) => readonly Edit[];
  readonly display?: string;
  readonly findings?: (findings: readonly Finding[]) => readonly Finding[];
}

const PART = "word/document.xml";

interface Paragraph {
  readonly source: Fragment;
  /** Where its first text element begins and its last one ends. */
  readonly start: number;
  readonly end: number;
}

/**
 * A filter for documents of one run per paragraph, whose only codes are line breaks: just enough for the gates to have something sound
 * to pass, and, sabotaged, something wrong to find.
 */
export function naiveDocx(sabotage: Sabotage = {}): AnyFilter {
  const read = (bytes: Uint8Array): { paragraphs: Paragraph[]; decoded: ReturnType<typeof decodeXml> } => {
    const decoded = decodeXml(openArchive(bytes).read(PART), PART);
    assertWellFormed(decoded.text, PART);
    return { paragraphs: findParagraphs(decoded.text, sabotage.display ?? "line break"), decoded };
  };
  return defineFilter<object>({
    id: "docx",
    name: "Document of single runs",
    extensions: [".docx"],
    defaults: {},
    extract: async ({ bytes }) => {
      const idOf = unitIds();
      const units = read(bytes).paragraphs.map(({ source }, index) => {
        const id = idOf(PART, "paragraph", source);
        return { id, place: `Paragraph ${index + 1}`, source, preserveSpace: true };
      });
      return { units, findings: [], coverage: [{ category: "paragraphs", extracted: units.length, skipped: 0 }] };
    },
    merge: async ({ bytes }, { targets }) => {
      const idOf = unitIds();
      const { paragraphs, decoded } = read(bytes);
      const findings: Finding[] = [];
      const edits = paragraphs.flatMap(({ source, start, end }): Edit[] => {
        const unit = idOf(PART, "paragraph", source);
        const target = targets.get(unit, source);
        if (!target || isSameFragment(source, target)) return [];
        if (Object.values(compareCodes(source, target)).some((codes) => codes.length > 0)) {
          findings.push({ id: "codes-repaired", severity: "major", message: "Codes were put back.", unit });
        }
        return [{ start, end, text: write(repairCodes(source, target)) }];
      });
      if (edits.length === 0) return { bytes, findings };
      const text = applyEdits(decoded.text, sabotage.edits?.(edits, decoded.text) ?? edits);
      const merged = openArchive(bytes).rewrite(new Map([[PART, encodeXml(text, decoded)]]));
      return { bytes: merged, findings: sabotage.findings?.(findings) ?? findings };
    },
  });
}

function findParagraphs(text: string, display: string): Paragraph[] {
  const lexer = new XmlLexer(text, PART);
  const found: Paragraph[] = [];
  let parts: FragmentPart[] = [];
  let start = -1;
  let end = -1;
  let isInText = false;
  while (lexer.next()) {
    if (lexer.name === "w:t") {
      isInText = lexer.kind === "open";
      if (isInText && start === -1) start = lexer.start;
      if (!isInText) end = lexer.end;
    } else if (isInText) parts.push({ kind: "text", text: lexer.value });
    else if (lexer.name === "w:br" && start !== -1) {
      const id = String(parts.filter(({ kind }) => kind !== "text").length + 1);
      parts.push({ kind: "standalone", id, type: "fmt/xlf:lb", data: lexer.raw, display });
    } else if (lexer.name === "w:p" && lexer.kind === "close") {
      if (hasLetters(parts)) found.push({ source: parts, start, end });
      parts = [];
      start = -1;
    }
  }
  return found;
}

function write(target: Fragment): string {
  const text = target.map((part) =>
    part.kind === "text" ? escapeText(part.text) : `</w:t>${part.data}<w:t xml:space="preserve">`,
  );
  return `<w:t xml:space="preserve">${text.join("")}</w:t>`;
}
