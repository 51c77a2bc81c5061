/** A stretch of a formula; offsets into its text, entities resolved. */
export interface FormulaToken {
  /**
   * `string`: a quoted text with its quotes; `sheet`: a quoted sheet name with its apostrophes; `bracket`: a bracket with all that is in it;
   * `name`: letters, digits, dots and underscores; `other`: one other character.
   */
  readonly kind: "string" | "sheet" | "bracket" | "name" | "other";
  readonly start: number;
  readonly end: number;
}

const NAME = /[\p{L}\p{N}\p{M}_.\\?$]+/uy;

/** Divides a formula into tokens that tile it. What is never closed reaches to the end. Linear in its length. */
export function formulaTokens(formula: string): FormulaToken[] {
  const tokens: FormulaToken[] = [];
  let at = 0;
  while (at < formula.length) {
    const start = at;
    const character = formula[at]!;
    let kind: FormulaToken["kind"] = "other";
    if (character === '"' || character === "'") {
      kind = character === '"' ? "string" : "sheet";
      at = endOfQuoted(formula, at, character);
    } else if (character === "[") {
      kind = "bracket";
      at = endOfBracket(formula, at);
    } else {
      NAME.lastIndex = at;
      const length = NAME.exec(formula)?.[0].length ?? 0;
      if (length > 0) kind = "name";
      at += Math.max(1, length);
    }
    tokens.push({ kind, start, end: at });
  }
  return tokens;
}

/** Doubled quotes stand for one. */
function endOfQuoted(formula: string, start: number, quote: string): number {
  let at = start + 1;
  for (;;) {
    const end = formula.indexOf(quote, at);
    if (end === -1) return formula.length;
    if (formula[end + 1] !== quote) return end + 1;
    at = end + 2;
  }
}

/** Brackets nest; inside, an apostrophe takes its meaning from the character after it. */
function endOfBracket(formula: string, start: number): number {
  let depth = 0;
  for (let at = start; at < formula.length; at += 1) {
    const character = formula[at];
    if (character === "'") at += 1;
    else if (character === "[") depth += 1;
    else if (character === "]") {
      depth -= 1;
      if (depth === 0) return at + 1;
    }
  }
  return formula.length;
}

/** Functions whose quoted arguments are codes to the program and no text to a reader. */
const CODED =
  /^(?:TEXT|INDIRECT|CELL|INFO|DATEDIF|CONVERT|HYPERLINK|NUMBERVALUE|FORMULATEXT|EVALUATE|WEBSERVICE|FILTERXML|RTD|GETPIVOTDATA|CUBE\w+|CALL|REGISTER\.ID|ENCODEURL|IMPORT\w+|QUERY|ADDRESS|REGEX\w+)$/i;

/** A text inside a formula. */
export interface FormulaText {
  readonly start: number;
  readonly end: number;
  /** Without quotes. */
  readonly text: string;
}

/** The quoted texts of a formula that a reader may see: not format codes, addresses and units, which are arguments of certain functions. */
export function formulaTexts(formula: string): FormulaText[] {
  if (!formula.includes('"')) return [];
  const found: FormulaText[] = [];
  const calls: string[] = [];
  let name = "";
  for (const { kind, start, end } of formulaTokens(formula)) {
    const token = formula.slice(start, end);
    if (token === "(") calls.push(name.replace(/^_xlfn\.|^_xlws\./i, ""));
    if (token === ")") calls.pop();
    if (kind === "string" && !CODED.test(calls.at(-1) ?? "")) {
      found.push({ start, end, text: token.slice(1, -1).replaceAll('""', '"') });
    }
    name = kind === "name" ? token : "";
  }
  return found;
}

/** A text as a formula quotes it. */
export function quoteText(text: string): string {
  return `"${text.replaceAll('"', '""')}"`;
}
