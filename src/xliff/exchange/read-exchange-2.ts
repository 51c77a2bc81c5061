import {
  lossCounter,
  type ExchangeDocument,
  type ExchangeFile,
  type ExchangeNote,
  type ExchangePart,
  type ExchangeUnit,
  type Loss,
  type Proposal,
} from "../../model/exchange.ts";
import { parseLocale } from "../../model/locale.ts";
import type { TargetState } from "../../model/unit.ts";
import { content2, dataText, type UnitData } from "./read-content-2.ts";
import { withGroupNotes } from "./group-notes.ts";
import { noteFacts } from "./note-facts.ts";
import { attributeOf, elements, foreignElements, isElement, textOf, type XmlNode } from "./xml-tree.ts";

type Losses = ReturnType<typeof lossCounter>;

/** What a file of XLIFF 2.0 to 2.2 holds, and what of it no other format has a place for. */
export function readExchange2(root: XmlNode): {
  readonly document: ExchangeDocument;
  readonly losses: readonly Loss[];
} {
  const losses = lossCounter();
  const targetLocale = parseLocale(attributeOf(root, "trgLang") ?? "");
  const isPreserved = attributeOf(root, "xml:space") === "preserve";
  return {
    document: {
      sourceLocale: parseLocale(attributeOf(root, "srcLang") ?? "") ?? "und",
      ...(targetLocale === undefined ? {} : { targetLocale }),
      files: elements(root, "file").map((file) => readFile(file, isPreserved, losses)),
    },
    losses: losses.losses(),
  };
}

function readFile(file: XmlNode, isPreserved: boolean, losses: Losses): ExchangeFile {
  losses.add("skeletons", elements(file, "skeleton").length);
  return {
    original: attributeOf(file, "original") ?? attributeOf(file, "id") ?? "",
    notes: notesOf(file),
    units: unitsOf(file, { groups: [], isTranslatable: true, isPreserved, maxLength: undefined }, losses),
  };
}

/** What units inherit from the groups around them. */
interface Scope {
  readonly groups: readonly string[];
  readonly isTranslatable: boolean;
  readonly isPreserved: boolean;
  readonly maxLength: number | undefined;
}

function unitsOf(node: XmlNode, around: Scope, losses: Losses): ExchangeUnit[] {
  const scope = scopeOf(node, around);
  countForeign(node, losses);
  return elements(node).flatMap((child): ExchangeUnit[] => {
    if (child.name === "group") {
      const name = attributeOf(child, "name") ?? attributeOf(child, "id") ?? "";
      const units = unitsOf(child, { ...scope, groups: [...scope.groups, name] }, losses);
      return withGroupNotes(units, notesOf(child), losses);
    }
    return child.name === "unit" ? [readUnit(child, scope, losses)] : [];
  });
}

function scopeOf(node: XmlNode, around: Scope): Scope {
  const translate = attributeOf(node, "translate");
  const space = attributeOf(node, "xml:space");
  const limit = Number(byLocalName(node, "sizeRestriction"));
  return {
    groups: around.groups,
    isTranslatable: translate === undefined ? around.isTranslatable : translate === "yes",
    isPreserved: space === undefined ? around.isPreserved : space === "preserve",
    maxLength: Number.isInteger(limit) && limit > 0 ? limit : around.maxLength,
  };
}

function readUnit(unit: XmlNode, around: Scope, losses: Losses): ExchangeUnit {
  const scope = scopeOf(unit, around);
  const matches = foreignElements(unit).filter(({ name }) => name === "matches");
  countForeign(unit, losses);
  const data = dataOf(unit);
  const name = attributeOf(unit, "name");
  const segments = elements(unit, "segment", "ignorable");
  const isPreserved = scope.isPreserved || segments.some((part) => elements(part).some(isPreserving));
  return {
    id: attributeOf(unit, "id") ?? "",
    ...(name === undefined ? {} : { name }),
    groups: scope.groups,
    notes: notesOf(unit),
    isTranslatable: scope.isTranslatable,
    preserveSpace: isPreserved,
    ...(scope.maxLength === undefined ? {} : { maxLength: scope.maxLength }),
    parts: inTargetOrder(segments).map(({ source, target }) => readPart(source, target, data)),
    proposals: matches.flatMap(({ content }) => content.filter(isElement).flatMap((match) => proposalOf(match, data))),
  };
}

const isPreserving = (node: XmlNode): boolean => attributeOf(node, "xml:space") === "preserve";

/**
 * The parts with the target that stands at their place in the translation (`order`). Where the order differs the targets are joined to the
 * sources they stand beside, so that the whole translation reads as it should.
 */
function inTargetOrder(segments: readonly XmlNode[]): { source: XmlNode; target: XmlNode | undefined }[] {
  const targets = segments
    .map((segment, index) => {
      const [target] = elements(segment, "target");
      return { target, order: Number((target && attributeOf(target, "order")) ?? index + 1) };
    })
    .toSorted((a, b) => a.order - b.order);
  return segments.map((source, index) => ({ source, target: targets[index]!.target }));
}

const STATES: Readonly<Record<string, TargetState>> = {
  initial: "initial",
  translated: "edited",
  reviewed: "reviewed",
  final: "final",
};

function readPart(part: XmlNode, target: XmlNode | undefined, data: UnitData): ExchangePart {
  const [source] = elements(part, "source");
  const text = target && content2(target, data);
  const state = attributeOf(part, "state") ?? "initial";
  const subState = attributeOf(part, "subState");
  const isDraft = subState === "pitrans:draft" || (state === "initial" && text !== undefined && text.length > 0);
  return {
    isSegment: part.name === "segment",
    source: source ? content2(source, data) : [],
    ...(text ? { target: text } : {}),
    state: isDraft ? "draft" : (STATES[state] ?? "initial"),
    ...(subState === undefined || subState.startsWith("pitrans:") ? {} : { nativeState: nativeState(state, subState) }),
  };
}

/** A state of 1.2 that was carried as a sub-state is itself again. */
function nativeState(state: string, subState: string): string {
  return subState.startsWith("xliff12:") ? subState.slice("xliff12:".length) : `${state}/${subState}`;
}

function dataOf(unit: XmlNode): UnitData {
  return new Map(
    elements(unit, "originalData").flatMap((list) =>
      elements(list, "data").map((item) => [attributeOf(item, "id") ?? "", dataText(item)] as const),
    ),
  );
}

function notesOf(node: XmlNode): ExchangeNote[] {
  return elements(node, "notes").flatMap((notes) =>
    elements(notes, "note").map((note) => {
      const category = attributeOf(note, "category");
      const from = category === undefined ? {} : { from: category };
      return { ...from, text: textOf(note), ...noteFacts(note, "appliesTo") };
    }),
  );
}

function proposalOf(match: XmlNode, unitData: UnitData): Proposal[] {
  const data = new Map([...unitData, ...dataOf(match)]);
  const [source] = elements(match, "source");
  const [target] = elements(match, "target");
  if (!target) return [];
  const quality = Number.parseFloat(attributeOf(match, "matchQuality") ?? attributeOf(match, "similarity") ?? "");
  const origin = attributeOf(match, "origin");
  return [
    {
      ...(source ? { source: content2(source, data) } : {}),
      target: content2(target, data),
      ...(Number.isNaN(quality) ? {} : { quality }),
      ...(origin === undefined ? {} : { origin }),
    },
  ];
}

function countForeign(node: XmlNode, losses: Losses): void {
  for (const { name } of foreignElements(node))
    if (name !== "matches") losses.add(`${name} elements of modules and extensions`);
}

/** An attribute of a module, whatever prefix the file gives it. */
function byLocalName({ attributes }: XmlNode, name: string): string | undefined {
  return Object.entries(attributes).find(([written]) => written.endsWith(`:${name}`))?.[1];
}
