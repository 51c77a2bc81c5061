import { DocumentError } from "../../errors.ts";
import { applyEdits, type Edit } from "../../xml/edits.ts";
import { decodeXml, encodeXml, type DecodedXml } from "../../xml/encoding.ts";
import { unescapeXml } from "../../xml/escape.ts";
import { assertWellFormed } from "../../xml/well-formed.ts";
import { openArchive, type Archive } from "../../zip/archive.ts";
import { packMember, type MemberContent } from "../../zip/pack-member.ts";

/** A last change to a whole part's text, after its edits: languages, directions. */
export type PartFinish = (text: string) => string;

/** An OpenDocument file as a set of parts; a flat one is a single part. Texts are decoded once and kept for the length of a call. */
export interface OdfPackage {
  /** The parts that hold the body, the styles and the properties, where they are there: one and the same in a flat document. */
  readonly main: string;
  readonly styles: string | undefined;
  readonly meta: string | undefined;
  has(part: string): boolean;
  /** The text of an XML part. Throws a DocumentError where it is not well-formed, or absent. */
  text(part: string): string;
  /** The package with these edits in its parts and what `finish` makes of them then; every changed part is checked to be well-formed. */
  rewrite(edits: ReadonlyMap<string, readonly Edit[]>, finish: ReadonlyMap<string, PartFinish>): Promise<Uint8Array>;
}

const CONTENT = "content.xml";
const STYLES = "styles.xml";
const META = "meta.xml";
const MANIFEST = "META-INF/manifest.xml";
/** What places in a flat document are called; it has one part. */
const FLAT = "document.xml";

const RESAVE = "Open it in LibreOffice and save it as .odt, .ods or .odp.";

/**
 * Opens an OpenDocument file, packed or flat. `checksParts`: every part is checked to be well-formed when its text is first asked for;
 * without it only changed parts are, after the change (enough for a merge, which follows an extraction). Throws a DocumentError:
 * `encrypted-document` where the manifest names an encrypted part, `unknown-format` where it is something else.
 */
export function openOdf(bytes: Uint8Array, checksParts: boolean): OdfPackage {
  return isFlat(bytes) ? openFlat(bytes, checksParts) : openPacked(bytes, checksParts);
}

/** Whether the file is XML with an OpenDocument root, whatever its encoding: zip archives begin otherwise. */
function isFlat(bytes: Uint8Array): boolean {
  const head = Buffer.from(bytes.buffer, bytes.byteOffset, Math.min(bytes.byteLength, 4096))
    .toString("latin1")
    .replaceAll("\u0000", "");
  return /^(?:\u00EF\u00BB\u00BF|\u00FF\u00FE|\u00FE\u00FF)?\s*</.test(head) && /<(?:[\w-]+:)?document[\s>]/.test(head);
}

function openFlat(bytes: Uint8Array, checksParts: boolean): OdfPackage {
  const content = decodeXml(bytes, FLAT);
  if (checksParts) assertWellFormed(content.text, FLAT);
  return {
    main: FLAT,
    styles: FLAT,
    meta: FLAT,
    has: (part) => part === FLAT,
    text: () => content.text,
    rewrite: async (edits, finish) => {
      const text = changed(content, edits.get(FLAT), finish.get(FLAT));
      if (text !== content.text) assertWellFormed(text, FLAT);
      return text === content.text ? bytes : encodeXml(text, content);
    },
  };
}

function openPacked(bytes: Uint8Array, checksParts: boolean): OdfPackage {
  const archive = openArchive(bytes);
  refuseEncrypted(archive);
  if (!archive.has(CONTENT)) throw notOpenDocument(archive);
  const decoded = new Map<string, DecodedXml>();
  const load = (part: string): DecodedXml => {
    const known = decoded.get(part);
    if (known !== undefined) return known;
    const content = decodeXml(archive.read(part), part);
    if (checksParts) assertWellFormed(content.text, part);
    decoded.set(part, content);
    return content;
  };
  const has = (part: string): boolean => archive.has(part);
  return {
    main: CONTENT,
    styles: has(STYLES) ? STYLES : undefined,
    meta: has(META) ? META : undefined,
    has,
    text: (part) => load(part).text,
    rewrite: async (edits, finish) => {
      const changes = new Map<string, MemberContent>();
      for (const part of new Set([...edits.keys(), ...finish.keys()])) {
        const content = load(part);
        const text = changed(content, edits.get(part), finish.get(part));
        if (text === content.text) continue;
        // Deflated in another thread while this one checks it.
        const packing = packMember(encodeXml(text, content));
        assertWellFormed(text, part);
        changes.set(part, await packing);
      }
      return archive.rewrite(changes);
    },
  };
}

function changed(content: DecodedXml, edits: readonly Edit[] = [], finish: PartFinish = (text) => text): string {
  return finish(applyEdits(content.text, edits));
}

/** Encrypted parts look like damaged ones; only the manifest tells (OpenDocument 1.3 part 2, 4.4). It may be no sound XML itself. */
function refuseEncrypted(archive: Archive): void {
  if (!archive.has(MANIFEST)) return;
  const manifest = Buffer.from(archive.read(MANIFEST)).toString("utf8");
  const at = manifest.search(/<(?:[\w-]+:)?encryption-data[\s>/]/);
  if (at === -1) return;
  const entry = manifest.slice(manifest.lastIndexOf("file-entry", at), at);
  const name = unescapeXml(/full-path\s*=\s*["']([^"']*)["']/.exec(entry)?.[1] ?? "");
  throw new DocumentError(
    "encrypted-document",
    name === "" ? "The file is password-protected." : `The file is password-protected: its part ${name} is encrypted.`,
    {
      hint: "Open it in LibreOffice, save it without the password (File > Save As), or ask for a copy without it.",
      place: { part: name === "" ? MANIFEST : name },
    },
  );
}

function notOpenDocument(archive: Archive): DocumentError {
  const kind = archive.has("mimetype") ? Buffer.from(archive.read("mimetype")).toString("latin1").trim() : "";
  const message = archive.has("[Content_Types].xml")
    ? "The file is an Office document, but not an OpenDocument file."
    : kind.startsWith("application/vnd.oasis.opendocument") || kind.startsWith("application/vnd.sun.xml")
      ? `The part ${CONTENT} is missing.`
      : "The file is a zip archive, but not an OpenDocument file.";
  return new DocumentError("unknown-format", message, {
    hint: `Check the file's extension. ${RESAVE}`,
    place: { part: CONTENT },
  });
}
