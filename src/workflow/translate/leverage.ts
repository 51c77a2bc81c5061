import { hasLetters, numberedText, plainText, textFragment, type Fragment } from "../../model/fragment.ts";
import type { Match, MemoryQuery } from "../../model/match.ts";
import type { GlossaryEntry, ProtectedTerm } from "../../model/term.ts";
import type { Note, Origin, Target } from "../../model/unit.ts";
import { literalSpans } from "../../translators/literals.ts";

/** What fills segments without an engine. */
export interface Leverage {
  lookup(query: MemoryQuery): readonly Match[];
  /** The translation of a text that is as a whole a term of the glossary. */
  wholeTerm(text: string): string | undefined;
  /** Preferred terms of the glossary that stand in the text. */
  terms(text: string): readonly GlossaryEntry[];
  readonly protectedTerms: readonly ProtectedTerm[];
}

/** What was found for one segment. */
export interface Found {
  readonly target?: { readonly fragment: Fragment; readonly origin: Origin };
  /** For the editor: terms, and what is similar. */
  readonly notes: readonly Note[];
  readonly terms: readonly GlossaryEntry[];
}

const TERM = "Term: ";
const SIMILAR = "Similar: ";
const CHECK = "Check: ";
const MOST_TERMS = 12;
const MOST_SIMILAR = 2;

/** Looks a segment up: in context, exact, nothing to translate, a whole term; else terms and similar translations as notes. */
export function leverage(query: MemoryQuery, assets: Leverage): Found {
  const { source } = query;
  const text = plainText(source);
  const terms = assets.terms(text);
  const termNotes = terms.slice(0, MOST_TERMS).map((term) => note(`${TERM}${term.source} → ${term.target}`));
  const matches = assets.lookup(query);
  const [best] = matches;
  if (best && best.kind !== "fuzzy") {
    const origin: Origin = { kind: "memory", match: best.kind, score: best.score };
    return { target: { fragment: best.entry.target, origin }, notes: termNotes, terms };
  }
  if (isUntranslatable(source, assets.protectedTerms)) {
    return { target: { fragment: source, origin: { kind: "copied" } }, notes: [], terms };
  }
  const whole = source.length === 1 ? assets.wholeTerm(text) : undefined;
  if (whole !== undefined)
    return { target: { fragment: textFragment(whole), origin: { kind: "glossary" } }, notes: termNotes, terms };
  const similar = matches
    .slice(0, MOST_SIMILAR)
    .map(({ score, entry }) => note(`${SIMILAR}${score} % ${plainText(entry.source)} → ${plainText(entry.target)}`));
  return { notes: [...termNotes, ...similar], terms };
}

/** Whether nothing is left to translate once names, addresses and numbers are taken away. */
function isUntranslatable(source: Fragment, protectedTerms: readonly ProtectedTerm[]): boolean {
  const text = plainText(source);
  let rest = "";
  let position = 0;
  for (const { start, end } of literalSpans(text, protectedTerms)) {
    rest += text.slice(position, start);
    position = end;
  }
  return !hasLetters(textFragment(rest + text.slice(position)));
}

/** A remark of ours on a draft that a person should look at. */
export function checkNote(message: string): Note {
  return note(CHECK + message);
}

/** The old text of a segment whose source has changed. */
export function earlierTranslation(target: Target): Note {
  return note(`Earlier translation: ${plainText(target.fragment)}`);
}

function note(text: string): Note {
  return { from: "pitrans", text };
}

/** The notes of a segment with ours of an earlier run replaced. */
export function renewNotes(present: readonly Note[], ours: readonly Note[]): Note[] {
  const isRenewed = ({ from, text }: Note): boolean =>
    from === "pitrans" && [TERM, SIMILAR, CHECK].some((prefix) => text.startsWith(prefix));
  return [...present.filter((each) => !isRenewed(each)), ...ours];
}

/** What makes two segments repetitions of one another: the text with numbered codes. */
export function repetitionKey(source: Fragment): string {
  return numberedText(source);
}
