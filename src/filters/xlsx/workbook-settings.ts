import type { Edit } from "../../xml/edits.ts";
import { attributeEdit } from "../ooxml/drawing-direction.ts";
import { factsOf, type LocaleChange } from "../ooxml/locale-change.ts";
import { attributeOf, childOf, descendantsOf, findAttribute, type XmlElement } from "../ooxml/xml-element.ts";
import type { WorkbookTexts } from "./read-workbook-texts.ts";

/** The edit that has Excel compute all formulas when it opens the workbook, for those that work with texts have stored old results. */
export function calculationEdit(root: XmlElement): Edit {
  const settings = childOf(root, "x:calcPr");
  if (settings) return attributeEdit(settings, "fullCalcOnLoad", "1");
  // What may stand in front of it (ECMA-376 part 1, CT_Workbook).
  const before = ["x:definedNames", "x:externalReferences", "x:functionGroups", "x:sheets"]
    .map((name) => childOf(root, name))
    .find((element) => element !== undefined);
  const at = before?.end ?? root.contentStart;
  return { start: at, end: at, text: `<${prefixOf(root)}calcPr fullCalcOnLoad="1"/>` };
}

/** The edits, by part, that turn a workbook the other way: its sheets, and what is set left or right in cells. */
export function directionEdits(read: WorkbookTexts, change: LocaleChange): Map<string, Edit[]> {
  const edits = new Map<string, Edit[]>();
  const { direction } = factsOf(change);
  if (direction === undefined) return edits;
  const flag = direction === "rtl" ? "1" : "0";
  const hasWindows = childOf(read.workbook.root, "x:bookViews") !== undefined;
  for (const { tree } of read.sheets) {
    const views = tree.elements("sheetView");
    if (tree.sheet.kind !== "worksheet") continue;
    if (views.length > 0) {
      edits.set(
        tree.sheet.part,
        views
          .filter((view) => direction === "rtl" || findAttribute(view, "rightToLeft"))
          .map((view) => attributeEdit(view, "rightToLeft", flag)),
      );
    } else if (direction === "rtl" && hasWindows) edits.set(tree.sheet.part, [viewEdit(tree.root)]);
  }
  const styles = read.styles.root();
  if (styles !== undefined && read.styles.part !== undefined) {
    edits.set(read.styles.part, descendantsOf(styles, "x:alignment").flatMap(turned));
  }
  return edits;
}

/** A view for a sheet that has none, where it may stand (ECMA-376 part 1, CT_Worksheet). */
function viewEdit(root: XmlElement): Edit {
  const before = childOf(root, "x:dimension") ?? childOf(root, "x:sheetPr");
  const at = before?.end ?? root.contentStart;
  const prefix = prefixOf(root);
  const view = `<${prefix}sheetViews><${prefix}sheetView rightToLeft="1" workbookViewId="0"/></${prefix}sheetViews>`;
  return { start: at, end: at, text: view };
}

function turned(alignment: XmlElement): Edit[] {
  const edits: Edit[] = [];
  const horizontal = attributeOf(alignment, "horizontal");
  if (horizontal === "left") edits.push(attributeEdit(alignment, "horizontal", "right"));
  if (horizontal === "right") edits.push(attributeEdit(alignment, "horizontal", "left"));
  const order = attributeOf(alignment, "readingOrder");
  if (order === "1") edits.push(attributeEdit(alignment, "readingOrder", "2"));
  if (order === "2") edits.push(attributeEdit(alignment, "readingOrder", "1"));
  return edits;
}

function prefixOf(root: XmlElement): string {
  return /^<((?:[^\s:<>/]+:)?)/.exec(root.text.slice(root.start, root.contentStart))?.[1] ?? "";
}
