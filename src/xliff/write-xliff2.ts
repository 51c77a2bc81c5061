import type { DocumentFacts, XliffVersion } from "../model/document.ts";
import { stateOf, type Note, type Segment, type TargetState } from "../model/unit.ts";
import { escapeAttribute, escapeText } from "../xml/escape.ts";
import { formatIdentityNotes } from "./identity-notes.ts";
import { formatRecordedState, STATE_CATEGORY } from "./recorded-state.ts";
import { SPELLING_2 } from "./spelling2.ts";
import { formatFacts, formatRemarks } from "./unit-notes.ts";
import { inlineWriter } from "./write-inline.ts";
import type { XliffWriter } from "./xliff-writer.ts";

/** PRODUCT.md's table of states. A draft is `translated` with a sub-state of ours; the note says what a tool may have dropped. */
const STATES: Readonly<Record<TargetState, string>> = {
  initial: `state="initial"`,
  draft: `state="translated" subState="pitrans:draft"`,
  edited: `state="translated"`,
  reviewed: `state="reviewed"`,
  final: `state="final"`,
};

/** XLIFF 2: core elements only, one segment per unit, which tools may not divide; codes as `pc` and `ph`. */
export function xliff2Writer(document: DocumentFacts, version: Exclude<XliffVersion, "1.2">): XliffWriter {
  const { original, sourceLocale, targetLocale } = document;
  const root = [
    // 2.1 kept the namespace of 2.0.
    `xmlns="urn:oasis:names:tc:xliff:document:2.0" version="${version}"`,
    `srcLang="${escapeAttribute(sourceLocale)}"`,
    ...(targetLocale === undefined ? [] : [`trgLang="${escapeAttribute(targetLocale)}"`]),
    `xml:space="preserve"`,
  ].join(" ");
  return {
    head: (identity) =>
      [
        `<?xml version="1.0" encoding="UTF-8"?>`,
        `<xliff ${root}>`,
        `<file id="document" original="${escapeAttribute(original.name)}">`,
        `${writeNotes(formatIdentityNotes(document, identity))}\n`,
      ].join("\n"),
    unit(unit) {
      const facts = formatFacts(unit);
      let lines = "";
      for (const segment of unit.segments) lines += `${writeSegment(segment, facts, targetLocale !== undefined)}\n`;
      return lines;
    },
    // A file must hold something.
    end: (isEmpty) => `${isEmpty ? `<group id="empty"/>\n` : ""}</file>\n</xliff>\n`,
  };
}

function writeSegment(segment: Segment, facts: readonly Note[], hasTarget: boolean): string {
  const { id } = segment;
  // A stale text is shown as open, whatever it was before: the source has changed since somebody approved it.
  const state = hasTarget
    ? STATES[segment.stale === true && segment.target ? "draft" : stateOf(segment)]
    : STATES.initial;
  const inline = inlineWriter(SPELLING_2);
  const source = inline.write(segment.source);
  const target = hasTarget ? `<target>${inline.write(segment.target?.fragment ?? [])}</target>` : "";
  const recorded: Note = { from: STATE_CATEGORY, text: formatRecordedState(segment) };
  return (
    `<unit id="${id}" name="${id}" canResegment="no">${writeNotes([recorded, ...facts, ...formatRemarks(segment.notes)])}` +
    `<segment ${state}><source>${source}</source>${target}</segment></unit>`
  );
}

/** Who says it stands as the category. */
function writeNotes(notes: readonly Note[]): string {
  const written = notes.map(({ from, text }, index) => {
    const category = from === undefined ? "" : ` category="${escapeAttribute(from)}"`;
    return `<note id="n${index + 1}"${category}>${escapeText(text)}</note>`;
  });
  return `<notes>${written.join("")}</notes>`;
}
