import { hasLetters, numberedText, plainText, type Fragment } from "../../model/fragment.ts";
import { escapeAttribute } from "../../xml/escape.ts";
import { TAB_TYPE } from "../ooxml/trim-boundaries.ts";
import type { Discoveries } from "./discoveries.ts";
import type { Slot } from "./slot.ts";
import type { Story } from "./story.ts";
import { cellPlace } from "./open-table.ts";
import { attributeSlot, type SlotFacts, type WrittenText } from "./text-slots.ts";

/**
 * The slots of a cell whose paragraphs have been read. A cell may say its text once more in office:string-value, which must stay equal;
 * one that says it only there is translated there.
 */
export function cellSlots(
  story: Story,
  paragraphs: readonly Slot[],
  stringValue: WrittenText | undefined,
): readonly Slot[] {
  const { part, partKey, category, table } = story;
  if (stringValue === undefined || stringValue.value === "") return paragraphs;
  const place = table === undefined ? "Cell" : cellPlace(table);
  const facts: SlotFacts = { part, partKey, kind: "p", category, place };
  if (!paragraphs.some(({ source }) => hasLetters(source))) return [...paragraphs, attributeSlot(facts, stringValue)];
  return [...paragraphs, valueSlot(facts, paragraphs, stringValue)];
}

/** The attribute that follows from the cell's paragraphs: it listens to their targets, and so must be merged after them. */
function valueSlot(facts: SlotFacts, paragraphs: readonly Slot[], { start, end }: WrittenText): Slot {
  const targets = paragraphs.map((slot) => {
    const heard: { target: Fragment } = { target: slot.source };
    const merge = slot.merge.bind(slot);
    slot.merge = (target, nested) => {
      heard.target = target ?? slot.source;
      return merge(target, nested);
    };
    return heard;
  });
  return {
    ...facts,
    kind: "value",
    source: [],
    nested: [],
    twin: "none",
    merge: (_target, nested) => {
      const before = paragraphs.map(({ source }) => spoken(source, source)).join("\n");
      const after = targets.map(({ target }, index) => spoken(target, paragraphs[index]!.source)).join("\n");
      return { edits: before === after ? nested : [...nested, { start, end, text: escapeAttribute(after) }] };
    },
  };
}

/** A cell's text without formatting: tabs and line breaks as characters, fields as they show. */
function spoken(fragment: Fragment, source: Fragment): string {
  const displays = new Map(source.flatMap((part) => (part.kind === "standalone" ? [[part.id, part] as const] : [])));
  return fragment
    .map((part) => {
      if (part.kind === "text") return part.text;
      if (part.kind !== "standalone") return "";
      const { type = "", display = "" } = displays.get(part.id) ?? {};
      if (type === TAB_TYPE) return "\t";
      if (type === "fmt/xlf:lb") return "\n";
      return type === "ui/pitrans:field" ? display : "";
    })
    .join("");
}

/**
 * Remembers what a cell says, for charts repeat it, also where nobody sees the cell; on sheets the texts that an earlier cell says alike become
 * its copies, unless every cell is wanted on its own.
 */
export function noteCell(story: Story, slots: readonly Slot[], isSeen: boolean): void {
  const { found, table } = story;
  if (!isSeen) {
    noteHidden(found, slots);
    return;
  }
  for (const slot of slots) {
    if (slot.twin !== undefined || !hasLetters(slot.source)) continue;
    const text = plainText(slot.source);
    if (!found.cells.has(text)) found.cells.set(text, slot);
    if (table?.isSheet !== true || found.options.perCell) continue;
    const key = signature(slot.source);
    const earlier = found.shared.get(key);
    if (earlier === undefined) found.shared.set(key, slot);
    else slot.twin = earlier;
  }
}

function noteHidden({ hiddenCells }: Discoveries, slots: readonly Slot[]): void {
  const [slot] = slots;
  if (slot === undefined || !hasLetters(slot.source)) return;
  const text = plainText(slot.source);
  const known = hiddenCells.get(text);
  if (known === undefined) hiddenCells.set(text, [...slots]);
  else known.push(...slots);
}

/** The text with its codes and what they are: bold and slanted words are not the same. */
function signature(source: Fragment): string {
  const codes = source.flatMap((part) => (part.kind === "text" ? [] : [`${part.type} ${part.display ?? ""}`]));
  return codes.length === 0 ? plainText(source) : [numberedText(source), ...codes].join("\u0000");
}
