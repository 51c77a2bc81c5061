import type { Report } from "../problem.ts";
import { ancestor, attribute, childrenOf, descendants, refuse, type XliffElement } from "../xliff-element.ts";
import { EXTENSION_PREFIXES } from "../namespaces.ts";
import { parseFragment, type FragmentReference } from "./fragment-reference.ts";

/** Addresses of what references may name, and the references met: they are compared at the end of the file, since they may look ahead. */
export interface FileReferences {
  /** A file, group or unit has begun. */
  addContainer(container: XliffElement): void;
  /** A file, group or unit is complete: what stands in it directly may be named, and may name. */
  addContents(container: XliffElement): void;
  /** All of the document has been read. */
  finish(report: Report): void;
}

interface Reference {
  readonly element: XliffElement;
  readonly text: string;
  readonly file: string;
  readonly container: string;
}

const REFERRING = ["ref"];
const SUB_FLOWS = ["subFlows", "subFlowsStart", "subFlowsEnd"];

export function fileReferences(): FileReferences {
  const known = new Set<string>();
  const references: Reference[] = [];
  const flows: Reference[] = [];
  return {
    addContainer(container) {
      known.add(addressOf(container));
    },
    addContents(container) {
      const at = addressOf(container);
      const file = fileOf(container);
      for (const note of childrenOf(container, "notes").flatMap((notes) => notes.children))
        known.add(`${at}/n=${attribute(note, "id")}`);
      for (const element of descendants(container)) {
        const id = attribute(element, "id") ?? attribute(element, "xml:id");
        if (id !== undefined) for (const leaf of leavesOf(element)) known.add(`${at}/${leaf}=${id}`);
        for (const name of REFERRING) {
          const text = attribute(element, name);
          // References of change tracking and resources are plain ids, not addresses.
          if (text?.startsWith("#")) references.push({ element, text, file, container: at });
        }
        for (const name of SUB_FLOWS) {
          const text = attribute(element, name);
          if (text !== undefined) flows.push({ element, text, file, container: at });
        }
      }
    },
    finish(report) {
      for (const reference of references) checkReference(reference, known, report);
      for (const { element, text, file } of flows) {
        for (const unit of text.trim().split(/\s+/)) {
          if (!known.has(`${file}/u=${unit}`))
            refuse(report, element, "reference", `subFlows names the unit ${unit}, which is not in this file.`);
        }
      }
    },
  };
}

function checkReference(reference: Reference, known: ReadonlySet<string>, report: Report): void {
  const { element, text, container } = reference;
  const parsed = parseFragment(text.slice(1));
  if (typeof parsed === "string") {
    refuse(report, element, "reference", `ref="${text}" cannot be read: ${parsed}`);
    return;
  }
  const address = addressFrom(parsed, reference);
  if (!known.has(address)) {
    refuse(report, element, "reference", `ref="${text}" names nothing that is there.`);
  } else if (attribute(element, "type") === "comment" && !address.startsWith(`${container}/n=`)) {
    refuse(report, element, "reference", `ref="${text}" of a comment must name a note of the same unit.`);
  }
}

/** The whole address of a reference: what it leaves out is taken from where it stands. */
function addressFrom({ file, group, unit, leaf }: FragmentReference, { file: here, container }: Reference): string {
  const start = file === undefined ? here : `f=${file}`;
  const around =
    unit !== undefined
      ? `${start}/u=${unit}`
      : group !== undefined
        ? `${start}/g=${group}`
        : file !== undefined
          ? start
          : container;
  return leaf ? `${around}/${leaf.prefix}=${leaf.id}` : around;
}

/** Under which prefixes an element can be named; most extensions have registered none. */
function leavesOf(element: XliffElement): string[] {
  if (element.name === "note") return [];
  if (element.name === "") {
    const prefix = EXTENSION_PREFIXES.get(element.namespace);
    return prefix === undefined ? [] : [prefix];
  }
  if (element.name === "data") return ["d"];
  if (element.name.includes(":")) return [element.name.slice(0, element.name.indexOf(":"))];
  return ancestor(element, "target") ? ["t"] : [""];
}

function fileOf(element: XliffElement): string {
  const file = element.name === "file" ? element : ancestor(element, "file");
  return `f=${file ? attribute(file, "id") : ""}`;
}

/** The address of a file, group or unit: groups and units are unique in their file. */
function addressOf(container: XliffElement): string {
  const id = attribute(container, "id");
  if (container.name === "file") return `f=${id}`;
  return `${fileOf(container)}/${container.name === "group" ? "g" : "u"}=${id}`;
}
