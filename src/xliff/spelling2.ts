import { escapeAttribute } from "../xml/escape.ts";
import type { InlineSpelling, WrittenCode } from "./write-inline.ts";

/** XLIFF 2: pairs are `pc`, all else is `ph`; ids are names, and a code that is repeated is a copy of the first. */
export const SPELLING_2: InlineSpelling = {
  standalone: (code, copy) =>
    `<ph ${idOf(code, copy)}${typeAttributes(code.type)}${attribute("equiv", code.standsFor)}${attribute("disp", code.display)}/>`,
  open: (code, copy) =>
    `<pc ${idOf(code, copy)}${typeAttributes(code.type)}${attribute("dispStart", code.display)}${attribute("dispEnd", code.closeDisplay)}>`,
  close: "</pc>",
};

/** ` name="value"`, or nothing where there is no value. */
export function attribute(name: string, value: string | undefined): string {
  return value === undefined ? "" : ` ${name}="${escapeAttribute(value)}"`;
}

/** Ids must be unique in a text; only the codes of a target that somebody broke repeat. */
function idOf({ id }: WrittenCode, copy: number): string {
  const name = nameToken(id);
  return copy === 0 ? `id="${name}"` : `id="${name}-copy-${copy}" copyOf="${name}"`;
}

/** What XML calls an NMTOKEN. Ids of ours are; those that a tool has put into a target need not be. */
export function nameToken(id: string): string {
  const name = id.replaceAll(/[^A-Za-z0-9._-]/gu, (character) => `_${character.codePointAt(0)!.toString(16)}_`);
  return name === "" ? "_" : name;
}

const TYPE = /^(?<type>fmt|ui|quote|link|image|other)(?:\/(?<subType>[^\s:]+:[^\s:]+))?$/;

/** The subtypes that the specification has under `xlf:`; others of that name are invalid. */
const RESERVED = new Set(["fmt/xlf:lb", "fmt/xlf:pb", "fmt/xlf:b", "fmt/xlf:i", "fmt/xlf:u", "ui/xlf:var"]);

/** The attributes that say what a code is; none where our type is none of the standard's. */
export function typeAttributes(type: string): string {
  const groups = TYPE.exec(type)?.groups;
  if (!groups) return "";
  const { subType } = groups;
  const isAllowed = subType !== undefined && (!subType.startsWith("xlf:") || RESERVED.has(type));
  return ` type="${groups["type"]}"${isAllowed ? attribute("subType", subType) : ""}`;
}
