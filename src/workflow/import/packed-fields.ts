import { textFragment, type Fragment, type FragmentPart, type InlineCode } from "../../model/fragment.ts";

/** Between the fields of what is kept as one text: documents hardly ever hold such a character. */
const SEPARATOR = "\u001F";

/** In front of what is kept as JSON, alone for what is absent. */
const MARK = "\u001E";

/** In front of each part of a fragment that has codes, and of each field of a code. */
const PART = "\u001D";
const CODE = "\u001C";

/** Any of these characters. */
const ANY_CONTROL = /[\u001C-\u001F]/;

/** What was last read as JSON of a field that neighbours have in common. */
export interface LatestField<T> {
  text: string;
  value: T;
}

/**
 * One text of fields, each of which `packText`, `packFragment` or `packJson` made, or a number or a word of ours. It is read in a quarter of the
 * time that JSON takes, and an import reads 100,000 units several times.
 */
export function joinFields(fields: readonly (string | number)[]): string {
  return fields.join(SEPARATOR);
}

/** The fields of such a text. `split` takes half as long again. */
export function splitFields(text: string): string[] {
  const fields: string[] = [];
  let start = 0;
  for (let end = text.indexOf(SEPARATOR); end !== -1; end = text.indexOf(SEPARATOR, start)) {
    fields.push(text.slice(start, end));
    start = end + 1;
  }
  fields.push(text.slice(start));
  return fields;
}

/** A text as a field, mostly as it is. */
export function packText(text: string | undefined): string {
  if (text === undefined) return MARK;
  return text.startsWith(MARK) || text.includes(SEPARATOR) ? MARK + JSON.stringify(text) : text;
}

/** What `packText` packed. */
export function unpackText(field: string): string | undefined {
  if (!field.startsWith(MARK)) return field;
  return field === MARK ? undefined : (JSON.parse(field.slice(1)) as string);
}

/** A fragment as a field: without codes its text, with codes its parts, each a field of fields. */
export function packFragment(fragment: Fragment | undefined): string {
  if (fragment === undefined) return MARK;
  const [only] = fragment;
  if (only === undefined) return "";
  if (fragment.length === 1 && only.kind === "text") return packText(only.text);
  let parts = "";
  let texts = "";
  for (const part of fragment) {
    if (part.kind === "text") {
      parts += PART + part.text;
      texts += part.text;
    } else {
      const { kind, id, type, data, display } = part;
      parts += `${PART}${kind}${CODE}${id}${CODE}${type}${CODE}${data}${display === undefined ? "" : CODE + display}`;
      texts += id + type + data + (display ?? "");
    }
  }
  return MARK + (ANY_CONTROL.test(texts) ? JSON.stringify(fragment) : parts);
}

/** What `packFragment` packed. */
export function unpackFragment(field: string): Fragment | undefined {
  if (!field.startsWith(MARK)) return textFragment(field);
  if (field === MARK) return undefined;
  if (!field.startsWith(PART, 1)) {
    const kept = JSON.parse(field.slice(1)) as string | Fragment;
    return typeof kept === "string" ? textFragment(kept) : kept;
  }
  return field.slice(2).split(PART).map(readPart);
}

function readPart(part: string): FragmentPart {
  if (!part.includes(CODE)) return { kind: "text", text: part };
  const [kind, id, type, data, display] = part.split(CODE);
  return {
    kind: kind as InlineCode["kind"],
    id: id!,
    type: type!,
    data: data!,
    ...(display === undefined ? {} : { display }),
  };
}

/** Anything else as a field; absent: "". */
export function packJson(value: object | undefined): string {
  return value === undefined ? "" : JSON.stringify(value);
}

/** What `packJson` packed. @param latest where neighbours often have the same: it is given again, not read anew */
export function unpackJson<T extends object>(field: string, latest?: LatestField<T>): T | undefined {
  if (field === "") return undefined;
  if (latest?.text === field) return latest.value;
  const value = JSON.parse(field) as T;
  if (latest) {
    latest.text = field;
    latest.value = value;
  }
  return value;
}
