import type { Report } from "../problem.ts";
import { DATA_TYPES, type DataType } from "../data-types.ts";
import { attribute, childrenOf, descendants, refuse, type XliffElement } from "../xliff-element.ts";
import { uniqueAmong } from "./unique-ids.ts";

/** Where the modules' own containers may stand (XLIFF 2.1, 5). */
const HOMES: ReadonlyMap<string, readonly string[]> = new Map([
  ["mtc:matches", ["unit"]],
  ["gls:glossary", ["unit"]],
  ["mda:metadata", ["xliff", "file", "group", "unit", "mtc:match"]],
  ["res:resourceData", ["file", "group", "unit"]],
  ["slr:profiles", ["file"]],
  ["slr:data", ["file", "group", "unit"]],
  ["val:validation", ["file", "group", "unit"]],
  ["ctr:changeTrack", ["file", "group", "unit"]],
]);

/** Attributes of the modules that stand on elements of the core, with their types. */
const ATTRIBUTES: ReadonlyMap<string, DataType> = new Map(
  Object.entries({
    "fs:fs": "htmlElement",
    "fs:subFs": "string",
    "slr:equivStorage": "string",
    "slr:sizeInfo": "string",
    "slr:sizeInfoRef": "nmtoken",
    "slr:sizeRestriction": "string",
    "slr:storageRestriction": "string",
    "pgs:switch": "string",
    "pgs:case": "string",
  }).map(([name, type]) => [name, DATA_TYPES[type]!]),
);
const CLOSED = /^(?:fs|slr|mtc|gls|mda|res|ctr|val|pgs):/;

/** Attributes of modules on any element: they exist, and their values are of their types. */
export function checkModuleAttributes(element: XliffElement, report: Report): void {
  for (const [name, value] of element.attributes) {
    if (!CLOSED.test(name)) continue;
    const type = ATTRIBUTES.get(name);
    if (!type) refuse(report, element, "module-attribute", `The module has no attribute ${name}.`);
    else if (!type.is(value)) refuse(report, element, "module-attribute", `${name}="${value}" is not ${type.words}.`);
  }
  if (element.attributes.has("fs:subFs") && !element.attributes.has("fs:fs"))
    refuse(report, element, "module-attribute", "fs:subFs needs fs:fs.");
}

/** The modules' elements in a file, group or unit, and the ids of extensions there. */
export function checkModules(container: XliffElement, report: Report): void {
  const extensions: XliffElement[] = [];
  for (const child of container.children) {
    const homes = HOMES.get(child.name);
    if (homes && !homes.includes(container.name))
      refuse(report, child, "module", `${child.spelling} may not stand in ${container.spelling}.`);
    if (child.name === "") extensions.push(child, ...descendants(child));
    else if (child.name.includes(":")) checkModule(child, report);
  }
  uniqueAmong(extensions, `extensions of the ${container.name}`, report);
}

function checkModule(module: XliffElement, report: Report): void {
  const all = [module, ...descendants(module)];
  const prefix = module.name.slice(0, module.name.indexOf(":") + 1);
  uniqueAmong(
    all.filter(({ name }) => name.startsWith(prefix)),
    module.name,
    report,
  );
  for (const element of all) {
    const problem = MODULE_RULES.get(element.name)?.(element);
    if (problem !== undefined) refuse(report, element, "module", problem);
  }
}

const RULE_KINDS = ["isPresent", "isNotPresent", "startsWith", "endsWith"];

/** What is wrong with an element, as a sentence. */
const MODULE_RULES: ReadonlyMap<string, (element: XliffElement) => string | undefined> = new Map([
  [
    "val:rule",
    (rule: XliffElement) => {
      const kinds = RULE_KINDS.filter((name) => attribute(rule, name) !== undefined);
      const isCustom = [...rule.attributes.keys()].some((name) => name.startsWith("{"));
      if (kinds.length + (isCustom ? 1 : 0) !== 1)
        return `A validation rule has exactly one of ${RULE_KINDS.join(", ")} or a rule of its own.`;
      if (attribute(rule, "occurs") !== undefined && kinds[0] !== "isPresent") return "occurs needs isPresent.";
      if (attribute(rule, "existsInSource") === "yes" && (kinds[0] ?? "isNotPresent") === "isNotPresent")
        return "existsInSource needs isPresent, startsWith or endsWith.";
      return undefined;
    },
  ],
  [
    "gls:glossEntry",
    (entry: XliffElement) =>
      childrenOf(entry, "gls:translation", "gls:definition").length > 0 ||
      entry.children.some(({ name }) => name === "")
        ? undefined
        : "A glossary entry has a translation or a definition.",
  ],
  [
    "res:resourceItem",
    (item: XliffElement) =>
      item.children.length > 0 ? undefined : "A resource has a source, a target or a reference.",
  ],
]);
