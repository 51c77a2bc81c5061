import type { Finding } from "../../model/finding.ts";
import { translateWorkbook } from "../ooxml/chart-workbook.ts";
import type { OfficePackage } from "../ooxml/package.ts";
import type { Discoveries } from "./story.ts";

/** The workbooks embedded behind charts, with the charts' translated texts; a finding for each that must stay as it is. */
export function mergeWorkbooks(
  office: OfficePackage,
  workbooks: Discoveries["workbooks"],
  findings: Finding[],
): Map<string, Uint8Array> {
  const changes = new Map<string, Uint8Array>();
  for (const { part, place, texts } of workbooks) {
    if (texts.size === 0) continue;
    const outcome = translateWorkbook(() => office.archive.read(part), texts, part);
    if ("bytes" in outcome) changes.set(part, outcome.bytes);
    else {
      findings.push({
        id: "workbook-not-translated",
        severity: "minor",
        message: `The workbook behind the chart keeps its texts, since ${outcome.problem}: they come back when someone edits the chart's data.`,
        place,
      });
    }
  }
  return changes;
}
