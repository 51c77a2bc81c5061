import type { PartLexer } from "../ooxml/part-lexer.ts";
import type { Line } from "./line.ts";
import { nextSerial } from "./discoveries.ts";
import type { Story } from "./story.ts";
import { attributeSlot, contentSlot, displayOf, readContent, type SlotFacts, type WrittenText } from "./text-slots.ts";
import { valueOf } from "./value-of.ts";

/** Elements in a line that show nothing. */
const ZERO_WIDTH: ReadonlySet<string> = new Set([
  "text:soft-page-break",
  "text:bookmark",
  "text:bookmark-start",
  "text:bookmark-end",
  "text:reference-mark",
  "text:reference-mark-start",
  "text:reference-mark-end",
  "text:toc-mark",
  "text:toc-mark-start",
  "text:toc-mark-end",
  "text:user-index-mark",
  "text:user-index-mark-start",
  "text:user-index-mark-end",
  "text:alphabetical-index-mark",
  "text:alphabetical-index-mark-start",
  "text:alphabetical-index-mark-end",
  "text:change",
  "text:change-start",
  "text:change-end",
  "text:hidden-paragraph",
  "text:database-next",
  "text:database-row-select",
  "text:script",
  "text:number",
  "text:list-id",
  "office:annotation-end",
  "office:event-listeners",
  "loext:list-item",
  "field:param",
]);

/** What of a field's text is the writer's own. All others are computed, and shown as they are. */
export type FieldKind = "computed" | "own words" | "choices" | "alternatives" | "hidden words";

const KINDS: Readonly<Record<string, FieldKind>> = {
  "text:placeholder": "own words",
  "text:text-input": "own words",
  "text:drop-down": "choices",
  "text:conditional-text": "alternatives",
  "text:hidden-text": "hidden words",
};

/** Counters of figures and tables. */
const SEQUENCE = "text:sequence";

/** The kind of a field, by its element. */
export function fieldOf(tag: string): FieldKind {
  return KINDS[tag] ?? "computed";
}

/** Whether the element under the cursor shows nothing in the line. */
export function isZeroWidth(lexer: PartLexer): boolean {
  if (ZERO_WIDTH.has(lexer.tag)) return true;
  return (
    /^text:(?:variable|user-field|sequence|page-variable)-set$/.test(lexer.tag) &&
    valueOf(lexer, "text:display") === "none"
  );
}

/**
 * Reads a field or another element without text of the line's own: what the writer put into it becomes slots of the line. Gives the
 * type of its code and what it shows.
 */
export function readField(
  story: Story,
  line: Line,
  kind: FieldKind,
): { readonly type: string; readonly display: string } {
  const { lexer } = story;
  const { tag } = lexer;
  if (tag === SEQUENCE) line.isCaption = true;
  const facts = factsOf(story, kind);
  const name = tag.slice(tag.indexOf(":") + 1).replaceAll("-", " ");
  const shown = (content: string): { type: string; display: string } => ({
    type: "ui/pitrans:field",
    display: displayOf(content) || name,
  });
  switch (kind) {
    case "own words": {
      addAttributes(story, line, facts, ["text:description"]);
      const written = readContent(lexer);
      if (isPlain(story, written)) line.nested.push(contentSlot(facts, written));
      return shown(written.value);
    }
    case "choices":
      return shown(readChoices(story, line, facts));
    case "alternatives": {
      const before = line.nested.length;
      addAttributes(story, line, facts, ["text:string-value-if-true", "text:string-value-if-false"]);
      const written = readContent(lexer);
      const chosen = line.nested.slice(before).find((slot) => textOf(slot.source) === written.value);
      if (chosen !== undefined && isPlain(story, written)) {
        line.nested.push({ ...contentSlot(facts, written), twin: chosen });
      }
      return shown(written.value);
    }
    case "hidden words": {
      const isWorded = /\p{L}/u.test(valueOf(lexer, "text:string-value") ?? "");
      if (isWorded) story.found.coverage.skipped("hidden text", "shown only where a condition holds");
      return shown(readContent(lexer).value);
    }
    case "computed": {
      const { value } = readContent(lexer);
      if (/\p{L}/u.test(value)) story.found.coverage.skipped("field results", "computed by the program");
      return shown(value);
    }
  }
}

/** Whether nothing but characters stands there, so that other characters can take their place. */
function isPlain({ lexer }: Story, { start, end }: WrittenText): boolean {
  return !lexer.text.slice(start, end).includes("<");
}

const textOf = (source: readonly { readonly kind: string; readonly text?: string }[]): string =>
  source.map(({ text }) => text ?? "").join("");

function factsOf({ part, partKey, found }: Story, kind: FieldKind): SlotFacts {
  const place = kind === "computed" ? "Field" : `Field ${nextSerial(found, "Field")}`;
  return { part, partKey, kind: "field", category: "fields to fill in", place };
}

/** Every attribute of these names that is there, as a slot. */
function addAttributes({ lexer }: Story, line: Line, facts: SlotFacts, names: readonly string[]): void {
  for (const name of names) {
    const value = valueOf(lexer, name) === undefined ? undefined : lexer.find(name);
    if (value !== undefined && value.value !== "") line.nested.push(attributeSlot(facts, value));
  }
}

/** A drop-down list: text:label elements, and the chosen one once more as text. */
function readChoices(story: Story, line: Line, facts: SlotFacts): string {
  const { lexer } = story;
  if (!lexer.isOpen) return "";
  const before = line.nested.length;
  let shown = { value: "", start: lexer.end, end: lexer.end };
  for (let depth = 1; depth > 0 && lexer.next();) {
    if (lexer.isClose) depth -= 1;
    else if (lexer.isOpen) depth += 1;
    else if (!lexer.isElement && lexer.value.trim() !== "") {
      shown = { value: lexer.value, start: lexer.start, end: lexer.end };
    }
    if (lexer.isElement && lexer.tag === "text:label") addAttributes(story, line, facts, ["text:value"]);
  }
  const chosen = line.nested.slice(before).find((slot) => textOf(slot.source) === shown.value);
  if (chosen !== undefined) line.nested.push({ ...contentSlot(facts, shown), twin: chosen });
  return shown.value;
}
