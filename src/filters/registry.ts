import { DocumentError } from "../errors.ts";
import type { AnyFilter } from "./filter.ts";

interface Registration {
  readonly id: string;
  readonly extensions: readonly `.${string}`[];
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
    extensions: [".pptx", ".pptm", ".potx", ".ppsx"],
    load: async () => (await import("./pptx/pptx.ts")).pptx,
  },
  { id: "odt", extensions: [".odt", ".ott", ".fodt"], load: async () => (await import("./odf/odf.ts")).odt },
  { id: "odp", extensions: [".odp", ".otp", ".fodp"], load: async () => (await import("./odf/odf.ts")).odp },
  { id: "ods", extensions: [".ods", ".ots", ".fods"], load: async () => (await import("./odf/odf.ts")).ods },
  { id: "txt", extensions: [".txt"], load: async () => (await import("./txt/txt.ts")).txt },
];

/** The extensions of all documents that can be read, lower case, with their dots. */
export const extensions: readonly string[] = REGISTRY.flatMap((registration) => registration.extensions);

/** The filter for a document, by its name. Throws a DocumentError `unknown-format` that names the formats there are. */
export function filterFor(name: string): Promise<AnyFilter> {
  const lower = name.toLowerCase();
  const found = REGISTRY.find((registration) => registration.extensions.some((extension) => lower.endsWith(extension)));
  if (found) return found.load();
  throw new DocumentError("unknown-format", `${name} is of no format that pitrans reads.`, {
    hint: `It reads ${extensions.join(", ")}.`,
    place: { file: name },
  });
}

/** The filter with this id; the one that wrote an XLIFF file must merge it. Throws a DocumentError `unknown-format`. */
export function filterById(id: string): Promise<AnyFilter> {
  const found = REGISTRY.find((registration) => registration.id === id);
  if (found) return found.load();
  throw new DocumentError("unknown-format", `There is no filter named ${id}.`, {
    hint: "Update pitrans and try again.",
  });
}
