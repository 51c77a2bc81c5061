import { DATA_TYPES, type DataType } from "./data-types.ts";

/** One place in an element's content: which children may stand there, and how many. */
export interface Particle {
  readonly names: ReadonlySet<string>;
  readonly least: number;
  readonly most: number;
}

export interface AttributeRule {
  readonly isRequired: boolean;
  readonly type: DataType;
}

/** What an element may hold. */
export interface ElementRule {
  /** In order. */
  readonly content: readonly Particle[];
  /** Whether characters other than white space may stand in it. */
  readonly isMixed: boolean;
  readonly attributes: ReadonlyMap<string, AttributeRule>;
  /**
   * Whether attributes of other namespaces may stand there: all, those of XLIFF's modules only, or none. `lax`: all, and even unknown ones
   * without a namespace, as the transitional schema of 1.2 has it.
   */
  readonly foreignAttributes: "any" | "modules" | "none" | "lax";
}

/** The elements of a version, by the names of `XliffElement`. */
export type Grammar = ReadonlyMap<string, ElementRule>;

/** Stands in content for any element of a namespace that is not XLIFF's core. */
export const OTHER = "#other";

/** An element as a line of a table says it: see `element`. */
interface Line {
  readonly content?: string;
  readonly text?: true;
  readonly attributes?: string;
  readonly foreign?: ElementRule["foreignAttributes"];
}

/**
 * An element's rule from a line of a table. `content` is a sequence divided by spaces, each "name", "a|b" with `?`, `*` or `+` after it;
 * `attributes` are "name" or "name=type", with `!` after the name of one that must be there.
 */
export function element({ content = "", text, attributes = "", foreign = "none" }: Line): ElementRule {
  return {
    content: words(content).map(particle),
    isMixed: text === true,
    attributes: new Map(words(attributes).map(attributeRule)),
    foreignAttributes: foreign,
  };
}

const words = (list: string): string[] => list.split(/\s+/).filter((word) => word !== "");

function particle(word: string): Particle {
  const sign = /[?*+]$/.exec(word)?.[0] ?? "";
  const names = new Set((sign === "" ? word : word.slice(0, -1)).split("|"));
  return {
    names,
    least: sign === "?" || sign === "*" ? 0 : 1,
    most: sign === "*" || sign === "+" ? Number.POSITIVE_INFINITY : 1,
  };
}

function attributeRule(word: string): [string, AttributeRule] {
  const [name = "", type = "string"] = word.split("=");
  const isRequired = name.endsWith("!");
  const dataType = DATA_TYPES[type];
  if (dataType === undefined) throw new Error(`There is no data type ${type}.`);
  return [isRequired ? name.slice(0, -1) : name, { isRequired, type: dataType }];
}
