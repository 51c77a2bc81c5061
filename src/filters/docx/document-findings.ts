import type { Finding, Severity } from "../../model/finding.ts";
import { embeddedSkipped } from "../ooxml/embedded-documents.ts";
import type { OfficePackage } from "../ooxml/package.ts";
import { PartLexer } from "../ooxml/part-lexer.ts";
import type { Discoveries } from "./story.ts";

type Wording = readonly [severity: Severity, message: (count: number) => string];

const times = (count: number, one: string, many: string): string => (count === 1 ? `one ${one}` : `${count} ${many}`);

/** What was met while reading, and what the coordinator should know of it. */
const WORDINGS: Readonly<Record<string, Wording>> = {
  "tracked-changes": [
    "minor",
    (count) =>
      `The document holds ${times(count, "tracked change", "tracked changes")}. It was read as if all were accepted; the marks stay in the finished document.`,
  ],
  "hidden-text-skipped": [
    "minor",
    (count) => `${count === 1 ? "One hidden text was" : `${count} hidden texts were`} left untranslated.`,
  ],
  "locked-control": [
    "minor",
    (count) =>
      `${count === 1 ? "One content control is" : `${count} content controls are`} locked against changes and left untranslated.`,
  ],
  "contents-left": [
    "neutral",
    () =>
      "Some entries of tables of contents or indexes repeat no heading that could be found and stay in the source language. Word builds them anew when the finished document is opened.",
  ],
  "imported-file": [
    "major",
    (count) =>
      `The document brings in ${times(count, "other file", "other files")} (altChunk) whose text cannot be translated here.`,
  ],
  "embedded-object": [
    "minor",
    (count) =>
      `The document holds ${times(count, "embedded object", "embedded objects")}; text inside is not translated.`,
  ],
};

/** Findings on the whole document: counts from the reading, signatures and protection. */
export function documentFindings(office: OfficePackage, main: string, found: Discoveries): Finding[] {
  const findings: Finding[] = [];
  for (const [id, count] of found.counts) {
    const wording = WORDINGS[id];
    if (wording !== undefined) findings.push({ id, severity: wording[0], message: wording[1](count) });
  }
  for (const document of found.embeddedSkipped) {
    findings.push(embeddedSkipped(document));
    found.coverage.skipped("embedded documents", "the option embedded says so");
  }
  if (office.relationships("").some((link) => link.type === "origin" || link.type.startsWith("digital-signature"))) {
    findings.push({
      id: "signature-breaks",
      severity: "major",
      message:
        "The document is digitally signed. The signature does not hold for the translation, which must be signed anew.",
    });
  }
  const settings = office.related(main, "settings")[0];
  if (settings !== undefined && isProtected(office.text(settings), settings)) {
    findings.push({
      id: "protected-document",
      severity: "minor",
      message:
        "The document is protected against changes. The translation is written all the same, and stays protected.",
    });
  }
  return findings;
}

function isProtected(text: string, part: string): boolean {
  const lexer = new PartLexer(text, part);
  while (lexer.next()) {
    if (!lexer.isElement || lexer.tag !== "w:documentProtection") continue;
    const enforcement = lexer.get("w:enforcement");
    return enforcement !== undefined && enforcement !== "0" && enforcement !== "false";
  }
  return false;
}
