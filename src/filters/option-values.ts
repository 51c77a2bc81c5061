import type { OptionType } from "./filter.ts";

/** Whether a value from a configuration can be that of an option of this type. */
export function fitsType(value: unknown, type: OptionType): boolean {
  if (type === "boolean") return typeof value === "boolean";
  if (type === "number") return typeof value === "number" && Number.isFinite(value);
  if (type === "text") return typeof value === "string";
  if (type === "texts") return Array.isArray(value) && value.every((text) => typeof text === "string");
  return typeof value === "string" && type.includes(value);
}

/** The values of a type, for people: `"skip" or "translate"`. */
export function wordsOfType(type: OptionType): string {
  if (type === "boolean") return "true or false";
  if (type === "number") return "a number";
  if (type === "text") return "a text";
  if (type === "texts") return 'a list of texts, such as ["one", "two"]';
  const words = type.map((word) => JSON.stringify(word));
  return words.length < 2 ? words.join("") : `${words.slice(0, -1).join(", ")} or ${words.at(-1)}`;
}
