import { checkCharacters, isSpace, nameEnd } from "./characters.ts";
import { malformed, XmlFault } from "./fault.ts";

/** XML 1.0, section 2.8, with what 4.3.3 says of encodings. Only 1.0: 1.1 has other characters and line ends. */
const DECLARATION =
  /<\?xml[ \t\r\n]+version[ \t\r\n]*=[ \t\r\n]*(?:"1\.0"|'1\.0')(?:[ \t\r\n]+encoding[ \t\r\n]*=[ \t\r\n]*(?:"[A-Za-z][\w.-]*"|'[A-Za-z][\w.-]*'))?(?:[ \t\r\n]+standalone[ \t\r\n]*=[ \t\r\n]*(?:"(?:yes|no)"|'(?:yes|no)'))?[ \t\r\n]*\?>/y;

/** The offset behind the XML declaration, if there is one at this offset. */
export function skipDeclaration(text: string, at: number): number {
  if (!text.startsWith("<?xml", at)) return at;
  const behind = text.charCodeAt(at + 5);
  if (!isSpace(behind) && behind !== 63) return at;
  DECLARATION.lastIndex = at;
  if (DECLARATION.test(text)) return DECLARATION.lastIndex;
  throw malformed(at, "its XML declaration has mistakes, or is of another version than 1.0.");
}

/** The offset behind the comment, CDATA section or instruction at this offset. @param isOutside whether it stands in no element */
export function skipMarkup(text: string, at: number, isOutside: boolean): number {
  if (text.charCodeAt(at + 1) === 63) return skipInstruction(text, at);
  if (text.startsWith("<!--", at)) return skipComment(text, at);
  if (text.startsWith("<![CDATA[", at)) {
    if (isOutside) throw malformed(at, "text stands outside the element that holds all others.");
    return skipUntil(text, at, at + 9, "]]>");
  }
  if (text.startsWith("<!DOCTYPE", at)) {
    throw new XmlFault(at, "declares a document type, which office documents never do.");
  }
  throw malformed(at, '"<!" begins neither a comment nor a CDATA section.');
}

function skipComment(text: string, at: number): number {
  const end = skipUntil(text, at, at + 4, "--");
  if (text.charCodeAt(end) === 62) return end + 1;
  throw malformed(end - 2, 'a comment holds "--".');
}

/** An instruction's name has no colon (Namespaces in XML 1.0, section 7), and is not "xml" in whatever case. */
function skipInstruction(text: string, at: number): number {
  const start = at + 2;
  const end = nameEnd(text, start);
  const name = text.slice(start, end);
  if (name === "") throw malformed(at, 'a "<?" is not followed by a name.');
  if (/^xml$/i.test(name)) throw malformed(at, "an XML declaration stands elsewhere than at the very beginning.");
  if (!isSpace(text.charCodeAt(end)) && !text.startsWith("?>", end)) {
    throw malformed(end, 'the name of an instruction is followed by neither a space nor "?>".');
  }
  return skipUntil(text, at, end, "?>");
}

function skipUntil(text: string, at: number, from: number, closing: string): number {
  const end = text.indexOf(closing, from);
  if (end === -1) throw malformed(at, `"${closing}" is missing: it breaks off inside markup.`);
  checkCharacters(text, from, end);
  return end + closing.length;
}
