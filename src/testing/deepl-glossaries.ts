import { randomUUID } from "node:crypto";

interface Dictionary {
  readonly source: string;
  readonly target: string;
  readonly entries: ReadonlyMap<string, string>;
}

interface Glossary {
  readonly id: string;
  readonly created: string;
  name: string;
  readonly dictionaries: Map<string, Dictionary>;
}

/** A status and a JSON body. */
export interface Answer {
  readonly status: number;
  readonly body: unknown;
}

/** The glossaries of an account, by the v3 endpoints (DeepL's API reference, multilingual glossaries). */
export class ServedGlossaries {
  readonly #glossaries = new Map<string, Glossary>();

  /** The dictionary of a glossary for a pair, or undefined. */
  terms(id: string, source: string, target: string): ReadonlyMap<string, string> | undefined {
    return this.#glossaries.get(id)?.dictionaries.get(pairKey(source, target))?.entries;
  }

  /** Answers `/v3/glossaries` and what is below it. `fields`: the form or JSON body, flattened as `dictionaries[0].entries`. */
  answer(method: string, path: string, fields: ReadonlyMap<string, string>, query: URLSearchParams): Answer {
    const [id, part] = path.split("/").slice(3);
    if (id === undefined || id === "") {
      if (method === "GET") return { status: 200, body: { glossaries: [...this.#glossaries.values()].map(described) } };
      return method === "POST" ? this.#create(fields) : { status: 405, body: {} };
    }
    const glossary = this.#glossaries.get(id);
    if (glossary === undefined) return { status: 404, body: { message: "Glossary not found" } };
    if (part === "entries") return entriesOf(glossary, query);
    if (part === "dictionaries" && method === "PUT") return replaceDictionary(glossary, fields);
    if (method === "GET") return { status: 200, body: described(glossary) };
    if (method === "PATCH") {
      glossary.name = fields.get("name") ?? glossary.name;
      return { status: 200, body: described(glossary) };
    }
    if (method === "DELETE") {
      this.#glossaries.delete(id);
      return { status: 204, body: undefined };
    }
    return { status: 405, body: {} };
  }

  #create(fields: ReadonlyMap<string, string>): Answer {
    const name = fields.get("name") ?? "";
    if (name === "" || Buffer.byteLength(name) > 1024)
      return { status: 400, body: { message: "Invalid glossary name" } };
    const glossary: Glossary = { id: randomUUID(), created: new Date().toISOString(), name, dictionaries: new Map() };
    for (let index = 0; fields.has(`dictionaries[${index}].source_lang`); index += 1) {
      const refused = setDictionary(glossary, fields, `dictionaries[${index}].`);
      if (refused !== undefined) return refused;
    }
    this.#glossaries.set(glossary.id, glossary);
    return { status: 201, body: described(glossary) };
  }
}

const pairKey = (source: string, target: string): string =>
  `${source.toLowerCase().split("-")[0]}-${target.toLowerCase().split("-")[0]}`;

function described({ id, name, created, dictionaries }: Glossary): unknown {
  return {
    glossary_id: id,
    name,
    creation_time: created,
    dictionaries: [...dictionaries.values()].map(describedDictionary),
  };
}

function describedDictionary({ source, target, entries }: Dictionary): unknown {
  return { source_lang: source, target_lang: target, entry_count: entries.size };
}

function replaceDictionary(glossary: Glossary, fields: ReadonlyMap<string, string>): Answer {
  const refused = setDictionary(glossary, fields, "");
  if (refused !== undefined) return refused;
  const key = pairKey(fields.get("source_lang") ?? "", fields.get("target_lang") ?? "");
  return { status: 200, body: describedDictionary(glossary.dictionaries.get(key)!) };
}

function setDictionary(glossary: Glossary, fields: ReadonlyMap<string, string>, prefix: string): Answer | undefined {
  const source = fields.get(`${prefix}source_lang`)?.toLowerCase() ?? "";
  const target = fields.get(`${prefix}target_lang`)?.toLowerCase() ?? "";
  const raw = fields.get(`${prefix}entries`) ?? "";
  const refuse = (message: string): Answer => ({ status: 400, body: { message } });
  if (fields.get(`${prefix}entries_format`) !== "tsv") return refuse("Unsupported entries format");
  if (Buffer.byteLength(raw) > 10 * 1024 * 1024) return { status: 413, body: { message: "Glossary too large" } };
  const entries = new Map<string, string>();
  for (const line of raw.split("\n")) {
    const [from, to, ...rest] = line.split("\t");
    if (from === undefined || to === undefined || from === "" || to === "" || rest.length > 0) {
      return refuse("Invalid glossary entries provided");
    }
    if (entries.has(from)) return refuse(`Duplicate source term`);
    if (Buffer.byteLength(from) > 1024 || Buffer.byteLength(to) > 1024) return refuse("Glossary term too long");
    entries.set(from, to);
  }
  glossary.dictionaries.set(pairKey(source, target), { source, target, entries });
  return undefined;
}

function entriesOf(glossary: Glossary, query: URLSearchParams): Answer {
  const key = pairKey(query.get("source_lang") ?? "", query.get("target_lang") ?? "");
  const dictionary = glossary.dictionaries.get(key);
  if (dictionary === undefined) return { status: 404, body: { message: "Dictionary not found" } };
  const entries = [...dictionary.entries].map((pair) => pair.join("\t")).join("\n");
  return {
    status: 200,
    body: {
      dictionaries: [
        { source_lang: dictionary.source, target_lang: dictionary.target, entries, entries_format: "tsv" },
      ],
    },
  };
}
