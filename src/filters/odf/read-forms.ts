import { nextName, type Story } from "./story.ts";
import { attributeSlot } from "./text-slots.ts";
import { valueOf } from "./value-of.ts";

/** What a control shows: its label, the help that appears when the mouse rests on it. Its name and value are for programs. */
const SHOWN = [
  ["form:label", "label"],
  ["form:title", "help"],
] as const;

/** Reads office:forms: labels and help texts of its controls, list entries among them. */
export function readForms(story: Story): void {
  const { lexer, part, partKey } = story;
  if (!lexer.isOpen) return;
  for (let depth = 1; depth > 0 && lexer.next();) {
    if (lexer.isClose) depth -= 1;
    if (!lexer.isElement) continue;
    let field: string | undefined;
    for (const [name, what] of SHOWN) {
      if (valueOf(lexer, name) === undefined) continue;
      const value = lexer.find(name);
      if (value === undefined || !/\p{L}/u.test(value.value)) continue;
      field ??= nextName(story, "Form field");
      const place = `${field}, ${what}`;
      story.emit([attributeSlot({ part, partKey, kind: what, category: "form fields", place }, value)]);
    }
    if (lexer.isOpen) depth += 1;
  }
}
