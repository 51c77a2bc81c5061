import { existsSync } from "node:fs";
import { extname, resolve } from "node:path";
import { UsageError } from "../../errors.ts";
import type { ExchangeFormat, ReadContext } from "../../exchange/format.ts";
import type { XliffVersion } from "../../model/document.ts";
import type { ExchangeDocument, Loss } from "../../model/exchange.ts";
import type { Locale } from "../../model/locale.ts";
import { writeAtomically } from "../../store/write-atomically.ts";
import type { DroppedAnnotations } from "../../xliff/rewrite/drop-annotations.ts";
import { readInput } from "../read-input.ts";

export interface ConvertRequest {
  /** Absolute. */
  readonly cwd: string;
  readonly input: string;
  readonly output: string;
  /** Where the output is XLIFF; undefined: 1.2, or the input's where that is XLIFF 2. */
  readonly version: XliffVersion | undefined;
  /** Of XLIFF 2 that stays XLIFF 2: whether its segments are joined, or divided where sentences begin. */
  readonly segments?: "join" | "sentence";
  /** Of XLIFF 2 that stays XLIFF 2: which markers around words go. */
  readonly drop?: DroppedAnnotations;
  /** For formats that do not name their languages. */
  readonly sourceLocale: Locale;
  readonly targetLocale: Locale | undefined;
  /** Whether a file that is there already may be replaced. */
  readonly mayReplace: boolean;
  readonly isDryRun: boolean;
}

export interface Conversion {
  /** As people say it: "XLIFF 1.2", "PO". */
  readonly from: string;
  readonly to: string;
  readonly units: number;
  /** What the input holds and no other format has a place for, then what the output has none for. */
  readonly losses: readonly Loss[];
}

interface Read {
  readonly document: ExchangeDocument;
  readonly losses: readonly Loss[];
  readonly name: string;
}

interface Written {
  readonly bytes: Uint8Array;
  readonly losses: readonly Loss[];
  readonly name: string;
}

/** A format that `convert` knows; loaded only when a file of it is named. */
interface Known {
  readonly extensions: readonly string[];
  read(bytes: Uint8Array, context: ReadContext): Promise<Read>;
  write(document: ExchangeDocument, version: XliffVersion): Promise<Written>;
}

const XLIFF: Known = {
  extensions: [".xlf", ".xliff", ".sdlxliff", ".mqxliff", ".mxliff"],
  async read(bytes, { file }) {
    const { readExchange } = await import("../../xliff/exchange/read-exchange.ts");
    const { document, losses, version } = readExchange(bytes, file);
    return { document, losses, name: `XLIFF ${version}` };
  },
  async write(document, version) {
    const name = `XLIFF ${version}`;
    if (version === "1.2") {
      const { writeExchange12 } = await import("../../xliff/exchange/write-exchange-12.ts");
      const { text, losses } = writeExchange12(document);
      return { bytes: Buffer.from(text), losses, name };
    }
    const { writeExchange2 } = await import("../../xliff/exchange/write-exchange-2.ts");
    const { text, losses } = writeExchange2(document, version);
    return { bytes: Buffer.from(text), losses, name };
  },
};

const TMX: Known = {
  extensions: [".tmx"],
  async read(bytes, context) {
    const { readTmxExchange } = await import("./tmx-exchange.ts");
    return { ...readTmxExchange(bytes, context), name: "TMX" };
  },
  async write(document) {
    const { writeTmxExchange } = await import("./tmx-exchange.ts");
    return { ...writeTmxExchange(document), name: "TMX 1.4" };
  },
};

/** A format of the exchange room, loaded when it is needed. */
function known(name: string, extensions: readonly string[], load: () => Promise<ExchangeFormat>): Known {
  return {
    extensions,
    read: async (bytes, context) => ({ ...(await (await load()).read(bytes, context)), name }),
    write: async (document) => ({ ...(await (await load()).write(document)), name }),
  };
}

/** One line a format. */
const FORMATS: readonly Known[] = [
  XLIFF,
  TMX,
  known("PO", [".po", ".pot"], async () => (await import("../../exchange/po.ts")).po),
  known("CSV", [".csv", ".tsv"], async () => (await import("../../exchange/csv.ts")).csv),
  known("Excel table", [".xlsx"], async () => (await import("../../exchange/xlsx.ts")).xlsx),
  known("JSON", [".json"], async () => {
    const [{ jsonFormat }, { readExchange }] = await Promise.all([
      import("../../exchange/json.ts"),
      import("../../xliff/exchange/read-exchange.ts"),
    ]);
    return jsonFormat((text) => readExchange(Buffer.from(text), "json").document);
  }),
];

/** Converts a bilingual file into another format, by the names' extensions. Errors: UsageError, those of reading, DocumentError, XliffError, StoreError. */
export async function convert(request: ConvertRequest): Promise<Conversion> {
  const { cwd, input, output, version, sourceLocale, targetLocale, mayReplace, isDryRun } = request;
  const from = formatOf(input);
  const to = formatOf(output);
  const path = resolve(cwd, output);
  if (resolve(cwd, input) === path) {
    throw new UsageError("usage", `${output} would be written over itself.`, {
      hint: "Give the converted file a name of its own.",
      place: { file: output },
    });
  }
  if (existsSync(path) && !mayReplace) {
    throw new UsageError("usage", `There is a file ${output} already.`, {
      hint: "Give another name, or -y to replace it.",
      place: { file: output },
    });
  }
  const bytes = await readInput(resolve(cwd, input), input);
  const rewritten = from === XLIFF && to === XLIFF ? await rewrite(bytes, request) : undefined;
  if (rewritten) {
    if (!isDryRun) await writeAtomically(path, rewritten.bytes);
    return rewritten.conversion;
  }
  if (request.segments !== undefined || request.drop !== undefined) {
    throw new UsageError("usage", "Segments and markers are changed in XLIFF 2 that stays XLIFF 2.", {
      hint: "Convert it to XLIFF 2 first: --xliff 2.1",
      place: { option: request.segments === undefined ? "--drop" : "--segments" },
    });
  }
  const context = { file: input, sourceLocale, ...(targetLocale === undefined ? {} : { targetLocale }) };
  const read = await from.read(bytes, context);
  // A translation is of the language that was asked for where its own format names none.
  const document =
    read.document.targetLocale === undefined ? { ...read.document, ...pick(targetLocale) } : read.document;
  const written = await to.write(document, version ?? "1.2");
  if (!isDryRun) await writeAtomically(path, written.bytes);
  return {
    from: read.name,
    to: written.name,
    units: document.files.reduce((sum, { units }) => sum + units.length, 0),
    losses: [...read.losses, ...written.losses],
  };
}

/** XLIFF 2 that stays XLIFF 2 keeps everything, modules and extensions too; undefined where it is not so. */
async function rewrite(
  bytes: Uint8Array,
  { input, version, segments, drop }: ConvertRequest,
): Promise<{ readonly bytes: Uint8Array; readonly conversion: Conversion } | undefined> {
  if (version === "1.2") return undefined;
  const { readExchange } = await import("../../xliff/exchange/read-exchange.ts");
  const { document, version: present } = readExchange(bytes, input);
  // 2.2 has a namespace of its own: written as 2.0 or 2.1 it goes through the hub.
  const isKept = present === "2.0" || present === "2.1" || (present === "2.2" && version === undefined);
  if (!isKept) return undefined;
  const { rewriteXliff2 } = await import("../../xliff/rewrite/rewrite-xliff-2.ts");
  const { sentenceStarts } = await import("../../segmentation/sentence-starts.ts");
  const text = rewriteXliff2(bytes, input, {
    ...(version === undefined ? {} : { version }),
    ...(segments === undefined ? {} : { segments: segments === "join" ? segments : sentenceStarts }),
    ...(drop === undefined ? {} : { drop }),
  });
  const units = document.files.reduce((sum, file) => sum + file.units.length, 0);
  return {
    bytes: Buffer.from(text),
    conversion: { from: `XLIFF ${present}`, to: `XLIFF ${version ?? present}`, units, losses: [] },
  };
}

const pick = (targetLocale: Locale | undefined): { targetLocale?: Locale } =>
  targetLocale === undefined ? {} : { targetLocale };

function formatOf(name: string): Known {
  const extension = extname(name).toLowerCase();
  const format = FORMATS.find(({ extensions }) => extensions.includes(extension));
  if (format) return format;
  throw new UsageError("usage", `${name} is of no format that convert knows.`, {
    hint: `Names must end in ${FORMATS.flatMap(({ extensions }) => extensions).join(", ")}.`,
    place: { file: name },
  });
}
