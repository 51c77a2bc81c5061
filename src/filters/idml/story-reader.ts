import { hasLetters } from "../../model/fragment.ts";
import { attributeOf, descendantsOf, type XmlElement } from "../ooxml/xml-element.ts";
import type { IdmlCoverage, IdmlCategory } from "./coverage.ts";
import { flowTexts, type FlowSite } from "./flow-texts.ts";
import { IDENTITY } from "./geometry.ts";
import { itemTexts } from "./item-texts.ts";
import type { LayoutRoot } from "./layout-package.ts";
import type { LayoutText } from "./layout-text.ts";
import type { Block, StoryLine } from "./line.ts";
import type { IdmlOptions } from "./options.ts";
import { readPageItem, withInside, type PageItem } from "./page-items.ts";
import { readFlow, type FlowSettings } from "./read-flow.ts";
import { tableCells } from "./table-cells.ts";
import type { StyleSheet } from "./styles.ts";
import type { DocumentVisibility } from "./visibility.ts";

/** Why a text is left alone, and where that is counted. */
export interface Skip {
  readonly category: IdmlCategory;
  readonly reason: string;
}

/** Where something stands: for ids, for people, for the report. */
export interface Standing {
  readonly part: string;
  readonly key: string;
  readonly place: string;
  readonly category: IdmlCategory;
}

/** What stories refer to, known once they are read. */
export interface References {
  /** Text variables, cross-reference formats and table of contents styles, by id. */
  readonly ids: ReadonlySet<string>;
  /** The expressions by which paragraphs are numbered, as InDesign writes them. */
  readonly numberings: ReadonlySet<string>;
}

/** Reads stories and items, each story once, whatever refers to it. */
export interface StoryReader {
  /** A story as its frame or path shows it; nothing where it was read before. */
  story(id: string, place: string, category: IdmlCategory, skip?: Skip): void;
  /** What an item shows, reads aloud and asks for: its stories, its alternative text, its form field. */
  item(item: PageItem, standing: Standing, skip?: Skip): void;
  /** Whether there is such a story and it has not been read. */
  isWaiting(id: string | undefined): boolean;
  readonly references: References;
}

interface EndnoteLine {
  readonly line: StoryLine;
  readonly story: LayoutRoot;
  isTaken: boolean;
}

/** A reader of a document's stories. `emit` takes every text that is translated, in reading order. */
export function storyReader(
  stories: ReadonlyMap<string, LayoutRoot>,
  styles: StyleSheet,
  visibility: DocumentVisibility,
  options: IdmlOptions,
  coverage: IdmlCoverage,
  emit: (text: LayoutText) => void,
): StoryReader {
  const visited = new Set<string>();
  const ids = new Set<string>();
  const numberings = new Set<string>();
  const flows = new Map<string, readonly StoryLine[]>();
  const numbers = { footnote: 0, endnote: 0, note: 0, hidden: 0 };

  const settings: FlowSettings = {
    styles,
    hiddenConditions: visibility.conditions,
    skipsHidden: options.hiddenText === "skip",
    refers: (id) => void ids.add(id),
    passed: (kind, element) => {
      const reason = kind === "deleted text" ? "it was deleted with tracked changes" : "its condition is hidden";
      const texts = element.name === "Content" ? [element] : descendantsOf(element, "Content");
      coverage.skipped(kind, reason, texts.filter(holdsLetters).length);
    },
  };
  const take = (text: LayoutText, skip: Skip | undefined): void => {
    if (!hasLetters(text.source)) return;
    if (skip !== undefined) {
      coverage.skipped(skip.category, skip.reason);
      return;
    }
    coverage.extracted(text.category);
    emit(text);
  };

  const flow = (lines: readonly StoryLine[], site: FlowSite, skip: Skip | undefined): void => {
    const counts = { table: 0, object: 0 };
    for (const { text, line, blocks } of flowTexts(lines, site, styles)) {
      if (text !== undefined) {
        const numbering = styles.numberingOf(line.paragraph);
        if (numbering !== undefined) numberings.add(numbering);
        take(text, skip);
      }
      for (const block of blocks) {
        if (block.kind === "table" || block.kind === "object") counts[block.kind] += 1;
        readBlock(block, counts[block.kind === "table" ? "table" : "object"], site, skip);
      }
    }
  };

  const readBlock = ({ kind, element }: Block, number: number, site: FlowSite, skip: Skip | undefined): void => {
    const inside = (name: string, place: string, category: IdmlCategory): FlowSite => {
      const { part, text, key } = site;
      return { part, text, key, kind: name, place, category };
    };
    const optional = (category: IdmlCategory, isWanted: boolean, reason: string): Skip | undefined =>
      skip ?? (isWanted ? undefined : { category, reason });
    switch (kind) {
      case "table": {
        const place = `${site.place}, table ${number}`;
        for (const { row, column, lines, context } of tableCellsOf(element)) {
          const cell = inside("cell", `${place}, row ${row}, column ${column}`, "tables");
          flow(lines, { ...cell, context }, skip);
        }
        break;
      }
      case "footnote":
        numbers.footnote += 1;
        flow(readFlow(element, settings), inside("footnote", `Footnote ${numbers.footnote}`, "footnotes"), skip);
        break;
      case "endnote":
        readEndnote(attributeOf(element, "EndnoteTextRange") ?? "", skip);
        break;
      case "note": {
        numbers.note += 1;
        const left = optional("notes", options.notes === "translate", "the option notes says so");
        flow(readFlow(element, settings), inside("note", `Note ${numbers.note}`, "notes"), left);
        break;
      }
      case "hidden": {
        numbers.hidden += 1;
        const left = optional("hidden text", options.hiddenText === "translate", "its condition is hidden");
        flow(readFlow(element, settings), inside("hidden text", `Hidden text ${numbers.hidden}`, "hidden text"), left);
        break;
      }
      case "object": {
        const { part, key } = site;
        const standing: Standing = {
          part,
          key,
          place: `${site.place}, anchored object ${number}`,
          category: "anchored text",
        };
        for (const found of withInside(readPageItem(element, visibility, IDENTITY))) item(found, standing, skip);
        break;
      }
    }
  };
  const tableCellsOf = (table: XmlElement): ReturnType<typeof tableCells> =>
    tableCells(table, (cell) => readFlow(cell, settings));

  const linesOf = (id: string, root: LayoutRoot): readonly StoryLine[] => {
    const known = flows.get(id) ?? readFlow(root.element, settings);
    flows.set(id, known);
    return known;
  };
  const endnotes = new Map<string, EndnoteLine[]>();
  for (const [id, root] of stories) {
    if (attributeOf(root.element, "IsEndnoteStory") !== "true") continue;
    for (const line of linesOf(id, root)) {
      if (line.endnote === undefined) continue;
      const known = endnotes.get(line.endnote);
      if (known === undefined) endnotes.set(line.endnote, [{ line, story: root, isTaken: false }]);
      else known.push({ line, story: root, isTaken: false });
    }
  }
  const isTaken = (line: StoryLine): boolean =>
    endnotes.get(line.endnote ?? "")?.some((entry) => entry.line === line && entry.isTaken) === true;
  /** An endnote stands in a story of its own; it is read after the paragraph that refers to it. */
  const readEndnote = (range: string, skip: Skip | undefined): void => {
    const [first, ...others] = endnotes.get(range) ?? [];
    if (first === undefined || first.isTaken) return;
    numbers.endnote += 1;
    for (const entry of [first, ...others]) entry.isTaken = true;
    const site: FlowSite = {
      ...siteOf(first.story),
      kind: "endnote",
      place: `Endnote ${numbers.endnote}`,
      category: "endnotes",
    };
    flow(
      [first, ...others].map(({ line }) => line),
      site,
      skip,
    );
  };

  const story: StoryReader["story"] = (id, place, category, skip) => {
    const root = stories.get(id);
    if (root === undefined || visited.has(id)) return;
    visited.add(id);
    ids.add(attributeOf(root.element, "AppliedTOCStyle") ?? "");
    const lines = linesOf(id, root).filter((line) => !isTaken(line));
    // The lines of a long document need not be kept once they are read.
    flows.delete(id);
    flow(lines, { ...siteOf(root), kind: "paragraph", place, category, story: id }, skip);
  };
  const item: StoryReader["item"] = (found, { part, key, place, category }, skip) => {
    const isLeft = found.hidden !== undefined && options.hiddenText === "skip";
    const own = skip ?? (isLeft ? { category: "hidden text", reason: found.hidden } : undefined);
    if (found.story !== undefined) story(found.story, place, category, own);
    for (const path of found.pathStories) {
      story(
        path,
        found.story === undefined ? place : `${place}, text on a path`,
        category === "text frames" ? "text on a path" : category,
        own,
      );
    }
    for (const { text, skipped } of itemTexts(found.element, { part, key, place })) {
      if (skipped === undefined) take(text, own);
      else if (hasLetters(text.source)) coverage.skipped(text.category, skipped);
    }
  };
  return {
    story,
    item,
    isWaiting: (id) => id !== undefined && stories.has(id) && !visited.has(id),
    references: { ids, numberings },
  };
}

function siteOf({ part, element }: LayoutRoot): Pick<FlowSite, "part" | "text" | "key"> {
  return { part, text: element.text, key: `Story_${attributeOf(element, "Self") ?? ""}` };
}

function holdsLetters({ text, contentStart, contentEnd }: XmlElement): boolean {
  return /\p{L}/u.test(text.slice(contentStart, contentEnd));
}
