import { filterById, filterIds } from "../filters/registry.ts";

/** A format that pitrans reads and writes. */
export interface FormatDescription {
  readonly id: string;
  /** "Word document". */
  readonly name: string;
  readonly extensions: readonly string[];
  readonly options: readonly FormatOption[];
}

/** What can be set in the configuration under `filters.<id>`. */
export interface FormatOption {
  readonly name: string;
  readonly type: "boolean" | "number" | "text" | "texts" | "choice";
  /** The words there are to choose from. */
  readonly choices?: readonly string[];
  readonly default: unknown;
  readonly description: string;
}

/** All formats, with their options. Every filter is loaded for it. */
export function listFormats(): Promise<FormatDescription[]> {
  return Promise.all(
    filterIds.map(async (id) => {
      const { name, extensions, defaults, options } = await filterById(id);
      const byName = new Map<string, unknown>(Object.entries(defaults));
      return {
        id,
        name,
        extensions,
        options: Object.entries(options).map(([option, { type, description }]) => ({
          name: option,
          ...(typeof type === "string" ? { type } : { type: "choice" as const, choices: type }),
          default: byName.get(option),
          description,
        })),
      };
    }),
  );
}
