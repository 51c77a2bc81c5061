import { plainText } from "../model/fragment.ts";
import { defineCheck, type Check } from "./check.ts";

/** No target, or an empty one. */
export const untranslated: Check = defineCheck<null>({
  id: "untranslated",
  severity: "neutral",
  *find({ target }) {
    if (target === undefined || plainText(target).trim() === "") yield null;
  },
  message: () => "There is no translation yet.",
});
