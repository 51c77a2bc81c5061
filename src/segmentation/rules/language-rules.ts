/**
 * What a language adds to the Unicode rules of sentence breaking (UAX #29, as `Intl.Segmenter` implements them). Every list only takes
 * boundaries away: a sentence too long costs an editor little, half a sentence cannot be translated. Words stand without their last
 * full stop, in lower case; compounds keep their inner ones ("e.g"). A list is a text with white space between its words: taken apart when
 * the language is first used (all of them took 3 of the 10 ms that loading the rules takes).
 */
export interface LanguageRules {
  /** Abbreviations that cannot end a sentence, because what they announce must follow: a name, a title, an example. */
  readonly announcing: string;
  /** Abbreviations of units and references: no boundary before a number, written in digits or as a Roman numeral. */
  readonly beforeNumber: string;
  /** Abbreviations that stand inside names or end sentences: a boundary only before a word that begins sentences. */
  readonly ambiguous: string;
  /** Words that begin sentences and hardly ever stand, in capitals, inside them: pronouns, articles, conjunctions, question words. */
  readonly starters: string;
  /** Words of one letter that can end a sentence: without them "you and I." would read as an initial. */
  readonly oneLetterWords: string;
  /** Whether a full stop after a number makes it an ordinal: "am 5. Mai". */
  readonly hasOrdinalPeriod: boolean;
}
