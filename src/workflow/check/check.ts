import { statSync } from "node:fs";
import { isAbsolute, join, relative, resolve, sep } from "node:path";
import { CHECKS } from "../../checks/registry.ts";
import { UsageError } from "../../errors.ts";
import type { Finding } from "../../model/finding.ts";
import { checkConformance } from "../../xliff/conformance/check-conformance.ts";
import type { ConformanceProblem } from "../../xliff/conformance/problem.ts";
import { readXliffItems } from "../../xliff/read-xliff.ts";
import type { ReturnedUnit } from "../../xliff/xliff-file.ts";
import { listFiles } from "../list-files.ts";
import { attempt, type Outcome } from "../outcome.ts";
import { FOLDERS, knownTargets, type Project } from "../project.ts";
import { inputChunks } from "../read-input.ts";

const XLIFF = /\.(?:xlf|xliff|sdlxliff|mqxliff|mxliff)$/i;

export interface CheckRequest {
  /** Absolute. */
  readonly cwd: string;
  /** Files or folders, relative to `cwd`, "-" for standard input; none: the project's own bilingual files. */
  readonly files: readonly string[];
  /** Stop after what the standard says. */
  readonly isConformanceOnly: boolean;
  /** The bytes of standard input. */
  readonly readStandardInput: () => Promise<Uint8Array>;
  /** Told of each file as it is done. */
  readonly onFile: (outcome: Outcome<CheckedFile>) => void;
}

export interface CheckedFile {
  /** The XLIFF version it declares; absent where it is no XLIFF. */
  readonly version?: string;
  /** Whether the standard allows all of it. */
  readonly isValid: boolean;
  /** What the standard says, in the order of the file. */
  readonly problems: readonly ConformanceProblem[];
  /** What is to be seen of its translations, in the order of the file; empty where the file is not valid or only conformance was asked for. */
  readonly findings: readonly LocatedFinding[];
}

/** A finding of a check, with where its segment stands in the file. */
export interface LocatedFinding extends Finding {
  /** From 1. */
  readonly line: number;
}

/** Judges XLIFF files of any origin: first by the standard, then by the checks. Nothing is written. Errors: UsageError for a name that is no file. */
export async function check(project: Project, request: CheckRequest): Promise<readonly Outcome<CheckedFile>[]> {
  const outcomes: Outcome<CheckedFile>[] = [];
  for (const { name, path } of await findFiles(project, request)) {
    const outcome = await attempt(name, async () => {
      const chunks = path === undefined ? [await request.readStandardInput()] : inputChunks(path, name);
      return checkFile(chunks, name, request.isConformanceOnly);
    });
    outcomes.push(outcome);
    request.onFile(outcome);
  }
  return outcomes;
}

function checkFile(chunks: Iterable<Uint8Array>, name: string, isConformanceOnly: boolean): CheckedFile {
  const conformance = checkConformance(chunks, name);
  const isReadable = conformance.isValid && !isConformanceOnly;
  return { ...conformance, findings: isReadable ? findingsOf(chunks, name) : [] };
}

function findingsOf(chunks: Iterable<Uint8Array>, name: string): LocatedFinding[] {
  const findings: LocatedFinding[] = [];
  let ofFile: LocatedFinding[] = [];
  for (const item of readXliffItems(chunks, name)) {
    if (item.kind === "unit") ofFile.push(...findingsOfUnit(item.unit));
    else if (item.kind === "end") {
      // Only now is it known whether a target names its language.
      if (item.head.targetLocale !== undefined) for (const finding of ofFile) findings.push(finding);
      ofFile = [];
    }
  }
  return findings;
}

function findingsOfUnit({ id, line, source, target }: ReturnedUnit): LocatedFinding[] {
  const pair = { source, ...(target === undefined ? {} : { target }) };
  return CHECKS.flatMap((one) => one.find(pair)).map((finding) => ({ ...finding, segment: id, line }));
}

interface FoundFile {
  readonly name: string;
  /** None: standard input. */
  readonly path?: string;
}

/** The files that are meant, with their absolute paths; none for standard input. */
async function findFiles(project: Project, { cwd, files }: CheckRequest): Promise<readonly FoundFile[]> {
  if (files.length === 0) {
    return (
      await Promise.all(
        knownTargets(project).map((locale) =>
          inFolder(join(project.root, FOLDERS.xliff, locale), `${FOLDERS.xliff}/${locale}`),
        ),
      )
    ).flat();
  }
  const found = await Promise.all(
    files.map(async (file): Promise<FoundFile[]> => {
      const path = resolve(cwd, file);
      if (file === "-") return [{ name: "standard input" }];
      const isFolder = statSync(path, { throwIfNoEntry: false })?.isDirectory();
      if (isFolder === undefined) {
        throw new UsageError("usage", `There is no file ${file}.`, {
          hint: "Name an XLIFF file, or a folder of them.",
          place: { file },
        });
      }
      return isFolder ? inFolder(path, nameOf(cwd, path)) : [{ name: nameOf(cwd, path), path }];
    }),
  );
  return found.flat();
}

/** The XLIFF files below a folder, named from `base`. */
async function inFolder(folder: string, base: string): Promise<{ name: string; path: string }[]> {
  const names = (await listFiles(folder)).filter((name) => XLIFF.test(name));
  return names.map((name) => ({ name: base === "" ? name : `${base}/${name}`, path: join(folder, name) }));
}

function nameOf(cwd: string, path: string): string {
  const inside = relative(cwd, path);
  return isAbsolute(inside) || inside.startsWith("..") ? path : inside.split(sep).join("/");
}
