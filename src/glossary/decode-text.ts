import { GlossaryError } from "../errors.ts";

/** The text of a glossary file: UTF-8 or UTF-16, with or without byte order mark. Errors: GlossaryError malformed-glossary. */
export function decodeText(bytes: Uint8Array, file: string): string {
  const [a, b, c, d] = bytes;
  const refuse = (what: string, cause?: unknown): never => {
    throw new GlossaryError("malformed-glossary", `${file} ${what}`, {
      hint: "In the spreadsheet program, save the list as CSV UTF-8.",
      place: { file },
      cause,
    });
  };
  if (a === 0x50 && b === 0x4b && c === 3 && d === 4)
    refuse("is a spreadsheet or another packed file, not a text file.");
  const isLittle = (a === 0xff && b === 0xfe) || (a !== 0 && b === 0 && c !== 0 && d === 0);
  const isBig = (a === 0xfe && b === 0xff) || (a === 0 && b !== 0 && c === 0 && d !== 0);
  const encoding = isLittle ? "utf-16le" : isBig ? "utf-16be" : "utf-8";
  let text = "";
  try {
    text = new TextDecoder(encoding, { fatal: true }).decode(bytes);
  } catch (error) {
    refuse("is not written in UTF-8.", error);
  }
  if (text.includes("\u0000")) refuse("is not a text file.");
  return text;
}
