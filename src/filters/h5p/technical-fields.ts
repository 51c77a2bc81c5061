import { decodeEscaped } from "./escaped-text.ts";
import { looksTechnical } from "../json/technical-values.ts";
import type { Field } from "./semantics.ts";

/** Fields of type text whose values are for programs: addresses, languages, places in time. */
const TECHNICAL_NAMES =
  /^(?:ur[li]s?|href|src|srcLang|lang|language|languageCode|code|id|ids|\w+Ids?|subContentId|hash|path|mime|colou?r|\w+Colou?r|css|class(?:Name)?|timecode|regexp?|youtubeId|videoId)$/;

/** Widgets of the editor that do not edit text for readers. */
const TECHNICAL_WIDGETS = new Set(["colorSelector", "timecode", "datetime"]);

/** Looks that an answer to a question may have, and values for programs rarely do in packages. */
const POSSIBLE_ANSWERS = new Set(["identifiers"]);

/** Whether the editor never shows the field: what it holds is for the program. */
export function isHidden({ widget }: Field): boolean {
  return widget === "none";
}

/** Why the value of a field of type text is none for readers; undefined where it may be. */
export function whyNoText({ name, widget }: Field, value: string): string | undefined {
  if (!/\p{L}/u.test(value)) return "no letters";
  if (TECHNICAL_NAMES.test(name) || TECHNICAL_WIDGETS.has(widget ?? "")) return "fields that are for programs";
  const looks = looksTechnical(decodeEscaped(value));
  return looks === undefined || POSSIBLE_ANSWERS.has(looks) ? undefined : looks;
}
