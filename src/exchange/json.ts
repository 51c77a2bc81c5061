import { addQualifiers, lossCounter, type ExchangeDocument, type ExchangeUnit, type Loss } from "../model/exchange.ts";
import { plainText } from "../model/fragment.ts";
import { fromMarkers } from "./code-markers.ts";
import type { ExchangeFormat, ReadContext } from "./format.ts";
import { freeKey } from "./free-key.ts";
import { malformed, utf8 } from "./malformed.ts";
import { plainUnit } from "./plain-unit.ts";

/** The resources of the xliff package: texts by key, or groups of them. */
interface Resources {
  [key: string]: { source?: string; target?: string; groupUnits?: Resources };
}

/** Reads XLIFF 1.2 of the xliff package into a document: what joins the rooms hands it in, since XLIFF is another room's. */
export type ReadXliff12 = (text: string) => ExchangeDocument;

const MAX_DEPTH = 64;

/**
 * Texts by key, nested as i18next and others have them, through the `xliff` package. A file has one language: read, its texts are sources;
 * written, they are the translations, or the sources where there are none.
 */
export function jsonFormat(readXliff12: ReadXliff12): ExchangeFormat {
  return {
    id: "json",
    extensions: [".json"],
    read: async (bytes, context) => read(bytes, context, readXliff12),
    write,
  };
}

async function read(
  bytes: Uint8Array,
  { file, sourceLocale, targetLocale }: ReadContext,
  readXliff12: ReadXliff12,
): Promise<{ document: ExchangeDocument; losses: readonly Loss[] }> {
  const { default: jsToXliff12 } = await import("xliff/jsToXliff12");
  const losses = lossCounter();
  const resources = resourcesOf(parse(utf8(bytes, file), file), file, 0, losses);
  const text = await jsToXliff12(
    {
      sourceLanguage: sourceLocale,
      ...(targetLocale === undefined ? {} : { targetLanguage: targetLocale }),
      resources: { [file]: resources },
    },
    // Without it the package puts white space into texts.
    { indent: "" },
  );
  const document = readXliff12(text);
  return {
    document: { ...document, files: document.files.map((each) => ({ ...each, units: each.units.map(withCodes) })) },
    losses: losses.losses(),
  };
}

function parse(text: string, file: string): object {
  try {
    const value: unknown = JSON.parse(text);
    if (typeof value === "object" && value !== null && !Array.isArray(value)) return value;
  } catch (error) {
    throw malformed(file, "it is not valid JSON.", "Look for a missing comma or quotation mark.", undefined, error);
  }
  throw malformed(file, "it is no object of texts by key.", 'It should look like {"greeting": "Dear parents,"}.');
}

function resourcesOf(value: object, file: string, depth: number, losses: ReturnType<typeof lossCounter>): Resources {
  if (depth > MAX_DEPTH)
    throw malformed(file, `it is nested more than ${MAX_DEPTH} deep.`, "Divide it into several files.");
  // Without a prototype, so that a key named "__proto__" is a key.
  const resources = Object.create(null) as Resources;
  for (const [key, inner] of Object.entries(value) as [string, unknown][]) {
    if (typeof inner === "string") resources[key] = { source: inner };
    else if (typeof inner === "object" && inner !== null)
      resources[key] = { groupUnits: resourcesOf(inner, file, depth + 1, losses) };
    else losses.add("values that are no texts");
  }
  return resources;
}

/** A file's ids must be unique, and keys are only so within their group. */
function withCodes(unit: ExchangeUnit): ExchangeUnit {
  const path = [...unit.groups, unit.id];
  return {
    ...unit,
    id: path.join("."),
    name: unit.id,
    preserveSpace: true,
    parts: unit.parts.map((part) => ({ ...part, source: fromMarkers(plainText(part.source)) })),
  };
}

async function write(document: ExchangeDocument): Promise<{ bytes: Uint8Array; losses: readonly Loss[] }> {
  const losses = lossCounter();
  addQualifiers(
    document.files.flatMap(({ units }) => units),
    losses,
  );
  const resources: Record<string, Resources> = {};
  const plain = document.files.map(({ original, notes, units }) => {
    losses.add("notes", notes.length);
    return { original, units: units.map((unit) => plainUnit(unit, losses)) };
  });
  const side = plain.some(({ units }) => units.some(({ target }) => target !== undefined)) ? "target" : "source";
  for (const [index, { original, units }] of plain.entries()) {
    const root = Object.create(null) as Resources;
    resources[freeKey(original === "" ? `file-${index + 1}` : original, (key) => key in resources)] = root;
    for (const { unit, source, target } of units) {
      losses.add("notes", unit.notes.length);
      losses.add("states of translations", target === undefined ? 0 : 1);
      losses.add("source texts, where translations are written", side === "target" ? 1 : 0);
      losses.add("texts without translation", side === "target" && target === undefined ? 1 : 0);
      put(root, unit, { source, ...(target === undefined ? {} : { target }) });
    }
  }
  const js = { sourceLanguage: document.sourceLocale, resources };
  const { default: ofjs } = side === "target" ? await import("xliff/targetOfjs") : await import("xliff/sourceOfjs");
  return { bytes: Buffer.from(`${JSON.stringify(ofjs(js), undefined, 2)}\n`), losses: losses.losses() };
}

/** Under its groups by its name, as JSON came in; a unit whose place is taken, or whose name is none, by its id at the top. */
function put(root: Resources, unit: ExchangeUnit, texts: { source: string; target?: string }): void {
  let place = root;
  for (const group of unit.groups) {
    const inner = (place[group] ??= { groupUnits: Object.create(null) as Resources });
    if (!inner.groupUnits) {
      root[freeKey(unit.id, (key) => key in root)] = texts;
      return;
    }
    place = inner.groupUnits;
  }
  const key = unit.groups.length > 0 || `${unit.name}` === unit.id ? (unit.name ?? unit.id) : unit.id;
  if (place[key] === undefined) place[key] = texts;
  else root[freeKey(unit.id, (key) => key in root)] = texts;
}
