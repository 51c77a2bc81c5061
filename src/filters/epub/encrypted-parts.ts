import { DocumentError } from "../../errors.ts";
import { decodeXml } from "../../xml/encoding.ts";
import { XmlLexer } from "../../xml/lexer.ts";
import type { Archive } from "../../zip/archive.ts";
import { localName } from "./local-name.ts";
import { resolvePath } from "./resolve-path.ts";

const ENCRYPTION = "META-INF/encryption.xml";

/** Fonts made useless outside the book (EPUB 3.3, 4.4; Adobe's older way): no text is hidden by it. */
const OBFUSCATIONS = new Set(["http://www.idpf.org/2008/embedding", "http://ns.adobe.com/pdf/enc#RC"]);

/**
 * The parts of an e-book that are encrypted, as digital rights management does it; obfuscated fonts are not among them. "" stands for a
 * part that is not named.
 */
export function encryptedParts(archive: Archive): ReadonlySet<string> {
  const parts = new Set<string>();
  if (!archive.has(ENCRYPTION)) return parts;
  const lexer = new XmlLexer(decodeXml(archive.read(ENCRYPTION), ENCRYPTION).text, ENCRYPTION);
  let algorithm: string | undefined;
  let part = "";
  let isInKey = false;
  while (lexer.next()) {
    const isClose = lexer.kind === "close";
    switch (localName(lexer.name)) {
      case "EncryptedKey":
        isInKey = lexer.kind === "open";
        break;
      case "EncryptionMethod":
        if (!isClose && !isInKey) algorithm = lexer.attribute("Algorithm") ?? "";
        break;
      case "CipherReference":
        if (!isClose && !isInKey) part = resolvePath("", lexer.attribute("URI") ?? "");
        break;
      case "EncryptedData":
        if (isClose && !OBFUSCATIONS.has(algorithm ?? "")) parts.add(part);
        algorithm = undefined;
        part = "";
        break;
    }
  }
  return parts;
}

/** Throws a DocumentError `encrypted-document` where a part that holds text is encrypted. @param parts those that would be read */
export function refuseEncrypted(encrypted: ReadonlySet<string>, parts: readonly string[]): void {
  if (!encrypted.has("") && !parts.some((part) => encrypted.has(part))) return;
  throw new DocumentError(
    "encrypted-document",
    "The e-book is encrypted: it is protected by digital rights management.",
    {
      hint: "Ask the publisher for the book without protection.",
      place: { part: ENCRYPTION },
    },
  );
}
