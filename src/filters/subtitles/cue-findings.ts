import type { Finding } from "../../model/finding.ts";
import type { UnitId } from "../../model/identity.ts";
import type { Cue, Dialect } from "./cue.ts";
import type { SubtitleOptions } from "./options.ts";
import { clock } from "./read-cues.ts";
import { readPayload } from "./read-payload.ts";

/** What a coordinator should know of a cue whose text is new: `lines` as they are written. */
export function cueFindings(
  cue: Cue,
  lines: readonly string[],
  unit: UnitId,
  options: SubtitleOptions,
  dialect: Dialect,
): Finding[] {
  const findings: Finding[] = [];
  const place = `Cue ${cue.label}, ${clock(cue.from)}`;
  const report = (id: string, message: string): number =>
    findings.push({ id, severity: "minor", message, place, unit });
  const lengths = lines.map((line) => lengthOf(line, dialect)).filter((length) => length > 0);
  const longest = lengths.reduce((most, length) => Math.max(most, length), 0);
  if (longest > options.maxLineLength) {
    report(
      "subtitle-line-too-long",
      `Cue ${cue.label} has a line of ${longest} characters; ${options.maxLineLength} fit.`,
    );
  }
  if (lengths.length > Math.max(options.maxLines, cue.groups.flat().length)) {
    report("subtitle-too-many-lines", `Cue ${cue.label} has ${lengths.length} lines; ${options.maxLines} fit.`);
  }
  const characters = lengths.reduce((sum, length) => sum + length, 0);
  const duration = cue.to - cue.from;
  const speed = characters / duration;
  if (duration > 0 && speed > options.maxCps) {
    const surplus = Math.ceil(characters - options.maxCps * duration);
    const figure = Math.round(speed * 10) / 10;
    report(
      "subtitle-too-fast",
      `Cue ${cue.label} must be read at ${figure} characters per second; ${options.maxCps} can be. To fit its ${Math.round(duration * 10) / 10} s it must lose ${surplus} of its ${characters} characters.`,
    );
  }
  return findings;
}

function lengthOf(line: string, dialect: Dialect): number {
  const text = readPayload(line, dialect)
    .map((item) => (item.kind === "text" ? item.text : ""))
    .join("")
    .trim();
  return Array.from(text).length;
}
