import { GlossaryEntries, type DeepLClient, type MultilingualGlossaryInfo } from "deepl-node";
import type { DictionaryContent } from "./glossary-entries.ts";

/** The calls that a glossary needs; a part of DeepLClient. */
type GlossaryClient = Pick<
  DeepLClient,
  | "listMultilingualGlossaries"
  | "createMultilingualGlossary"
  | "replaceMultilingualGlossaryDictionary"
  | "updateMultilingualGlossaryName"
>;

/** Runs one call with retry and in the user's terms. */
export type Call = <T>(call: (client: GlossaryClient) => Promise<T>) => Promise<T>;

/** Begins the name of every glossary that pitrans keeps. DeepL allows 1024 bytes for a name. */
const PREFIX = "pitrans: ";

/**
 * Makes the account's glossary of the project hold this dictionary, and gives its id. There is one glossary for each project, with a
 * dictionary for each pair; a dictionary is sent (PUT) only when its hash has changed. The hashes stand in the glossary's name, "pitrans:
 * elpida [en-ru=0123…]", since DeepL keeps nothing else of ours: so any machine that shares the account sees what is current. The name
 * changes after the dictionary, so a crash in between only means sending it once more.
 */
export async function syncGlossary(
  call: Call,
  project: string,
  pair: { readonly source: string; readonly target: string },
  content: DictionaryContent,
): Promise<string> {
  const dictionary = {
    sourceLangCode: pair.source,
    targetLangCode: pair.target,
    entries: new GlossaryEntries({ entries: content.entries }),
  };
  const key = `${pair.source}-${pair.target}`;
  const found = newest(await call((client) => client.listMultilingualGlossaries()), project);
  if (found === undefined) {
    const name = glossaryName(project, new Map([[key, content.hash]]));
    const made = await call((client) => client.createMultilingualGlossary(name, [dictionary]));
    return made.glossaryId;
  }
  const hashes = hashesIn(found.name);
  const isThere = found.dictionaries.some(
    ({ sourceLangCode, targetLangCode }) =>
      sourceLangCode.toLowerCase() === pair.source && targetLangCode.toLowerCase() === pair.target,
  );
  if (isThere && hashes.get(key) === content.hash) return found.glossaryId;
  await call((client) => client.replaceMultilingualGlossaryDictionary(found.glossaryId, dictionary));
  const name = glossaryName(project, new Map([...hashes, [key, content.hash]]));
  await call((client) => client.updateMultilingualGlossaryName(found.glossaryId, name));
  return found.glossaryId;
}

function newest(
  glossaries: readonly MultilingualGlossaryInfo[],
  project: string,
): MultilingualGlossaryInfo | undefined {
  const start = `${PREFIX}${projectName(project)} [`;
  return glossaries
    .filter(({ name }) => name.startsWith(start))
    .sort((a, b) => b.creationTime.getTime() - a.creationTime.getTime())[0];
}

function glossaryName(project: string, hashes: ReadonlyMap<string, string>): string {
  const pairs = [...hashes].sort(([a], [b]) => (a < b ? -1 : 1)).map(([pair, hash]) => `${pair}=${hash}`);
  return `${PREFIX}${projectName(project)} [${pairs.join(" ")}]`;
}

/** Short enough for 30 pairs beside it in 1024 bytes, and without the bracket that ends it. */
function projectName(project: string): string {
  return project
    .replaceAll(/[[\]\s]+/g, " ")
    .trim()
    .slice(0, 60);
}

function hashesIn(name: string): ReadonlyMap<string, string> {
  const list = /\[(?<list>[^\]]*)\]$/.exec(name)?.groups?.["list"] ?? "";
  return new Map([...list.matchAll(/(\S+)=([0-9a-f]+)/g)].map(([, pair, hash]) => [pair!, hash!]));
}
