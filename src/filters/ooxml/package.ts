import { DocumentError } from "../../errors.ts";
import { applyEdits, type Edit } from "../../xml/edits.ts";
import { decodeXml, encodeXml, type DecodedXml } from "../../xml/encoding.ts";
import { assertWellFormed } from "../../xml/well-formed.ts";
import { openArchive, type Archive } from "../../zip/archive.ts";
import { packMember, type MemberContent } from "../../zip/pack-member.ts";
import { isSharedMember } from "../../zip/shared-members.ts";
import { PartLexer } from "./part-lexer.ts";

/** A link from one part to another, or to something outside. */
export interface Relationship {
  readonly id: string;
  /** The last word of the type's address, the same for transitional and strict documents: "image", "footnotes". */
  readonly type: string;
  /** A part's name without leading slash; for external ones the address as written. */
  readonly target: string;
  readonly isExternal: boolean;
}

/** An Office document as a set of parts (ECMA-376 part 2). Texts are decoded once and kept for the length of a call. */
export interface OfficePackage {
  readonly archive: Archive;
  has(part: string): boolean;
  /** The text of an XML part. Throws a DocumentError where it is not well-formed, or absent. */
  text(part: string): string;
  /** The bytes' declared kind, such as "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"; "" where none is. */
  contentType(part: string): string;
  /** The links of a part, in order; "" for those of the package. */
  relationships(part: string): readonly Relationship[];
  /** The parts the part links to by this type, in order, those that exist. */
  related(part: string, type: string): readonly string[];
  /**
   * The package with these edits in its parts, what `finish` makes of them then, and these members replaced; all others are copied as
   * they are. Every changed part is checked to be well-formed.
   */
  rewrite(
    edits: ReadonlyMap<string, readonly Edit[]>,
    members?: ReadonlyMap<string, Uint8Array>,
    finish?: ReadonlyMap<string, PartFinish>,
  ): Promise<Uint8Array>;
}

/** A last change to a whole part's text, after its edits: languages, directions. */
export type PartFinish = (text: string) => string;

const CONTENT_TYPES = "[Content_Types].xml";

/** Parts that are well-formed, by their bytes: documents of one template share many, which `Archive.read` gives as the same bytes. */
const sound = new WeakMap<Uint8Array, DecodedXml>();

/**
 * Opens an Office document. `checksParts`: every part is checked to be well-formed when its text is first asked for; without it only
 * changed parts are, after the change (enough for a merge, which follows an extraction).
 */
export function openPackage(bytes: Uint8Array, checksParts: boolean): OfficePackage {
  const archive = openArchive(bytes);
  if (!archive.has(CONTENT_TYPES)) {
    throw new DocumentError("unknown-format", "The file is a zip archive, but not an Office document.", {
      hint: "Check the file's extension, or save it again from Office.",
      place: { part: CONTENT_TYPES },
    });
  }
  const names = new Map(archive.entries.map(({ name }) => [fold(name), name]));
  const decoded = new Map<string, DecodedXml>();
  const links = new Map<string, readonly Relationship[]>();
  let types: ContentTypes | undefined;

  const load = (part: string): DecodedXml => {
    const known = decoded.get(part);
    if (known !== undefined) return known;
    const bytes = archive.read(names.get(fold(part)) ?? part);
    const content = sound.get(bytes) ?? decodeXml(bytes, part);
    if (checksParts && !sound.has(bytes)) {
      assertWellFormed(content.text, part);
      if (isSharedMember(bytes)) sound.set(bytes, content);
    }
    decoded.set(part, content);
    return content;
  };
  const office: OfficePackage = {
    archive,
    has: (part) => names.has(fold(part)),
    text: (part) => load(part).text,
    contentType: (part) => {
      types ??= readContentTypes(load(CONTENT_TYPES).text);
      return types.overrides.get(fold(part)) ?? types.defaults.get(extensionOf(part)) ?? "";
    },
    relationships: (part) => {
      const known = links.get(part);
      if (known !== undefined) return known;
      const at = part.lastIndexOf("/") + 1;
      const relationshipsPart = `${part.slice(0, at)}_rels/${part.slice(at)}.rels`;
      const found = office.has(relationshipsPart)
        ? readRelationships(office.text(relationshipsPart), relationshipsPart, part)
        : [];
      links.set(part, found);
      return found;
    },
    related: (part, type) =>
      office
        .relationships(part)
        .filter((link) => !link.isExternal && link.type === type && office.has(link.target))
        .map((link) => link.target),
    rewrite: async (edits, members = new Map(), finish = new Map()) => {
      const changes = new Map<string, MemberContent | Promise<MemberContent>>();
      for (const [member, content] of members) changes.set(names.get(fold(member)) ?? member, content);
      for (const part of new Set([...edits.keys(), ...finish.keys()])) {
        const partEdits = edits.get(part) ?? [];
        const finishPart = finish.get(part);
        if (partEdits.length === 0 && finishPart === undefined) continue;
        const content = load(part);
        const edited = applyEdits(content.text, partEdits);
        const text = finishPart === undefined ? edited : finishPart(edited);
        if (text === content.text) continue;
        // Packed by another thread while this one checks it.
        changes.set(names.get(fold(part)) ?? part, packMember(encodeXml(text, content)));
        assertWellFormed(text, part);
      }
      const packed = new Map<string, MemberContent>();
      for (const [name, change] of changes) packed.set(name, await change);
      return archive.rewrite(packed);
    },
  };
  return office;
}

/** Part names are compared without regard to case (ECMA-376 part 2, 6.2.2.3); some producers write backslashes. */
function fold(name: string): string {
  return name.replaceAll("\\", "/").replace(/^\/+/, "").toLowerCase();
}

function extensionOf(part: string): string {
  return part.slice(part.lastIndexOf(".") + 1).toLowerCase();
}

interface ContentTypes {
  readonly defaults: ReadonlyMap<string, string>;
  readonly overrides: ReadonlyMap<string, string>;
}

function readContentTypes(text: string): ContentTypes {
  const defaults = new Map<string, string>();
  const overrides = new Map<string, string>();
  const lexer = new PartLexer(text, CONTENT_TYPES);
  while (lexer.next()) {
    const type = lexer.attribute("ContentType");
    if (type === undefined) continue;
    const extension = lexer.attribute("Extension");
    const part = lexer.attribute("PartName");
    if (extension !== undefined) defaults.set(extension.toLowerCase(), type);
    if (part !== undefined) overrides.set(fold(part), type);
  }
  return { defaults, overrides };
}

function readRelationships(text: string, relationshipsPart: string, source: string): Relationship[] {
  const found: Relationship[] = [];
  const lexer = new PartLexer(text, relationshipsPart);
  while (lexer.next()) {
    const id = lexer.attribute("Id");
    const type = lexer.attribute("Type");
    const target = lexer.attribute("Target");
    if (id === undefined || type === undefined || target === undefined) continue;
    const isExternal = lexer.attribute("TargetMode") === "External";
    found.push({
      id,
      type: type.slice(type.lastIndexOf("/") + 1),
      target: isExternal ? target : resolveTarget(source, target),
      isExternal,
    });
  }
  return found;
}

/** The part a relative or absolute target names, seen from the part that links to it. */
function resolveTarget(source: string, target: string): string {
  const plain = target.replaceAll("\\", "/").replace(/#.*$/, "");
  if (plain.startsWith("/")) return plain.replace(/^\/+/, "");
  const steps = source.split("/").slice(0, -1);
  for (const step of plain.split("/")) {
    if (step === "..") steps.pop();
    else if (step !== "." && step !== "") steps.push(step);
  }
  return steps.join("/");
}
