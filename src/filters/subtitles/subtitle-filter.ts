import { compareCodes } from "../../model/codes.ts";
import { DocumentError } from "../../errors.ts";
import type { Finding } from "../../model/finding.ts";
import { isSameFragment } from "../../model/fragment.ts";
import { unitIds } from "../../model/identity.ts";
import { isSameLanguage, parseLocale, type Locale } from "../../model/locale.ts";
import type { TextUnit } from "../../model/unit.ts";
import { applyEdits, type Edit } from "../../xml/edits.ts";
import { codesRepaired } from "../codes-repaired.ts";
import {
  defineFilter,
  type AnyFilter,
  type CoverageRow,
  type Extraction,
  type Merged,
  type SourceDocument,
  type Translation,
} from "../filter.ts";
import { decodeText, encodeText, type DecodedText } from "../text-encoding.ts";
import type { CueFile, Dialect } from "./cue.ts";
import { cueFindings } from "./cue-findings.ts";
import { mergeSentence } from "./merge-cues.ts";
import { SUBTITLE_DEFAULTS, SUBTITLE_OPTIONS, type SubtitleOptions } from "./options.ts";
import { piecesOf, type Piece } from "./pieces.ts";
import { clock, readCues } from "./read-cues.ts";
import { sentenceUnit, type SentenceUnit } from "./sentence-unit.ts";
import { groupSentences } from "./sentences.ts";

interface Found {
  readonly decoded: DecodedText;
  readonly file: CueFile;
  readonly sentences: readonly { readonly sentence: SentenceUnit; readonly unit: TextUnit }[];
  readonly withoutLetters: number;
}

/** What a subtitle format is called. */
interface SubtitleFormat {
  readonly name: string;
  readonly extensions: readonly `.${string}`[];
  readonly dialect: Dialect;
}

/** A filter of subtitles: the formats differ in how cues are written, not in what becomes of them. */
export function subtitleFilter({ name, extensions, dialect }: SubtitleFormat): AnyFilter {
  return defineFilter<SubtitleOptions>({
    id: dialect.id,
    name,
    extensions,
    defaults: SUBTITLE_DEFAULTS,
    options: SUBTITLE_OPTIONS,
    extract: async (document, options) => extract(read(document, options, dialect)),
    merge: async (document, translation, options) => merge(document, translation, options, dialect),
  });
}

function read(document: SourceDocument, options: SubtitleOptions, dialect: Dialect): Found {
  const decoded = decodeText(document.bytes, document.locale);
  const file = readCues(decoded.text, dialect);
  if (file.cues.length === 0 && dialect.id === "srt" && decoded.text.trim() !== "") throw noCues(document.name);
  const pieces = file.cues.flatMap((cue, index) => piecesOf(decoded.text, cue, index, dialect));
  const groups = groupSentences(pieces, options);
  const idOf = unitIds();
  const sentences = groups.map((group) => {
    const sentence = sentenceUnit(decoded.text, group);
    const id = idOf("cue", "sentence", sentence.source);
    return { sentence, unit: { id, place: placeOf(group), source: sentence.source, preserveSpace: false } };
  });
  const spoken = groups.reduce((sum, group) => sum + group.length, 0);
  return { decoded, file, sentences, withoutLetters: pieces.length - spoken };
}

function noCues(name: string): DocumentError {
  return new DocumentError("malformed-document", `${name} has no timing line, so it holds no subtitles.`, {
    hint: "A cue is a number, a line such as 00:00:01,000 --> 00:00:02,000, and the text. If this is plain text, name it .txt.",
    place: { file: name, line: 1 },
  });
}

function placeOf(group: readonly Piece[]): string {
  const first = group[0]!.cue;
  const last = group.at(-1)!.cue;
  const cues = first === last ? `Cue ${first.label}` : `Cues ${first.label}–${last.label}`;
  return Number.isFinite(first.from) ? `${cues}, ${clock(first.from)}` : cues;
}

function extract({ decoded, file, sentences, withoutLetters }: Found): Extraction {
  const findings: Finding[] = [];
  if (decoded.encoding.startsWith("windows")) {
    const message = `The text is not UTF-8; it was read as ${decoded.encoding}. Check that its accents and dashes are right.`;
    findings.push({ id: "legacy-encoding", severity: "minor", message });
  }
  return {
    units: sentences.map(({ unit }) => unit),
    findings,
    coverage: coverageOf(file, sentences.length, withoutLetters),
  };
}

function coverageOf(file: CueFile, sentences: number, withoutLetters: number): CoverageRow[] {
  const rows: CoverageRow[] = [
    { category: "sentences of cues", extracted: sentences, skipped: 0 },
    { category: "cues without letters", extracted: 0, skipped: withoutLetters, reason: "nothing to translate" },
    { category: "notes", extracted: 0, skipped: file.notes, reason: "they are comments that nobody is shown" },
    { category: "styles and regions", extracted: 0, skipped: file.styles, reason: "they are no text" },
    { category: "text outside cues", extracted: 0, skipped: file.strays, reason: "players do not show it" },
  ];
  return rows.filter(({ extracted, skipped }) => extracted + skipped > 0);
}

function merge(document: SourceDocument, translation: Translation, options: SubtitleOptions, dialect: Dialect): Merged {
  const { decoded, file, sentences } = read(document, options, dialect);
  const edits: Edit[] = languageEdit(decoded.text, file, document.locale, translation.locale);
  const findings: Finding[] = [];
  const changed = new Map<number, { readonly piece: Piece; readonly unit: TextUnit }>();
  for (const { sentence, unit } of sentences) {
    const target = translation.targets.get(unit.id, unit.source);
    if (target === undefined || isSameFragment(unit.source, target)) continue;
    const problems = compareCodes(unit.source, target);
    const isBroken = Object.values(problems).some((codes) => codes.length > 0);
    const merged = mergeSentence(decoded.text, sentence, target, options, dialect);
    if (isBroken) findings.push(codesRepaired(unit, problems));
    else if (merged.isGuessed) findings.push(cuesDivided(unit));
    for (const edit of merged.edits) edits.push(edit);
    for (const piece of merged.changed) changed.set(piece.index, { piece, unit });
  }
  if (edits.length === 0) return { bytes: document.bytes, findings };
  const text = applyEdits(decoded.text, edits);
  for (const finding of measured(text, file, changed, options, dialect)) findings.push(finding);
  const { bytes, isReencoded } = encodeText(text, decoded);
  const message = `The translation cannot be written in ${decoded.encoding}, so the finished file is UTF-8.`;
  if (isReencoded) findings.push({ id: "encoding-changed", severity: "minor", message });
  return { bytes, findings };
}

/** Reading speed and line lengths of the cues with new text, read again from the finished file. */
function measured(
  text: string,
  file: CueFile,
  changed: ReadonlyMap<number, { readonly unit: TextUnit }>,
  options: SubtitleOptions,
  dialect: Dialect,
): Finding[] {
  const again = readCues(text, dialect).cues;
  return [...changed].flatMap(([index, { unit }]) => {
    const cue = again[index];
    if (cue === undefined) return [];
    const lines = cue.groups.flat().map(({ start, end }) => text.slice(start, end));
    return cueFindings({ ...cue, groups: file.cues[index]!.groups }, lines, unit.id, options, dialect);
  });
}

function languageEdit(text: string, { language }: CueFile, from: Locale, to: Locale): Edit[] {
  const named = language && parseLocale(text.slice(language.start, language.end));
  if (language === undefined || named === undefined || !isSameLanguage(named, from) || isSameLanguage(from, to))
    return [];
  return [{ ...language, text: to }];
}

function cuesDivided(unit: TextUnit): Finding {
  return {
    id: "subtitle-cues-divided",
    severity: "minor",
    message: "The translation left a cue without words, so its text was divided among the cues by their duration.",
    place: unit.place,
    unit: unit.id,
  };
}
