import { structureCheck, type StructureCheck } from "./check-structure.ts";
import { checkXliff12 } from "./check-xliff-12.ts";
import { GRAMMAR_12 } from "./grammar-1.2.ts";
import { GRAMMAR_20, GRAMMAR_22 } from "./grammar-2.ts";
import type { Grammar } from "./grammar.ts";
import type { ConformanceProblem, Report } from "./problem.ts";
import { readElements } from "./read-elements.ts";
import type { RuleCheck } from "./rule-check.ts";
import { checkXliff2 } from "./rules-2/check-xliff-2.ts";
import type { XliffElement } from "./xliff-element.ts";

/** What the standard says of a file. */
export interface Conformance {
  /** As the file declares it; undefined where it is no XLIFF. */
  readonly version?: string;
  /** Whether no problem is an error. */
  readonly isValid: boolean;
  /** In the order of the file, at most `MAX_PROBLEMS`. */
  readonly problems: readonly ConformanceProblem[];
}

interface Version {
  readonly namespace: string;
  readonly grammar: Grammar;
  readonly rules: (report: Report) => RuleCheck;
}

/** By the version that a file declares. 1.0 and 1.1 are judged by the transitional form of 1.2, which was made to hold them. */
const VERSIONS: Readonly<Record<string, Version>> = {
  "1.0": { namespace: "", grammar: GRAMMAR_12, rules: checkXliff12 },
  "1.1": { namespace: "urn:oasis:names:tc:xliff:document:1.1", grammar: GRAMMAR_12, rules: checkXliff12 },
  "1.2": { namespace: "urn:oasis:names:tc:xliff:document:1.2", grammar: GRAMMAR_12, rules: checkXliff12 },
  "2.0": { namespace: "urn:oasis:names:tc:xliff:document:2.0", grammar: GRAMMAR_20, rules: checkXliff2 },
  "2.1": { namespace: "urn:oasis:names:tc:xliff:document:2.0", grammar: GRAMMAR_20, rules: checkXliff2 },
  "2.2": { namespace: "urn:oasis:names:tc:xliff:document:2.2", grammar: GRAMMAR_22, rules: checkXliff2 },
};

/** A file with more is not read by anyone; the rest is only counted as being there. */
const MAX_PROBLEMS = 1000;

/**
 * Judges a file by the XLIFF version it declares, 1.0 to 2.2: well-formedness, elements, attributes and their values, and the rules that no
 * schema can express. Extensions of other namespaces are not judged. Errors: XliffError where the bytes are no text in their encoding.
 *
 * @param chunks the file's bytes
 */
export function checkConformance(chunks: Iterable<Uint8Array>, fileName: string): Conformance {
  const problems: ConformanceProblem[] = [];
  let hasErrors = false;
  const report: Report = (problem) => {
    hasErrors ||= problem.severity === "error";
    if (problems.length < MAX_PROBLEMS) problems.push(problem);
  };
  let version: string | undefined;
  let checks: { readonly structure: StructureCheck; readonly rules: RuleCheck } | undefined;
  readElements(chunks, fileName, {
    begin(element) {
      if (!element.parent) {
        const known = versionOf(element, report);
        version = known && element.attributes.get("version");
        checks = known && {
          structure: structureCheck(known.grammar, known.namespace, report),
          rules: known.rules(report),
        };
      }
      checks?.structure.begin(element);
      checks?.rules.begin(element);
    },
    end(element) {
      checks?.structure.end(element);
      return checks?.rules.end(element) ?? false;
    },
    fail(message, line, column) {
      report({ rule: "well-formed", severity: "error", message, line, column });
      checks = undefined;
    },
  });
  checks?.rules.finish();
  return { ...(version === undefined ? {} : { version }), isValid: !hasErrors, problems: problems.toSorted(inOrder) };
}

/** What the root element says it is, reported where it is nothing known. */
function versionOf(root: XliffElement, report: Report): Version | undefined {
  const at = { line: root.line, column: root.column, severity: "error" as const };
  if (root.name !== "xliff") {
    report({ ...at, rule: "no-xliff", message: `This is no XLIFF: its root element is ${root.spelling}.` });
    return undefined;
  }
  const declared = root.attributes.get("version");
  if (declared === undefined) {
    report({ ...at, rule: "missing-attribute", message: "xliff must have the attribute version." });
    return undefined;
  }
  const version = VERSIONS[declared];
  if (!version) {
    report({
      ...at,
      rule: "version",
      message: `${declared} is no version of XLIFF; there are ${Object.keys(VERSIONS).join(", ")}.`,
    });
  } else if (root.namespace !== version.namespace) {
    const expected = version.namespace === "" ? "none" : version.namespace;
    report({
      ...at,
      rule: "namespace",
      message: `The namespace of XLIFF ${declared} is ${expected}, not ${root.namespace || "none"}.`,
    });
  }
  return version;
}

function inOrder(a: ConformanceProblem, b: ConformanceProblem): number {
  return a.line - b.line || a.column - b.column;
}
