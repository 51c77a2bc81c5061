import { compareCodes, hasSameCodes } from "../model/codes.ts";
import type { Finding, Severity } from "../model/finding.ts";
import { hasLetters, isSameFragment, plainText, type Fragment, type InlineCode } from "../model/fragment.ts";
import type { Segment } from "../model/unit.ts";
import { readSpelledCodes, renumberCodes, restoreEdgeCodes } from "./code-repairs.ts";
import {
  isReindented,
  mapText,
  squeezed,
  undoIndentation,
  withoutMatecatMarkers,
  withoutOwnLine,
} from "./text-repairs.ts";
import type { ReturnedUnit } from "./xliff-file.ts";

/** A returned target made comparable with what was sent. */
export interface ReconciledTarget {
  /** Absent where no target was delivered, or an empty one. Otherwise all of its text, whatever its codes. */
  readonly fragment?: Fragment;
  readonly findings: readonly Finding[];
  /** Something was put right that a tool, not a person, had changed. */
  readonly isRepaired: boolean;
  /** The codes are not those of the source, and there was more than one way to put them right. */
  readonly codesWrong: boolean;
}

/** From how many characters on an old text at the end of a new one is no coincidence. */
const MIN_DOUBLED = 12;

/**
 * Compares a returned unit with the segment as it was sent (XLIFF.md, Reader) and takes back what tools do to text and codes, where
 * there is one way to do so. Codes are compared by id and family only. Nothing a person wrote is dropped.
 */
export function reconcileTarget(baseline: Segment, returned: ReturnedUnit): ReconciledTarget {
  const findings: Finding[] = [];
  const report = (id: string, severity: Severity, message: string): void => {
    findings.push({ id, severity, message, segment: baseline.id, place: `Line ${returned.line}` });
  };
  if (isAsSent(baseline, returned)) {
    const fragment = baseline.target!.fragment;
    if (isDoubled(baseline, fragment)) report(DOUBLED_TEXT, "major", DOUBLED);
    return { fragment, findings, isRepaired: false, codesWrong: false };
  }
  const returnedSource = readSource(baseline.source, returned.source);
  if (isOtherText(baseline.source, returnedSource)) {
    report("source-changed", "major", "The source text came back changed; the translation may answer to another text.");
  }
  if (returned.target === undefined || isBlank(returned.target, baseline)) {
    if (!returned.hasTarget) report("target-missing", "neutral", "The segment came back without a target.");
    else if (baseline.target) report("target-emptied", "minor", "The translation came back empty.");
    return { findings, isRepaired: false, codesWrong: false };
  }

  let isRepaired = false;
  let fragment = returned.target;
  const repair = (id: string, message: string, repaired: Fragment | undefined): void => {
    if (repaired === undefined || isSameFragment(repaired, fragment)) return;
    fragment = repaired;
    isRepaired = true;
    report(id, "minor", message);
  };

  repair(
    "matecat-markers",
    "Matecat could not place the codes of this segment and marked the text; the marks were removed.",
    withoutMatecatMarkers(fragment),
  );
  const renumbered = renumberCodes(baseline.source, returned.source, fragment);
  if (renumbered && (hasSameCodes(baseline.source, renumbered) || !hasSameCodes(baseline.source, fragment))) {
    repair("codes-renumbered", "The tool had numbered the codes anew.", renumbered);
  }
  fragment = takeBackWhiteSpace(baseline, returnedSource, fragment, repair);
  if (!hasSameCodes(baseline.source, fragment)) {
    repair(
      "codes-as-text",
      "Codes that had come back as text are codes again.",
      readSpelledCodes(baseline.source, fragment),
    );
  }
  if (!hasSameCodes(baseline.source, fragment)) {
    repair(
      "edge-codes-restored",
      "Codes missing at the edges were put back.",
      restoreEdgeCodes(baseline.source, fragment),
    );
  }

  if (isDoubled(baseline, fragment)) {
    report(DOUBLED_TEXT, "major", DOUBLED);
  }
  if (baseline.target === undefined && isSameFragment(fragment, baseline.source) && hasLetters(fragment)) {
    report("source-as-target", "neutral", "The target is the source: some tools fill empty targets so.");
  }
  const codesWrong = reportCodes(baseline.source, fragment, report);
  return { fragment, findings, isRepaired, codesWrong };
}

const DOUBLED_TEXT = "doubled-text";
const DOUBLED = "The new text stands in front of the old one, which was not removed.";

/** Whether the finding says that a tool left the old text behind the new one. */
export function isDoubledText({ id }: Finding): boolean {
  return id === DOUBLED_TEXT;
}

/** Whether source and target came back as they were sent, their codes right: most do, and nothing below would change them. */
function isAsSent({ source, target }: Segment, returned: ReturnedUnit): boolean {
  return (
    target !== undefined &&
    returned.target !== undefined &&
    target.fragment.length > 0 &&
    isSameFragment(source, returned.source) &&
    isSameFragment(target.fragment, returned.target) &&
    hasSameCodes(source, target.fragment) &&
    withoutMatecatMarkers(target.fragment) === undefined
  );
}

/** The source as it came back, with our codes, whether the tool numbered them anew or wrote them as text. */
function readSource(ours: Fragment, returned: Fragment): Fragment {
  const renumbered = renumberCodes(ours, returned, returned) ?? returned;
  return isOtherText(ours, renumbered) ? (readSpelledCodes(ours, renumbered) ?? renumbered) : renumbered;
}

type Repair = (id: string, message: string, repaired: Fragment | undefined) => void;

/** Takes back composition, line ends and indentation. The target as it was sent is taken where only white space parts them. */
function takeBackWhiteSpace(baseline: Segment, returnedSource: Fragment, target: Fragment, repair: Repair): Fragment {
  let fragment = target;
  const sent = baseline.target?.fragment;
  if (sent && isSameFragment(sent, fragment)) return sent;
  const composed = mapText(fragment, (text) => text.normalize("NFC"));
  if (
    sent &&
    isSameFragment(
      mapText(sent, (text) => text.normalize("NFC")),
      composed,
    )
  )
    return sent;
  if (!isSameFragment(composed, fragment)) {
    fragment = composed;
    repair("characters-composed", "Letters and their accents came back apart and were put together (NFC).", composed);
  }
  const unixLines = mapText(fragment, (text) => text.replaceAll(/\r\n?/g, "\n"));
  if (!plainText(baseline.source).includes("\r")) fragment = unixLines;
  if (isReindented(baseline.source, returnedSource)) {
    const message = "The tool had indented the text anew; the white space is as it was.";
    const isUntouched = sent !== undefined && squeezed(sent) === squeezed(fragment) && hasSameCodes(sent, fragment);
    const repaired = isUntouched ? sent : undoIndentation(fragment, baseline.source);
    repair("white-space-restored", message, repaired);
    return repaired;
  }
  const unwrapped = withoutOwnLine(fragment, baseline.source);
  if (isSameFragment(unwrapped, fragment)) return fragment;
  const repaired = sent && isSameFragment(sent, unwrapped) ? sent : unwrapped;
  repair(
    "white-space-restored",
    "The translation stood on a line of its own; the white space around it was removed.",
    repaired,
  );
  return repaired;
}

/** Empty, or nothing but the white space that tools indent empty targets with. */
function isBlank(target: Fragment, { source, target: sent }: Segment): boolean {
  if (target.length === 0) return true;
  const isWhite = squeezed(target) === "" && target.every(({ kind }) => kind === "text");
  return isWhite && hasLetters(source) && !(sent && isSameFragment(sent.fragment, target));
}

/** Whether the texts differ in more than white space and composition. */
function isOtherText(ours: Fragment, returned: Fragment): boolean {
  return !isSameFragment(ours, returned) && squeezed(ours) !== squeezed(returned);
}

/** Translate Toolkit writes a new text in front of the old tagged one: all of what was sent then stands at the end. */
function isDoubled({ source, target }: Segment, fragment: Fragment): boolean {
  const now = plainText(fragment);
  return [target?.fragment, source].some((old) => {
    if (old === undefined || !old.some(({ kind }) => kind !== "text")) return false;
    const before = plainText(old);
    return before.trim().length >= MIN_DOUBLED && now.length >= before.length * 1.5 && now.endsWith(before);
  });
}

function reportCodes(
  source: Fragment,
  target: Fragment,
  report: (id: string, severity: Severity, message: string) => void,
): boolean {
  const { missing, unknown, duplicated, misnested } = compareCodes(source, target);
  const say = (id: string, what: string, codes: readonly InlineCode[]): void => {
    if (codes.length > 0) report(id, "major", `${what}: ${[...new Set(codes.map(nameOf))].join(", ")}.`);
  };
  say("missing-codes", "The translation lost codes", missing);
  say("unknown-codes", "The translation has codes that the source has not", unknown);
  say("duplicated-codes", "The translation repeats codes", duplicated);
  say("misnested-codes", "Codes of the translation are not in pairs, or overlap", misnested);
  return missing.length + unknown.length + duplicated.length + misnested.length > 0;
}

function nameOf({ id, display }: InlineCode): string {
  return display === undefined || display === "" ? `<${id}>` : `<${id}> (${display})`;
}
