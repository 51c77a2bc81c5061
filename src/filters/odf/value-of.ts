import type { PartLexer } from "../ooxml/part-lexer.ts";

/** The resolved value of an attribute of the tag, by its usual name. Does not search twice where the part uses the usual prefixes. */
export function valueOf(lexer: PartLexer, name: string): string | undefined {
  return lexer.attribute(name) ?? (lexer.isRenamed ? lexer.find(name)?.value : undefined);
}

/** A count in an attribute, such as table:number-columns-repeated; 1 where it is absent or no count. */
export function countOf(lexer: PartLexer, name: string): number {
  const value = Number(valueOf(lexer, name) ?? 1);
  return Number.isSafeInteger(value) && value > 0 ? value : 1;
}
