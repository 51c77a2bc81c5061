import { DocumentError } from "../../errors.ts";
import type { Finding } from "../../model/finding.ts";
import type { OfficePackage } from "../ooxml/package.ts";
import { attributeOf, childOf, parseElements, type XmlElement } from "../ooxml/xml-element.ts";

/** What a tab of the workbook leads to. Dialog sheets and macro sheets of old are no documents. */
export type SheetKind = "worksheet" | "chartsheet" | "other";

/** A sheet, as the workbook lists it. */
export interface Sheet {
  readonly name: string;
  readonly part: string;
  /** Begins the ids of its texts: "sheet3", after the part, which stays when sheets are moved. */
  readonly key: string;
  readonly kind: SheetKind;
  readonly isHidden: boolean;
  /** The `sheet` element of the workbook part. */
  readonly element: XmlElement;
}

/** What the workbook part says. */
export interface Workbook {
  readonly part: string;
  readonly root: XmlElement;
  readonly sheets: readonly Sheet[];
  /** Sheets listed that the file does not hold. */
  readonly findings: readonly Finding[];
}

/** Reads the list of sheets. Errors: DocumentError `unknown-format` for office documents of other kinds. */
export function readWorkbook(office: OfficePackage): Workbook {
  const part = office.related("", "officeDocument")[0];
  if (part === undefined) throw noWorkbook();
  if (part.toLowerCase().endsWith(".bin")) throw binaryWorkbook(part);
  const root = parseElements(office.text(part), part);
  if (root.name !== "x:workbook") throw noWorkbook();
  const links = new Map(office.relationships(part).map((link) => [link.id, link]));
  const sheets: Sheet[] = [];
  const findings: Finding[] = [];
  const seen = new Set<string>();
  for (const [index, element] of (childOf(root, "x:sheets")?.children ?? []).entries()) {
    if (element.name !== "x:sheet") continue;
    const name = attributeOf(element, "name") ?? `Sheet${index + 1}`;
    const link = links.get(attributeOf(element, "r:id") ?? "");
    if (link === undefined || link.isExternal || !office.has(link.target) || seen.has(link.target)) {
      findings.push({
        id: "missing-sheet",
        severity: "major",
        message: `The workbook lists a sheet “${name}” that the file does not hold. The other sheets are done.`,
        place: `Sheet ${name}`,
      });
      continue;
    }
    seen.add(link.target);
    const { target, type } = link;
    sheets.push({
      name,
      part: target,
      key: partKey(target),
      kind: type === "worksheet" || type === "chartsheet" ? type : "other",
      isHidden: /hidden/i.test(attributeOf(element, "state") ?? ""),
      element,
    });
  }
  return { part, root, sheets, findings };
}

/** What a part is called in ids: "chart1" for "xl/charts/chart1.xml". */
export function partKey(part: string): string {
  return part.slice(part.lastIndexOf("/") + 1).replace(/\.[^.]*$/, "");
}

/** The part that a relationship of this id leads to, where the document holds it. */
export function relatedPart(office: OfficePackage, part: string, id: string | undefined): string | undefined {
  const link = office.relationships(part).find((relationship) => relationship.id === id);
  return link !== undefined && !link.isExternal && office.has(link.target) ? link.target : undefined;
}

function noWorkbook(): DocumentError {
  return new DocumentError("unknown-format", "The file is an Office document, but not a workbook.", {
    hint: "Check the file's extension, or open it in Excel and save it again.",
  });
}

function binaryWorkbook(part: string): DocumentError {
  return new DocumentError("unknown-format", "The file is a binary workbook (.xlsb), which is not read.", {
    hint: "Open it in Excel and save it as .xlsx.",
    place: { part },
  });
}
