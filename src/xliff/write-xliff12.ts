import type { BilingualUnit, DocumentFacts } from "../model/document.ts";
import { stateOf, type Note, type Segment, type TargetState } from "../model/unit.ts";
import { escapeAttribute, escapeText } from "../xml/escape.ts";
import { formatIdentityNotes } from "./identity-notes.ts";
import { formatRecordedState } from "./recorded-state.ts";
import { formatFacts, formatRemarks } from "./unit-notes.ts";
import { SPELLING_12 } from "./spelling12.ts";
import { inlineWriter } from "./write-inline.ts";
import type { XliffWriter } from "./xliff-writer.ts";

/** PRODUCT.md's table of states. `approved` belongs to the unit. A draft has no state-qualifier: Matecat throws such targets away. */
const STATES: Readonly<Record<TargetState, { readonly state: string; readonly isApproved: boolean }>> = {
  initial: { state: "needs-translation", isApproved: false },
  draft: { state: "needs-review-translation", isApproved: false },
  edited: { state: "translated", isApproved: false },
  reviewed: { state: "signed-off", isApproved: true },
  final: { state: "final", isApproved: true },
};

/** XLIFF 1.2: valid by the strict schema, one segment per trans-unit, codes as `g` and `x` only. */
export function xliff12Writer(document: DocumentFacts): XliffWriter {
  const { original, sourceLocale, targetLocale } = document;
  return {
    head(identity) {
      const file = [
        `original="${escapeAttribute(original.name)}"`,
        `source-language="${escapeAttribute(sourceLocale)}"`,
        ...(targetLocale === undefined ? [] : [`target-language="${escapeAttribute(targetLocale)}"`]),
        `datatype="x-${escapeAttribute(original.filter.replaceAll(/\s/gu, "-"))}"`,
        `tool-id="pitrans"`,
        ...(identity.project === "" ? [] : [`product-name="${escapeAttribute(identity.project)}"`]),
        ...(identity.exportId === "" ? [] : [`build-num="${escapeAttribute(identity.exportId)}"`]),
      ].join(" ");
      return [
        `<?xml version="1.0" encoding="UTF-8"?>`,
        `<xliff xmlns="urn:oasis:names:tc:xliff:document:1.2" version="1.2">`,
        `<file ${file}>`,
        `<header>`,
        formatIdentityNotes(document, identity).map(writeNote).join("\n"),
        `<tool tool-id="pitrans" tool-name="pitrans"/>`,
        `</header>`,
        `<body>\n`,
      ].join("\n");
    },
    unit(unit) {
      const facts = writeNotes(formatFacts(unit));
      let lines = "";
      for (const segment of unit.segments)
        lines += `${writeSegment(segment, unit, facts, targetLocale !== undefined)}\n`;
      return lines;
    },
    end: () => `</body>\n</file>\n</xliff>\n`,
  };
}

function writeSegment(segment: Segment, unit: BilingualUnit, facts: string, hasTargets: boolean): string {
  const { id } = segment;
  // A stale text is shown as open, whatever it was before: the source has changed since somebody approved it.
  const { state, isApproved } = segment.stale === true && segment.target ? STATES.draft : STATES[stateOf(segment)];
  const inline = inlineWriter(SPELLING_12);
  const length = unit.maxLength === undefined ? "" : ` maxwidth="${unit.maxLength}" size-unit="char"`;
  const source = inline.write(segment.source);
  const target = hasTargets ? `<target state="${state}">${inline.write(segment.target?.fragment ?? [])}</target>` : "";
  return (
    `<trans-unit id="${id}" resname="${id}"${hasTargets && isApproved ? ` approved="yes"` : ""} xml:space="preserve"` +
    `${length} extradata="${formatRecordedState(segment)}"><source>${source}</source>${target}` +
    `${facts}${writeNotes(formatRemarks(segment.notes))}</trans-unit>`
  );
}

function writeNotes(notes: readonly Note[]): string {
  let written = "";
  for (const note of notes) written += writeNote(note);
  return written;
}

function writeNote({ from, text }: Note): string {
  return `<note${from === undefined ? "" : ` from="${escapeAttribute(from)}"`}>${escapeText(text)}</note>`;
}
