import type { JsonPath } from "./key-patterns.ts";

const words = (text: string): ReadonlySet<string> => new Set(text.split(/\s+/).filter(Boolean));

/** Keys whose values are for programs whatever they look like. */
const NEVER_TEXT = words(
  "css style styles stylesheet script regex regexp pattern selector class classname classes hash schema",
);

/**
 * Keys whose values are for programs where they are one word: `"type": "multichoice"`, but not `"type": "Type of question"`, nor
 * `"language": "Language"`, for message files name labels so.
 */
const NOT_ONE_WORD = words(`
  id ids uid uuid guid key slug token code ref name url urls uri href src path paths file files filename filepath folder image images
  img icon icons logo thumbnail poster avatar audio video font color colors colour colours background width height size top left right bottom
  margin padding align alignment position opacity duration delay speed easing animation transition type kind mode variant theme layout template
  component widget element tag tags locale locales lang language languages charset encoding mime mimetype contenttype format extension version
  revision build date time datetime timestamp created updated modified published license licence email phone target rel method action event handler
  parent namespace module plugin package library machinename role order sort index status state currency country timezone`);

/** Last words of compound keys that make the value one for programs: `videoUrl`, `background_color`, `libraryId`. */
const SUFFIXES = words(
  "id ids uid uuid guid url urls uri href src path file filename image icon color colour width height type mime key",
);

/** Branches for programs or translators, never for readers: Flutter keeps remarks under `@key`, browser extensions names of placeholders. */
const TECHNICAL_BRANCH = /^(?:@.*|\$schema|\$id|\$ref|__?comment|placeholders|_?meta)$/;

/** Whether the keys that lead to the value say that it is for a program. */
export function hasTechnicalKey(path: JsonPath, value: string): boolean {
  if (path.some((step) => typeof step === "string" && TECHNICAL_BRANCH.test(step))) return true;
  const key = path.findLast((step) => typeof step === "string");
  // Keys with spaces are messages themselves: {"Choose a file": "Choose a file"}.
  if (typeof key !== "string" || /\s/.test(key)) return false;
  const parts = key
    .replaceAll(/([a-z0-9])([A-Z])/g, "$1 $2")
    .toLowerCase()
    .split(/[^a-z0-9]+/)
    .filter(Boolean);
  const whole = parts.join("");
  const last = parts.at(-1) ?? "";
  if (NEVER_TEXT.has(whole) || (parts.length > 1 && /^(?:css|class|classname|style|selector)$/.test(last))) return true;
  if (!NOT_ONE_WORD.has(whole) && !(parts.length > 1 && SUFFIXES.has(last))) return false;
  return !/\s/.test(value.trim()) && value.toLowerCase().replaceAll(/[^a-z0-9]/g, "") !== whole;
}
