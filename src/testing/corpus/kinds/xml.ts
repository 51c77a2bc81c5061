import { parseFragment } from "parse5";
import { SaxesParser } from "saxes";
import { dumpTexts } from "../text-dump.ts";
import type { DeclaredChanges } from "../declared-changes.ts";
import { tally, type PartKind, type PartTokens, type TokenContext } from "./kind.ts";

/** XML, by saxes. */
export const xml: PartKind = {
  id: "xml",
  tokens: xmlTokens,
  texts: dumpTexts,
  whyDamaged: (text) => {
    try {
      const parser = new SaxesParser({ xmlns: true });
      parser.on("error", (error) => {
        throw error;
      });
      Object.assign(parser.ENTITIES, namedEntities(text));
      parser.write(text).close();
      return undefined;
    } catch (error) {
      return (error as Error).message;
    }
  },
};

/** Property containers that count for nothing when all they held was declared. */
const WRAPPERS = new Set(["rPr", "pPr", "tblPr", "text-properties", "paragraph-properties"]);

interface Frame {
  readonly name: string;
  readonly tag: string;
  /** Where its opening token stands in its target list. */
  readonly at: number;
  readonly into: string[];
  /** For runs. */
  readonly format: string[];
}

/** Reads a part with saxes. Texts do not count, nor do the elements that are declared to be texts. */
function xmlTokens(text: string, { isTranslated, declared: allowed }: TokenContext): PartTokens {
  const sequence: string[] = [];
  const runs = new Map<string, number>();
  const formatOf = new Map<string, string>();
  const declared = new Map<string, number>();
  const frames: Frame[] = [];
  let declaredDepth = 0;
  const parser = new SaxesParser({ xmlns: false, position: false });
  parser.on("error", (error) => {
    throw error;
  });
  Object.assign(parser.ENTITIES, namedEntities(text));
  const target = (): string[] => frames.at(-1)?.into ?? sequence;
  const write = (token: string): void => void target().push(token);
  parser.on("doctype", (doctype) => write(`<!DOCTYPE${doctype}>`));
  parser.on("comment", (comment) => write(`<!--${comment}-->`));
  parser.on("processinginstruction", (node) => write(`<?${node.target} ${node.body}?>`));
  parser.on("opentag", (node) => {
    const local = localName(node.name);
    const kind = allowed.elements.get(local);
    if (kind !== undefined || declaredDepth > 0) {
      if (kind !== undefined && declaredDepth === 0)
        tally(declared, `${kind}\t${node.name}${JSON.stringify(node.attributes)}`);
      declaredDepth += 1;
      return;
    }
    const tag = openTag(node.name, node.attributes, isTranslated, allowed, declared);
    const parent = frames.at(-1);
    const isFormat = parent !== undefined && allowed.runs.get(localName(parent.name))?.child === local;
    const format = isFormat ? parent.format : [];
    const into = isFormat ? format : target();
    const at = into.length;
    if (allowed.texts.has(local)) tally(declared, `text elements\t${local}`);
    else if (!allowed.runs.has(local)) into.push(tag);
    frames.push({ name: node.name, tag, at, into, format });
  });
  parser.on("closetag", (node) => {
    if (declaredDepth > 0) {
      declaredDepth -= 1;
      return;
    }
    const frame = frames.pop()!;
    const local = localName(node.name);
    const run = allowed.runs.get(local);
    if (run !== undefined) {
      const children = frame.format.join("");
      const key = `${frame.tag}${children}`;
      formatOf.set(key, run.hasAttributes ? key : children);
      tally(runs, key);
    } else if (allowed.texts.has(local)) return;
    else if (WRAPPERS.has(local) && frame.into.length === frame.at + 1 && frame.tag === `<${node.name}>`)
      frame.into.pop();
    else frame.into.push(`</${node.name}>`);
  });
  parser.write(text).close();
  return { sequence, runs, formatOf, declared };
}

function openTag(
  name: string,
  attributes: Readonly<Record<string, string>>,
  isTranslated: (value: string) => boolean,
  allowed: DeclaredChanges,
  declared: Map<string, number>,
): string {
  const kept: string[] = [];
  for (const [key, value] of Object.entries(attributes)) {
    const kind = allowed.attributes.get(key);
    if (kind !== undefined) tally(declared, `${kind}\t${name}@${key}=${value}`);
    else kept.push(` ${key}="${isTranslated(value) ? "¶" : value}"`);
  }
  return `<${name}${kept.join("")}>`;
}

const localName = (name: string): string => name.slice(name.indexOf(":") + 1);

/** What an entity of HTML stands for, where a document type other than ours declares it (XHTML in e-books). */
function namedEntities(text: string): Record<string, string> {
  if (!/<!DOCTYPE/i.test(text)) return {};
  const names = new Set(
    Array.from(text.matchAll(/&(?<name>[A-Za-z][A-Za-z0-9]*);/g), ({ groups }) => groups!["name"]!),
  );
  const found: Record<string, string> = {};
  for (const name of names) {
    const node = parseFragment(`&${name};`).childNodes[0];
    const value = node !== undefined && "value" in node ? node.value : "";
    if (value !== "" && value !== `&${name};`) found[name] = value;
  }
  return found;
}
