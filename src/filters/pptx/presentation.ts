import { DocumentError } from "../../errors.ts";
import type { Finding } from "../../model/finding.ts";
import type { OfficePackage } from "../ooxml/package.ts";
import { attributeOf, childOf, descendantsOf, parseElements, type XmlElement } from "../ooxml/xml-element.ts";

/** A slide and the parts that show on it or with it. */
export interface Slide {
  /** Its place in the presentation, from 1, hidden slides counted, as PowerPoint shows it. */
  readonly number: number;
  readonly part: string;
  readonly layout: string | undefined;
  readonly notes: string | undefined;
}

/** What the presentation part says. */
export interface Presentation {
  readonly part: string;
  readonly root: XmlElement;
  readonly slides: readonly Slide[];
  /** Slides listed that the file does not hold. */
  readonly findings: readonly Finding[];
}

/** Reads the order of slides from the list in the presentation part (`p:sldIdLst`): file numbers tell nothing about it. */
export function readPresentation(office: OfficePackage): Presentation {
  const part = office.related("", "officeDocument")[0];
  if (part === undefined) throw noPresentation();
  const root = parseElements(office.text(part), part);
  if (root.name !== "p:presentation") throw noPresentation();
  const slides: Slide[] = [];
  const findings: Finding[] = [];
  const entries = childOf(root, "p:sldIdLst")?.children.filter(({ name }) => name === "p:sldId") ?? [];
  for (const [index, entry] of entries.entries()) {
    const number = index + 1;
    const target = relatedPart(office, part, attributeOf(entry, "r:id"));
    if (target === undefined) {
      findings.push({
        id: "missing-slide",
        severity: "major",
        message: `The presentation lists a slide ${number} that the file does not hold. The other slides are done.`,
        place: `Slide ${number}`,
      });
      continue;
    }
    slides.push({
      number,
      part: target,
      layout: office.related(target, "slideLayout")[0],
      notes: office.related(target, "notesSlide")[0],
    });
  }
  return { part, root, slides, findings };
}

function noPresentation(): DocumentError {
  return new DocumentError("unknown-format", "The file is an Office document, but not a presentation.", {
    hint: "Check the file's extension, or open it in PowerPoint and save it again.",
  });
}

/** The part that a relationship of this id leads to, where the document holds it. */
export function relatedPart(office: OfficePackage, part: string, id: string | undefined): string | undefined {
  const link = office.relationships(part).find((relationship) => relationship.id === id);
  return link !== undefined && !link.isExternal && office.has(link.target) ? link.target : undefined;
}

/** The elements of the presentation part whose `name` people read: sections and custom shows. */
export function namedElements(presentation: Presentation): {
  readonly sections: readonly XmlElement[];
  readonly shows: readonly XmlElement[];
} {
  return {
    sections: descendantsOf(presentation.root, "p14:section"),
    shows: descendantsOf(presentation.root, "p:custShow"),
  };
}
