import type { Locale } from "../model/locale.ts";
import type { GlossaryEntry } from "../model/term.ts";

/** The rows of one language pair. */
interface GlossaryDictionary {
  readonly sourceLocale: Locale;
  readonly targetLocale: Locale;
  readonly entries: readonly GlossaryEntry[];
}

/** Everything an engine is made from, as plain values: rooms read no environment and no configuration. */
export interface TranslatorSettings {
  /** The account's key. Never logged, never part of a message. */
  readonly authKey?: string;
  /** Another server than the vendor's: a proxy, or a local one for tests. */
  readonly serverUrl?: string;
  /** "more" and "less" are wishes: a language without the choice takes no notice. Default "more": formal вы, Sie, vous. */
  readonly formality?: "more" | "less" | "default";
  /** The project's glossary, for engines that keep a copy of it. The name tells the copies of several projects apart. */
  readonly glossary?: { readonly name: string; readonly dictionaries: readonly GlossaryDictionary[] };
  /** Told, in a full sentence, what a person should know though work goes on. */
  readonly onNotice?: (message: string) => void;
}
