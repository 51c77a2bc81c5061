/** Plurals that no rule makes, among the words these programmes are about. */
const IRREGULAR: ReadonlyMap<string, string> = new Map([
  ["children", "child"],
  ["people", "person"],
  ["men", "man"],
  ["women", "woman"],
  ["feet", "foot"],
  ["teeth", "tooth"],
  ["lives", "life"],
  ["wives", "wife"],
  ["selves", "self"],
  ["leaves", "leaf"],
  ["halves", "half"],
]);

/** Endings in s that make no plural: class, crisis, focus, news. */
const NO_PLURAL = /(?:ss|us|is|news|series|species)$/;

/**
 * A lower-case English word without plural and possessive ending: "families'" and "family's" are "family". Only these, so that no word
 * takes the place of another (a full stemmer takes "caring" for "cars" and "university" for "universe").
 */
export function englishStem(word: string): string {
  const bare = word.replace(/['’]s?$/, "");
  const irregular = IRREGULAR.get(bare);
  if (irregular !== undefined) return irregular;
  if (bare.length < 4 || !bare.endsWith("s") || NO_PLURAL.test(bare)) return bare;
  if (bare.endsWith("ies")) return bare.length > 4 ? `${bare.slice(0, -3)}y` : bare.slice(0, -1);
  if (/(?:ss|x|z|ch|sh)es$/.test(bare)) return bare.slice(0, -2);
  return bare.slice(0, -1);
}
