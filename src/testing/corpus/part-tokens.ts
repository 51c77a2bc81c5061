import { SaxesParser } from "saxes";

/** The non-text tokens of a part, ready to be compared with those of its merged version. */
export interface PartTokens {
  /** Tags with their attributes, comments and instructions, in order; runs and what the declared changes touch left out. */
  readonly sequence: readonly string[];
  /** Runs by their tag and formatting, with how often each occurs. */
  readonly runs: ReadonlyMap<string, number>;
  /** Formatting of runs alone: what a new run may be formatted like. */
  readonly formats: ReadonlySet<string>;
  /** How many tokens of each declared kind there are, by kind and spelling. */
  readonly declared: ReadonlyMap<string, number>;
}

/** Elements a merge may add, drop or change, and what the report calls it. By local name. */
const DECLARED_ELEMENTS: ReadonlyMap<string, string> = new Map([
  ["lang", "language"],
  ["themeFontLang", "language"],
  ["language", "language"],
  ["rtl", "direction"],
  ["bidi", "direction"],
  ["bidiVisual", "direction"],
  ["rtlGutter", "direction"],
  ["updateFields", "updateFields"],
  // Where a shape inherits that its text shrinks, the scale is written on an element of its own.
  ["normAutofit", "autofit"],
]);

/** Attributes a merge may add, drop or change. By name as written, for they mean other things elsewhere. */
const DECLARED_ATTRIBUTES: ReadonlyMap<string, string> = new Map([
  ["xml:space", "xml:space"],
  ["lang", "language"],
  ["altLang", "language"],
  ["xml:lang", "language"],
  ["rtl", "direction"],
  ["algn", "direction"],
  ["rtlCol", "direction"],
  ["fontScale", "autofit"],
  ["lnSpcReduction", "autofit"],
  ["w:dirty", "updateFields"],
  ...["language", "country", "script", "rfc-language-tag"].flatMap((name) =>
    [`fo:${name}`, `style:${name}`, `style:${name}-asian`, `style:${name}-complex`].map((full) => [full, "language"] as const),
  ),
  ["style:writing-mode", "direction"],
  ["fo:text-align", "direction"],
]);

/** Property containers that count for nothing when all they held was declared. */
const WRAPPERS = new Set(["rPr", "pPr", "tblPr", "text-properties", "paragraph-properties", "table-properties"]);

interface Frame {
  readonly name: string;
  readonly tag: string;
  /** Where its opening token stands in its target list. */
  readonly at: number;
  readonly into: string[];
  /** For runs. */
  readonly format: string[];
}

/**
 * Reads a part with saxes. Texts do not count; the elements `t` and `text:s` do not either, for a paragraph's text may be divided anew among runs.
 * `isTranslated` says whether an attribute value is a text that was or will be translated: its value does not count.
 */
export function partTokens(xml: string, isTranslated: (value: string) => boolean): PartTokens {
  const sequence: string[] = [];
  const runs = new Map<string, number>();
  const formats = new Set<string>();
  const declared = new Map<string, number>();
  const frames: Frame[] = [];
  let declaredDepth = 0;
  const parser = new SaxesParser({ xmlns: false, position: false });
  parser.on("error", (error) => {
    throw error;
  });
  const target = (): string[] => frames.at(-1)?.into ?? sequence;
  const write = (token: string): void => void target().push(token);
  parser.on("comment", (text) => write(`<!--${text}-->`));
  parser.on("processinginstruction", (node) => write(`<?${node.target} ${node.body}?>`));
  parser.on("opentag", (node) => {
    const local = localName(node.name);
    const kind = DECLARED_ELEMENTS.get(local);
    if (kind !== undefined || declaredDepth > 0) {
      if (kind !== undefined && declaredDepth === 0)
        tally(declared, `${kind}\t${node.name}${JSON.stringify(node.attributes)}`);
      declaredDepth += 1;
      return;
    }
    const tag = openTag(node.name, node.attributes, isTranslated, declared);
    const isRun = local === "r";
    const isFormat = local === "rPr" && frames.at(-1) !== undefined && localName(frames.at(-1)!.name) === "r";
    const format = isFormat ? frames.at(-1)!.format : [];
    const into = isFormat ? format : target();
    const at = into.length;
    if (isTextElement(node.name)) tally(declared, "text elements\tt");
    else if (!isRun) into.push(tag);
    frames.push({ name: node.name, tag, at, into, format });
  });
  parser.on("closetag", (node) => {
    if (declaredDepth > 0) {
      declaredDepth -= 1;
      return;
    }
    const frame = frames.pop()!;
    const local = localName(node.name);
    if (local === "r") {
      const format = frame.format.join("");
      formats.add(format);
      tally(runs, `${frame.tag}${format}`);
    } else if (isTextElement(node.name)) return;
    else if (WRAPPERS.has(local) && frame.into.length === frame.at + 1 && frame.tag === `<${node.name}>`)
      frame.into.pop();
    else frame.into.push(`</${node.name}>`);
  });
  parser.write(xml).close();
  return { sequence, runs, formats, declared };
}

function openTag(
  name: string,
  attributes: Readonly<Record<string, string>>,
  isTranslated: (value: string) => boolean,
  declared: Map<string, number>,
): string {
  const kept: string[] = [];
  for (const [key, value] of Object.entries(attributes)) {
    const kind = DECLARED_ATTRIBUTES.get(key);
    if (kind !== undefined) tally(declared, `${kind}\t${name}@${key}=${value}`);
    else kept.push(` ${key}="${isTranslated(value) ? "¶" : value}"`);
  }
  return `<${name}${kept.join("")}>`;
}

/** Texts of Office, and OpenDocument's spaces: both are set anew where a text is. */
const isTextElement = (name: string): boolean => localName(name) === "t" || name === "text:s";

const localName = (name: string): string => name.slice(name.indexOf(":") + 1);

function tally(map: Map<string, number>, key: string): void {
  map.set(key, (map.get(key) ?? 0) + 1);
}
