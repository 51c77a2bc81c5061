import type { LocaleChange } from "../ooxml/locale-change.ts";
import type { OdfPackage, PartFinish } from "./odf-package.ts";
import { renameSheets } from "./sheet-names.ts";
export function localise(odf: OdfPackage, change: LocaleChange, renamed: ReadonlyMap<string,string>): ReadonlyMap<string, PartFinish> {
  void renameSheets; void renamed; void odf; void change;
  return new Map();
}
