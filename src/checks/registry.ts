import type { Check } from "./check.ts";
import { codes } from "./codes.ts";
import { edgeSpaces } from "./edge-spaces.ts";
import { numbers } from "./numbers.ts";
import { sameAsSource } from "./same-as-source.ts";
import { untranslated } from "./untranslated.ts";

/** One line a check. */
export const CHECKS: readonly Check[] = [codes, untranslated, sameAsSource, numbers, edgeSpaces];
