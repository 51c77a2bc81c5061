import type { Blocking } from "../workflow/merge/gate.ts";

type Reason = Blocking["reason"];

export interface WaysOnOptions {
  /** `--allow-draft` was given: what blocks has no translation. */
  readonly isDraftAllowed: boolean;
  /** Of the documents that were not finished. */
  readonly locales: readonly string[];
}

/** What a person can do about segments that keep documents from being finished; only what helps with these reasons. */
export function waysOn(reasons: readonly Reason[], { isDraftAllowed, locales }: WaysOnOptions): string[] {
  const isOpen = reasons.some(isWithoutTranslation);
  const isUnread = !reasons.every(isWithoutTranslation);
  return [
    ...(isOpen ? [`have the rest drafted: pitrans translate --to ${locales.join(",")}`] : []),
    `have it ${isUnread ? "reviewed" : "translated by an editor"}, put what comes back into inbox/, and run: pitrans import`,
    ...(isUnread
      ? ["say that all of a returned file was read and is right: pitrans import file.xlf --accept-all"]
      : []),
    isDraftAllowed
      ? "leave paragraphs without a translation in the original language: add --allow-untranslated"
      : `merge it as it is: pitrans merge${isUnread ? " --allow-draft" : ""}${isOpen ? " --allow-untranslated" : ""}`,
  ];
}

function isWithoutTranslation(reason: Reason): boolean {
  return reason === "initial" || reason === "stale";
}
