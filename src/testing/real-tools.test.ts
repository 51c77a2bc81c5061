import { execFileSync } from "node:child_process";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { checkConformance } from "../xliff/conformance/check-conformance.ts";
import { escapeText } from "../xml/escape.ts";
import { cliProject, type CliProject } from "./cli-project.ts";
import { temporaryFolder } from "./temporary-folder.ts";

/** Whether a program can be started. */
function isInstalled(program: string): boolean {
  try {
    execFileSync("sh", ["-c", `command -v ${program}`], { stdio: "pipe" });
    return true;
  } catch {
    return false;
  }
}

const TOOLKIT = ["xliff2po", "po2xliff", "pofilter"];
const hasToolkit = TOOLKIT.every(isInstalled);
const hasOmegaT = isInstalled("omegat");
if (!hasToolkit)
  process.stderr.write(
    "Nothing is sent through the Translate Toolkit: xliff2po, po2xliff, pofilter are not installed.\n",
  );
if (!hasOmegaT) process.stderr.write("Nothing is sent through OmegaT: omegat is not installed.\n");

const LEAFLET = fileURLToPath(new URL("../../fixtures/programmes/sources/silent/leaflet.docx", import.meta.url));
const WORKING = "xliff/ru/leaflet.docx.xlf";

/** A leaflet with links, bold words and a line break, drafted, and its working file. */
async function sentLeaflet(): Promise<CliProject> {
  const project = cliProject({ "sources/leaflet.docx": readFileSync(LEAFLET) });
  await project.run(["extract"]);
  await project.run(["translate", "--to", "ru", "--engine", "pseudo", "--yes"]);
  return project;
}

interface ReportedSegment {
  readonly outcome: string;
  readonly returned?: string;
  readonly now?: string;
  readonly codes?: string;
  readonly findings: readonly unknown[];
}

interface ImportJson {
  readonly files: readonly { readonly ok: boolean; readonly segments?: readonly ReportedSegment[] }[];
  readonly reports: readonly string[];
}

/** Imports the file, and gives what the report says of each segment. */
async function importFile(
  project: CliProject,
  path: string,
): Promise<{ exitCode: number | null; segments: ReportedSegment[] }> {
  const { exitCode, stdout } = await project.run(["import", path, "--json"]);
  const { reports } = JSON.parse(stdout) as ImportJson;
  const report = JSON.parse(project.text(reports.find((name) => name.endsWith(".json"))!)) as {
    files: { segments: ReportedSegment[] }[];
  };
  return { exitCode, segments: report.files.flatMap(({ segments }) => segments) };
}

const unitsOf = (xliff: string): number => xliff.match(/<trans-unit /g)?.length ?? 0;

describe.skipIf(!hasToolkit)("the Translate Toolkit", () => {
  const convert = (program: string, ...words: readonly string[]): void => {
    execFileSync(program, ["--progress=none", ...words], { stdio: "pipe" });
  };

  it("takes our file to PO and back, which destroys ids and codes, and no text is lost or guessed", async () => {
    const project = await sentLeaflet();
    const at = (name: string): string => join(project.root, name);
    convert("xliff2po", at(WORKING), at("a.po"));
    const po = project.text("a.po");
    const translated = po.replace(/(msgid "Silence is not a no"\n)msgstr "[^\n]*"/, '$1msgstr "Молчание — не отказ"');
    expect(translated).not.toBe(po);
    project.write("a.po", translated);
    mkdirSync(at("inbox"));
    convert("po2xliff", at("a.po"), at("inbox/back.xlf"));
    const sent = project.text(WORKING);
    const { exitCode, segments } = await importFile(project, "inbox/back.xlf");
    expect(exitCode).toBe(0);
    expect(project.text(WORKING)).toContain(">Молчание — не отказ<");
    expect(unitsOf(project.text(WORKING))).toBe(unitsOf(sent));
    // What has codes in the source came back without them: its text is kept, and a person is told.
    const withCodes = segments.filter(({ outcome, codes }) => outcome === "changed" && codes !== undefined);
    expect(withCodes.length).toBeGreaterThan(0);
    expect(
      segments.filter(
        ({ outcome, codes, returned }) =>
          outcome === "changed" && codes === undefined && returned !== "Молчание — не отказ",
      ),
    ).toEqual([]);
    for (const { returned, now } of withCodes)
      expect(now?.replaceAll(/<[^>]*>/g, "")).toBe(returned?.replaceAll(/<[^>]*>/g, ""));
  });

  it("reads our file with pofilter, and finds in it what is wrong", async () => {
    const project = await sentLeaflet();
    const path = join(project.root, "filtered.xlf");
    convert("pofilter", "--test=untranslated", join(project.root, WORKING), path);
    const broken = project.text(WORKING).replace(/<target state="[^"]*">[^<]*<\/target>/, "<target/>");
    project.write("broken.xlf", broken);
    convert("pofilter", "--test=untranslated", join(project.root, "broken.xlf"), path);
    expect(readFileSync(path, "utf8")).toContain("untranslated");
  });
});

const OMEGAT_PROJECT = `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<omegat><project version="1.0"><source_dir>__DEFAULT__</source_dir><target_dir>__DEFAULT__</target_dir><tm_dir>__DEFAULT__</tm_dir><glossary_dir>__DEFAULT__</glossary_dir><glossary_file>__DEFAULT__</glossary_file><dictionary_dir>__DEFAULT__</dictionary_dir><source_lang>EN</source_lang><target_lang>RU</target_lang><sentence_seg>false</sentence_seg><support_default_translations>true</support_default_translations><remove_tags>false</remove_tags></project></omegat>`;

describe.skipIf(!hasOmegaT)("OmegaT in console mode", () => {
  /** Runs a project of one file with this memory, and gives what it wrote. */
  function omegat(xliff: string, memory: readonly (readonly [string, string])[]): string {
    const folder = temporaryFolder();
    for (const name of ["source", "target", "tm", "omegat", "glossary", "dictionary"]) mkdirSync(join(folder, name));
    writeFileSync(join(folder, "omegat.project"), OMEGAT_PROJECT);
    writeFileSync(join(folder, "source", "m.xlf"), xliff);
    const units = memory.map(
      ([source, target]) =>
        `<tu><tuv lang="EN"><seg>${escapeText(source)}</seg></tuv><tuv lang="RU"><seg>${escapeText(target)}</seg></tuv></tu>`,
    );
    const header =
      '<header creationtool="OmegaT" segtype="paragraph" adminlang="EN-US" datatype="plaintext" o-tmf="x" srclang="EN" creationtoolversion="3"/>';
    writeFileSync(
      join(folder, "omegat", "project_save.tmx"),
      `<?xml version="1.0" encoding="UTF-8"?>\n<tmx version="1.1">${header}<body>${units.join("")}</body></tmx>`,
    );
    execFileSync("omegat", [folder, "--mode=console-translate", `--config-dir=${join(folder, "config")}`], {
      stdio: "pipe",
    });
    return readFileSync(join(folder, "target", "m.xlf"), "utf8");
  }

  it("gives our file back as it was when nothing is translated, and it is imported without a change", async () => {
    const project = await sentLeaflet();
    project.write("inbox/back.xlf", omegat(project.text(WORKING), []));
    expect(checkConformance([project.bytes("inbox/back.xlf")], "back.xlf").isValid).toBe(true);
    const before = project.text(WORKING);
    const { exitCode, segments } = await importFile(project, "inbox/back.xlf");
    expect([exitCode, segments.filter(({ outcome }) => outcome === "changed")]).toEqual([0, []]);
    expect(project.text(WORKING)).toBe(before);
  });

  it("gives back what it translated, codes among it, and it is taken in", async () => {
    const project = await sentLeaflet();
    // Debian's version takes the target for the text to translate.
    const [draft] = /(?<=<source>Silence is not a no<\/source><target[^>]*>)[^<]*/.exec(project.text(WORKING))!;
    project.write("inbox/back.xlf", omegat(project.text(WORKING), [[draft, "Молчание — не отказ"]]));
    const { exitCode, segments } = await importFile(project, "inbox/back.xlf");
    expect(exitCode).toBe(0);
    expect(segments.filter(({ outcome }) => outcome === "changed").map(({ now }) => now)).toEqual([
      "Молчание — не отказ",
    ]);
    expect(project.text(WORKING)).toMatch(/state="translated">Молчание — не отказ</);
  });
});
