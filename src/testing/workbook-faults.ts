import { SaxesParser } from "saxes";
import { posix } from "node:path";
import { readRawArchive, textOf, type RawMember } from "./corpus/raw-archive.ts";

/** An element as saxes reads it, names without prefixes. */
interface Node {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly children: Node[];
  text: string;
}

/**
 * What Excel would repair, or read otherwise, in a workbook: sentences, none for a sound one. It reads the file with eyes of its own (saxes, no
 * code of the filters): indices and counts of shared strings, the make-up of strings, tables and their header cells, columns and sheets that formulas
 * name, lengths of prompts, headers and names, fields of PivotTables.
 */
export function workbookFaults(bytes: Uint8Array): string[] {
  const parts = readRawArchive(bytes);
  const faults: string[] = [];
  const main = relationsOf(parts, "").find(({ type }) => type === "officeDocument")?.target;
  const workbook = main === undefined ? undefined : tree(parts, main);
  if (main === undefined || workbook === undefined) return ["There is no workbook."];
  const links = relationsOf(parts, main);
  const stringsPart = links.find(({ type }) => type === "sharedStrings")?.target;
  const strings = sharedStrings(stringsPart === undefined ? undefined : tree(parts, stringsPart), faults);
  const sheets = all(workbook, "sheet").map((sheet) => ({
    name: sheet.attributes["name"] ?? "",
    part: links.find(({ id }) => id === attribute(sheet, "id"))?.target ?? "",
  }));
  checkSheetNames(
    sheets.map(({ name }) => name),
    faults,
  );
  const tables = new Map<string, readonly string[]>();
  const grids = new Map<string, Map<string, string>>();
  let uses = 0;
  for (const { name, part } of sheets) {
    const sheet = tree(parts, part);
    if (sheet?.name !== "worksheet") continue;
    const grid = new Map<string, string>();
    grids.set(name.toLowerCase(), grid);
    uses += readGrid(sheet, name, strings, grid, faults);
    checkTexts(sheet, name, faults);
    for (const { type, target } of relationsOf(parts, part)) {
      const table = type === "table" ? tree(parts, target) : undefined;
      if (table) tables.set((table.attributes["displayName"] ?? "").toLowerCase(), checkTable(table, grid, faults));
    }
  }
  if (strings.declaredCount !== undefined && strings.declaredCount !== uses) {
    faults.push(`The strings say that ${strings.declaredCount} cells show them; ${uses} do.`);
  }
  const names = new Set(sheets.map(({ name }) => name.toLowerCase()));
  for (const { part, name } of [...sheets, { part: main, name: "workbook" }]) {
    const root = tree(parts, part);
    if (root) for (const formula of formulasOf(root)) checkFormula(formula, name, names, tables, faults);
  }
  for (const { type, target } of links) {
    const cache = type === "pivotCacheDefinition" ? tree(parts, target) : undefined;
    if (cache) checkPivot(cache, grids, faults);
  }
  return faults;
}

interface Relation {
  readonly id: string;
  readonly type: string;
  readonly target: string;
}

function relationsOf(parts: ReadonlyMap<string, RawMember>, part: string): Relation[] {
  const name = posix.join(posix.dirname(part || "x"), "_rels", `${part === "" ? "" : posix.basename(part)}.rels`);
  const root = tree(parts, name);
  return all(root, "Relationship").map(({ attributes }) => {
    const target = attributes["Target"] ?? "";
    return {
      id: attributes["Id"] ?? "",
      type: (attributes["Type"] ?? "").replace(/.*\//, ""),
      target: target.startsWith("/") ? target.slice(1) : posix.join(posix.dirname(part || "x"), target),
    };
  });
}

function tree(parts: ReadonlyMap<string, RawMember>, name: string): Node | undefined {
  const member = parts.get(name) ?? [...parts.values()].find((one) => one.name.toLowerCase() === name.toLowerCase());
  if (member === undefined) return undefined;
  const root: Node = { name: "", attributes: {}, children: [], text: "" };
  const open = [root];
  const parser = new SaxesParser({ xmlns: false, position: false });
  parser.on("opentag", (tag) => {
    const node: Node = { name: local(tag.name), attributes: tag.attributes, children: [], text: "" };
    open.at(-1)!.children.push(node);
    open.push(node);
  });
  parser.on("closetag", () => void open.pop());
  parser.on("text", (text) => (open.at(-1)!.text += text));
  parser.on("cdata", (text) => (open.at(-1)!.text += text));
  parser.on("error", (error) => {
    throw error;
  });
  parser.write(textOf(member.content())).close();
  return root.children[0];
}

const local = (name: string): string => name.slice(name.indexOf(":") + 1);

const attribute = (node: Node, name: string): string | undefined =>
  Object.entries(node.attributes).find(([key]) => key.includes(":") && local(key) === name)?.[1];

function all(node: Node | undefined, name: string): Node[] {
  if (node === undefined) return [];
  return node.children.flatMap((child) => [...(child.name === name ? [child] : []), ...all(child, name)]);
}

const plain = (text: string): string =>
  text
    .replaceAll(/_x([0-9A-Fa-f]{4})_/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)))
    .replaceAll(/\r\n?/g, "\n");

/** The text of a string's element, and what is wrong with how it is made (CT_Rst). */
function stringText(item: Node, where: string, faults: string[]): string {
  const order = item.children.map(({ name }) => name).join(" ");
  if (!/^(?:t )?(?:r )*(?:rPh )*(?:phoneticPr )?$/.test(`${order} `.replace(/^ $/, ""))) {
    faults.push(`${where} is made of ${order}.`);
  }
  const texts = [
    ...item.children.filter(({ name }) => name === "t"),
    ...item.children
      .filter(({ name }) => name === "r")
      .flatMap((run) => run.children.filter(({ name }) => name === "t")),
  ];
  for (const { text, attributes } of texts) {
    if (text !== text.trim() && attributes["xml:space"] !== "preserve") faults.push(`${where} loses spaces.`);
  }
  const text = plain(texts.map((one) => one.text).join(""));
  if (text.length > 32_767) faults.push(`${where} is longer than a cell holds.`);
  return text;
}

interface Strings {
  readonly texts: readonly string[];
  readonly declaredCount: number | undefined;
}

function sharedStrings(root: Node | undefined, faults: string[]): Strings {
  if (root === undefined) return { texts: [], declaredCount: undefined };
  const texts = root.children
    .filter(({ name }) => name === "si")
    .map((item, index) => stringText(item, `String ${index}`, faults));
  const unique = root.attributes["uniqueCount"];
  if (unique !== undefined && Number(unique) !== texts.length) {
    faults.push(`The strings say that they are ${unique}; they are ${texts.length}.`);
  }
  const count = root.attributes["count"];
  return { texts, declaredCount: count === undefined ? undefined : Number(count) };
}

/** Reads the texts of cells; gives how many name a shared string. */
function readGrid(sheet: Node, name: string, strings: Strings, grid: Map<string, string>, faults: string[]): number {
  let uses = 0;
  for (const row of all(sheet, "row")) {
    for (const cell of row.children.filter((child) => child.name === "c")) {
      const where = cell.attributes["r"] ?? "";
      const value = cell.children.find((child) => child.name === "v")?.text;
      const type = cell.attributes["t"];
      if (type === "s" && value !== undefined) {
        uses += 1;
        const text = /^\s*\d+\s*$/.test(value) ? strings.texts[Number(value)] : undefined;
        if (text === undefined) faults.push(`${name}!${where} names the string ${value}, which there is not.`);
        else grid.set(where, text);
      } else if (type === "inlineStr") {
        const item = cell.children.find((child) => child.name === "is");
        if (item) grid.set(where, stringText(item, `${name}!${where}`, faults));
      } else if (value !== undefined) grid.set(where, plain(value));
    }
  }
  return uses;
}

const LIMITS: readonly (readonly [attribute: string, limit: number])[] = [
  ["promptTitle", 32],
  ["prompt", 255],
  ["errorTitle", 32],
  ["error", 255],
];

function checkTexts(sheet: Node, name: string, faults: string[]): void {
  for (const rule of all(sheet, "dataValidation")) {
    for (const [key, limit] of LIMITS) {
      if (plain(rule.attributes[key] ?? "").length > limit)
        faults.push(`A rule of ${name} has more than ${limit} characters in ${key}.`);
    }
    const list = rule.children.find((child) => child.name === "formula1")?.text ?? "";
    if (rule.attributes["type"] === "list" && list.startsWith('"') && list.length > 257)
      faults.push(`A list of ${name} is too long.`);
  }
  for (const header of all(sheet, "headerFooter").flatMap(({ children }) => children)) {
    if (plain(header.text).length > 255) faults.push(`A header of ${name} has more than 255 characters.`);
  }
  for (const link of all(sheet, "hyperlink")) {
    if ((link.attributes["tooltip"] ?? "").length > 255)
      faults.push(`A tooltip of ${name} has more than 255 characters.`);
  }
}

function checkSheetNames(names: readonly string[], faults: string[]): void {
  const seen = new Set<string>();
  for (const name of names) {
    if (name.length === 0 || name.length > 31 || /[\\/?*[\]:]|^'|'$/.test(name))
      faults.push(`No sheet can be called ${name}.`);
    if (seen.has(name.toLowerCase())) faults.push(`Two sheets are called ${name}.`);
    seen.add(name.toLowerCase());
  }
}

function letters(column: number): string {
  return column === 0 ? "" : letters(Math.floor((column - 1) / 26)) + String.fromCharCode(65 + ((column - 1) % 26));
}

function corner(reference: string): { column: number; row: number } {
  const [, name = "", row = ""] = /^\$?([A-Z]+)\$?(\d+)/.exec(reference) ?? [];
  return {
    column: Array.from(name).reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0),
    row: Number(row),
  };
}

/** Checks a table against the cells; gives the names of its columns. */
function checkTable(table: Node, grid: ReadonlyMap<string, string>, faults: string[]): string[] {
  const name = table.attributes["displayName"] ?? "";
  const { column, row } = corner(table.attributes["ref"] ?? "");
  const columns = all(table, "tableColumn");
  const names = columns.map(({ attributes }) => plain(attributes["name"] ?? ""));
  const folded = names.map((one) => one.toLowerCase());
  for (const [index, one] of folded.entries()) {
    if (folded.indexOf(one) !== index) faults.push(`Two columns of ${name} are called ${names[index]}.`);
  }
  if (table.attributes["headerRowCount"] !== "0") {
    for (const [index, wanted] of names.entries()) {
      const cell = `${letters(column + index)}${row}`;
      if (grid.get(cell) !== wanted)
        faults.push(`The table ${name} calls a column “${wanted}”; its header ${cell} says “${grid.get(cell)}”.`);
    }
  }
  return folded;
}

function formulasOf(root: Node): string[] {
  return ["f", "formula", "formula1", "formula2", "definedName"]
    .flatMap((name) => all(root, name))
    .map(({ text }) => text);
}

/** Columns and sheets a formula names have to be there. Texts in it are no names. */
function checkFormula(
  formula: string,
  where: string,
  sheets: ReadonlySet<string>,
  tables: ReadonlyMap<string, readonly string[]>,
  faults: string[],
): void {
  const code = formula.replaceAll(/"(?:[^"]|"")*"/g, '""');
  for (const [, table = "", inside = ""] of code.matchAll(
    /([\p{L}_][\p{L}\p{N}_.]*)(\[(?:[^[\]]|\[(?:'.|[^[\]])*\]|'.)*\])/gu,
  )) {
    const columns = tables.get(table.toLowerCase());
    if (columns === undefined) continue;
    const nested = inside
      .slice(1, -1)
      .match(/\[(?:'.|[^[\]'])*\]/g)
      ?.map((one) => one.slice(1, -1));
    for (const column of nested ?? [inside.slice(1, -1).replace(/^@/, "")]) {
      const name = column.replaceAll(/'(.)/g, "$1");
      if (name === "" || column.startsWith("#") || columns.includes(plain(name).toLowerCase())) continue;
      faults.push(`A formula of ${where} names the column ${name} of ${table}, which there is not.`);
    }
  }
  for (const [, quoted, bare] of code.matchAll(
    /(?:'((?:[^']|'')+)'|(?<![\p{L}\p{N}_.\]'])([\p{L}_][\p{L}\p{N}_.]*))!/gu,
  )) {
    const name = quoted?.replaceAll("''", "'") ?? bare ?? "";
    if (name.includes("[") || name.includes(":") || name === "REF") continue;
    if (!sheets.has(name.toLowerCase()))
      faults.push(`A formula of ${where} names the sheet ${name}, which there is not.`);
  }
}

function checkPivot(cache: Node, grids: ReadonlyMap<string, ReadonlyMap<string, string>>, faults: string[]): void {
  const fields = all(cache, "cacheField");
  const names = fields.map(({ attributes }) => plain(attributes["name"] ?? "").toLowerCase());
  if (new Set(names).size !== names.length) faults.push("Two fields of a PivotTable have one name.");
  const source = all(cache, "worksheetSource")[0]?.attributes;
  const grid = grids.get((source?.["sheet"] ?? "").toLowerCase());
  if (
    source?.["ref"] === undefined ||
    grid === undefined ||
    attribute(all(cache, "worksheetSource")[0]!, "id") !== undefined
  )
    return;
  const { column, row } = corner(source["ref"]);
  for (const [index, field] of fields.entries()) {
    if (field.attributes["databaseField"] === "0") continue;
    const header = grid.get(`${letters(column + index)}${row}`);
    if (header !== undefined && header.toLowerCase() !== names[index]) {
      faults.push(`A PivotTable looks for the column “${names[index]}”; its header says “${header}”.`);
    }
  }
}
