import { existsSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { listFiles } from "../list-files.ts";
import { GlossaryError } from "../../errors.ts";
import type { Finding } from "../../model/finding.ts";
import { isSameLanguage, parseLocale, type Locale } from "../../model/locale.ts";
import type { GlossaryEntry, ProtectedTerm } from "../../model/term.ts";
import { readGlossary } from "../../glossary/read-glossary.ts";
import { readProtectedTerms } from "../../glossary/read-protected-terms.ts";
import type { MemoryFile } from "../../memory/open-memory.ts";
import { FOLDERS, type Project } from "../project.ts";

/** What a project knows of a language pair before any engine is asked. */
export interface Assets {
  readonly glossary: readonly GlossaryEntry[];
  readonly protectedTerms: readonly ProtectedTerm[];
  readonly memoryFiles: readonly MemoryFile[];
  /** Faults of the glossaries, with line numbers. */
  readonly findings: readonly Finding[];
}

/** Reads glossaries, names and memories for a pair. Errors: GlossaryError; those of the memory come when it is opened. */
export async function loadAssets(project: Project, targetLocale: Locale): Promise<Assets> {
  const glossary: GlossaryEntry[] = [];
  const findings: Finding[] = [];
  for (const path of await glossaryPaths(project, targetLocale)) {
    const full = join(project.root, path);
    if (!existsSync(full)) {
      throw new GlossaryError("malformed-glossary", `There is no glossary ${path}.`, {
        hint: "Correct its name in the command or in pitrans.config.json.",
        place: { file: path },
      });
    }
    const read = readGlossary(await readFile(full), {
      file: path,
      sourceLocale: project.sourceLocale,
      targetLocale,
    });
    glossary.push(...read.entries);
    findings.push(...read.findings);
  }
  const protectedTerms = await loadProtectedTerms(project);
  return { glossary, protectedTerms, memoryFiles: await memoryFiles(project, targetLocale), findings };
}

/** The names in `glossaries/do-not-translate.txt`. */
export async function loadProtectedTerms(project: Project): Promise<readonly ProtectedTerm[]> {
  const path = join(project.root, FOLDERS.glossaries, "do-not-translate.txt");
  return existsSync(path) ? readProtectedTerms(await readFile(path, "utf8")) : [];
}

/** `glossaries/<source>-<target>.csv` or `.tsv`, by language, then those the project or the command names. */
async function glossaryPaths(project: Project, targetLocale: Locale): Promise<string[]> {
  const cwd = join(project.root, FOLDERS.glossaries);
  const present = (await listFiles(cwd)).filter((name) => /^[^/]*\.[ct]sv$/.test(name));
  const own = present.filter((name) => isPair(name.replace(/\.[ct]sv$/, ""), project.sourceLocale, targetLocale));
  return [...new Set([...own.map((name) => `${FOLDERS.glossaries}/${name}`), ...project.glossaries])];
}

/** Whether a file name is that of a pair: `en-ru`, `en-GB-ru`, `en_pt-BR`. */
function isPair(name: string, source: Locale, target: Locale): boolean {
  const words = name.split(/[-_]/);
  return words.some((_, index) => {
    const left = parseLocale(words.slice(0, index).join("-"));
    const right = parseLocale(words.slice(index).join("-"));
    return left !== undefined && right !== undefined && isSameLanguage(left, source) && isSameLanguage(right, target);
  });
}

/** The project's memory of the pair, then the read-only ones. */
async function memoryFiles(project: Project, targetLocale: Locale): Promise<MemoryFile[]> {
  const cwd = join(project.root, FOLDERS.memory);
  const isRelevant = (path: string): boolean =>
    path.startsWith("reference/") ||
    (!path.includes("/") && isPair(path.replace(/\.tmx$/, ""), project.sourceLocale, targetLocale));
  const relevant = (await listFiles(cwd)).filter((path) => path.endsWith(".tmx") && isRelevant(path));
  return Promise.all(
    relevant.map(async (path) => ({
      path: `${FOLDERS.memory}/${path}`,
      bytes: await readFile(join(cwd, path)),
      isReference: path.startsWith("reference/"),
    })),
  );
}
