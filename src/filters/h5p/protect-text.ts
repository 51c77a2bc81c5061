import type { Fragment, FragmentPart } from "../../model/fragment.ts";
import { protectPlaceholders } from "../json/placeholders.ts";

/**
 * What the content types replace in their messages, wherever it stands: `@score`, and the usual ones with a colon. With other marks, or
 * other names after a colon, only what stands apart: `#num`, `%total`, but not "Note:this". And formulas: `\( … \)`, `\[ … \]`, `$$ … $$`.
 */
const VARIABLE =
  /@[a-z][A-Za-z]*\b|:(?:num|total|ans|score|max|min|page|count|current|percent|index|time|name)\b|(?<![\p{L}\p{N}_&/.@:#%])[:#%][a-z][A-Za-z]*\b(?!;)|\\\([^]*?\\\)|\\\[[^]*?\\\]|\$\$[^]*?\$\$/gu;

/** How answers are marked in a text: with alternatives, tips and feedback in them, as words alone, or not at all. */
export type AnswerSyntax = "parts" | "words" | "none";

/**
 * An answer between asterisks. Where only words are marked (H5P.MarkTheWords), two asterisks inside stand for one, and the last must not be
 * followed by another, which would be such a pair.
 */
const ANSWER = { parts: /\*([^*\r\n]+)\*/g, words: /\*((?:[^*\r\n]|\*\*)+)\*(?!\*)/g } as const;

/** Marks in an answer: alternatives, tip, feedback of H5P.DragText, and each of them where it is meant as itself. */
const ANSWER_MARK = { parts: /\\[/:+\-*]|::|[/:]/g, words: /\*\*/g } as const;

/** What a mark means, for whoever edits the text. */
const MARK_NAMES: Readonly<Record<string, string>> = {
  "/": "or",
  ":": "tip",
  "\\+": "if right",
  "\\-": "if wrong",
  "**": "asterisk",
};

const ANSWER_TYPE = "ui/pitrans:answer";

/** The text with variables, formulas and placeholders as codes, and with answers as pairs of codes where the field has any. */
export function protectText(text: string, firstId: number, answers: AnswerSyntax): Fragment {
  const parts: FragmentPart[] = [];
  let id = firstId;
  const push = (stretch: string): void => {
    const inner = protectVariables(stretch, id);
    for (const part of inner) if (part.kind !== "text") id = Math.max(id, Number(part.id) + 1);
    for (const part of inner) parts.push(part);
  };
  const pushCode = (data: string, display: string): void => {
    parts.push({ kind: "standalone", id: String(id), type: ANSWER_TYPE, display, data });
    id += 1;
  };
  /** Each piece between marks, and the marks as codes. */
  const pushMarked = (stretch: string, mark: RegExp): void => {
    let at = 0;
    for (const { 0: data, index } of stretch.matchAll(mark)) {
      push(stretch.slice(at, index));
      pushCode(data, MARK_NAMES[data] ?? data);
      at = index + data.length;
    }
    push(stretch.slice(at));
  };
  if (answers === "none") {
    push(text);
    return parts;
  }
  let end = 0;
  for (const { 0: answer, 1: inside, index } of text.matchAll(ANSWER[answers])) {
    // Outside answers, an asterisk is one whose other half stands beyond a tag.
    pushMarked(text.slice(end, index), /\*/g);
    const pair = { id: String(id), type: ANSWER_TYPE, display: "answer", data: "*" };
    id += 1;
    parts.push({ kind: "open", ...pair });
    pushMarked(inside!, ANSWER_MARK[answers]);
    parts.push({ kind: "close", ...pair });
    end = index + answer.length;
  }
  pushMarked(text.slice(end), /\*/g);
  return parts;
}

/** A target without marks of answers that stand outside of any: there they would be read as text. Asterisks stay. */
export function withoutStrayMarks(target: Fragment): Fragment {
  let depth = 0;
  return target.filter((part) => {
    if (part.kind === "text" || part.type !== ANSWER_TYPE) return true;
    if (part.kind === "open") depth += 1;
    if (part.kind === "close") depth -= 1;
    return part.kind !== "standalone" || depth > 0 || part.data === "*";
  });
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
