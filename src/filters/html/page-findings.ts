import type { Finding } from "../../model/finding.ts";
import { isSameLanguage, languageName } from "../../model/locale.ts";
import type { Page } from "./page.ts";

/** What the coordinator should know of a page: what was guessed, what stayed as written. */
export function findingsOf(page: Page): Finding[] {
  const findings: Finding[] = [];
  const { decoded, own, coverage } = page;
  if (decoded.isGuess) {
    const message = `The page does not say its encoding; it was read as ${decoded.encoding}. Check that its accents and dashes are right.`;
    findings.push({ id: "legacy-encoding", severity: "minor", message });
  }
  if (decoded.hasDamage) {
    const message = `The page holds bytes that are no ${decoded.encoding.toUpperCase()}; they stay as they are.`;
    findings.push({ id: "damaged-characters", severity: "minor", message });
  }
  if (page.isBrokenXml) {
    const message = "The page calls itself XHTML but is not well-formed; it is read as browsers read HTML.";
    findings.push({ id: "not-well-formed", severity: "minor", message });
  }
  if (own.page !== undefined && !isSameLanguage(own.page, own.source)) {
    const message = `The page says it is in ${languageName(own.page)}, and is translated as ${languageName(own.source)}.`;
    findings.push({ id: "other-language", severity: "minor", message });
  }
  if (page.dataAttributes.size > 0) {
    const names = [...page.dataAttributes].join(", ");
    const message = `Sentences in the attributes ${names} are left. If readers see them, name the attributes in the option attributes.`;
    findings.push({ id: "data-attributes-kept", severity: "minor", message });
  }
  const foreign = coverage.count("foreign");
  if (foreign > 0) {
    const message = `${foreign === 1 ? "One text" : `${foreign} texts`} marked as being in another language stayed as written.`;
    findings.push({ id: "foreign-text-kept", severity: "neutral", message });
  }
  return findings;
}
