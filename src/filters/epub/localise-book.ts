import { directionOf, type Locale } from "../../model/locale.ts";
import type { Edit } from "../../xml/edits.ts";
import { isOwnLanguage, readLanguage, type OwnLanguages } from "../html/page-language.ts";
import { readNodes } from "./xml-texts.ts";

/** What a merge changes besides texts. */
export interface LocaleChange {
  readonly source: Locale;
  readonly target: Locale;
}

/** The edits that make a package document say its new language and reading direction. None where the locale stays. */
export function localisePackage(text: string, part: string, { source, target }: LocaleChange): Edit[] {
  if (source === target) return [];
  const nodes = [...readNodes(text, part)];
  const languages = nodes.flatMap((node) => {
    const isLanguage = node.path.includes("metadata") && node.path.at(-1)!.toLowerCase() === "language";
    return isLanguage && node.content !== undefined ? [node.content] : [];
  });
  const stated = readLanguage(languages[0]?.text);
  const own: OwnLanguages = { source, ...(stated === undefined ? {} : { page: stated }) };
  const edits = languages
    .filter((content) => isOwn(content.text, own))
    .map(({ start, end }): Edit => ({ start, end, text: target }));
  for (const node of nodes) {
    edits.push(...languageEdit(node.attribute("xml:lang"), node.attributeRange("xml:lang"), own, target));
    if (node.path.at(-1) !== "spine" || directionOf(source) === directionOf(target)) continue;
    const range = node.attributeRange("page-progression-direction");
    if (range !== undefined) edits.push({ ...range, text: directionOf(target) });
    else if (directionOf(target) === "rtl" && isEpub3(text))
      edits.push({ start: node.nameEnd, end: node.nameEnd, text: ' page-progression-direction="rtl"' });
  }
  return edits;
}

/** The same for a table of contents (NCX). */
export function localiseContents(text: string, part: string, { source, target }: LocaleChange): Edit[] {
  if (source === target) return [];
  const nodes = [...readNodes(text, part)];
  const root = nodes.at(-1);
  const stated = readLanguage(root?.attribute("xml:lang"));
  const own: OwnLanguages = { source, ...(stated === undefined ? {} : { page: stated }) };
  const edits = nodes.flatMap((node) =>
    languageEdit(node.attribute("xml:lang"), node.attributeRange("xml:lang"), own, target),
  );
  if (root?.path.length === 1 && root.attribute("xml:lang") === undefined)
    edits.push({ start: root.nameEnd, end: root.nameEnd, text: ` xml:lang="${target}"` });
  return edits;
}

function languageEdit(
  written: string | undefined,
  range: { readonly start: number; readonly end: number } | undefined,
  own: OwnLanguages,
  target: Locale,
): Edit[] {
  return written !== undefined && range !== undefined && isOwn(written, own) ? [{ ...range, text: target }] : [];
}

function isOwn(written: string, own: OwnLanguages): boolean {
  const language = readLanguage(written);
  return language !== undefined && isOwnLanguage(language, own);
}

/** EPUB 2 knows no reading direction. */
function isEpub3(text: string): boolean {
  return /<(?:\w+:)?package\b[^>]*\sversion\s*=\s*["']3/.test(text);
}
