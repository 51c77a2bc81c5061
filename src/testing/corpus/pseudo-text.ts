import type { Fragment, FragmentPart } from "../../model/fragment.ts";

const PLAIN = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ";
const ACCENTED = Array.from("åƀçðéƒĝĥîĵķļɱñöþɋŕšţûṽŵẋýžÅƁÇÐÉƑĜĤÎĴĶĻṀÑÖÞɊŔŠŢÛṼŴẊÝŽ");
const MAP: ReadonlyMap<string, string> = new Map(Array.from(PLAIN, (letter, index) => [letter, ACCENTED[index]!]));

/** Stands at the beginning and end of every translated unit; no document of this world holds it. */
export const PSEUDO_OPEN = "⟦";
const PSEUDO_CLOSE = "⟧";
/** Around what makes a text longer, so that it can be taken away again. */
const PADDING_OPEN = "⧼";
const PADDING_CLOSE = "⧽";

/** Gate G3 asks for texts 40 % longer, as German and Russian are. */
const GROWTH = 0.4;

/**
 * A target that shows whatever goes wrong: every plain letter accented (so a plain one left in the document was not translated),
 * brackets around the unit, 40 % longer unless `maxLength` forbids it. Codes stay where they are.
 */
export function pseudoTarget(source: Fragment, maxLength?: number): Fragment {
  const texts = source.flatMap((part, index) => (part.kind === "text" && part.text.trim() !== "" ? [index] : []));
  const first = texts[0];
  const last = texts.at(-1);
  const length = source.reduce((sum, part) => sum + (part.kind === "text" ? part.text.length : 0), 0);
  const growth = Math.ceil(length * GROWTH);
  const padding =
    maxLength === undefined
      ? ` ${PADDING_OPEN}${"éẋţŕå "
          .repeat(Math.ceil(growth / 6))
          .slice(0, growth)
          .trimEnd()}${PADDING_CLOSE}`
      : "";
  // The brackets need room, too.
  const surplus = maxLength === undefined ? 0 : Math.max(0, length + 2 - maxLength);
  return source.map((part, index): FragmentPart => {
    if (part.kind !== "text") return part;
    const text = Array.from(part.text, (character) => MAP.get(character) ?? character).join("");
    const lead = index === first ? text.length - text.trimStart().length : -1;
    const opened = lead < 0 ? text : text.slice(0, lead) + PSEUDO_OPEN + text.slice(lead);
    if (index !== last) return { kind: "text", text: opened };
    const end = opened.trimEnd().length;
    const kept = surplus === 0 ? end : Math.max(1, end - surplus);
    return { kind: "text", text: opened.slice(0, kept) + padding + PSEUDO_CLOSE + opened.slice(end) };
  });
}

const UNMAP: ReadonlyMap<string, string> = new Map(Array.from(ACCENTED, (letter, index) => [letter, PLAIN[index]!]));
const ADDED = new RegExp(
  `\\s*${PADDING_OPEN}[^${PADDING_CLOSE}]*${PADDING_CLOSE}|[${PSEUDO_OPEN}${PSEUDO_CLOSE}]`,
  "g",
);

/** The text as it was before its pseudo-translation; accents it had itself are gone too, so both versions must be restored to be compared. */
export function restored(text: string): string {
  return Array.from(text.replaceAll(ADDED, ""), (character) => UNMAP.get(character) ?? character).join("");
}
