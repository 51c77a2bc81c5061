import type { Fragment, FragmentPart } from "../../model/fragment.ts";
import { protectPlaceholders } from "../json/placeholders.ts";

/** What the content types replace in their messages, and formulas: `@score`, `:num`, `#num`, `%total`, `\( … \)`, `\[ … \]`, `$$ … $$`. */
const VARIABLE = /(?<![\p{L}\p{N}_&/.@:#%])[@:#%][a-z][A-Za-z]*\b(?!;)|\\\([^]*?\\\)|\\\[[^]*?\\\]|\$\$[^]*?\$\$/gu;

/**
 * An answer between asterisks. Two asterisks inside stand for one (H5P.MarkTheWords); the last must not be followed by another, which
 * would be such a pair.
 */
const ANSWER = /\*((?:[^*\r\n]|\*\*)+)\*(?!\*)/g;

/** Marks in an answer: alternatives, tip, feedback of H5P.DragText, and each of them where it is meant as itself. */
const ANSWER_MARK = /\\[/:+\-*]|::|\*\*|[/:]/g;

/** What a mark means, for whoever edits the text. */
const MARK_NAMES: Readonly<Record<string, string>> = {
  "/": "or",
  ":": "tip",
  "\\+": "if right",
  "\\-": "if wrong",
};

/** The text with variables, formulas and placeholders as codes, and with answers as pairs of codes where the field has any. */
export function protectText(text: string, firstId: number, hasAnswers: boolean): Fragment {
  const parts: FragmentPart[] = [];
  let id = firstId;
  const push = (stretch: string): void => {
    const inner = protectVariables(stretch, id);
    for (const part of inner) if (part.kind !== "text") id = Math.max(id, Number(part.id) + 1);
    parts.push(...inner);
  };
  const code = (data: string, display: string): void => {
    parts.push({ kind: "standalone", id: String(id), type: "ui/pitrans:answer", display, data });
    id += 1;
  };
  if (!hasAnswers) {
    push(text);
    return parts;
  }
  let end = 0;
  for (const { 0: answer, 1: inside, index } of text.matchAll(ANSWER)) {
    pushStars(text.slice(end, index));
    const pair = { id: String(id), type: "ui/pitrans:answer", display: "answer", data: "*" };
    id += 1;
    parts.push({ kind: "open", ...pair });
    pushMarks(inside!);
    parts.push({ kind: "close", ...pair });
    end = index + answer.length;
  }
  pushStars(text.slice(end));
  return parts.filter((part) => part.kind !== "text" || part.text !== "");

  function pushMarks(inside: string): void {
    let at = 0;
    for (const { 0: mark, index } of inside.matchAll(ANSWER_MARK)) {
      push(inside.slice(at, index));
      code(mark, MARK_NAMES[mark] ?? mark);
      at = index + mark.length;
    }
    push(inside.slice(at));
  }

  /** An asterisk that opens no answer here: its other half stands beyond a tag. */
  function pushStars(stretch: string): void {
    for (const [index, piece] of stretch.split("*").entries()) {
      if (index > 0) code("*", "answer");
      push(piece);
    }
  }
}

function protectVariables(text: string, firstId: number): Fragment {
  const parts: FragmentPart[] = [];
  let id = firstId;
  let end = 0;
  const plain = (stretch: string): void => {
    for (const part of protectPlaceholders(stretch, false, id)) {
      parts.push(part);
      if (part.kind !== "text") id = Math.max(id, Number(part.id) + 1);
    }
  };
  for (const { 0: data, index } of text.matchAll(VARIABLE)) {
    plain(text.slice(end, index));
    const isFormula = data.startsWith("\\") || data.startsWith("$");
    const named = isFormula ? { type: "other", display: "formula" } : { type: "ui/xlf:var", display: data };
    parts.push({ kind: "standalone", id: String(id), ...named, data });
    id += 1;
    end = index + data.length;
  }
  plain(text.slice(end));
  return parts;
}
