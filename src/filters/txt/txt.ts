import { compareCodes } from "../../model/codes.ts";
import type { Finding } from "../../model/finding.ts";
import { hasLetters, isSameFragment, plainText, textFragment } from "../../model/fragment.ts";
import { unitIds } from "../../model/identity.ts";
import type { TextUnit } from "../../model/unit.ts";
import { applyEdits, type Edit } from "../../xml/edits.ts";
import {
  defineFilter,
  type AnyFilter,
  type Extraction,
  type Merged,
  type SourceDocument,
  type Translation,
} from "../filter.ts";
import { codesRepaired } from "../codes-repaired.ts";
import { decodeText, encodeText, type DecodedText } from "../text-encoding.ts";
import { findParagraphs, wrapParagraph, type TextParagraph } from "./paragraphs.ts";

/** Characters that only binary files hold: C0 controls but tab, line ends, form feed and escape. */
const BINARY = /[\u0000-\u0008\u000E-\u001A\u001C-\u001F]/g;
const MAX_BINARY_SHARE = 0.01;

interface Found {
  readonly paragraph: TextParagraph;
  readonly unit: TextUnit;
}

/** The units of the text with the paragraphs they stand for; and how many paragraphs have no letters. */
function read(decoded: DecodedText): { found: Found[]; withoutLetters: number } {
  const idOf = unitIds();
  const paragraphs = findParagraphs(decoded.text);
  const found: Found[] = [];
  for (const paragraph of paragraphs) {
    const raw = decoded.text.slice(paragraph.start, paragraph.end);
    const source = textFragment(paragraph.wrap ? raw.replaceAll(/\s*(?:\r\n|\n|\r)\s*/g, " ") : raw);
    if (!hasLetters(source)) continue;
    const id = idOf("text", "paragraph", source);
    found.push({ paragraph, unit: { id, place: `Line ${paragraph.line}`, source, preserveSpace: true } });
  }
  return { found, withoutLetters: paragraphs.length - found.length };
}

function decode(document: SourceDocument): DecodedText {
  return decodeText(document.bytes, document.locale);
}

async function extract(document: SourceDocument): Promise<Extraction> {
  const decoded = decode(document);
  const { found, withoutLetters } = read(decoded);
  const binary = decoded.text.match(BINARY)?.length ?? 0;
  const findings: Finding[] = [];
  if (binary > decoded.text.length * MAX_BINARY_SHARE) {
    findings.push({
      id: "control-characters",
      severity: "major",
      message: "The text holds control characters; it may not be a text file.",
    });
  }
  if (decoded.encoding.startsWith("windows")) {
    const message = `The text is not UTF-8; it was read as ${decoded.encoding}. Check that its accents and dashes are right.`;
    findings.push({ id: "legacy-encoding", severity: "minor", message });
  }
  return {
    units: found.map(({ unit }) => unit),
    findings,
    coverage: [
      { category: "paragraphs", extracted: found.length, skipped: 0 },
      { category: "paragraphs without letters", extracted: 0, skipped: withoutLetters, reason: "nothing to translate" },
    ],
  };
}

async function merge(document: SourceDocument, { targets }: Translation): Promise<Merged> {
  const decoded = decode(document);
  const edits: Edit[] = [];
  const findings: Finding[] = [];
  for (const { paragraph, unit } of read(decoded).found) {
    const target = targets.get(unit.id, unit.source);
    if (!target || isSameFragment(unit.source, target)) continue;
    const problems = compareCodes(unit.source, target);
    if (problems.unknown.length > 0) findings.push(codesRepaired(unit, problems));
    const oneLine = plainText(target).replaceAll(/\s*[\r\n\u2028\u2029]+\s*/g, " ");
    edits.push({
      start: paragraph.start,
      end: paragraph.end,
      text: paragraph.wrap ? wrapParagraph(oneLine, paragraph.wrap) : oneLine,
    });
  }
  if (edits.length === 0) return { bytes: document.bytes, findings };
  const { bytes, isReencoded } = encodeText(applyEdits(decoded.text, edits), decoded);
  const message = `The translation cannot be written in ${decoded.encoding}, so the finished file is UTF-8.`;
  if (isReencoded) findings.push({ id: "encoding-changed", severity: "minor", message });
  return { bytes, findings };
}

/** Plain text: the smallest filter, and the example for others. A unit is a paragraph; encoding and line ends stay. */
export const txt: AnyFilter = defineFilter({
  id: "txt",
  name: "Plain text",
  extensions: [".txt"],
  defaults: {},
  extract,
  merge,
});
