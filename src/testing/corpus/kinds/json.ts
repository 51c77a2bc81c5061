import { parse, printParseErrorCode, visit, type JSONPath, type ParseError } from "jsonc-parser";
import { PSEUDO_OPEN } from "../pseudo-text.ts";
import type { DumpedText } from "../text-dump.ts";
import { html } from "./html.ts";
import { decodeEntities } from "./entities.ts";
import { plainTokens, settledValue, tally, type PartKind, type PartTokens, type TokenContext } from "./kind.ts";

/** JSON, by jsonc-parser: keys, values, and what stands between them, as they are spelled; of translated pages in it the texts and the tags. */
export const json: PartKind = {
  id: "json",
  tokens: jsonTokens,
  texts: (text) => valuesOf(text).flatMap(textsOf),
  whyDamaged: (text) => {
    const errors: ParseError[] = [];
    parse(text, errors, { allowTrailingComma: true, allowEmptyContent: true });
    const [first] = errors;
    return first && `${printParseErrorCode(first.error)} at ${first.offset}`;
  },
};

/** JSON Lines: one value a line. */
export const jsonLines: PartKind = {
  id: "json-lines",
  tokens: (text, context, counterpart) => {
    const others = linesOf(counterpart);
    return plainTokens(linesOf(text).flatMap((line, index) => jsonTokens(line, context, others[index] ?? "").sequence));
  },
  texts: (text) => linesOf(text).flatMap((line) => json.texts(line, false)),
  whyDamaged: (text) =>
    linesOf(text)
      .map((line) => json.whyDamaged(line))
      .find(Boolean),
};

function linesOf(text: string): string[] {
  return text.split(/(?<=\n)/);
}

/** Not what merely stands between angle brackets: "A. Author <author@example.org>". */
function isTag(token: string): boolean {
  return /^<(?:\/?[a-z][\w:-]*[\s/>]|!)/i.test(token);
}

/** A value as it is; one that is spelled as in HTML as a reader sees it, too. */
function textsOf(value: string): DumpedText[] {
  if (!/[<&]/.test(value)) return [{ text: value, place: "paragraph" }];
  return [{ text: value, place: "element" }, ...html.texts(value, true)];
}

/** The string values in order. */
function valuesOf(text: string): string[] {
  const values: string[] = [];
  visit(text, {
    onLiteralValue: (value: unknown) => {
      if (typeof value === "string") values.push(value);
    },
  });
  return values;
}

/** A value does not count where it, or the value in its place in the other version, is translated. */
function jsonTokens(text: string, context: TokenContext, counterpart: string): PartTokens {
  const sequence: string[] = [];
  const declared = new Map<string, number>();
  const others = valuesOf(counterpart);
  let end = 0;
  let strings = 0;
  const take = (offset: number, length: number, ...spelled: readonly string[]): void => {
    sequence.push(text.slice(end, offset), ...spelled);
    end = offset + length;
  };
  visit(text, {
    onObjectProperty: (_, offset, length) => take(offset, length, text.slice(offset, offset + length)),
    onLiteralValue: (value: unknown, offset, length, _line, _column, pathSupplier: () => JSONPath) => {
      const spelled = text.slice(offset, offset + length);
      if (typeof value !== "string") return take(offset, length, spelled);
      const other = others[strings] ?? "";
      strings += 1;
      const path = pathSupplier();
      const key = path.length === 1 ? String(path[0]) : `**.${path.at(-1)}`;
      const kind = context.declared.attributes.get(key);
      if (kind !== undefined) {
        tally(declared, `${kind}\t${key}=${value}`);
        take(offset, length, '"…"');
      } else if (value.includes(PSEUDO_OPEN) || other.includes(PSEUDO_OPEN))
        take(
          offset,
          length,
          settledValue(decodeEntities(value)),
          ...html.tokens(value, context, other).sequence.filter(isTag),
        );
      else take(offset, length, spelled);
    },
  });
  return plainTokens(
    [...sequence, text.slice(end)].filter((token) => token !== ""),
    declared,
  );
}
