import type { Field } from "./semantics.ts";

/** Fields of libraries whose texts mark answers with asterisks, by library and by the field's name. */
const ANSWER_FIELDS: Readonly<Record<string, readonly string[]>> = {
  "H5P.Blanks": ["questions", "question"],
  "H5P.AdvancedBlanks": ["blanksText"],
  "H5P.DragText": ["textField", "distractors"],
  "H5P.MarkTheWords": ["textField"],
};

/**
 * Whether the texts of a field mark answers. Besides the fields known, those whose example for authors shows an answer between asterisks.
 * `library`: with its version; `fields`: names from the root of the library.
 */
export function hasAnswerSyntax(library: string, fields: readonly string[], field?: Field): boolean {
  const known = ANSWER_FIELDS[library.split(" ")[0]!] ?? [];
  return fields.some((name) => known.includes(name)) || /\*[^*\s][^*]*\*/.test(field?.important?.example ?? "");
}
