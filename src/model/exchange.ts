import type { Fragment } from "./fragment.ts";
import type { Locale } from "./locale.ts";
import type { Note, TargetState } from "./unit.ts";

/**
 * What bilingual formats have in common: the hub of `convert`. Codes keep their native spelling in `data` where the format holds it. A format
 * that cannot hold something says so (`Loss`); nothing is dropped in silence.
 */
export interface ExchangeDocument {
  readonly sourceLocale: Locale;
  readonly targetLocale?: Locale;
  readonly files: readonly ExchangeFile[];
}

/** What one `file` of XLIFF holds; other formats have one. */
export interface ExchangeFile {
  /** The name of the original, "" where it is not known. */
  readonly original: string;
  readonly notes: readonly ExchangeNote[];
  readonly units: readonly ExchangeUnit[];
}

export interface ExchangeNote extends Note {
  /** From 1, the most important, to 10. */
  readonly priority?: number;
  /** Which of the texts it is about, where it is about one. */
  readonly about?: "source" | "target";
}

export interface ExchangeUnit {
  /** Unique in its file. */
  readonly id: string;
  /** What the unit is called in its resource: `resname`, `name`, `msgctxt`, the key in JSON. */
  readonly name?: string;
  /** Names or ids of the groups around it, the outermost first. */
  readonly groups: readonly string[];
  readonly notes: readonly ExchangeNote[];
  /** False: not to be translated. */
  readonly isTranslatable: boolean;
  readonly preserveSpace: boolean;
  /** In characters. */
  readonly maxLength?: number;
  /** At least one segment; what lies between segments is a part of its own. */
  readonly parts: readonly ExchangePart[];
  /** Proposals of a memory or an engine. */
  readonly proposals: readonly Proposal[];
}

export interface ExchangePart {
  /** False: what lies between segments. */
  readonly isSegment: boolean;
  readonly source: Fragment;
  /** None where there is no target; an empty one is an empty fragment. */
  readonly target?: Fragment;
  readonly state: TargetState;
  /** The state as the format spells it, where the five of ours say less: "needs-l10n", "x-checked", "final/my:ok". */
  readonly nativeState?: string;
  /** How the target came to its state, as XLIFF 1.2 spells it: "leveraged-mt", "exact-match". */
  readonly qualifier?: string;
}

/** A translation that somebody or something proposes for a unit. */
export interface Proposal {
  readonly source?: Fragment;
  readonly target: Fragment;
  /** Per cent. */
  readonly quality?: number;
  readonly origin?: string;
}

/** What a format could not hold, and how often. */
export interface Loss {
  /** A plural noun with what is said of it: "notes", "states beyond translated and fuzzy". */
  readonly what: string;
  readonly count: number;
}

/** The whole source of a unit, segments and what lies between them. */
export function unitSource({ parts }: ExchangeUnit): Fragment {
  return parts.flatMap(({ source }) => source);
}

/** The whole target of a unit; none where no segment has one. What lies between segments without a target is as in the source. */
export function unitTarget({ parts }: ExchangeUnit): Fragment | undefined {
  if (!parts.some(({ isSegment, target }) => isSegment && target !== undefined)) return undefined;
  return parts.flatMap(({ isSegment, source, target }) => target ?? (isSegment ? [] : source));
}

export interface LossCounter {
  add(what: string, count?: number): void;
  losses(): Loss[];
}

/** Adds what XLIFF alone has a place for: how important notes are and which text they are about, and how targets came to their states. */
export function addXliffOnly(files: readonly ExchangeFile[], losses: LossCounter): void {
  const units = files.flatMap((file) => file.units);
  const notes = [...files, ...units].flatMap((each) => each.notes);
  losses.add("priorities of notes", notes.filter(({ priority }) => priority !== undefined).length);
  losses.add("notes' mentions of the text they are about", notes.filter(({ about }) => about !== undefined).length);
  addQualifiers(units, losses);
}

/** Adds the qualifiers of states, which only XLIFF 1.2 has. */
export function addQualifiers(units: readonly ExchangeUnit[], losses: LossCounter): void {
  losses.add(
    "qualifiers of states",
    units.filter(({ parts }) => parts.some(({ qualifier }) => qualifier !== undefined)).length,
  );
}

/** Counts losses by what was lost; only what happened is listed. */
export function lossCounter(): LossCounter {
  const counts = new Map<string, number>();
  return {
    add(what, count = 1) {
      if (count > 0) counts.set(what, (counts.get(what) ?? 0) + count);
    },
    losses: () => [...counts].map(([what, count]) => ({ what, count })),
  };
}
