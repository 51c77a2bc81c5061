import type { Finding } from "../../model/finding.ts";
import type { CoverageRow } from "../filter.ts";
import { attributeOf } from "../ooxml/xml-element.ts";
import type { LayoutPackage } from "./layout-package.ts";

/** What the coordinator should know before she has a document translated. */
export function documentFindings(layout: LayoutPackage, coverage: readonly CoverageRow[]): Finding[] {
  const skipped = (category: string): number => coverage.find((row) => row.category === category)?.skipped ?? 0;
  const findings: Finding[] = [];
  const tell = (id: string, count: number, message: (texts: string) => string): void => {
    if (count === 0) return;
    findings.push({ id, severity: "minor", message: message(count === 1 ? "One text" : `${count} texts`) });
  };
  const isOne = (count: number): string => (count === 1 ? "is" : "are");
  const hidden = skipped("hidden text");
  tell(
    "hidden-text-skipped",
    hidden,
    (texts) =>
      `${texts} on hidden or non-printing layers, in hidden items or under hidden conditions ${isOne(hidden)} left as ${hidden === 1 ? "it is" : "they are"}. To have ${hidden === 1 ? "it" : "them"} translated, set the option hiddenText to "translate".`,
  );
  const notes = skipped("notes");
  tell(
    "notes-skipped",
    notes,
    (texts) =>
      `${texts} in editorial notes ${isOne(notes)} left. To have notes translated, set the option notes to "translate".`,
  );
  const deleted = skipped("deleted text");
  tell(
    "tracked-changes",
    deleted,
    (texts) =>
      `${texts} deleted with tracked changes ${isOne(deleted)} kept as ${deleted === 1 ? "it is" : "they are"}: accept or reject the changes in InDesign.`,
  );
  if (layout.roots("Story").some(({ element }) => isContents(attributeOf(element, "AppliedTOCStyle")))) {
    findings.push({
      id: "contents-to-update",
      severity: "minor",
      message:
        "The document has a table of contents that InDesign does not update by itself: after merging, use Layout > Update Table of Contents.",
    });
  }
  return findings;
}

function isContents(style: string | undefined): boolean {
  return style !== undefined && style !== "" && style !== "n";
}
