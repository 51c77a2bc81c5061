import type { OptionDescriptions } from "../filter.ts";

/** What a coordinator can choose about H5P packages. */
export interface H5pOptions {
  /** Words of buttons and messages that are still those the library came with: translated like all others, or taken from its language files. */
  readonly interface: "translate" | "library";
}

/** Libraries have no words of their own in many languages, so these are translated with the rest. */
export const H5P_DEFAULTS: H5pOptions = { interface: "translate" };

/** For the person who sets them. */
export const H5P_OPTIONS: OptionDescriptions<H5pOptions> = {
  interface: {
    type: ["translate", "library"],
    description:
      'Whether the words of buttons and messages are translated, or, with "library", taken from the language files of the package (where it has none for a language, they stay).',
  },
};
