import type { Finding } from "../../model/finding.ts";
import { visibleText } from "../ooxml/drawing-paragraph.ts";
import type { OfficePackage } from "../ooxml/package.ts";
import { descendantsOf, parseElements } from "../ooxml/xml-element.ts";
import type { CoverageCounter } from "../coverage.ts";
import type { Presentation } from "./presentation.ts";

/** Counts what is never translated and tells what the coordinator has to look after herself: captions, a signature. */
export function leftoverFindings(office: OfficePackage, { part }: Presentation, coverage: CoverageCounter): Finding[] {
  const findings: Finding[] = [];
  for (const handout of office.related(part, "handoutMaster")) {
    const paragraphs = descendantsOf(parseElements(office.text(handout), handout), "a:p");
    const texts = paragraphs.filter((paragraph) => /\p{L}/u.test(visibleText(paragraph)));
    coverage.skipped("handout master", "it is for printing only", texts.length);
  }
  const names = office.archive.entries.map(({ name }) => name);
  coverage.skipped(
    "tags",
    "they belong to add-ins",
    names.filter((name) => /(?:^|\/)tags\/[^/]+\.xml$/i.test(name)).length,
  );
  const captions = names.filter((name) => /\.(?:vtt|srt|ttml)$/i.test(name));
  coverage.skipped("media captions", "they are files of their own", captions.length);
  if (captions.length > 0) {
    findings.push({
      id: "media-captions-skipped",
      severity: "minor",
      message: `The presentation holds ${captions.length === 1 ? "a caption file" : `${captions.length} caption files`} for its media: translate them as subtitles and put them back in PowerPoint.`,
    });
  }
  if (names.some((name) => name.startsWith("_xmlsignatures/"))) {
    findings.push({
      id: "signed-document",
      severity: "major",
      message: "The presentation is signed: its signature will not be valid for the translation.",
    });
  }
  return findings;
}
