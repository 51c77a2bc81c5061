import type { UnitContext } from "../../model/unit.ts";
import type { PageToken } from "./token-list.ts";
import { valueOf } from "./translatable-attributes.ts";

/** What a unit in an element is called, by the element's name. Others are "Text". */
const NAMES: ReadonlyMap<string, string> = new Map([
  ["p", "Paragraph"],
  ["h1", "Heading"],
  ["h2", "Heading"],
  ["h3", "Heading"],
  ["h4", "Heading"],
  ["h5", "Heading"],
  ["h6", "Heading"],
  ["li", "List item"],
  ["dt", "Term"],
  ["dd", "Definition"],
  ["blockquote", "Quotation"],
  ["figcaption", "Caption"],
  ["caption", "Table caption"],
  ["legend", "Group of fields"],
  ["label", "Label"],
  ["button", "Button"],
  ["option", "Choice"],
  ["textarea", "Text field"],
  ["summary", "Summary"],
  ["pre", "Preformatted text"],
  ["text", "Drawing, text"],
  ["desc", "Drawing, description"],
  ["img", "Image"],
  ["a", "Link"],
  ["input", "Field"],
  ["select", "List to choose from"],
  ["video", "Video"],
  ["audio", "Sound"],
  ["iframe", "Embedded page"],
  ["svg", "Drawing"],
  ["table", "Table"],
  ["td", "Cell"],
  ["th", "Cell"],
  ["abbr", "Abbreviation"],
  ["area", "Image map"],
  ["track", "Subtitles"],
]);

/** Longer texts are no headings of a row or column: the table holds the layout of a page. */
const MAX_CONTEXT = 100;

interface Table {
  readonly number: number;
  row: number;
  column: number;
  readonly columns: Map<number, string>;
  rowText: string | undefined;
}

/** Where a text is and what should be known of it. */
export interface FoundPlace {
  readonly place: string;
  readonly context?: UnitContext | undefined;
}

/** Follows a reader through a page and says where she is. */
export class Places {
  readonly #counts = new Map<string, number>();
  readonly #tables: Table[] = [];
  #tableCount = 0;
  #heading: string | undefined;
  #underHeading: UnitContext | undefined;

  /** An element begins. */
  enter(tag: PageToken): void {
    const { name } = tag;
    const table = this.#tables.at(-1);
    if (name === "table") {
      this.#tableCount += 1;
      this.#tables.push({ number: this.#tableCount, row: 0, column: 0, columns: new Map(), rowText: undefined });
    } else if (table !== undefined && name === "tr") {
      table.row += 1;
      table.column = 0;
      table.rowText = undefined;
    } else if (table !== undefined && (name === "td" || name === "th"))
      table.column += Number(valueOf(tag, "colspan")) || 1;
  }

  /** The table the reader is in ends. */
  leaveTable(): void {
    this.#tables.pop();
  }

  /** The place of a text in an element of this name, and what should be known of it; the text is remembered where it is a heading. */
  ofText(name: string, text: string): FoundPlace {
    const context = this.#context();
    const place = this.#place(name);
    if (/^h[1-6]$/.test(name)) this.#heading = text;
    const table = this.#tables.at(-1);
    if (table !== undefined && table.row > 0 && text.length <= MAX_CONTEXT) {
      if (table.row === 1 && !table.columns.has(table.column)) table.columns.set(table.column, text);
      if (table.column === 1) table.rowText ??= text;
    }
    return { place, context };
  }

  /** The place of an attribute of the current element of this name. */
  ofAttribute(name: string, words: string): FoundPlace {
    const count = this.#count(NAMES.get(name) ?? "Element");
    return { place: `${count}, ${words}`, context: this.#context() };
  }

  #place(name: string): string {
    const table = this.#tables.at(-1);
    if (name === "title") return "Page title";
    if (table === undefined || table.row === 0) return this.#count(NAMES.get(name) ?? "Text");
    const cell = `Table ${table.number}, row ${table.row}, column ${table.column}`;
    return name === "td" || name === "th" || !NAMES.has(name) ? cell : `${cell}, ${NAMES.get(name)!.toLowerCase()}`;
  }

  #count(words: string): string {
    const count = (this.#counts.get(words) ?? 0) + 1;
    this.#counts.set(words, count);
    return `${words} ${count}`;
  }

  #context(): UnitContext | undefined {
    const table = this.#tables.at(-1);
    const row = table !== undefined && table.column > 1 ? table.rowText : undefined;
    const column = table !== undefined && table.row > 1 ? table.columns.get(table.column) : undefined;
    const heading = this.#heading;
    if (row === undefined && column === undefined) {
      // Most texts: those under one heading share what is known of them.
      if (this.#underHeading?.heading !== heading) this.#underHeading = heading === undefined ? undefined : { heading };
      return this.#underHeading;
    }
    // Not spread: there are as many as cells.
    const context: { row?: string; column?: string; heading?: string } = {};
    if (row !== undefined) context.row = row;
    if (column !== undefined) context.column = column;
    if (heading !== undefined) context.heading = heading;
    return context;
  }
}
