/** Pairs an opening code with its closing one; unique within a unit. Filters number codes "1", "2", … in reading order. */
export type CodeId = string;

/** A run of characters. Never empty in a normalised fragment; never holds a native line break or tab that the format spells as markup. */
export interface Text {
  readonly kind: "text";
  readonly text: string;
}

interface Code {
  readonly id: CodeId;
  /** As XLIFF 2 spells `type` and `subType`, joined by a slash: "fmt/xlf:b", "link", "ui/xlf:var", "image", "other/pitrans:footnote". */
  readonly type: string;
  /** Native markup; only the filter that made it may read it, and nothing outside a filter stores it. "" once read back from XLIFF. */
  readonly data: string;
  /** What a reviewer sees in place of the code: one short line, without markup. */
  readonly display?: string;
}

export interface OpenCode extends Code {
  readonly kind: "open";
}

export interface CloseCode extends Code {
  readonly kind: "close";
}

export interface StandaloneCode extends Code {
  readonly kind: "standalone";
}

export type InlineCode = OpenCode | CloseCode | StandaloneCode;

export type FragmentPart = Text | InlineCode;

/** Text with inline codes, flat and in reading order. */
export type Fragment = readonly FragmentPart[];

/** One answer for every kind of part: a projection that forgets a kind does not compile. */
export type FragmentRenderer<T> = {
  readonly [K in FragmentPart["kind"]]: (part: Extract<FragmentPart, { kind: K }>) => T;
};

/** Applies the renderer to every part, in order. */
export function renderFragment<T>(fragment: Fragment, renderer: FragmentRenderer<T>): T[] {
  return fragment.map((part) => {
    switch (part.kind) {
      case "text":
        return renderer.text(part);
      case "open":
        return renderer.open(part);
      case "close":
        return renderer.close(part);
      case "standalone":
        return renderer.standalone(part);
    }
  });
}

/** The text of a fragment that is nothing else, as most are; undefined where there are codes, or no text. */
export function onlyText(fragment: Fragment): string | undefined {
  if (fragment.length !== 1) return undefined;
  const part = fragment[0]!;
  return part.kind === "text" ? part.text : undefined;
}

/** The text alone; codes give nothing. */
export function plainText(fragment: Fragment): string {
  const only = onlyText(fragment);
  if (only !== undefined) return only;
  let text = "";
  for (const part of fragment) if (part.kind === "text") text += part.text;
  return text;
}

/** The fragment as a person reads it in a golden or a report: `Click <1>here</1><2/>`. A literal `<` stays as it is. */
export function numberedText(fragment: Fragment): string {
  const only = onlyText(fragment);
  if (only !== undefined) return only;
  let numbered = "";
  for (const part of fragment) numbered += part.kind === "text" ? part.text : numberedCode(part);
  return numbered;
}

function numberedCode({ kind, id }: InlineCode): string {
  switch (kind) {
    case "open":
      return `<${id}>`;
    case "close":
      return `</${id}>`;
    case "standalone":
      return `<${id}/>`;
  }
}

/** A fragment of one text part, or of none for the empty string. */
export function textFragment(text: string): Fragment {
  return text === "" ? [] : [{ kind: "text", text }];
}

/** Joins neighbouring texts and drops empty ones. */
export function normaliseFragment(fragment: Fragment): Fragment {
  if (isNormalised(fragment)) return fragment;
  const parts: FragmentPart[] = [];
  for (const part of fragment) {
    if (part.kind !== "text") parts.push(part);
    else if (part.text !== "") {
      const last = parts.at(-1);
      if (last?.kind === "text") parts[parts.length - 1] = { kind: "text", text: last.text + part.text };
      else parts.push(part);
    }
  }
  return parts;
}

function isNormalised(fragment: Fragment): boolean {
  let isAfterText = false;
  for (const part of fragment) {
    const isText = part.kind === "text";
    if (isText && (isAfterText || part.text === "")) return false;
    isAfterText = isText;
  }
  return true;
}

/** Whether both hold the same text and the same codes (kind and id) in the same order; native data and display do not count. */
export function isSameFragment(left: Fragment, right: Fragment): boolean {
  if (left === right) return true;
  const a = normaliseFragment(left);
  const b = normaliseFragment(right);
  if (a.length !== b.length) return false;
  for (let index = 0; index < a.length; index += 1) {
    const part = a[index]!;
    const other = b[index]!;
    if (part.kind === "text") {
      if (other.kind !== "text" || part.text !== other.text) return false;
    } else if (other.kind !== part.kind || other.id !== part.id) return false;
  }
  return true;
}

/** Whether there is a letter in the text (Unicode category L): without one there is nothing to translate. */
export function hasLetters(fragment: Fragment): boolean {
  for (const part of fragment) if (part.kind === "text" && hasLetter(part.text)) return true;
  return false;
}

/** The same of a text alone. Most begin with a Latin letter, which one look tells. */
export function hasLetter(text: string): boolean {
  const first = text.charCodeAt(0) | 0x20;
  return (first >= 0x61 && first <= 0x7a) || /\p{L}/u.test(text);
}
