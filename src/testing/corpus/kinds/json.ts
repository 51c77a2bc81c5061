import { parse, printParseErrorCode, visit, type ParseError } from "jsonc-parser";
import { plainTokens, type PartKind } from "./kind.ts";

/** JSON, by jsonc-parser: keys, values, and what stands between them, as they are spelled. */
export const json: PartKind = {
  id: "json",
  tokens: (text, { isTranslated }) => {
    const sequence: string[] = [];
    let end = 0;
    const take = (offset: number, length: number, spelled: string): void => {
      sequence.push(text.slice(end, offset), spelled);
      end = offset + length;
    };
    visit(text, {
      onObjectProperty: (_, offset, length) => take(offset, length, text.slice(offset, offset + length)),
      onLiteralValue: (value, offset, length) => {
        const isText = typeof value === "string" && isTranslated(value);
        take(offset, length, isText ? '"¶"' : text.slice(offset, offset + length));
      },
    });
    return plainTokens([...sequence, text.slice(end)]);
  },
  texts: (text) => {
    const values: string[] = [];
    visit(text, {
      onLiteralValue: (value: unknown) => {
        if (typeof value === "string") values.push(value);
      },
    });
    return values.map((value) => ({ text: value, place: "paragraph" }));
  },
  whyDamaged: (text) => {
    const errors: ParseError[] = [];
    parse(text, errors, { allowTrailingComma: true, allowEmptyContent: true });
    const [first] = errors;
    return first && `${printParseErrorCode(first.error)} at ${first.offset}`;
  },
};
