import type { Node } from "jsonc-parser";
import { DocumentError } from "../../errors.ts";
import type { Locale } from "../../model/locale.ts";
import { openArchive, type Archive } from "../../zip/archive.ts";
import { readTree } from "../json/scan-strings.ts";
import { decodeText, type DecodedText } from "../text-encoding.ts";
import { readLibraries, type Libraries } from "./libraries.ts";
import { itemsOf, membersOf, stringOf } from "./tree.ts";

/** A JSON member of the package. */
export interface JsonMember {
  readonly name: string;
  readonly decoded: DecodedText;
  readonly root: Node | undefined;
}

/** An H5P package, opened. */
export interface H5pPackage {
  readonly archive: Archive;
  /** `h5p.json`: title, language, the library of the content. */
  readonly manifest: JsonMember;
  /** `content/content.json`: what the library is given. */
  readonly content: JsonMember;
  /** "H5P.QuestionSet 1.20". */
  readonly mainLibrary: string;
  readonly libraries: Libraries;
}

const MANIFEST = "h5p.json";
const CONTENT = "content/content.json";

/** Opens a package. Throws a DocumentError where it is none, or holds no content. */
export function openPackage(bytes: Uint8Array, locale: Locale): H5pPackage {
  const archive = openArchive(bytes);
  if (!archive.has(MANIFEST)) throw noPackage("The file is a zip archive, but not an H5P package: it has no h5p.json.");
  if (!archive.has(CONTENT)) throw noPackage("The package holds no content, only libraries.");
  const manifest = readMember(archive, MANIFEST, locale);
  const content = readMember(archive, CONTENT, locale);
  return { archive, manifest, content, mainLibrary: mainLibraryOf(manifest), libraries: readLibraries(archive) };
}

function noPackage(message: string): DocumentError {
  return new DocumentError("malformed-document", message, {
    hint: "Export the content itself from the site it was made on (Reuse, Download as an .h5p file).",
  });
}

function readMember(archive: Archive, name: string, locale: Locale): JsonMember {
  const decoded = decodeText(archive.read(name), locale);
  return { name, decoded, root: readTree(decoded.text, name) };
}

/** Its version stands among the libraries that the package needs. */
function mainLibraryOf({ root }: JsonMember): string {
  const members = membersOf(root);
  const name = stringOf(members.get("mainLibrary")) ?? "";
  for (const dependency of itemsOf(members.get("preloadedDependencies"))) {
    const parts = membersOf(dependency);
    if (stringOf(parts.get("machineName")) !== name) continue;
    return `${name} ${String(parts.get("majorVersion")?.value)}.${String(parts.get("minorVersion")?.value)}`;
  }
  return name;
}
