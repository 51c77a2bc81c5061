import type { Severity } from "../model/finding.ts";
import { parseLocale } from "../model/locale.ts";
import type { Note } from "../model/unit.ts";
import { isIdentityNote, parseIdentityNotes } from "./identity-notes.ts";
import type { FileHead, ReturnedUnit, XliffSink } from "./xliff-file.ts";

/** What the start tags of a file say of it, however its version spells that. */
export interface FileFacts {
  readonly original: string | undefined;
  readonly sourceLanguage: string | undefined;
  readonly targetLanguage: string | undefined;
  readonly project?: string | undefined;
  readonly exportId?: string | undefined;
}

/** A `file` element while it is read, whatever the version: collects its head, then hands its units on. */
export interface FileInProgress {
  /** A note of the file's header. */
  addNote(note: Note, line: number): void;
  /** A note of no unit, which somebody wrote to be read. */
  addRemark(note: Note, line: number): void;
  addTool(name: string): void;
  /** The language that a target names; the first one counts where the file names none. */
  sawTargetLanguage(language: string): void;
  /** Hands the head on, for whoever hands units on themselves. */
  start(): void;
  addUnit(unit: ReturnedUnit): void;
  report(id: string, severity: Severity, message: string, line: number): void;
  close(): void;
}

/** Opens a file; its head goes to the sink with the first unit. */
export function openFile(facts: FileFacts, sink: XliffSink): FileInProgress {
  const tools: string[] = [];
  const notes: Note[] = [];
  const lines = new Map<string, number>();
  let targetLanguage = facts.targetLanguage;
  let isStarted = false;

  const head = (): FileHead => {
    const sourceLocale = parseLocale(facts.sourceLanguage ?? "");
    const targetLocale = parseLocale(targetLanguage ?? "");
    const identity = parseIdentityNotes(notes);
    const project = identity?.project ?? facts.project;
    const exportId = identity?.exportId ?? facts.exportId;
    return {
      original: facts.original ?? "",
      ...(sourceLocale === undefined ? {} : { sourceLocale }),
      ...(targetLocale === undefined ? {} : { targetLocale }),
      tools,
      ...(project === undefined ? {} : { project }),
      ...(exportId === undefined ? {} : { exportId }),
      ...(identity === undefined ? {} : { identity }),
    };
  };
  const start = (): void => {
    if (!isStarted) sink.startFile(head());
    isStarted = true;
  };
  const report: FileInProgress["report"] = (id, severity, message, line) => {
    sink.finding({ id, severity, message, place: `Line ${line}` });
  };

  const addRemark: FileInProgress["addRemark"] = ({ text }, line) => {
    const remark = text.trim();
    if (remark !== "") report("file-note", "neutral", `Note: ${remark}`, line);
  };

  return {
    addNote(note, line) {
      if (isIdentityNote(note)) notes.push(note);
      else addRemark(note, line);
    },
    addRemark,
    addTool: (name) => void tools.push(name),
    sawTargetLanguage: (language) => {
      targetLanguage ??= language;
    },
    start,
    addUnit(unit) {
      start();
      const earlier = lines.get(unit.id);
      if (earlier === undefined) lines.set(unit.id, unit.line);
      else report("duplicate-id", "major", `The id ${unit.id} stands in line ${earlier} already.`, unit.line);
      sink.unit(unit);
    },
    report,
    close() {
      start();
      sink.endFile(head());
    },
  };
}
