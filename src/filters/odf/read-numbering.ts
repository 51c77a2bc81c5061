import { plainText } from "../../model/fragment.ts";
import { escapeAttribute } from "../../xml/escape.ts";
import type { Slot } from "./slot.ts";
import type { Story } from "./story.ts";
import { attributeSlot } from "./text-slots.ts";
import { valueOf } from "./value-of.ts";

/** What stands before and after the numbers of lists, headings and notes. */
const AFFIXES = ["style:num-prefix", "style:num-suffix"] as const;
/** The newer way to say the same, with the number as %1%; LibreOffice writes both. */
const FORMATS = ["style:num-list-format", "loext:num-list-format"] as const;

/** Words around numbers ("Chapter 1", "Session 2.") in the element under the cursor; the same words are one unit wherever they stand. */
export function readNumbering(story: Story, known: Map<string, Slot>): void {
  const { lexer, part, partKey } = story;
  const affixes: Slot[] = [];
  for (const name of AFFIXES) {
    const value = valueOf(lexer, name) === undefined ? undefined : lexer.find(name);
    if (value === undefined || !/\p{L}/u.test(value.value)) continue;
    const facts = {
      part,
      partKey,
      kind: "number",
      category: "numbers of lists",
      place: "Word beside numbers of lists",
    };
    const slot = attributeSlot(facts, value);
    const twin = known.get(value.value);
    if (twin === undefined) known.set(value.value, slot);
    else slot.twin = twin;
    affixes.push(slot);
  }
  if (affixes.length === 0) return;
  story.emit(affixes);
  for (const name of FORMATS) {
    const format = valueOf(lexer, name) === undefined ? undefined : lexer.find(name);
    if (format !== undefined) story.emit(formatSlots(story, affixes, format));
  }
}

/** The words once more in the format of the whole number: each is looked for where it stands, before or after the numbers. */
function formatSlots(
  { part, partKey }: Story,
  affixes: readonly Slot[],
  format: { readonly value: string; readonly start: number; readonly end: number },
): Slot[] {
  const heard = new Map<string, string>();
  const listeners = affixes.map((affix): Slot => ({
    ...affix,
    twin: typeof affix.twin === "object" ? affix.twin : affix,
    source: [],
    merge: (target, nested) => {
      if (target !== undefined) heard.set(plainText(affix.source), plainText(target));
      return { edits: nested };
    },
  }));
  const whole: Slot = {
    part,
    partKey,
    kind: "number format",
    category: "numbers of lists",
    place: "Numbers of lists",
    source: [],
    nested: [],
    twin: "none",
    merge: (_target, nested) => {
      let text = format.value;
      for (const [words, target] of heard) text = text.replace(words, () => target);
      const { start, end } = format;
      return { edits: text === format.value ? nested : [...nested, { start, end, text: escapeAttribute(text) }] };
    },
  };
  return [...listeners, whole];
}
