/** What stands after the elements we add, by the sequences of the schema (ISO/IEC 29500-1, wml.xsd): CT_RPr, CT_PPrBase, CT_TblPr, CT_SectPr, CT_Settings. */
const AFTER: Readonly<Record<string, ReadonlySet<string>>> = {
  lang: words("eastAsianLayout specVanish oMath rPrChange"),
  rtl: words("cs em lang eastAsianLayout specVanish oMath rPrChange"),
  bidi: words(
    `adjustRightInd snapToGrid spacing ind contextualSpacing mirrorIndents suppressOverlap jc textDirection textAlignment textboxTightWrap
    outlineLvl divId cnfStyle rPr sectPr pPrChange rtlGutter docGrid printerSettings sectPrChange`,
  ),
  bidiVisual: words(
    `tblStyleRowBandSize tblStyleColBandSize tblW jc tblCellSpacing tblInd tblBorders shd tblLayout tblCellMar tblLook tblCaption
    tblDescription tblPrChange`,
  ),
  updateFields: words(
    `hdrShapeDefaults footnotePr endnotePr compat docVars rsids mathPr attachedSchema themeFontLang clrSchemeMapping
    doNotIncludeSubdocsInStats doNotAutoCompressPictures forceUpgrade captions readModeInkLockDown smartTagType schemaLibrary
    shapeDefaults doNotEmbedSmartTags decimalSymbol listSeparator`,
  ),
};

function words(list: string): ReadonlySet<string> {
  return new Set(list.split(/\s+/));
}

/**
 * Puts an element into the first `parent` of the text, where the schema's sequence wants it: before the first of its children that must
 * come after it, else at its end. An element of that name that is there already stays, alone. Without such a parent the text stays as it is.
 */
export function insertInOrder(text: string, parent: string, element: string): string {
  const opening = new RegExp(`<${parent}(?=[\\s/>])[^>]*?(/?)>`).exec(text);
  if (opening === null) return text;
  const start = opening.index + opening[0].length;
  if (opening[1] === "/") {
    const tag = `${opening[0].slice(0, -2).trimEnd()}>`;
    return `${text.slice(0, opening.index)}${tag}${element}</${parent}>${text.slice(start)}`;
  }
  const name = /^<(?:\w+:)?(\w+)/.exec(element)![1]!;
  const end = text.indexOf(`</${parent}>`, start);
  const followers = AFTER[name] ?? new Set();
  let depth = 0;
  let at = end;
  for (const tag of text.slice(start, end).matchAll(/<(\/?)(?:\w+:)?(\w+)[^>]*?(\/?)>/g)) {
    if (tag[1] === "/") {
      depth -= 1;
      continue;
    }
    if (depth === 0 && tag[2] === name) return text;
    if (depth === 0 && at === end && followers.has(tag[2]!)) at = start + tag.index;
    if (tag[3] !== "/") depth += 1;
  }
  return text.slice(0, at) + element + text.slice(at);
}
