import { attributeOf, type XmlElement } from "../ooxml/xml-element.ts";
import { formatOf, type CodeItem, type InlineItem, type Pair, type Piece, type Run } from "../ooxml/inline.ts";
import type { Block, LineItem, Scope, StoryLine } from "./line.ts";
import { displayOf, holdsBreak, holdsLineItems, objectCode, SETTINGS, WRAPPERS } from "./line-elements.ts";
import { isPageItem } from "./page-items.ts";
import { contentStartOf, endnoteAround, pieceOf, rangeAround, scopeIn, tagsOf } from "./scopes.ts";
import { contentPieces, describeInstruction, isPictorialFont } from "./special-characters.ts";
import type { StyleSheet, TextLook } from "./styles.ts";

/** What must be known of the document to read its stories. */
export interface FlowSettings {
  readonly styles: StyleSheet;
  /** Conditions whose text is not shown, by id. */
  readonly hiddenConditions: ReadonlySet<string>;
  /** Whether text under a hidden condition is left alone. */
  readonly skipsHidden: boolean;
  /** Told of every text that is passed over. */
  passed(kind: "deleted text" | "hidden text", element: XmlElement): void;
  /** Told of every text variable and cross-reference format that the story refers to, by id. */
  refers(id: string): void;
}

/** In the line there are no runs: `detachLine` makes them where codes change places. */
const NO_RUN: Run = { open: { start: 0, end: 0 }, close: { start: 0, end: 0 }, chain: [] };

/** Elements that hold blocks of text, or stand for themselves. */
const BLOCKS: ReadonlyMap<string, Pick<Block, "kind"> & { readonly type: string; readonly display: string }> = new Map([
  ["Table", { kind: "table", type: "other/pitrans:table", display: "table" }],
  ["Footnote", { kind: "footnote", type: "other/pitrans:footnote", display: "footnote" }],
  ["Endnote", { kind: "endnote", type: "other/pitrans:endnote", display: "endnote" }],
]);

/** Marks without width: targets of links, entries of the index, remarks in XML. */
const MARKS =
  /^(?:HyperlinkTextDestination|ParagraphDestination|PageReference|XMLComment|XMLInstruction|DTD|Bookmark)$/;

/** Reads what a story, a cell, a note or the like holds, paragraph by paragraph. */
export function readFlow(container: XmlElement, settings: FlowSettings): StoryLine[] {
  const lines: StoryLine[] = [];
  let items: LineItem[] = [];
  let blocks: Block[] = [];
  let paragraph: XmlElement | undefined;
  let endnote: string | undefined;
  let longest = { length: 0, size: 0 };

  const endLine = (): void => {
    if (items.length > 0) lines.push({ items: joinInitial(items), blocks, paragraph, endnote, size: longest.size });
    items = [];
    blocks = [];
    paragraph = undefined;
    endnote = undefined;
    longest = { length: 0, size: 0 };
  };
  const push = (item: LineItem): void => {
    paragraph ??= rangeAround(item.scope, "paragraph range");
    endnote ??= endnoteAround(item.inner ?? item.scope);
    items.push(item);
  };
  const add = (item: InlineItem, scope: Scope | undefined, isInContent: boolean = false): void =>
    push({ item, scope, isInContent });
  const hide = ({ start, end }: Pick<Piece, "start" | "end">, scope: Scope | undefined, isInContent?: boolean): void =>
    add({ kind: "hidden", pieces: [{ start, end, chain: [] }] }, scope, isInContent);
  const block = (
    kind: Block["kind"],
    element: XmlElement,
    code: Omit<CodeItem, "kind" | "pieces">,
    scope: Scope | undefined,
  ): void => {
    add({ kind: "code", ...code, pieces: [pieceOf(element)] }, scope);
    blocks.push({ kind, element });
  };

  const readContent = (element: XmlElement, scope: Scope | undefined, link: string | undefined): void => {
    const look = settings.styles.lookOf(rangeAround(scope, "paragraph range"), rangeAround(scope, "character range"));
    if (element.isEmpty) return;
    if (element.children.length > 0) {
      hide(element, scope);
      return;
    }
    if (settings.skipsHidden && isUnderHidden(look, settings.hiddenConditions)) {
      settings.passed("hidden text", element);
      hide(element, scope);
      return;
    }
    const isPictorial = isPictorialFont(look.font);
    const format = link === undefined ? look.format : linked(look, link);
    for (const piece of contentPieces(element.text, element.contentStart, element.contentEnd)) {
      const { start, end } = piece;
      if (piece.kind === "hidden") hide(piece, scope, true);
      else if (piece.kind === "code" || isPictorial) {
        const type = piece.kind === "code" ? piece.type : "other/pitrans:symbol";
        const display = piece.kind === "code" ? piece.display : "symbol";
        add({ kind: "code", type, display, pieces: [{ start, end, chain: [] }] }, scope, true);
      } else {
        if (piece.text.length > longest.length) longest = { length: piece.text.length, size: look.size };
        const { text } = piece;
        add(
          { kind: "text", start, end, name: "", contentStart: start, contentEnd: end, text, run: NO_RUN, format },
          scope,
          true,
        );
      }
    }
  };

  /** Instructions and comments between elements; InDesign lays out its files with white space there. */
  const readBetween = (text: string, start: number, end: number, scope: Scope | undefined): void => {
    if (start === end || text.slice(start, end).trim() === "") return;
    for (const match of text.slice(start, end).matchAll(/<\?[^]*?\?>|<!--[^]*?-->/g)) {
      const piece: Piece = { start: start + match.index, end: start + match.index + match[0].length, chain: [] };
      if (match[0].startsWith("<?ACE")) add({ kind: "code", ...describeInstruction(match[0]), pieces: [piece] }, scope);
      else hide(piece, scope);
    }
  };

  const readWrapper = (element: XmlElement, scope: Scope | undefined, link: string | undefined): void => {
    const inner = scopeIn(scope, element, "wrapper");
    const type = WRAPPERS.get(element.name)!;
    settings.refers(attributeOf(element, "AppliedFormat") ?? "");
    if (element.isEmpty || !holdsLineItems(element)) {
      hide(element, scope);
      return;
    }
    if (holdsBreak(element)) {
      // It cannot be a pair in each of its paragraphs, but where it begins and ends there is to be seen: as formatting.
      const isLink = type !== "other/pitrans:tag" && type !== "other/pitrans:endnote";
      readChildren(element, inner, isLink ? `${attributeOf(element, "Self") ?? ""} ${element.start}` : link);
      return;
    }
    const [open, close] = tagsOf(element);
    const pair: Pair = { type, display: displayOf(element), openPieces: [open], closePieces: [close] };
    push({ item: { kind: "open", pair }, scope, isInContent: false, inner });
    readChildren(element, inner, link);
    push({ item: { kind: "close", pair }, scope, isInContent: false, inner });
  };

  const readChildren = (element: XmlElement, scope: Scope | undefined, link: string | undefined): void => {
    let position = contentStartOf(element);
    for (const child of element.children) {
      readBetween(element.text, position, child.start, scope);
      readChild(child, scope, link);
      position = child.end;
    }
    readBetween(element.text, position, element.contentEnd, scope);
  };

  const readChild = (child: XmlElement, scope: Scope | undefined, link: string | undefined): void => {
    const { name } = child;
    if (name === "Content") return readContent(child, scope, link);
    if (name === "Br") return endLine();
    if (name === "CharacterStyleRange") return readChildren(child, scopeIn(scope, child, "character range"), link);
    if (name === "ParagraphStyleRange") {
      // A paragraph has one paragraph formatting: another one begins another paragraph, with a break before it or without.
      if (paragraph !== undefined && rangeAround(scope, "paragraph range") === undefined && !isAlike(paragraph, child))
        endLine();
      return readChildren(child, scopeIn(scope, child, "paragraph range"), link);
    }
    if (SETTINGS.test(name)) return undefined;
    if (WRAPPERS.has(name)) return readWrapper(child, scope, link);
    if (name === "Change") {
      if (attributeOf(child, "ChangeType") !== "DeletedText")
        return readChildren(child, scopeIn(scope, child, "change"), link);
      settings.passed("deleted text", child);
      return hide(child, scope);
    }
    if (name === "Note" || name === "HiddenText") {
      blocks.push({ kind: name === "Note" ? "note" : "hidden", element: child });
      return hide(child, scope);
    }
    if (MARKS.test(name)) return hide(child, scope);
    const known = BLOCKS.get(name);
    if (known !== undefined) return block(known.kind, child, { type: known.type, display: known.display }, scope);
    if (name === "TextVariableInstance") {
      settings.refers(attributeOf(child, "AssociatedTextVariable") ?? "");
      const display = attributeOf(child, "ResultText") ?? "";
      return add(
        { kind: "code", type: "ui/xlf:var", display: display === "" ? "variable" : display, pieces: [pieceOf(child)] },
        scope,
      );
    }
    if (isPageItem(child)) return block("object", child, objectCode(child), scope);
    return add({ kind: "code", type: "other/pitrans:object", display: "object", pieces: [pieceOf(child)] }, scope);
  };

  readChildren(container, undefined, undefined);
  endLine();
  return lines;
}

/**
 * A paragraph's first letters in a character style of their own are a large initial: no reader of the text sees a border inside the word, so
 * they take the format of what follows. Where they stand is noted, for the translation's first letters go there.
 */
function joinInitial(items: readonly LineItem[]): readonly LineItem[] {
  const at = items.findIndex(({ item }) => item.kind !== "hidden");
  const first = items[at]?.item;
  const next = items[at + 1]?.item;
  if (first?.kind !== "text" || next?.kind !== "text" || first.format.key === next.format.key) return items;
  if (!/^\p{P}?\p{L}{1,2}$/u.test(first.text) || !/^\p{L}/u.test(next.text)) return items;
  const initial: LineItem = { ...items[at]!, item: { ...first, format: next.format }, isInitial: true };
  return items.map((item, index) => (index === at ? initial : item));
}

/** Whether two ranges say the same, letter by letter. */
function isAlike(one: XmlElement, other: XmlElement): boolean {
  const opening = (range: XmlElement): string => range.text.slice(range.start, contentStartOf(range));
  return opening(one) === opening(other);
}

/** Text with several conditions is shown where one of them is. */
function isUnderHidden({ conditions }: TextLook, hidden: ReadonlySet<string>): boolean {
  return conditions.length > 0 && conditions.every((condition) => hidden.has(condition));
}

const linkedFormats = new WeakMap<TextLook, Map<string, TextLook["format"]>>();

/** The look with a mark of the link it is in. */
function linked(look: TextLook, link: string): TextLook["format"] {
  const known = linkedFormats.get(look) ?? new Map<string, TextLook["format"]>();
  linkedFormats.set(look, known);
  const format = known.get(link) ?? formatOf([...look.format.marks, `link:${link}`]);
  known.set(link, format);
  return format;
}
