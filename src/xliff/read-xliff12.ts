import type { Finding } from "../model/finding.ts";
import { plainText } from "../model/fragment.ts";
import { parseLocale } from "../model/locale.ts";
import type { Note } from "../model/unit.ts";
import { content12Reader, joinSegments, type Content12, type Content12Reader } from "./content12.ts";
import { parseIdentityNotes } from "./identity-notes.ts";
import { parseRecordedState } from "./recorded-state.ts";
import type { RawEvidence, ReturnedFile, ReturnedUnit } from "./xliff-file.ts";
import type { StartEvent, XmlHandler } from "./xml-events.ts";

type Attributes = Readonly<Record<string, string>>;

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

interface FileInProgress {
  readonly attributes: Attributes;
  readonly tools: string[];
  readonly headerNotes: Note[];
  readonly units: ReturnedUnit[];
  readonly lines: Map<string, number>;
  targetLanguage?: string;
}

/** Elements whose content is none of ours: suggestions of a memory, binary objects, external references. */
const SKIPPED = new Set(["alt-trans", "bin-unit", "skl", "reference", "glossary", "internal-file"]);

/** Reads XLIFF 1.0 to 1.2 from events below the root element; gives each finished `file` away. */
export function xliff12Handler(
  onFile: (file: ReturnedFile) => void,
  onFinding: (finding: Finding) => void,
): XmlHandler {
  let file: FileInProgress | undefined;
  let unit: UnitInProgress | undefined;
  let content: { reader: Content12Reader; name: string; attributes: Attributes; depth: number } | undefined;
  let note: { from: string | undefined; text: string; depth: number } | undefined;
  let skipped = 0;
  let isInHeader = false;

  const report = (id: string, message: string, line: number): void => {
    onFinding({ id, severity: "major", message, place: `Line ${line}` });
  };

  const startOwn = ({ name, attributes, line }: StartEvent): void => {
    if (SKIPPED.has(name)) skipped = 1;
    else if (name === "file") file = { attributes, tools: [], headerNotes: [], units: [], lines: new Map() };
    else if (name === "header") isInHeader = true;
    else if (name === "tool" && isInHeader) file?.tools.push(attributes["tool-name"] ?? attributes["tool-id"] ?? "");
    else if (name === "note") note = { from: attributes["from"], text: "", depth: 0 };
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
      if (file && language !== undefined) file.targetLanguage ??= language;
    } else report("second-target", "The unit has two targets; the first was read.", unit.line);
  };

  const finishUnit = (): void => {
    if (!unit || !file) return;
    const returned = unitFrom(unit);
    const { id, line } = returned;
    if (unit.source === undefined) report("unit-without-source", `The unit ${id} has no source.`, line);
    if (unit.segmentedSource && unit.source && text(unit.segmentedSource) !== text(unit.source)) {
      report("segmented-source-differs", `The divided source of the unit ${id} is another text than its source.`, line);
    }
    const earlier = file.lines.get(id);
    if (earlier === undefined) file.lines.set(id, line);
    else report("duplicate-id", `The id ${id} stands in line ${earlier} already.`, line);
    file.units.push(returned);
    unit = undefined;
  };

  return {
    start(event) {
      if (skipped > 0) skipped += 1;
      else if (content) {
        content.depth += 1;
        content.reader.start(event);
      } else if (note) note.depth += 1;
      else if (event.isOwn) startOwn(event);
      else if (unit && event.name === "seg" && event.attributes["conf"] !== undefined) {
        unit.sdlConfirmations.push(event.attributes["conf"]);
      }
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
          const { from, text: words } = note;
          const finished: Note = from === undefined ? { text: words } : { from, text: words };
          if (unit) unit.notes.push(finished);
          else if (isInHeader) file?.headerNotes.push(finished);
          note = undefined;
        }
      } else if (!isOwn) return;
      else if (name === "header") isInHeader = false;
      else if (name === "trans-unit") finishUnit();
      else if (name === "file" && file) {
        onFile(fileFrom(file));
        file = undefined;
      }
    },
  };
}

const text = ({ fragment }: Content12): string => plainText(fragment).replaceAll(/\s+/gu, "");

/** What a `file` element gives once all of it is read. */
export function fileFrom({ attributes, tools, headerNotes, units, targetLanguage }: FileInProgress): ReturnedFile {
  const sourceLocale = parseLocale(attributes["source-language"] ?? "");
  const targetLocale = parseLocale(attributes["target-language"] ?? targetLanguage ?? "");
  const identity = parseIdentityNotes(headerNotes);
  const project = identity?.project ?? attributes["product-name"];
  const exportId = identity?.exportId ?? attributes["build-num"];
  return {
    original: attributes["original"] ?? "",
    ...(sourceLocale === undefined ? {} : { sourceLocale }),
    ...(targetLocale === undefined ? {} : { targetLocale }),
    tools,
    ...(project === undefined ? {} : { project }),
    ...(exportId === undefined ? {} : { exportId }),
    ...(identity === undefined ? {} : { identity }),
    units,
  };
}

function unitFrom(unit: UnitInProgress): ReturnedUnit {
  const { attributes, line, notes } = unit;
  const source = unit.source?.fragment ?? [];
  const recorded = parseRecordedState(attributes["extradata"]);
  const resname = attributes["resname"];
  const maxLength = attributes["size-unit"] === "char" ? Number(attributes["maxwidth"]) : Number.NaN;
  return {
    id: attributes["id"] ?? "",
    ...(resname === undefined ? {} : { resname }),
    source,
    ...(unit.target === undefined ? {} : { target: joinSegments(unit.target, unit.segmentedSource) }),
    hasTarget: unit.target !== undefined,
    evidence: evidenceFrom(unit),
    ...(recorded === undefined ? {} : { recorded }),
    notes,
    ...(Number.isInteger(maxLength) ? { maxLength } : {}),
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
