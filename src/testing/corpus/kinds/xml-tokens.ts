import { restored } from "../pseudo-text.ts";
import type { RunFormat } from "../declared-changes.ts";
import { decodeEntities } from "./entities.ts";
import { wordLook } from "./looks.ts";
import { pushText, settleTexts, tally, type PartTokens, type TokenContext } from "./kind.ts";

/** Everything an XML document is made of: comments, sections, instructions, the document type, tags, text. */
const TOKEN =
  /<!--[^]*?-->|<!\[CDATA\[[^]*?\]\]>|<\?[^]*?\?>|<!DOCTYPE[^[>]*(?:\[[^\]]*\]\s*)?>|<(?:[^<>"']|"[^"]*"|'[^']*')*>|[^<]+/g;

const ATTRIBUTE = /\s+(?<key>[^\s=<>"'/]+)\s*=\s*(?:"(?<double>[^"]*)"|'(?<single>[^']*)')/g;

/** Property containers that count for nothing when all they held was declared. */
const WRAPPERS = new Set(["rPr", "pPr", "tblPr", "text-properties", "paragraph-properties"]);

interface Frame {
  readonly name: string;
  readonly local: string;
  /** As spelled, without what is declared. */
  readonly tag: string;
  /** Where its opening token stands in its target list. */
  readonly at: number;
  readonly into: string[];
  /** For runs: what the child that holds their formatting says. */
  readonly format: string[];
  readonly run: RunFormat | undefined;
  /** Whether it is the formatting of a run, or stands in it. */
  readonly isProperties: boolean;
  /** Whether white space at the ends of its text counts (xml:space). */
  readonly isPreserved: boolean | undefined;
  /** Whether anything stands in it but what is declared. */
  hasContent: boolean;
  /** Of a paragraph of Word. */
  style: string | undefined;
}

/**
 * The tokens of an XML part as they are spelled. Texts stand among them with the formatting of their runs, pseudo-translated ones as they
 * were before; the runs and the elements that are declared to be texts do not, so that a text may be divided anew among them.
 * Throws a plain Error where the part cannot be cut into tokens.
 */
export function xmlTokens(text: string, { declared: allowed, looks: styles = new Map() }: TokenContext): PartTokens {
  const sequence: string[] = [];
  const runs = new Map<string, number>();
  const formatOf = new Map<string, string>();
  const declared = new Map<string, number>();
  const texts: string[] = [];
  const frames: Frame[] = [];
  let declaredDepth = 0;
  const looks = automaticLooks(text);
  let end = 0;
  const target = (): string[] => frames.at(-1)?.into ?? sequence;

  for (const { 0: token, index } of text.matchAll(TOKEN)) {
    if (index !== end) throw new Error(`No XML at ${end}.`);
    end = index + token.length;
    if (declaredDepth > 0) skipDeclared(token);
    else if (!token.startsWith("<")) takeText(token, decodeEntities(token));
    else if (token.startsWith("<![CDATA[")) takeText(token, token.slice(9, -3));
    else if (/^<[!?]/.test(token)) target().push(token);
    else if (token.startsWith("</")) close();
    else open(token);
  }
  if (end !== text.length || frames.length > 0) throw new Error(`No XML at ${end}.`);
  return { sequence, texts: settleTexts(texts), runs, formatOf, declared };

  function skipDeclared(token: string): void {
    if (token.startsWith("</")) declaredDepth -= 1;
    else if (/^<[^!?]/.test(token) && !token.endsWith("/>")) declaredDepth += 1;
  }

  function isInDeleted(): boolean {
    return frames.some(({ tag }) => DELETED.test(tag));
  }

  function takeText(raw: string, value: string): void {
    const frame = frames.at(-1);
    if (frame !== undefined) frame.hasContent = true;
    const isText = frame !== undefined && allowed.texts.has(frame.local);
    if (
      value.trim() === "" &&
      !isText &&
      !(allowed.hasMixedText && (MIXED.has(frame?.local ?? "") || AFTER_INLINE.test(target().at(-1) ?? "")))
    ) {
      // White space between elements is spelled as it was; what stood around something declared counts once.
      if (target().at(-1)?.trim() !== "") target().push(raw);
      return;
    }
    const format = frames.flatMap(({ run, name, tag, format }) =>
      run ? lookOf((run.hasAttributes ? tag : "") + format.join(""), name) : [],
    );
    const isUnread =
      frame?.isProperties === true ||
      allowed.anchors.has(frame?.local ?? "") ||
      format.includes("vanish") ||
      isInDeleted();
    if (isUnread) {
      target().push(restored(raw));
      return;
    }
    pushText(
      texts,
      [...new Set(format)].sort().join(" "),
      /^(?:f|\w+Formula)$/.test(frame?.name ?? "")
        ? withoutDoubledBrackets(value)
        : (frame?.isPreserved ?? frame?.name !== "w:t")
          ? value
          : value.replaceAll(/^[ \t\r\n]+|[ \t\r\n]+$/g, ""),
    );
  }

  function lookOf(format: string, run: string): string[] {
    if (run === "w:r") return wordLook(format, frames.findLast(({ name }) => name === "w:p")?.style, styles);
    const style = /\btext:style-name="(?<style>[^"]*)"/.exec(format)?.groups?.["style"];
    // What a shape or a heading looks like itself stands in other styles: in it, the same may be said twice.
    if (style !== undefined && frames.some(({ name }) => name === "text:h" || name.startsWith("draw:"))) return [];
    if (style !== undefined) return [looks.get(style) ?? ""].filter((look) => look !== "");
    if (run === "CharacterStyleRange")
      return (format.match(LAYOUT_MARK) ?? []).filter((mark) => !LAYOUT_OFF.test(mark));
    // What a run of a cell looks like that says nothing itself, the cell's style says.
    if (run === "r") return [];
    const attributes = /<a:rPr\b[^>]*>/.exec(format)?.[0].match(HARD_ATTRIBUTE) ?? [];
    return [...(format.match(HARD_ELEMENT) ?? []), ...attributes].filter((mark) => !OFF.test(mark));
  }

  function open(token: string): void {
    const name = /^<(?<name>[^\s/>]+)/.exec(token)!.groups!["name"]!;
    const local = localName(name);
    const isEmpty = token.endsWith("/>");
    const kind = allowed.elements.get(local);
    if (kind !== undefined) {
      tally(declared, `${kind}\t${token}`);
      if (!isEmpty) declaredDepth = 1;
      return;
    }
    const parent = frames.at(-1);
    if (parent !== undefined) parent.hasContent = true;
    const isFormat = parent?.run?.child === local;
    const isProperties = isFormat || parent?.isProperties === true;
    const tag = withoutDeclared(token, name);
    const into = isFormat ? parent.format : target();
    const run = allowed.runs.get(local);
    const isText = allowed.texts.has(local);
    if (isText) {
      const count = /\s(?:[\w-]+:)?c="(?<count>\d+)"/.exec(token)?.groups?.["count"];
      if (local === "s") takeText("", "\u2420".repeat(Number(count ?? 1)));
    } else if (run === undefined) {
      into.push(tag);
      if (!isProperties && !allowed.anchors.has(local) && !isInDeleted()) texts.push(`<${name}>`);
    }
    const space = /\sxml:space\s*=\s*["'](?<space>\w+)/.exec(token)?.groups?.["space"];
    const isPreserved = space === undefined ? parent?.isPreserved : space === "preserve";
    const paragraph = name === "w:pStyle" ? frames.findLast(({ name }) => name === "w:p") : undefined;
    if (paragraph !== undefined) paragraph.style = /\sw:val\s*=\s*"(?<id>[^"]*)"/.exec(token)?.groups?.["id"];
    frames.push({
      style: undefined,
      hasContent: false,
      isProperties,
      name,
      local,
      tag,
      at: into.length - 1,
      into,
      format: [],
      run,
      isPreserved,
    });
    if (isEmpty) close(true);
  }

  function close(isEmpty: boolean = false): void {
    const frame = frames.pop();
    if (frame === undefined) throw new Error("An element is closed that was not opened.");
    const { name, local, tag, at, into, run } = frame;
    if (run !== undefined) {
      const children = frame.format.join("");
      formatOf.set(`${tag}${children}`, run.hasAttributes ? `${tag}${children}` : children);
      tally(runs, `${tag}${children}`);
    } else if (allowed.texts.has(local)) return;
    else if (WRAPPERS.has(local) && into.length === at + 1 && /^<[^\s]+?\s*\/?>$/.test(tag)) {
      into.pop();
      if (texts.at(-1) === `<${name}>`) texts.pop();
    } else {
      // An element that only holds what is declared is spelled as an empty one, and so are all others that are empty.
      if (!isEmpty && !frame.hasContent) into[at] = tag.replace(/>$/, "/>");
      else if (!isEmpty) into.push(`</${name}>`);
      if (!frame.isProperties && !allowed.anchors.has(local) && !isInDeleted()) texts.push(`</${name}>`);
    }
  }

  function withoutDeclared(token: string, name: string): string {
    return token
      .replace(/\s+(?=\/?>$)/, "")
      .replaceAll(ATTRIBUTE, (raw, key: string, double?: string, single?: string) => {
        const kind = allowed.attributes.get(key);
        const value = double ?? single ?? "";
        if (kind !== undefined) {
          tally(declared, `${kind}\t${name}@${key}=${value}`);
          return "";
        }
        return raw.replace(value, () =>
          restored(value).replaceAll(HEX_REFERENCE, (_, hex: string) => `&#${Number.parseInt(hex, 16)};`),
        );
      });
  }
}

/** A character may be named by either number. */
const HEX_REFERENCE = /&#x([0-9a-fA-F]+);/g;

/** Elements of OpenDocument and XHTML in which white space is text. */
const MIXED = new Set(
  "p h a span b i em strong cite q sub sup small code font tt big ins del mark li dt dd td th h1 h2 h3 h4 h5 h6 label figcaption caption".split(
    " ",
  ),
);

const AFTER_INLINE = /^<\/(?:span|a|b|i|em|strong|small|code|cite|font|img)\b/;

/** Formatting that a reader sees at once, in slides. */
const HARD_ELEMENT = /<(?:a:highlight|a:hlinkClick)(?=[\s/>])[^>]*>/g;
const LAYOUT_MARK = /\s(?:FontStyle|Underline|StrikeThru|Position|Capitalization)="[^"]*"/g;
const LAYOUT_OFF = /="(?:Regular|Roman|Normal|false)"/;
/** What stands in the middle of a text and is no part of it: what was deleted, notes to colleagues, lines that are drawn. */
const DELETED = /^<(?:Change\s[^>]*ChangeType="DeletedText"|Note\b|office:annotation[\s>]|draw:connector\b)/;
const HARD_ATTRIBUTE = /\s(?:b|i|u|strike|cap|baseline)="[^"]*"/g;
const OFF = /="(?:0|false|none|noStrike|off|baseline)"/;

/** A formula names a column in one pair of brackets, or, where its name holds special characters, in two. */
function withoutDoubledBrackets(formula: string): string {
  return formula.replaceAll(/\[\[(?<name>[^[\]]*)\]\]/g, "[$<name>]");
}

const OPEN_HARD =
  /\s(?:fo:font-weight|fo:font-style|style:text-underline-style|style:text-position|style:text-line-through-style|fo:text-transform|fo:font-variant)="[^"]*"/g;

/** What the automatic styles of an OpenDocument part look like: their names are made up anew whenever it is saved. */
function automaticLooks(text: string): Map<string, string> {
  const looks = new Map<string, string>();
  for (const [style] of text.matchAll(/<style:style\s[^>]*style:family="text"[^>]*?(?:\/>|>[^]*?<\/style:style>)/g)) {
    const name = /\sstyle:name="(?<name>[^"]*)"/.exec(style)?.groups?.["name"];
    const marks = (style.match(OPEN_HARD) ?? []).filter((mark) => !/="(?:normal|none|0% 100%)"/.test(mark));
    if (name !== undefined) looks.set(name, marks.sort().join(""));
  }
  return looks;
}

const localName = (name: string): string => name.slice(name.indexOf(":") + 1);
