import { hasLetters, plainText } from "../model/fragment.ts";
import { defineCheck, type Check } from "./check.ts";

/** A target that says what its source says, where that is more than figures and signs. Names are found too: a person knows them. */
export const sameAsSource: Check = defineCheck<null>({
  id: "same-as-source",
  severity: "minor",
  *find({ source, target }) {
    if (target !== undefined && hasLetters(source) && plainText(source).trim() === plainText(target).trim()) yield null;
  },
  message: () => "The translation repeats the source.",
});
