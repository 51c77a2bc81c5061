import { UsageError } from "../errors.ts";
import type { CommandContext } from "./command.ts";
import type { Store } from "../store/store.ts";
import { cacheKey, withCache } from "../translators/cache.ts";
import { createTranslator, translators } from "../translators/registry.ts";
import type { Engine, TranslateOptions } from "../workflow/translate/translate.ts";

/** Uses DeepL where there is a key, else no engine. */
const AUTO = "auto";

/** The engine that `--engine` or the configuration asks for; undefined: memory and glossary only. Throws a UsageError. */
export function engineId(words: readonly string[] | undefined, { loaded }: CommandContext): string | undefined {
  const ids = words ?? [loaded.config.engine];
  if (ids.length !== 1) {
    throw new UsageError("usage", "One engine at a time, please.", { place: { option: "--engine" } });
  }
  const id = ids[0]!;
  if (id !== AUTO && !Object.hasOwn(translators, id)) {
    throw new UsageError("usage", `There is no engine called "${id}".`, {
      hint: `The engines are: ${[AUTO, ...Object.keys(translators)].join(", ")}.`,
      place: { option: words === undefined ? "engine" : "--engine" },
    });
  }
  if (id !== AUTO) return id;
  return Object.keys(translators).find((each) => hasKey(each, loaded.env));
}

function hasKey(id: string, env: Readonly<Record<string, string | undefined>>): boolean {
  const variable = translators[id]?.keyVariable;
  return variable !== undefined && (env[variable] ?? "") !== "";
}

/** How `translate` gets its engine: made with the project's glossary, its answers kept in the project's cache. */
export function engineFactory(
  context: CommandContext,
  store: Store,
  id: string | undefined,
): TranslateOptions["engineFor"] {
  const { project, loaded, output, isDryRun } = context;
  return async (locale, assets): Promise<Engine | undefined> => {
    if (id === undefined) return undefined;
    const variable = translators[id]?.keyVariable;
    const authKey = variable === undefined ? undefined : loaded.env[variable];
    const serverUrl = loaded.env[`${id.toUpperCase()}_SERVER_URL`];
    const dictionary = { sourceLocale: project.sourceLocale, targetLocale: locale, entries: assets.glossary };
    const translator = await createTranslator(id, {
      formality: loaded.config.formality,
      // A dry run sends no glossary, so it needs no name for one.
      glossary: { name: isDryRun ? "" : await store.projectId(), dictionaries: [dictionary] },
      onNotice: (message) => output.say(`${output.colors.yellow("!")} ${message}`),
      ...(authKey === undefined || authKey === "" ? {} : { authKey }),
      ...(serverUrl === undefined ? {} : { serverUrl }),
    });
    // What never leaves this machine costs nothing to ask again.
    if (translator.destination === undefined) return { translator, isCached: () => false, isMarked: id === "pseudo" };
    const cache = await store.cache();
    const get = (key: string): string | undefined => cache.get([key]).get(key) as string | undefined;
    const cached = withCache(translator, { get, set: (entries) => cache.put(new Map(entries)) });
    return {
      translator: cached,
      isMarked: false,
      isCached: (request, segmentId) => {
        const segment = request.segments.find((each) => each.id === segmentId);
        return segment !== undefined && get(cacheKey(translator.fingerprint, request, segment)) !== undefined;
      },
    };
  };
}
