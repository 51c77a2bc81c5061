import { DocumentError } from "../../errors.ts";
import { decodeXml } from "../../xml/encoding.ts";
import { XmlLexer } from "../../xml/lexer.ts";
import type { Archive } from "../../zip/archive.ts";
import { localName } from "./package-document.ts";

const ENCRYPTION = "META-INF/encryption.xml";

/** Fonts made useless outside the book (EPUB 3.3, 4.4; Adobe's older way): no text is hidden by it. */
const OBFUSCATIONS = new Set(["http://www.idpf.org/2008/embedding", "http://ns.adobe.com/pdf/enc#RC"]);

/** Throws a DocumentError `encrypted-document` where any part of the e-book is encrypted, as digital rights management does. */
export function refuseEncrypted(archive: Archive): void {
  if (!archive.has(ENCRYPTION)) return;
  const lexer = new XmlLexer(decodeXml(archive.read(ENCRYPTION), ENCRYPTION).text, ENCRYPTION);
  let isInKey = false;
  while (lexer.next()) {
    const name = localName(lexer.name);
    if (name === "EncryptedKey") isInKey = lexer.kind === "open";
    if (name !== "EncryptionMethod" || lexer.kind === "close" || isInKey) continue;
    const algorithm = lexer.attribute("Algorithm") ?? "";
    if (OBFUSCATIONS.has(algorithm)) continue;
    throw new DocumentError(
      "encrypted-document",
      "The e-book is encrypted: it is protected by digital rights management.",
      {
        hint: "Ask the publisher for the book without protection.",
        place: { part: ENCRYPTION },
      },
    );
  }
}
