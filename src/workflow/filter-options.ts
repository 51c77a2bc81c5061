import { ConfigError } from "../errors.ts";
import { fitsType, wordsOfType } from "../filters/option-values.ts";
import { filterById, filterIdOf, filterIds } from "../filters/registry.ts";
import { mostAlike } from "../model/similarity.ts";

/**
 * Checks the options of filters that a configuration sets. Only the filters it names are loaded. `file`: the configuration, for messages.
 * Throws a ConfigError with the key of what is wrong: a format that is not there, an option it does not have, a value of another type.
 */
export async function checkFilterOptions(filters: Readonly<Record<string, object>>, file: string): Promise<void> {
  for (const [id, settings] of Object.entries(filters)) {
    if (!filterIds.includes(id)) {
      const meant = filterIdOf(id) ?? mostAlike(id, filterIds);
      throw wrong(file, `filters.${id}`, `there is no format ${JSON.stringify(id)}.${didYouMean(meant)}`);
    }
    const { name, options } = await filterById(id);
    for (const [option, value] of Object.entries(settings)) {
      const key = `filters.${id}.${option}`;
      const description = Object.hasOwn(options, option) ? options[option] : undefined;
      if (description === undefined) {
        const names = Object.keys(options);
        const known = names.length === 0 ? ` ${name} has no options.` : didYouMean(mostAlike(option, names));
        throw wrong(file, key, `there is no such option.${known}`);
      }
      if (!fitsType(value, description.type))
        throw wrong(file, key, `${JSON.stringify(value)} is not ${wordsOfType(description.type)}.`);
    }
  }
}

function didYouMean(name: string | undefined): string {
  return name === undefined ? "" : ` Did you mean ${JSON.stringify(name)}?`;
}

function wrong(file: string, key: string, sentence: string): ConfigError {
  return new ConfigError("config", `${file}: ${key}: ${sentence}`, {
    hint: "Correct that key, or remove it to use the default. pitrans formats shows every format and its options.",
    place: { file, option: key },
  });
}
