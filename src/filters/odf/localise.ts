import type { Locale } from "../../model/locale.ts";
import { applyEdits, type Edit } from "../../xml/edits.ts";
import { officeLanguage, type LocaleChange } from "../ooxml/locale-change.ts";
import { PartLexer } from "../ooxml/part-lexer.ts";
import type { OdfPackage, PartFinish } from "./odf-package.ts";
import { renameSheets } from "./sheet-names.ts";
import { styleEdits } from "./style-edits.ts";

/** Settings, which know sheets by their names. */
const SETTINGS = "settings.xml";

/**
 * What must change besides the text: languages and directions where the locale does, references where sheets were renamed.
 * @param objects folders of the embedded objects that were read
 */
export function localise(
  odf: OdfPackage,
  objects: Iterable<string>,
  change: LocaleChange,
  renamed: ReadonlyMap<string, string>,
): ReadonlyMap<string, PartFinish> {
  const finish = new Map<string, PartFinish>();
  const add = (part: string | undefined, step: (text: string, part: string) => string): void => {
    if (part === undefined || !odf.has(part)) return;
    const before = finish.get(part) ?? ((text: string) => text);
    finish.set(part, (text) => step(before(text), part));
  };
  const parts = [
    ...new Set([odf.styles, odf.main]),
    ...[...objects].flatMap((path) => [`${path}/styles.xml`, `${path}/content.xml`]),
  ];
  if (change.source !== change.target) {
    for (const one of parts) add(one, (text, part) => applyEdits(text, styleEdits(text, part, change)));
    add(odf.meta, (text, part) => applyEdits(text, metaEdits(text, part, change.target)));
  }
  if (renamed.size > 0) for (const one of [...parts, SETTINGS]) add(one, (text) => renameSheets(text, renamed));
  return finish;
}

/** The document's language among its properties, put in where it is missing. */
function metaEdits(text: string, part: string, target: Locale): Edit[] {
  const lexer = new PartLexer(text, part);
  const language = officeLanguage(target);
  while (lexer.next()) {
    if (lexer.isOpen && lexer.tag === "dc:language") {
      const start = lexer.end;
      lexer.skip();
      return [{ start, end: lexer.start, text: language }];
    }
    if (lexer.isClose && lexer.tag === "office:meta") {
      const name = lexer.written("dc:language");
      const [prefix] = name.split(":");
      if (!text.includes(`xmlns:${prefix}=`)) return [];
      return [{ start: lexer.start, end: lexer.start, text: `<${name}>${language}</${name}>` }];
    }
  }
  return [];
}
