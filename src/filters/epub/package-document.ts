import { DocumentError } from "../../errors.ts";
import { decodeXml, type DecodedXml } from "../../xml/encoding.ts";
import { XmlLexer } from "../../xml/lexer.ts";
import type { Archive } from "../../zip/archive.ts";
import { localName } from "./local-name.ts";
import { resolvePath } from "./resolve-path.ts";

/** A resource of a publication. */
export interface ManifestItem {
  readonly id: string;
  /** The archive's member; "" for what lies on another computer. */
  readonly part: string;
  readonly mediaType: string;
  readonly properties: readonly string[];
}

/** A package document (OPF): what the publication is made of. */
export interface PackageDocument {
  /** Its own member of the archive. */
  readonly part: string;
  readonly decoded: DecodedXml;
  readonly manifest: readonly ManifestItem[];
  /** In reading order; each once. */
  readonly spine: readonly ManifestItem[];
}

const CONTAINER = "META-INF/container.xml";

/** The package documents of an e-book: one as a rule, one for each rendition. Throws a DocumentError where there is none. */
export function readPackages(archive: Archive): PackageDocument[] {
  if (!archive.has(CONTAINER)) {
    throw new DocumentError("unknown-format", "The file is a zip archive, but not an e-book.", {
      hint: "Check the file's extension, or save it again from the program it was made with.",
      place: { part: CONTAINER },
    });
  }
  const lexer = new XmlLexer(decodeXml(archive.read(CONTAINER), CONTAINER).text, CONTAINER);
  const parts: string[] = [];
  while (lexer.next()) {
    if (localName(lexer.name) !== "rootfile" || lexer.kind === "close") continue;
    const path = lexer.attribute("full-path");
    const type = lexer.attribute("media-type");
    if (path !== undefined && (type === undefined || type === "application/oebps-package+xml"))
      parts.push(resolvePath("", path));
  }
  const present = [...new Set(parts)].filter((part) => archive.has(part));
  if (present.length === 0) {
    throw new DocumentError(
      "malformed-document",
      "The e-book does not say what it is made of: its package document is missing.",
      {
        hint: "The file is damaged or was cut off on its way. Ask for a fresh copy.",
        place: { part: parts[0] ?? CONTAINER },
      },
    );
  }
  return present.map((part) => readPackage(part, decodeXml(archive.read(part), part)));
}

function readPackage(part: string, decoded: DecodedXml): PackageDocument {
  const lexer = new XmlLexer(decoded.text, part);
  const manifest = new Map<string, ManifestItem>();
  const order: string[] = [];
  while (lexer.next()) {
    if (lexer.kind !== "open" && lexer.kind !== "empty") continue;
    const name = localName(lexer.name);
    if (name === "item") {
      const id = lexer.attribute("id") ?? "";
      const properties = (lexer.attribute("properties") ?? "").split(/\s+/).filter((word) => word !== "");
      const mediaType = (lexer.attribute("media-type") ?? "").trim().toLowerCase();
      manifest.set(id, { id, part: resolvePath(part, lexer.attribute("href") ?? ""), mediaType, properties });
    } else if (name === "itemref") order.push(lexer.attribute("idref") ?? "");
  }
  const spine = [...new Set(order)].flatMap((id) => manifest.get(id) ?? []);
  return { part, decoded, manifest: [...manifest.values()], spine };
}
