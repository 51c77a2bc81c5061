import { normaliseFragment, type Fragment } from "../model/fragment.ts";
import type { Note } from "../model/unit.ts";
import { characterOf, content2Reader, type Content2Reader, type UnitContent2 } from "./content2.ts";
import { detached } from "./detached.ts";
import { openFile, type FileInProgress } from "./file-in-progress.ts";
import { parseRecordedState, STATE_CATEGORY, type RecordedState } from "./recorded-state.ts";
import type { RawEvidence, ReturnedUnit, XliffSink } from "./xliff-file.ts";
import type { Attributes, StartEvent, XmlHandler } from "./xml-events.ts";

/** A `segment` or `ignorable`. */
interface PartInProgress {
  readonly isSegment: boolean;
  readonly attributes: Attributes;
  source?: Fragment;
  target?: Fragment;
  /** `target/@order`. */
  order?: number;
}

interface UnitInProgress extends UnitContent2 {
  readonly attributes: Attributes;
  readonly line: number;
  readonly isProtected: boolean;
  readonly notes: Note[];
  readonly parts: PartInProgress[];
  recorded?: RecordedState;
}

/** Text that is collected until its element ends. */
interface TextInProgress {
  readonly element: "note" | "data";
  readonly attributes: Attributes;
  text: string;
  depth: number;
  readonly line: number;
}

/**
 * Reads XLIFF 2.0 to 2.2 from the events below the root element. A unit that a tool divided is one unit again; modules and extensions are
 * passed over. White space is kept as it stands, whatever `xml:space` says: what a tool did to it shows in comparison with what was sent.
 */
export function xliff2Handler(root: StartEvent, sink: XliffSink): XmlHandler {
  let file: FileInProgress | undefined;
  let unit: UnitInProgress | undefined;
  let part: PartInProgress | undefined;
  let content: { reader: Content2Reader; name: string; attributes: Attributes; depth: number } | undefined;
  let collected: TextInProgress | undefined;
  let skipped = 0;
  /** Of the file and the groups that are open: whether their text is to be translated. */
  const translates: boolean[] = [];

  const isTranslated = ({ translate }: Attributes): boolean =>
    translate === undefined ? (translates.at(-1) ?? true) : translate !== "no";

  const startOwn = ({ name, attributes, line }: StartEvent): void => {
    if (name === "skeleton") skipped = 1;
    else if (name === "file") {
      translates.push(isTranslated(attributes));
      const languages = { sourceLanguage: root.attributes["srcLang"], targetLanguage: root.attributes["trgLang"] };
      file = openFile({ original: attributes["original"], ...languages }, sink);
    } else if (name === "group") translates.push(isTranslated(attributes));
    else if (name === "unit") {
      const shared = { displays: new Map(), data: new Map(), comments: new Set<string>() };
      unit = { attributes, line, isProtected: !isTranslated(attributes), notes: [], parts: [], ...shared };
    } else if (name === "note" || name === "data") collected = { element: name, attributes, text: "", depth: 0, line };
    else if (unit && (name === "segment" || name === "ignorable")) {
      part = { isSegment: name === "segment", attributes };
      unit.parts.push(part);
    } else if (unit && part && (name === "source" || name === "target"))
      content = { reader: content2Reader(unit), name, attributes, depth: 0 };
  };

  const finishContent = (): void => {
    if (!content || !part || !unit) return;
    const { name, reader, attributes } = content;
    content = undefined;
    const fragment = reader.finish();
    if (name === "source") part.source ??= fragment;
    else if (part.target === undefined) {
      part.target = fragment;
      const order = Number(attributes["order"]);
      if (Number.isInteger(order) && order > 0) part.order = order;
      const language = attributes["xml:lang"];
      if (language !== undefined) file?.sawTargetLanguage(language);
    } else file?.report("second-target", "major", "A segment has two targets; the first was read.", unit.line);
  };

  const finishText = ({ element, attributes, text, line }: TextInProgress): void => {
    if (element === "data") {
      unit?.data.set(attributes["id"] ?? "", text);
      return;
    }
    const { category } = attributes;
    const recorded = category === STATE_CATEGORY ? parseRecordedState(text) : undefined;
    if (unit && recorded && !unit.recorded) unit.recorded = recorded;
    else {
      const note = category === undefined ? { text } : { from: category, text };
      if (unit) unit.notes.push(note);
      else if (translates.length === 1) file?.addNote(note, line);
      else file?.addRemark(note, line);
    }
  };

  const finishUnit = (): void => {
    if (!unit || !file) return;
    const finished = unit;
    unit = undefined;
    part = undefined;
    for (const [id, message] of faultsOf(finished)) file.report(id, "major", message, finished.line);
    file.addUnit(unitFrom(finished));
  };

  return {
    start(event) {
      if (skipped > 0) skipped += 1;
      else if (content) {
        content.depth += 1;
        content.reader.start(event);
      } else if (collected) {
        collected.depth += 1;
        if (event.isOwn && event.name === "cp") collected.text += characterOf(event.attributes["hex"]);
      } else if (event.isOwn) startOwn(event);
      else skipped = 1;
    },
    text(characters) {
      if (skipped > 0) return;
      if (content) content.reader.text(characters);
      else if (collected) collected.text += characters;
    },
    end(name) {
      if (skipped > 0) skipped -= 1;
      else if (content) {
        if (content.depth === 0) finishContent();
        else {
          content.depth -= 1;
          content.reader.end();
        }
      } else if (collected) {
        if (collected.depth === 0) {
          finishText(collected);
          collected = undefined;
        } else collected.depth -= 1;
      } else if (name === "segment" || name === "ignorable") part = undefined;
      else if (name === "unit") finishUnit();
      else if (name === "group") translates.pop();
      else if (name === "file") {
        translates.pop();
        file?.close();
        file = undefined;
      }
    },
  };
}

function unitFrom(unit: UnitInProgress): ReturnedUnit {
  const { attributes, line, parts, recorded } = unit;
  const id = detached(attributes["id"] ?? "");
  const { name } = attributes;
  const target = joinTargets(parts);
  const notes = [...unit.notes, ...[...unit.comments].map((text) => ({ text }))];
  return {
    id,
    ...(name === undefined ? {} : { resname: name === id ? id : detached(name) }),
    source: normaliseFragment(parts.flatMap(({ source = [] }) => source)),
    ...(target === undefined ? {} : { target }),
    hasTarget: target !== undefined,
    evidence: evidenceFrom(parts),
    ...(recorded === undefined ? {} : { recorded }),
    notes,
    ...(unit.isProtected ? { isProtected: true } : {}),
    line,
  };
}

/**
 * The targets in the order they ask for. What lies between segments is taken from the source where no target was written for it. Undefined
 * where no segment has a target.
 */
function joinTargets(parts: readonly PartInProgress[]): Fragment | undefined {
  const delivered = parts.filter(({ isSegment, target }) => isSegment && target !== undefined);
  if (delivered.length === 0) return undefined;
  if (delivered.every(({ target }) => target!.length === 0)) return [];
  const placed = parts.map((part, index) => ({ part, place: part.order ?? index + 1 }));
  const inOrder = hasOneEach(parts) ? placed.toSorted((a, b) => a.place - b.place) : placed;
  return normaliseFragment(
    inOrder.flatMap(({ part: { isSegment, source = [], target = isSegment ? [] : source } }) => target),
  );
}

/** Whether no two targets ask for the same place. */
function hasOneEach(parts: readonly PartInProgress[]): boolean {
  return new Set(parts.map(({ order }, index) => order ?? index + 1)).size === parts.length;
}

function faultsOf({ attributes: { id = "" }, parts }: UnitInProgress): [id: string, message: string][] {
  const faults: [string, string][] = [];
  const segments = parts.filter(({ isSegment }) => isSegment);
  if (segments.length === 0) faults.push(["unit-without-segment", `The unit ${id} has no segment.`]);
  if (parts.some(({ source }) => source === undefined))
    faults.push(["unit-without-source", `The unit ${id} has a segment without a source.`]);
  const open = segments.filter(({ target }) => target === undefined).length;
  if (open > 0 && open < segments.length)
    faults.push(["segment-without-target", `Of the unit ${id} only some segments have a target.`]);
  if (!hasOneEach(parts))
    faults.push(["order-unclear", `Two targets of the unit ${id} ask for the same place; they stand as they were.`]);
  return faults;
}

const STATES = ["initial", "translated", "reviewed", "final"];

/** Of several segments the lowest state counts. */
function evidenceFrom(parts: readonly PartInProgress[]): RawEvidence {
  const states = parts
    .filter(({ isSegment }) => isSegment)
    .map(({ attributes: { state = "initial", subState } }) => ({ state, subState }))
    .toSorted((a, b) => STATES.indexOf(a.state) - STATES.indexOf(b.state));
  const [lowest] = states;
  if (!lowest) return {};
  const { state, subState } = lowest;
  return { state, ...(subState === undefined ? {} : { subState }) };
}
