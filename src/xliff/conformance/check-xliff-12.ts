import { STRICT_12 } from "./grammar-1.2.ts";
import type { Report } from "./problem.ts";
import type { RuleCheck } from "./rule-check.ts";
import { attribute, childrenOf, descendants, problemAt, refuse, type XliffElement } from "./xliff-element.ts";

/** A name that may be taken once in a file, and what else names it. */
interface Names {
  readonly taken: Set<string>;
  readonly uses: { readonly element: XliffElement; readonly name: string; readonly id: string }[];
}

/** Elements whose ids are theirs alone in a file, by the attribute that holds it. */
const KEYS: Readonly<Record<string, { readonly attribute: string; readonly scope: string }>> = {
  "trans-unit": { attribute: "id", scope: "unit" },
  "bin-unit": { attribute: "id", scope: "unit" },
  group: { attribute: "id", scope: "group" },
  phase: { attribute: "phase-name", scope: "phase" },
  tool: { attribute: "tool-id", scope: "tool" },
  "count-group": { attribute: "name", scope: "count-group" },
  "context-group": { attribute: "name", scope: "context-group" },
  "external-file": { attribute: "uid", scope: "external-file" },
};

/** Attributes that name one of those. */
const REFERENCES: Readonly<Record<string, string>> = { "phase-name": "phase", "tool-id": "tool", xid: "unit" };

/** The rules of XLIFF 1.2 beyond single elements: names and what refers to them, pairs of codes, segments (its schema's keys, and 2.4). */
export function checkXliff12(report: Report): RuleCheck {
  let names: Readonly<Record<string, Names>> = {};
  return {
    begin(element) {
      if (element.name === "file") {
        names = Object.fromEntries(
          [...new Set(Object.values(KEYS).map(({ scope }) => scope))].map((scope) => [
            scope,
            { taken: new Set(), uses: [] },
          ]),
        );
      }
      warnOfTransitional(element, report);
      claim(element, names, report);
      for (const [name, scope] of Object.entries(REFERENCES)) {
        const id = attribute(element, name);
        if (id !== undefined && KEYS[element.name]?.attribute !== name) names[scope]?.uses.push({ element, name, id });
      }
    },
    end(element) {
      if (element.name === "trans-unit" || element.name === "alt-trans") checkTexts(element, report);
      if (element.name === "file") {
        for (const { taken, uses } of Object.values(names)) {
          for (const { element: user, name, id } of uses)
            if (!taken.has(id)) refuse(report, user, "reference", `${name}="${id}" names nothing in this file.`);
        }
      }
      return !["file", "body", "group", "trans-unit", "bin-unit"].includes(element.name);
    },
    finish: () => undefined,
  };
}

function claim(element: XliffElement, names: Readonly<Record<string, Names>>, report: Report): void {
  const key = KEYS[element.name];
  const id = key && attribute(element, key.attribute);
  if (!key || id === undefined) return;
  const taken = names[key.scope]?.taken;
  if (taken?.has(id)) refuse(report, element, "unique-id", `The ${key.attribute} ${id} stands twice in this file.`);
  taken?.add(id);
}

function warnOfTransitional(element: XliffElement, report: Report): void {
  const { name, spelling } = element;
  if (STRICT_12.elements.has(name))
    report(problemAt(element, "transitional", `${spelling} is allowed by the transitional form only.`, "warning"));
  for (const attributeName of element.attributes.keys()) {
    if (
      name !== "" &&
      (STRICT_12.attributes.has(attributeName) || STRICT_12.attributes.has(`${name}/${attributeName}`))
    ) {
      const message = `The attribute ${attributeName} of ${spelling} is allowed by the transitional form only.`;
      report(problemAt(element, "transitional", message, "warning"));
    }
  }
}

/** Ends of codes follow their beginnings, and the segments of a target are those of the source. */
function checkTexts(unit: XliffElement, report: Report): void {
  for (const text of childrenOf(unit, "source", "seg-source", "target")) {
    checkPairs(text, "bpt", "ept", report);
    checkPairs(text, "bx", "ex", report);
  }
  const [segmented] = childrenOf(unit, "seg-source");
  if (!segmented) return;
  const known = new Set<string>();
  for (const marker of childrenOf(segmented, "mrk")) {
    const mid = attribute(marker, "mid");
    if (mid === undefined) continue;
    if (known.has(mid)) refuse(report, marker, "unique-id", `The mid ${mid} stands twice in seg-source.`);
    known.add(mid);
  }
  const users = [
    ...childrenOf(unit, "target").flatMap((target) => childrenOf(target, "mrk")),
    ...childrenOf(unit, "alt-trans"),
  ];
  for (const user of users) {
    const mid = attribute(user, "mid");
    if (mid !== undefined && !known.has(mid))
      refuse(report, user, "reference", `mid="${mid}" names no segment of seg-source.`);
  }
}

function checkPairs(text: XliffElement, open: string, close: string, report: Report): void {
  const begun = new Set<string>();
  const inline = [...descendants(text)];
  for (const element of inline.filter(({ name }) => name === open)) {
    const rid = attribute(element, "rid");
    if (rid === undefined) continue;
    if (begun.has(rid))
      refuse(report, element, "code-pair", `The rid ${rid} stands at two ${open} of this ${text.name}.`);
    begun.add(rid);
  }
  for (const element of inline.filter(({ name }) => name === close)) {
    const rid = attribute(element, "rid");
    if (rid !== undefined && !begun.has(rid))
      refuse(report, element, "code-pair", `No ${open} of this ${text.name} has the rid ${rid}.`);
  }
}
