import type { Node } from "jsonc-parser";
import { hasLetters, textFragment } from "../../model/fragment.ts";
import { hasTechnicalKey } from "../json/technical-keys.ts";
import { looksTechnical } from "../json/technical-values.ts";
import { decodeEscaped } from "./escaped-text.ts";
import { answerSyntax } from "./answer-fields.ts";
import type { Category, SiteSink } from "./sites.ts";
import { membersOf } from "./tree.ts";
import { placeOf, type Position } from "./walk-content.ts";

/** Branches of content that are for programs in every library there is. */
const TECHNICAL_BRANCHES = new Set([
  "copyright",
  "subContentId",
  "behaviour",
  "mime",
  "library",
  "metadata",
  "files",
  "sources",
]);

/** Settings are one word in small letters ("auto"); texts under these keys may be, too ("sleep"). */
const SETTING = /^[a-z]+(?:[-_][a-z]+)*$/;
const TEXT_KEY =
  /text|title|label|answer|word|alt|tip|feedback|question|description|name|hint|message|term|definition|solution/i;

/** Branches with the words of buttons and messages. */
const INTERFACE_BRANCHES = new Set(["l10n", "UI", "override", "i10n", "a11y"]);

/**
 * Takes down the texts of content whose library is not in the package, as exports for other sites have it: strings with letters, but
 * for keys and looks of values for programs (as in JSON files), `copyright`, `behaviour` and ids. Strings with a tag are HTML. `walkInner`:
 * for content within the content, whose library may be there.
 */
export function guessTexts(
  params: Node | undefined,
  position: Position,
  walkInner: (node: Node, position: Position) => void,
  sink: SiteSink,
): void {
  if (params !== undefined) guess(params, position, "content");

  function guess(node: Node, at: Position, category: Category): void {
    if (node.type === "string") take(node, at, category);
    else if (node.type === "array") {
      for (const [index, item] of (node.children ?? []).entries())
        guess(
          item,
          { ...at, place: [...at.place.slice(0, -1), `${at.place.at(-1) ?? "item"} ${index + 1}`] },
          category,
        );
    } else if (node.type === "object") {
      const members = membersOf(node);
      if (members.has("library") && members.has("params")) walkInner(node, at);
      else {
        for (const [name, value] of members) {
          if (TECHNICAL_BRANCHES.has(name)) continue;
          const inner = { ...at, place: [...at.place, name], keys: [...at.keys, name], fields: [...at.fields, name] };
          guess(value, inner, INTERFACE_BRANCHES.has(name) ? "interface texts" : category);
        }
      }
    }
  }

  function take(node: Node, at: Position, category: Category): void {
    const value = node.value as string;
    if (value.trim() === "") return;
    const reason = !hasLetters(textFragment(value))
      ? "no letters"
      : hasTechnicalKey(at.fields, value)
        ? "keys that are for programs"
        : SETTING.test(value) && !TEXT_KEY.test(at.fields.at(-1) ?? "")
          ? "settings"
          : looksTechnical(decodeEscaped(value));
    if (reason !== undefined) {
      sink.skipped(category, reason);
      return;
    }
    sink.text({
      value,
      start: node.offset,
      end: node.offset + node.length,
      syntax: /<[a-z/!]/i.test(value) ? "html" : "escaped",
      answers: answerSyntax(at.library, at.fields),
      place: placeOf(at.place),
      keys: at.keys.join("."),
      ...(at.heading === undefined ? {} : { heading: at.heading }),
      category,
    });
  }
}
