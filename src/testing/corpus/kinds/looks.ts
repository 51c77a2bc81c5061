/** What styles look like, as far as a reader sees it at once: marks such as "b" and their values ("": switched off), by the style's id. */
export type Looks = ReadonlyMap<string, ReadonlyMap<string, string>>;

const WORD_MARKS =
  /<w:(?<name>b|i|u|strike|dstrike|vertAlign|highlight|caps|smallCaps|vanish|position|bdr|em|outline|shadow|emboss|imprint)(?=[\s/>])(?<rest>[^>]*)>/g;
/** Marks that a second style switches back (ISO/IEC 29500-1, 17.7.3). */
const TOGGLES = new Set([
  "b",
  "i",
  "caps",
  "smallCaps",
  "strike",
  "dstrike",
  "vanish",
  "outline",
  "shadow",
  "emboss",
  "imprint",
]);
const OFF = new Set(["0", "false", "off", "none", "baseline"]);
const MAX_CHAIN = 20;

/** What properties say themselves: each mark and whether it is on. */
function marksOf(properties: string): Map<string, string> {
  const marks = new Map<string, string>();
  for (const { groups } of properties.matchAll(WORD_MARKS)) {
    const value = /\sw:val\s*=\s*["'](?<value>[^"']*)/.exec(groups!["rest"]!)?.groups?.["value"] ?? "1";
    marks.set(groups!["name"]!, OFF.has(value) ? "" : TOGGLES.has(groups!["name"]!) ? "on" : value);
  }
  return marks;
}

const DEFAULT = "(default)";

/** The marks of the styles of a Word document, those they are based on among them. */
export function wordLooks(styles: string): Looks {
  const own = new Map<string, { readonly base: string | undefined; readonly marks: Map<string, string> }>();
  for (const [style] of styles.matchAll(/<w:style\s[^>]*>[^]*?<\/w:style>/g)) {
    const head = style.slice(0, style.indexOf(">"));
    const id = /\sw:styleId\s*=\s*"(?<id>[^"]*)"/.exec(head)?.groups?.["id"];
    const base = /<w:basedOn\s[^>]*w:val\s*=\s*"(?<id>[^"]*)"/.exec(style)?.groups?.["id"];
    const entry = {
      base,
      marks: marksOf(
        /<w:rPr>[^]*?<\/w:rPr>/.exec(
          style.replaceAll(/<w:(?:pPr|tblStylePr)\b[^>]*>[^]*?<\/w:(?:pPr|tblStylePr)>/g, ""),
        )?.[0] ?? "",
      ),
    };
    if (id !== undefined) own.set(id, entry);
    if (/\sw:default\s*=\s*"1"/.test(head) && head.includes('"paragraph"')) own.set(DEFAULT, entry);
  }
  const looks = new Map<string, ReadonlyMap<string, string>>();
  for (const id of own.keys()) {
    const chain: Map<string, string>[] = [];
    for (let at: string | undefined = id; at !== undefined && chain.length < MAX_CHAIN; at = own.get(at)?.base)
      chain.unshift(own.get(at)?.marks ?? new Map());
    looks.set(id, new Map(chain.flatMap((marks) => [...marks])));
  }
  return looks;
}

/** What a run of Word looks like, by the spelling of its properties and the style of its paragraph. */
export function wordLook(properties: string, paragraphStyle: string | undefined, looks: Looks): string[] {
  const runStyle = /<w:rStyle\s[^>]*w:val\s*=\s*"(?<id>[^"]*)"/.exec(properties)?.groups?.["id"];
  const paragraph = looks.get(paragraphStyle ?? DEFAULT) ?? new Map<string, string>();
  const character = (runStyle === undefined ? undefined : looks.get(runStyle)) ?? new Map<string, string>();
  const marks = new Map([...paragraph, ...character]);
  for (const name of TOGGLES) {
    const isOn = (paragraph.get(name) ?? "") !== (character.get(name) ?? "");
    if (marks.has(name)) marks.set(name, isOn ? "on" : "");
  }
  for (const [name, value] of marksOf(properties)) marks.set(name, value);
  return [...marks].flatMap(([name, value]) => (value === "" ? [] : [value === "on" ? name : `${name}=${value}`]));
}
