/** A message of ICU MessageFormat, or one of the branches in it; offsets into the whole text. */
export interface IcuMessage {
  readonly start: number;
  readonly end: number;
  /** Plural and select arguments that stand in this message itself, in order. */
  readonly choices: readonly IcuChoice[];
  /** In a plural branch `#` stands for the number. */
  readonly hasNumberSign: boolean;
}

/** `{count, plural, one {…} other {…}}`. */
export interface IcuChoice {
  readonly start: number;
  readonly end: number;
  readonly name: string;
  readonly branches: readonly IcuBranch[];
}

export interface IcuBranch {
  /** "one", "=0", "other", "female". */
  readonly selector: string;
  readonly message: IcuMessage;
}

/** Choices in choices: more levels than people can keep in mind; hostile files have more. */
const MAX_DEPTH = 8;

const CHOICE = /\{\s*(?<name>[\w.-]+)\s*,\s*(?<kind>plural|selectordinal|select)\s*,\s*(?:offset:\d+\s*)?/y;
const SELECTOR = /\s*(?<selector>=?[\w-]+)\s*\{/y;

/** The text as an ICU message; undefined where it holds no plural or select argument, or none that is sound. */
export function parseIcu(text: string): IcuMessage | undefined {
  if (!/,\s*(?:plural|selectordinal|select)\s*,/.test(text)) return undefined;
  const message = readMessage(text, 0, false, 0);
  return message !== undefined && message.end === text.length && message.choices.length > 0 ? message : undefined;
}

/** Reads up to the brace that closes the branch, or to the end of the text. Undefined where braces do not match. */
function readMessage(text: string, start: number, hasNumberSign: boolean, depth: number): IcuMessage | undefined {
  const choices: IcuChoice[] = [];
  let at = start;
  for (;;) {
    const character = text[at];
    // The whole text ends where it ends, a branch at its brace.
    if (depth === 0 ? character === undefined : character === "}") break;
    if (character === undefined) return undefined;
    if (character === "'") at = afterQuote(text, at);
    else if (character === "}") return undefined;
    else if (character === "{") {
      const choice = readChoice(text, at, hasNumberSign, depth);
      if (choice === "broken") return undefined;
      if (choice !== undefined) {
        choices.push(choice);
        at = choice.end;
      } else {
        const close = text.indexOf("}", at);
        if (close === -1) return undefined;
        at = close + 1;
      }
    } else at += 1;
  }
  return { start, end: at, choices, hasNumberSign };
}

/** `''` is an apostrophe; an apostrophe before a brace quotes up to the next one (ICU, apostrophe-friendly mode). */
function afterQuote(text: string, at: number): number {
  if (text[at + 1] === "'") return at + 2;
  if (text[at + 1] !== "{" && text[at + 1] !== "}") return at + 1;
  const close = text.indexOf("'", at + 2);
  return close === -1 ? text.length : close + 1;
}

function readChoice(
  text: string,
  start: number,
  hasNumberSign: boolean,
  depth: number,
): IcuChoice | "broken" | undefined {
  CHOICE.lastIndex = start;
  const head = CHOICE.exec(text)?.groups;
  if (head === undefined) return undefined;
  if (depth >= MAX_DEPTH) return "broken";
  const isPlural = head["kind"] !== "select";
  const branches: IcuBranch[] = [];
  let at = CHOICE.lastIndex;
  for (;;) {
    SELECTOR.lastIndex = at;
    const selector = SELECTOR.exec(text)?.groups?.["selector"];
    if (selector === undefined) break;
    const message = readMessage(text, SELECTOR.lastIndex, isPlural || hasNumberSign, depth + 1);
    if (message === undefined) return "broken";
    branches.push({ selector, message });
    at = message.end + 1;
  }
  const close = /\s*\}/y;
  close.lastIndex = at;
  if (branches.length === 0 || !close.test(text)) return "broken";
  return { start, end: close.lastIndex, name: head["name"]!, branches };
}
