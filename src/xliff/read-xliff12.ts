import { plainText, type FragmentPart } from "../model/fragment.ts";
import type { Note } from "../model/unit.ts";
import { content12Reader, joinSegments, type Content12, type Content12Reader } from "./content12.ts";
import { detached } from "./detached.ts";
import { openFile, type FileInProgress } from "./file-in-progress.ts";
import { parseRecordedState } from "./recorded-state.ts";
import type { RawEvidence, ReturnedUnit, XliffSink } from "./xliff-file.ts";
import type { Attributes, StartEvent, XmlHandler } from "./xml-events.ts";

interface UnitInProgress {
  readonly attributes: Attributes;
  readonly line: number;
  readonly notes: Note[];
  readonly sdlConfirmations: string[];
  /** What codes show, by id: some tools write only the ids of codes in targets. */
  readonly displays: Map<string, string>;
  source?: Content12;
  segmentedSource?: Content12;
  target?: Content12;
  targetAttributes?: Attributes;
}

/** Elements whose content is none of ours: suggestions of a memory, binary objects, external references. */
const SKIPPED = new Set(["alt-trans", "bin-unit", "skl", "reference", "glossary", "internal-file"]);

/** Reads XLIFF 1.0 to 1.2 from the events below the root element. */
export function xliff12Handler(_root: StartEvent, sink: XliffSink): XmlHandler {
  let file: FileInProgress | undefined;
  let unit: UnitInProgress | undefined;
  let content: { reader: Content12Reader; name: string; attributes: Attributes; depth: number } | undefined;
  let note: { from: string | undefined; text: string; depth: number; line: number } | undefined;
  let skipped = 0;
  /** How deep in an element that some tool added to a unit: memoQ keeps sources and targets of its memory in there. */
  let foreign = 0;
  let isInHeader = false;

  const startOwn = ({ name, attributes, line }: StartEvent): void => {
    if (SKIPPED.has(name)) skipped = 1;
    else if (name === "file") file = openFile(factsOf(attributes), sink);
    else if (name === "header") isInHeader = true;
    else if (name === "tool" && isInHeader) file?.addTool(attributes["tool-name"] ?? attributes["tool-id"] ?? "");
    else if (name === "note") note = { from: attributes["from"], text: "", depth: 0, line };
    else if (name === "trans-unit") unit = { attributes, line, notes: [], sdlConfirmations: [], displays: new Map() };
    else if (unit && (name === "source" || name === "seg-source" || name === "target")) {
      content = { reader: content12Reader(unit.displays), name, attributes, depth: 0 };
    }
  };

  const finishContent = (): void => {
    if (!content || !unit) return;
    const { name, reader, attributes } = content;
    content = undefined;
    const read = reader.finish();
    if (name === "source") unit.source ??= read;
    else if (name === "seg-source") unit.segmentedSource ??= read;
    else if (unit.target === undefined) {
      unit.target = read;
      unit.targetAttributes = attributes;
      const language = attributes["xml:lang"];
      if (language !== undefined) file?.sawTargetLanguage(language);
    } else file?.report("second-target", "major", "The unit has two targets; the first was read.", unit.line);
  };

  const finishUnit = (): void => {
    if (!unit || !file) return;
    const returned = unitFrom(unit);
    const { id, line } = returned;
    const { source, segmentedSource } = unit;
    const divided = unit;
    unit = undefined;
    if (source === undefined) file.report("unit-without-source", "major", `The unit ${id} has no source.`, line);
    else if (segmentedSource && text(segmentedSource) !== text(source)) {
      const message = `The divided source of the unit ${id} is another text than its source.`;
      file.report("segmented-source-differs", "major", message, line);
    }
    if (isPartlyTranslated(divided))
      file.report("segment-without-target", "major", `Of the unit ${id} only some segments have a target.`, line);
    file.addUnit(returned);
  };

  return {
    start(event) {
      if (skipped > 0) skipped += 1;
      else if (content) {
        content.depth += 1;
        content.reader.start(event);
      } else if (note) note.depth += 1;
      else if (unit && (foreign > 0 || !event.isOwn)) {
        foreign += 1;
        const { conf } = event.attributes;
        if (!event.isOwn && event.name === "seg" && conf !== undefined) unit.sdlConfirmations.push(conf);
      } else if (event.isOwn) startOwn(event);
    },
    text(characters) {
      if (skipped > 0) return;
      if (content) content.reader.text(characters);
      else if (note) note.text += characters;
    },
    end(name, isOwn) {
      if (skipped > 0) skipped -= 1;
      else if (content) {
        if (content.depth === 0) finishContent();
        else {
          content.depth -= 1;
          content.reader.end();
        }
      } else if (note) {
        if (note.depth > 0) note.depth -= 1;
        else {
          const { from, text: words, line } = note;
          const finished: Note = from === undefined ? { text: words } : { from, text: words };
          if (unit) unit.notes.push(finished);
          else if (isInHeader) file?.addNote(finished, line);
          else file?.addRemark(finished, line);
          note = undefined;
        }
      } else if (foreign > 0) foreign -= 1;
      else if (!isOwn) return;
      else if (name === "header") isInHeader = false;
      else if (name === "trans-unit") finishUnit();
      else if (name === "file" && file) {
        file.close();
        file = undefined;
      }
    },
  };
}

const text = ({ fragment }: Content12): string => plainText(fragment).replaceAll(/\s+/gu, "");

/** Whether a tool divided the unit and somebody translated some of its segments only. */
function isPartlyTranslated({ segmentedSource, target }: UnitInProgress): boolean {
  if (!segmentedSource || !target) return false;
  const [wanted, done] = [segmentedSource, target].map(({ stretches }) =>
    stretches.filter(({ isSegment, parts }) => isSegment && parts.some(isWritten)),
  );
  return done!.length > 0 && done!.length < wanted!.length;
}

const isWritten = (part: FragmentPart): boolean => part.kind === "text" && /\S/u.test(part.text);

function factsOf(attributes: Attributes): Parameters<typeof openFile>[0] {
  return {
    original: attributes["original"],
    sourceLanguage: attributes["source-language"],
    targetLanguage: attributes["target-language"],
    project: attributes["product-name"],
    exportId: attributes["build-num"],
  };
}

function unitFrom(unit: UnitInProgress): ReturnedUnit {
  const { attributes, line, notes } = unit;
  const source = unit.source?.fragment ?? [];
  const recorded = parseRecordedState(attributes["extradata"]);
  const id = detached(attributes["id"] ?? "");
  const { resname } = attributes;
  const maxLength = attributes["size-unit"] === "char" ? Number(attributes["maxwidth"]) : Number.NaN;
  return {
    id,
    ...(resname === undefined ? {} : { resname: resname === id ? id : detached(resname) }),
    source,
    ...(unit.target === undefined ? {} : { target: joinSegments(unit.target, unit.segmentedSource) }),
    hasTarget: unit.target !== undefined,
    evidence: evidenceFrom(unit),
    ...(recorded === undefined ? {} : { recorded }),
    notes,
    ...(Number.isInteger(maxLength) ? { maxLength } : {}),
    ...(attributes["translate"] === "no" ? { isProtected: true } : {}),
    line,
  };
}

function evidenceFrom({ attributes, targetAttributes = {}, sdlConfirmations }: UnitInProgress): RawEvidence {
  const approved = attributes["approved"];
  const state = targetAttributes["state"];
  const stateQualifier = targetAttributes["state-qualifier"];
  const memoqStatus = attributes["mq:status"];
  const confirmed = attributes["m:confirmed"];
  return {
    ...(state === undefined ? {} : { state }),
    ...(stateQualifier === undefined ? {} : { stateQualifier }),
    ...(approved === undefined ? {} : { isApproved: approved === "yes" }),
    ...(sdlConfirmations.length === 0 ? {} : { sdlConfirmations }),
    ...(memoqStatus === undefined ? {} : { memoqStatus }),
    ...(confirmed === undefined ? {} : { isConfirmed: confirmed === "1" || confirmed === "true" }),
  };
}
