import type { Node } from "jsonc-parser";
import { answerSyntax } from "./answer-fields.ts";
import { guessTexts } from "./guess-texts.ts";
import type { Libraries, Library } from "./libraries.ts";
import type { Field } from "./semantics.ts";
import type { SiteSink } from "./sites.ts";
import { isHidden, whyNoText } from "./technical-fields.ts";
import { itemsOf, membersOf, stringOf } from "./tree.ts";

/** Where the walk is. */
export interface Position {
  /** As content names it: "H5P.Blanks 1.14". */
  readonly library: string;
  /** For people, from the outside in. */
  readonly place: readonly string[];
  /** Names of fields from the root of content.json. */
  readonly keys: readonly string[];
  /** Names of fields from the root of the library. */
  readonly fields: readonly string[];
  readonly heading?: string;
  /** The field, or one around it, is shared by all uses of the library. */
  readonly isShared: boolean;
}

/** Takes down the texts of content that is made with a library, in the order of the file. Content of unknown libraries is guessed at. */
export function walkContent(params: Node | undefined, library: string, libraries: Libraries, sink: SiteSink): void {
  const start: Position = { library, place: [], keys: [], fields: [], isShared: false };
  walkLibrary(params, start, libraries, sink);
}

function walkLibrary(params: Node | undefined, position: Position, libraries: Libraries, sink: SiteSink): void {
  const library: Library | undefined = libraries.find(position.library);
  if (library === undefined) {
    sink.unknownLibrary(position.library);
    guessTexts(params, position, (inner, at) => walkSubContent(inner, at, libraries, sink), sink);
  } else walkFields(params, library.fields, position, { libraries, sink });
}

interface Walk {
  readonly libraries: Libraries;
  readonly sink: SiteSink;
}

function walkFields(node: Node | undefined, fields: readonly Field[], position: Position, walk: Walk): void {
  const byName = new Map(fields.map((field) => [field.name, field]));
  const members = membersOf(node);
  // In the order of the file, which need not be that of the fields.
  for (const [name, value] of members) {
    const field = byName.get(name);
    if (field !== undefined) walkField(value, field, step(position, field), walk, members);
    else if (hasWords(value)) walk.sink.skipped("content", "fields that the library does not know");
  }
}

/** `siblings`: the members of the object that the value stands in. */
function walkField(
  node: Node,
  field: Field,
  position: Position,
  walk: Walk,
  siblings: ReadonlyMap<string, Node>,
): void {
  if (isHidden(field)) {
    if (hasWords(node)) walk.sink.skipped("content", "hidden fields");
    return;
  }
  if (field.type === "text") takeText(node, field, position, walk.sink);
  else if (field.type === "group") walkGroup(node, field, position, walk, siblings);
  else if (field.type === "list") walkList(node, field, position, walk, siblings);
  else if (field.type === "library") walkSubContent(node, position, walk.libraries, walk.sink);
  else if (field.type === "file" || field.type === "image" || field.type === "video" || field.type === "audio")
    walkMedia(node, position, walk.sink, siblings);
}

/** A group with one field is stored as that field's value alone, unless it is content of its own (h5p-php-library, validateGroup). */
function walkGroup(
  node: Node,
  field: Field,
  position: Position,
  walk: Walk,
  siblings: ReadonlyMap<string, Node>,
): void {
  const fields = field.fields ?? [];
  const [only] = fields;
  if (only !== undefined && fields.length === 1 && field.isSubContent !== true && !isUnfolded(node, only))
    walkField(node, only, { ...step(position, only), place: position.place }, walk, siblings);
  else walkFields(node, fields, position, walk);
}

/** Whether the object holds the group's only field under its name, as packages do that were not made by the editor. */
function isUnfolded(node: Node, only: Field): boolean {
  return membersOf(node).has(only.name) && !(only.fields ?? []).some(({ name }) => name === only.name);
}

function walkList(node: Node, field: Field, position: Position, walk: Walk, siblings: ReadonlyMap<string, Node>): void {
  const item = field.field;
  if (item === undefined) return;
  const place = position.place.slice(0, -1);
  const name = field.entity ?? item.entity ?? field.label ?? field.name;
  for (const [index, value] of itemsOf(node).entries()) {
    const at: Position = {
      ...position,
      place: [...place, `${name.toLowerCase()} ${index + 1}`],
      isShared: position.isShared || item.common === true,
    };
    walkField(value, item, at, walk, siblings);
  }
}

/** Content within content: `{ library, params, metadata, subContentId }`. */
function walkSubContent(node: Node, position: Position, libraries: Libraries, sink: SiteSink): void {
  const members = membersOf(node);
  const name = stringOf(members.get("library"));
  if (name === undefined) return;
  const metadata = membersOf(members.get("metadata"));
  const title = stringOf(metadata.get("title"));
  const at: Position = {
    ...position,
    library: name,
    fields: [],
    isShared: false,
    ...(title ? { heading: title } : {}),
  };
  for (const key of ["title", "a11yTitle"]) {
    const node = metadata.get(key);
    const value = stringOf(node);
    if (node === undefined || value === undefined || value.trim() === "") continue;
    // "Untitled Multiple Choice": nobody gave it a title.
    if (/^Untitled\b/.test(value)) {
      sink.skipped("titles and metadata", "titles that nobody has written");
      continue;
    }
    sink.text({
      value,
      start: node.offset,
      end: node.offset + node.length,
      syntax: "plain",
      answers: "none",
      place: placeOf([...position.place, "title"]),
      keys: [...position.keys, "metadata", key].join("."),
      category: "titles and metadata",
    });
  }
  walkLibrary(members.get("params"), { ...at, keys: [...position.keys, "params"] }, libraries, sink);
}

/** Pictures carry their own alternative text in some packages; files may be subtitles. The rest, copyright among it, is for programs. */
function walkMedia(node: Node, position: Position, sink: SiteSink, siblings: ReadonlyMap<string, Node>): void {
  for (const media of [node, ...itemsOf(node)]) {
    const members = membersOf(media);
    for (const key of ["alt", "title", "hover"]) {
      const text = members.get(key);
      if (text !== undefined)
        takeText(text, { name: key, type: "text" }, step(position, { name: key, type: "text" }), sink);
    }
    if (hasWords(members.get("copyright"))) sink.skipped("content", "copyright of media");
    const path = stringOf(members.get("path"));
    if (path === undefined || !/^[^:]+\.(?:vtt|srt)$/i.test(path)) continue;
    const language = siblings.get("srcLang");
    const value = stringOf(language);
    const place = placeOf([...position.place.slice(0, -1), "subtitles"]);
    const named =
      language === undefined || value === undefined
        ? undefined
        : { value, start: language.offset, end: language.offset + language.length };
    sink.track({ member: `content/${path}`, place, ...(named === undefined ? {} : { language: named }) });
  }
}

function takeText(node: Node, field: Field, position: Position, sink: SiteSink): void {
  const value = stringOf(node);
  if (value === undefined || value.trim() === "") return;
  const category = position.isShared ? "interface texts" : "content";
  const reason = whyNoText(field, value);
  if (reason !== undefined) {
    sink.skipped(category, reason);
    return;
  }
  const isHtml =
    field.widget === "html" || (field.tags !== undefined && field.tags.length > 0) || /<[a-z/!]/i.test(value);
  sink.text({
    value,
    start: node.offset,
    end: node.offset + node.length,
    syntax: isHtml ? "html" : "escaped",
    answers: answerSyntax(position.library, position.fields, field),
    place: placeOf(position.place),
    keys: position.keys.join("."),
    ...(position.heading === undefined ? {} : { heading: position.heading }),
    ...(field.maxLength === undefined || isHtml ? {} : { maxLength: field.maxLength }),
    category,
    ...(position.isShared ? { shared: { library: position.library, field: position.fields.join(".") } } : {}),
  });
}

function step(position: Position, field: Field): Position {
  return {
    ...position,
    place: [...position.place, (field.label ?? field.name).replace(/[:.]+$/, "")],
    keys: [...position.keys, field.name],
    fields: [...position.fields, field.name],
    isShared: position.isShared || field.common === true,
  };
}

/** The last words of a place say most; the first of them begins with a capital. */
const MAX_STEPS = 4;

/** A place as a person reads it. */
export function placeOf(steps: readonly string[]): string {
  const words = steps.slice(-MAX_STEPS).join(", ");
  return words === "" ? "Content" : words.charAt(0).toUpperCase() + words.slice(1);
}

/** Whether there is any letter in a string below the node. */
function hasWords(node: Node | undefined): boolean {
  if (node === undefined) return false;
  if (node.type === "string") return /\p{L}/u.test(node.value as string);
  const children = node.type === "property" ? (node.children ?? []).slice(1) : (node.children ?? []);
  return children.some(hasWords);
}
