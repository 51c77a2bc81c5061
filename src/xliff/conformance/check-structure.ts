import { OTHER, type ElementRule, type Grammar, type Particle } from "./grammar.ts";
import { CLOSED_MODULES } from "./namespaces.ts";
import type { Report } from "./problem.ts";
import { problemAt, refuse, type XliffElement } from "./xliff-element.ts";

/** Judges elements one by one as they come: names, attributes, order and number of children. */
export interface StructureCheck {
  begin(element: XliffElement): void;
  end(element: XliffElement): void;
}

/** Where the reading of an element's content stands. */
interface Progress {
  readonly rule: ElementRule;
  particle: number;
  count: number;
}

/** A check of a whole file's elements against a grammar. What lies in foreign namespaces is not judged. */
export function structureCheck(grammar: Grammar, core: string, report: Report): StructureCheck {
  /** One entry an open element; undefined inside what is not judged. */
  const open: (Progress | undefined)[] = [];
  return {
    begin(element) {
      const parent = element.parent;
      const around = open.at(-1);
      const rule = grammar.get(element.name);
      if (parent && around) {
        if (rule === undefined && isOurs(element, core)) {
          refuse(
            report,
            element,
            "unknown-element",
            `There is no element ${element.spelling} in this version of XLIFF.`,
          );
        } else step(around, element, parent, core, report);
      }
      if (rule) checkAttributes(rule, element, report);
      open.push(rule && { rule, particle: 0, count: 0 });
    },
    end(element) {
      const progress = open.pop();
      if (!progress) return;
      const missing = firstMissing(progress);
      if (missing) {
        refuse(
          report,
          element,
          "missing-element",
          `${element.spelling} must have ${wordsOf(missing)}${placeOf(progress)}.`,
        );
      }
      if (!progress.rule.isMixed && element.text.trim() !== "") {
        refuse(report, element, "unexpected-text", `${element.spelling} holds text, but may hold only elements.`);
      }
    },
  };
}

/** Whether the element is of XLIFF's own namespaces, all of whose elements are known. */
function isOurs({ name, namespace }: XliffElement, core: string): boolean {
  return namespace === core || (name.includes(":") && CLOSED_MODULES.has(name.slice(0, name.indexOf(":"))));
}

/** Takes a child: stays at its particle, or goes on to a later one. */
function step(progress: Progress, child: XliffElement, parent: XliffElement, core: string, report: Report): void {
  const { content } = progress.rule;
  const isMeant = ({ names }: Particle): boolean =>
    names.has(child.name) || (names.has(OTHER) && child.namespace !== core);
  for (let at = progress.particle; at < content.length; at += 1) {
    const particle = content[at]!;
    const count = at === progress.particle ? progress.count : 0;
    if (isMeant(particle) && count < particle.most) {
      progress.particle = at;
      progress.count = count + 1;
      return;
    }
    if (count < particle.least) break;
  }
  const isKnownHere = content.some(isMeant);
  const message = isKnownHere
    ? `${child.spelling} may not stand here in ${parent.spelling}: one too many, or in the wrong order.`
    : `${child.spelling} may not stand in ${parent.spelling}.`;
  refuse(report, child, isKnownHere ? "misplaced-element" : "unexpected-element", message);
}

function firstMissing({ rule, particle, count }: Progress): Particle | undefined {
  return rule.content.find(({ least }, at) => at >= particle && least > (at === particle ? count : 0));
}

const wordsOf = ({ names }: Particle): string => [...names].filter((name) => name !== OTHER).join(" or ");

function placeOf({ particle, count }: Progress): string {
  return particle === 0 && count === 0 ? "" : " after what it has";
}

function checkAttributes(rule: ElementRule, element: XliffElement, report: Report): void {
  for (const [name, { isRequired }] of rule.attributes) {
    if (isRequired && !element.attributes.has(name))
      refuse(report, element, "missing-attribute", `${element.spelling} must have the attribute ${name}.`);
  }
  for (const [name, value] of element.attributes) {
    const known = rule.attributes.get(name);
    if (known) {
      if (!known.type.is(value)) {
        const message = `${name}="${shortened(value)}" of ${element.spelling} is not ${known.type.words}.`;
        refuse(report, element, "attribute-value", message);
      }
    } else if (!isAllowed(rule, name)) {
      const message = `${element.spelling} may not have the attribute ${name}.`;
      report(problemAt(element, "unknown-attribute", message, rule.foreignAttributes === "lax" ? "warning" : "error"));
    }
  }
}

/** Own attributes are all in the grammar; those of modules are judged with their module. */
function isAllowed({ foreignAttributes }: ElementRule, name: string): boolean {
  if (name.startsWith("{") || name.startsWith("xml:"))
    return foreignAttributes === "any" || foreignAttributes === "lax";
  return name.includes(":") && foreignAttributes !== "none";
}

function shortened(value: string): string {
  return value.length > 40 ? `${value.slice(0, 40)}…` : value;
}
