import type { AnswerSyntax } from "./protect-text.ts";
import type { Field } from "./semantics.ts";

/** Fields of libraries whose texts mark answers with asterisks, by library and by the field's name. */
const ANSWER_FIELDS: Readonly<Record<string, Readonly<Record<string, AnswerSyntax>>>> = {
  "H5P.Blanks": { questions: "parts", question: "parts" },
  "H5P.DragText": { textField: "parts", distractors: "parts" },
  "H5P.MarkTheWords": { textField: "words" },
};

/**
 * How the texts of a field mark answers. Besides the fields known, those whose example for authors shows an answer between asterisks.
 * `library`: with its version; `fields`: names from the root of the library.
 */
export function answerSyntax(library: string, fields: readonly string[], field?: Field): AnswerSyntax {
  const known = ANSWER_FIELDS[library.split(" ")[0]!] ?? {};
  const name = fields.find((each) => Object.hasOwn(known, each));
  if (name !== undefined) return known[name]!;
  return /\*[^*\s][^*]*\*/.test(field?.important?.example ?? "") ? "parts" : "none";
}
