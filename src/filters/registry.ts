import { extname } from "node:path/posix";
import { DocumentError } from "../errors.ts";
import type { Finding } from "../model/finding.ts";
import type { AnyFilter } from "./filter.ts";
import type { ReadableKind } from "./recognition/readable-kinds.ts";
import type { RefusedKind } from "./recognition/refused-kinds.ts";

interface Registration {
  readonly id: string;
  readonly extensions: readonly `.${string}`[];
  /** Its files may begin with anything, a page of HTML or the first line of subtitles too: then the extension is right. */
  readonly isFreeText?: true;
  /** Loaded only when a document of the format turns up. */
  load(): Promise<AnyFilter>;
}

/** One line a format. */
const REGISTRY: readonly Registration[] = [
  {
    id: "docx",
    extensions: [".docx", ".docm", ".dotx", ".dotm"],
    load: async () => (await import("./docx/docx.ts")).docx,
  },
  {
    id: "pptx",
    extensions: [".pptx", ".pptm", ".potx", ".potm", ".ppsx", ".ppsm"],
    load: async () => (await import("./pptx/pptx.ts")).pptx,
  },
  { id: "epub", extensions: [".epub"], load: async () => (await import("./epub/epub.ts")).epub },
  {
    id: "idml",
    extensions: [".idml", ".idms", ".icml"],
    load: async () => (await import("./idml/idml.ts")).idml,
  },
  {
    id: "xlsx",
    extensions: [".xlsx", ".xlsm", ".xltx", ".xltm"],
    load: async () => (await import("./xlsx/xlsx.ts")).xlsx,
  },
  {
    id: "json",
    extensions: [".json", ".jsonl", ".ndjson", ".arb"],
    isFreeText: true,
    load: async () => (await import("./json/json.ts")).json,
  },
  { id: "h5p", extensions: [".h5p"], load: async () => (await import("./h5p/h5p.ts")).h5p },
  {
    id: "html",
    extensions: [".html", ".htm", ".xhtml", ".xht"],
    isFreeText: true,
    load: async () => (await import("./html/html.ts")).html,
  },
  {
    id: "markdown",
    extensions: [".md", ".markdown", ".mdown", ".mdx"],
    isFreeText: true,
    load: async () => (await import("./markdown/markdown.ts")).markdown,
  },
  { id: "srt", extensions: [".srt"], load: async () => (await import("./srt/srt.ts")).srt },
  { id: "vtt", extensions: [".vtt"], load: async () => (await import("./vtt/vtt.ts")).vtt },
  { id: "odt", extensions: [".odt", ".ott", ".fodt"], load: async () => (await import("./odf/odf.ts")).odt },
  { id: "odp", extensions: [".odp", ".otp", ".fodp"], load: async () => (await import("./odf/odf.ts")).odp },
  { id: "ods", extensions: [".ods", ".ots", ".fods"], load: async () => (await import("./odf/odf.ts")).ods },
  { id: "txt", extensions: [".txt"], load: async () => (await import("./txt/txt.ts")).txt },
];

/** The extensions of all documents that can be read, lower case, with their dots. */
export const extensions: readonly string[] = REGISTRY.flatMap((registration) => registration.extensions);

/** The ids of all filters. */
export const filterIds: readonly string[] = REGISTRY.map(({ id }) => id);

/** The filter for a document, and what its author should know of the choice. */
export interface FilterChoice {
  readonly filter: AnyFilter;
  readonly findings: readonly Finding[];
}

/**
 * The filter for a document: by its content where that says what it is, else by its extension. Throws a DocumentError `unknown-format` or
 * `encrypted-document` that says what the document is and what to do.
 */
export async function filterFor(name: string, bytes: Uint8Array): Promise<FilterChoice> {
  const { recognise } = await import("./recognition/recognise.ts");
  const named = byExtension(extensionOf(name));
  const recognised = recognise(bytes);
  const kind = recognised && ("readable" in recognised ? recognised.readable : recognised.refused);
  if (kind === undefined || (kind.isText && named?.isFreeText)) {
    if (named !== undefined) return { filter: await named.load(), findings: [] };
    throw unknownFormat(name);
  }
  if ("hint" in kind) throw refusal(name, kind);
  const meant = byExtension(kind.extension);
  if (meant === undefined) throw unknownFormat(name, kind.name);
  return { filter: await meant.load(), findings: meant === named ? [] : [wrongExtension(name, kind)] };
}

/** The id of the filter that reads files with this extension ("md", ".md"); undefined where there is none. */
export function filterIdOf(extension: string): string | undefined {
  return byExtension(`.${extension.toLowerCase().replace(/^\./, "")}`)?.id;
}

/** The filter with this id; the one that wrote an XLIFF file must merge it. Throws a DocumentError `unknown-format`. */
export function filterById(id: string): Promise<AnyFilter> {
  const found = REGISTRY.find((registration) => registration.id === id);
  if (found) return found.load();
  throw new DocumentError("unknown-format", `There is no filter named ${id}.`, {
    hint: "Update pitrans and try again.",
  });
}

/** The error for a document that no filter reads, and what to do instead. */
function refusal(name: string, kind: RefusedKind): DocumentError {
  return new DocumentError(kind.code ?? "unknown-format", `${name} is ${kind.name}.`, {
    hint: kind.hint,
    place: { file: name },
  });
}

function unknownFormat(name: string, what?: string): DocumentError {
  const message =
    what === undefined
      ? `${name} is of no format that pitrans reads.`
      : `${name} is ${what}, which pitrans does not read.`;
  return new DocumentError("unknown-format", message, {
    hint: `It reads ${extensions.join(", ")}.`,
    place: { file: name },
  });
}

function wrongExtension(name: string, { name: what, extension }: ReadableKind): Finding {
  const own = extensionOf(name);
  const called = own === "" ? "has no extension" : `is called ${own}`;
  const message = `The file ${called}, but it is ${what}, and was read as that. Call it ${extension}, or other programs may not open it.`;
  return { id: "wrong-extension", severity: "minor", message };
}

function byExtension(extension: string): Registration | undefined {
  return REGISTRY.find((registration) => registration.extensions.some((own) => own === extension));
}

function extensionOf(name: string): string {
  return extname(name).toLowerCase();
}
