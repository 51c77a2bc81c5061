import { UsageError } from "../errors.ts";
import type { TranslatorSettings } from "./settings.ts";
import type { Translator } from "./translator.ts";

/** How an engine is made. What it needs is loaded when it is made, not before. */
export interface TranslatorFactory {
  /** As a person reads it. */
  readonly title: string;
  /** The environment variable that holds its key; none: it needs no key. */
  readonly keyVariable?: string;
  create(settings: TranslatorSettings): Promise<Translator>;
}

/** The engines, by the id that `--engine` takes. */
export const translators: Readonly<Record<string, TranslatorFactory>> = {
  deepl: {
    title: "DeepL",
    keyVariable: "DEEPL_AUTH_KEY",
    create: async (settings) => (await import("./deepl/deepl.ts")).createDeepL(settings),
  },
  pseudo: {
    title: "Pseudo translation, for layout tests",
    create: async () => (await import("./pseudo/pseudo.ts")).createPseudo(),
  },
};

/** Makes the engine with this id; throws a UsageError that names the engines where there is none. */
export async function createTranslator(id: string, settings: TranslatorSettings = {}): Promise<Translator> {
  const factory = Object.hasOwn(translators, id) ? translators[id] : undefined;
  if (factory === undefined) {
    throw new UsageError("usage", `There is no engine called "${id}".`, {
      hint: `The engines are: ${Object.keys(translators).join(", ")}.`,
      place: { option: "--engine" },
    });
  }
  return factory.create(settings);
}
