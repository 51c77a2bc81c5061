import type { DeclaredChanges } from "../declared-changes.ts";
import type { DumpedText } from "../text-dump.ts";

/** What a reader of tokens knows of the whole document. */
export interface TokenContext {
  /** Whether the value (of an attribute, a string) is a text that was or will be translated: such values do not count. */
  readonly isTranslated: (value: string) => boolean;
  /** Whether the text, bare, stands in some unit: in its source for the original, in its target for the merged version. */
  readonly isInUnits: (text: string) => boolean;
  readonly declared: DeclaredChanges;
}

/** The non-text tokens of a part, ready to be compared with those of its merged version. */
export interface PartTokens {
  /** Tags with their attributes, comments, instructions, lines that are no text, in order; runs and what the declared changes touch left out. */
  readonly sequence: readonly string[];
  /** Runs by their tag and formatting, with how often each occurs. */
  readonly runs: ReadonlyMap<string, number>;
  /** The formatting of each run: what a new run may be formatted like. */
  readonly formatOf: ReadonlyMap<string, string>;
  /** How many tokens of each declared kind there are: kind, tab, spelling. */
  readonly declared: ReadonlyMap<string, number>;
}

/** How the gates read parts of one syntax, with eyes of their own: never with the code of a filter. */
export interface PartKind {
  readonly id: string;
  /** For G2. `counterpart`: the same part of the other version. Throws where the part cannot be read. */
  tokens(text: string, context: TokenContext, counterpart: string): PartTokens;
  /** All texts, for G3 to find what was put in, and for G4 to count letters; attributes' values too where they are asked for. Throws where the part cannot be read. */
  texts(text: string, hasAttributes: boolean): DumpedText[];
  /** Why the part is damaged, as a sentence's end: "unexpected end"; undefined where it is sound. */
  whyDamaged(text: string): string | undefined;
}

/** Tokens of a syntax that knows no runs. */
export function plainTokens(
  sequence: readonly string[],
  declared: ReadonlyMap<string, number> = new Map(),
): PartTokens {
  return { sequence, runs: new Map(), formatOf: new Map(), declared };
}

/** Adds one to a tally. */
export function tally(map: Map<string, number>, key: string): void {
  map.set(key, (map.get(key) ?? 0) + 1);
}
