import { normaliseFragment, type Fragment, type FragmentPart } from "../../model/fragment.ts";
import { parseIcu, type IcuChoice, type IcuMessage } from "./icu-message.ts";
import { protectPlaceholders } from "./placeholders.ts";

/** A text of a string: the string itself, or a branch of a plural or select argument in it. */
export interface MessageText {
  /** The branch, for people: "count one"; "" for the string itself. */
  readonly branch: string;
  readonly source: Fragment;
}

/** A string for readers, as the texts that are translated one by one. */
export interface Message {
  /** Outer text first, branches in order. Not all have letters. */
  readonly texts: readonly MessageText[];
  /** The string with targets in place of texts, by index; undefined: as it was. Code data are taken from the targets. */
  write(targets: readonly (Fragment | undefined)[]): string;
}

/** Divides a string into its texts. Placeholders are codes; so are plural and select arguments, whose branches are texts of their own. */
export function readMessage(value: string, protectsTags: boolean): Message {
  const icu = parseIcu(value);
  if (icu === undefined) {
    const source = protectPlaceholders(value, protectsTags);
    return {
      texts: [{ branch: "", source }],
      write: ([target]) => (target === undefined ? value : plainWrite(target)),
    };
  }
  const texts: MessageText[] = [];
  const messages: IcuMessage[] = [];
  collect(icu, "");
  return {
    texts,
    write: (targets) => writeIcu(value, icu, new Map(messages.map((message, index) => [message, targets[index]]))),
  };

  function collect(message: IcuMessage, branch: string): void {
    messages.push(message);
    texts.push({ branch, source: icuFragment(value, message, protectsTags) });
    for (const choice of message.choices)
      for (const { selector, message: inner } of choice.branches)
        collect(inner, [branch, `${choice.name} ${selector}`].filter(Boolean).join(", "));
  }
}

function plainWrite(target: Fragment): string {
  return target.map((part) => (part.kind === "text" ? part.text : part.data)).join("");
}

/** An apostrophe written twice, a quoted stretch, the number sign of plurals. */
const SPECIAL = /''|'[{}#][^']*'?|#/g;

/** The message's own text; a choice in it is a code whose data is its place in the text. */
function icuFragment(value: string, message: IcuMessage, protectsTags: boolean): Fragment {
  const parts: FragmentPart[] = [];
  const nextId = (): number => 1 + parts.filter(({ kind }) => kind === "open" || kind === "standalone").length;
  const push = (type: string, display: string, data: string): void => {
    parts.push({ kind: "standalone", id: String(nextId()), type, display, data });
  };
  const read = (start: number, end: number): void => {
    let at = start;
    const stretch = value.slice(start, end);
    const readPlain = (until: number): void => {
      if (until > at) parts.push(...protectPlaceholders(value.slice(at, until), protectsTags, nextId()));
    };
    for (const { 0: special, index } of stretch.matchAll(SPECIAL)) {
      if (special === "#" && !message.hasNumberSign) continue;
      readPlain(start + index);
      at = start + index + special.length;
      if (special === "''") parts.push({ kind: "text", text: "'" });
      else push("ui/xlf:var", special, special);
    }
    readPlain(end);
  };
  let at = message.start;
  for (const choice of message.choices) {
    read(at, choice.start);
    push("ui/xlf:var", `{${choice.name}, …}`, String(choice.start));
    at = choice.end;
  }
  read(at, message.end);
  return normaliseFragment(parts);
}

function writeIcu(value: string, message: IcuMessage, targets: ReadonlyMap<IcuMessage, Fragment | undefined>): string {
  const choices = new Map(message.choices.map((choice) => [String(choice.start), choice]));
  const target = targets.get(message);
  if (target !== undefined) {
    return target
      .map((part) => {
        if (part.kind === "text") return quoteIcu(part.text, message.hasNumberSign);
        const choice = choices.get(part.data);
        return choice === undefined ? part.data : writeChoice(value, choice, targets);
      })
      .join("");
  }
  let written = "";
  let at = message.start;
  for (const choice of message.choices) {
    written += value.slice(at, choice.start) + writeChoice(value, choice, targets);
    at = choice.end;
  }
  return written + value.slice(at, message.end);
}

function writeChoice(value: string, choice: IcuChoice, targets: ReadonlyMap<IcuMessage, Fragment | undefined>): string {
  let written = "";
  let at = choice.start;
  for (const { message } of choice.branches) {
    written += value.slice(at, message.start) + writeIcu(value, message, targets);
    at = message.end;
  }
  return written + value.slice(at, choice.end);
}

function quoteIcu(text: string, hasNumberSign: boolean): string {
  const doubled = text.replaceAll("'", "''");
  return doubled.replaceAll(hasNumberSign ? /[{}#]+/g : /[{}]+/g, (braces) => `'${braces}'`);
}
