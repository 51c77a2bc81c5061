import type { ConformanceProblem, Report } from "./problem.ts";

/** An element of the file under judgement. Trees are kept for one unit at a time. */
export interface XliffElement {
  /** As the grammars name it: core elements by their local name, those of modules with the module's usual prefix ("gls:term"), others "". */
  readonly name: string;
  /** As written, with its prefix. */
  readonly spelling: string;
  readonly namespace: string;
  /** Named like elements: own attributes without prefix, those of modules with it, "xml:lang", "xml:space"; foreign ones by `{namespace}local`. */
  readonly attributes: ReadonlyMap<string, string>;
  readonly parent: XliffElement | undefined;
  /** Without the units of a file or group: each is judged and let go. */
  readonly children: XliffElement[];
  /** Its own characters, not those of its children. */
  text: string;
  readonly line: number;
  readonly column: number;
}

/** The element's attribute, by its name in the grammar. */
export function attribute(element: XliffElement, name: string): string | undefined {
  return element.attributes.get(name);
}

/** The nearest element of that name around this one. */
export function ancestor(element: XliffElement, name: string): XliffElement | undefined {
  let around = element.parent;
  while (around && around.name !== name) around = around.parent;
  return around;
}

/** The element's own children of these names. */
export function childrenOf(element: XliffElement, ...names: readonly string[]): XliffElement[] {
  return element.children.filter((child) => names.includes(child.name));
}

/** The element and all below it, in document order. */
export function* descendants(element: XliffElement): Generator<XliffElement> {
  for (const child of element.children) {
    yield child;
    yield* descendants(child);
  }
}

/** Reports an error at an element. */
export function refuse(report: Report, element: XliffElement, rule: string, message: string): void {
  report(problemAt(element, rule, message, "error"));
}

/** A problem that stands where the element begins. */
export function problemAt(
  { line, column }: XliffElement,
  rule: string,
  message: string,
  severity: ConformanceProblem["severity"],
): ConformanceProblem {
  return { rule, severity, message, line, column };
}
