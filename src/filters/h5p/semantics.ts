/** What a library says of one value it takes (semantics.json, h5p.org/semantics): the attributes that matter here. */
export interface Field {
  readonly name: string;
  readonly type: string;
  readonly widget?: string;
  /** How the editor names the field: "Question". */
  readonly label?: string;
  /** How the editor names an item of a list: "answer". */
  readonly entity?: string;
  /** Of a text: the tags it may hold. With any, the text is HTML. */
  readonly tags?: readonly string[];
  /** Of a text: the most characters; sites cut off what is longer. */
  readonly maxLength?: number;
  /** All uses of the library in a package share the value: the words of its buttons and messages. */
  readonly common?: boolean;
  readonly default?: unknown;
  /** Of a group. */
  readonly fields?: readonly Field[];
  readonly isSubContent?: boolean;
  /** Of a list: what every item is. */
  readonly field?: Field;
  /** Advice for authors; its example shows the syntax that the text may hold. */
  readonly important?: { readonly example?: string };
}

/** Fields nest this deep at the most in libraries there are; hostile ones would go on. */
const MAX_DEPTH = 50;

/** The fields that a semantics.json declares. What is no field is left out; undefined where the text is no list at all. */
export function parseSemantics(text: string): readonly Field[] | undefined {
  try {
    const json: unknown = JSON.parse(text.replace(/^\uFEFF/, ""));
    return Array.isArray(json) ? fieldsOf(json, 0) : undefined;
  } catch {
    return undefined;
  }
}

function fieldsOf(json: unknown, depth: number): readonly Field[] {
  if (!Array.isArray(json) || depth > MAX_DEPTH) return [];
  return json.map((item) => fieldOf(item, depth)).filter((field) => field !== undefined);
}

function fieldOf(json: unknown, depth: number): Field | undefined {
  if (typeof json !== "object" || json === null || depth > MAX_DEPTH) return undefined;
  const value = new Map<string, unknown>(Object.entries(json));
  const text = (key: string): string | undefined => {
    const found = value.get(key);
    return typeof found === "string" ? found : undefined;
  };
  const name = text("name");
  const type = text("type");
  if (name === undefined || type === undefined) return undefined;
  const widget = text("widget");
  const label = text("label");
  const entity = text("entity");
  const tags = value.get("tags");
  const maxLength = value.get("maxLength");
  const field = fieldOf(value.get("field"), depth + 1);
  const example = exampleOf(value.get("important"));
  return {
    name,
    type,
    ...(widget === undefined ? {} : { widget }),
    ...(label === undefined ? {} : { label }),
    ...(entity === undefined ? {} : { entity }),
    ...(Array.isArray(tags) ? { tags: tags.filter((tag) => typeof tag === "string") } : {}),
    ...(typeof maxLength === "number" && maxLength > 0 ? { maxLength } : {}),
    ...(value.get("common") === true ? { common: true } : {}),
    ...(value.has("default") ? { default: value.get("default") } : {}),
    ...(value.has("fields") ? { fields: fieldsOf(value.get("fields"), depth + 1) } : {}),
    ...(value.get("isSubContent") === true ? { isSubContent: true } : {}),
    ...(field === undefined ? {} : { field }),
    ...(example === undefined ? {} : { important: { example } }),
  };
}

function exampleOf(json: unknown): string | undefined {
  if (typeof json !== "object" || json === null || !("example" in json)) return undefined;
  return typeof json.example === "string" ? json.example : undefined;
}
