import { hasLetters, textFragment } from "../../model/fragment.ts";
import type { PackageDocument } from "./package-document.ts";
import { collapseSpace, readNodes, type XmlNode } from "./xml-texts.ts";

/** A short text of a package document or of a table of contents (NCX). Offsets into the part as decoded. */
export interface LabelSite {
  readonly start: number;
  readonly end: number;
  /** As a reader sees it. */
  readonly text: string;
  readonly place: string;
  readonly isAttribute: boolean;
  /** Repeats a text of the book, whose translation it takes. */
  readonly isEntry: boolean;
  /** The text is HTML, as shops want descriptions: this is it, unescaped. */
  readonly html?: string;
}

/** What of the metadata is text for readers (Dublin Core), and what it is called. */
const METADATA: ReadonlyMap<string, string> = new Map([
  ["title", "Title of the book"],
  ["description", "Description of the book"],
  ["subject", "Subject of the book"],
]);

/** Codes of the book trade (BISAC, Thema) are no text. */
const SUBJECT_CODE = /^(?:[A-Z]{3}\d{6}|[A-Z0-9]{2,8})$/;

const ACCESSIBILITY_SUMMARY = "schema:accessibilitySummary";

/** The texts of a package document: title, description and subjects, the summary of accessibility, and the titles of its guide. */
export function packageLabels({ decoded, part }: PackageDocument): LabelSite[] {
  const sites: LabelSite[] = [];
  for (const node of readNodes(decoded.text, part)) {
    const site = packageLabel(node);
    if (site !== undefined && hasLetters(textFragment(site.text))) sites.push(site);
  }
  return sites;
}

function packageLabel(node: XmlNode): LabelSite | undefined {
  const name = node.path.at(-1)!.toLowerCase();
  const isMetadata = node.path.includes("metadata");
  const place = isMetadata ? METADATA.get(name) : undefined;
  if (place !== undefined) {
    if (name === "subject" && SUBJECT_CODE.test(node.content?.text ?? "")) return undefined;
    return elementLabel(node, place, false);
  }
  if (isMetadata && name === "meta") {
    const accessible = "Summary of accessibility";
    if (node.attribute("property") === ACCESSIBILITY_SUMMARY) return elementLabel(node, accessible, false);
    if (node.attribute("name") === ACCESSIBILITY_SUMMARY) return attributeLabel(node, "content", accessible, false);
  }
  return name === "reference" && node.path.includes("guide")
    ? attributeLabel(node, "title", "Guide of the book", true)
    : undefined;
}

/** The entries of an NCX, and its title; page numbers stay as they are. */
export function contentsLabels(text: string, part: string): LabelSite[] {
  const sites: LabelSite[] = [];
  for (const node of readNodes(text, part)) {
    const [last, holder] = [node.path.at(-1), node.path.at(-2)];
    if (last !== "text" || node.path.includes("pageList")) continue;
    const place = holder === "docTitle" ? "Table of contents, title" : `Table of contents, entry ${sites.length + 1}`;
    const site = holder === "docTitle" || holder === "navLabel" ? elementLabel(node, place, true) : undefined;
    if (site !== undefined && hasLetters(textFragment(site.text))) sites.push(site);
  }
  return sites;
}

function elementLabel({ content }: XmlNode, place: string, isEntry: boolean): LabelSite | undefined {
  if (content === undefined) return undefined;
  const { start, end, text, written } = content;
  const isHtml = /<[a-z][^<>]*>/i.test(written);
  return { start, end, text, place, isAttribute: false, isEntry, ...(isHtml ? { html: written } : {}) };
}

function attributeLabel(node: XmlNode, name: string, place: string, isEntry: boolean): LabelSite | undefined {
  const range = node.attributeRange(name);
  const value = node.attribute(name);
  if (range === undefined || value === undefined) return undefined;
  return { ...range, text: collapseSpace(value), place, isAttribute: true, isEntry };
}
