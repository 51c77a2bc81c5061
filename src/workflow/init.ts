import { existsSync } from "node:fs";
import { mkdir, readFile } from "node:fs/promises";
import { dirname, join, relative } from "node:path";
import { fileURLToPath } from "node:url";
import type { Locale } from "../model/locale.ts";
import { writeAtomically } from "../store/write-atomically.ts";
import { FOLDERS } from "./project.ts";

export interface InitOptions {
  /** Absolute; made where it is not there. */
  readonly root: string;
  readonly sourceLocale: Locale;
  readonly targetLocales: readonly Locale[];
  readonly isDryRun: boolean;
}

export interface InitReport {
  /** Relative to the root, folders with a final `/`. What was there already stays as it is. */
  readonly created: readonly string[];
  readonly kept: readonly string[];
}

/** The sample glossaries that come with pitrans: beside `dist` in the package, beside `src` in the checkout. */
const SAMPLES = fileURLToPath(new URL("../../glossaries/", import.meta.url));

const MADE: readonly string[] = [FOLDERS.sources, FOLDERS.glossaries, FOLDERS.memory, FOLDERS.inbox];

/** Makes the folders of a project, its configuration and sample glossaries. Nothing that is there is changed. */
export async function init({ root, sourceLocale, targetLocales, isDryRun }: InitOptions): Promise<InitReport> {
  const created: string[] = [];
  const kept: string[] = [];
  for (const folder of MADE) {
    if (existsSync(join(root, folder))) continue;
    created.push(`${folder}/`);
    if (!isDryRun) await mkdir(join(root, folder), { recursive: true });
  }
  for (const [name, content] of await filesOf(sourceLocale, targetLocales)) {
    if (existsSync(join(root, name))) kept.push(name);
    else {
      created.push(name);
      if (!isDryRun) await writeAtomically(join(root, name), content);
    }
  }
  return { created, kept };
}

async function filesOf(
  sourceLocale: Locale,
  targetLocales: readonly Locale[],
): Promise<[name: string, content: string | Uint8Array][]> {
  const config = { sourceLocale, targetLocales };
  const files: [string, string | Uint8Array][] = [["pitrans.config.json", `${JSON.stringify(config, undefined, 2)}\n`]];
  for (const locale of targetLocales) {
    const sample = await sampleOf(`${sourceLocale}-${locale}.csv`);
    files.push([`${FOLDERS.glossaries}/${sourceLocale}-${locale}.csv`, sample ?? EMPTY_GLOSSARY]);
  }
  const names = await sampleOf("do-not-translate.txt");
  files.push([`${FOLDERS.glossaries}/do-not-translate.txt`, names ?? EMPTY_NAMES]);
  return files;
}

async function sampleOf(name: string): Promise<Uint8Array | undefined> {
  const path = join(SAMPLES, name);
  // A language code never leads out of the folder, but the check costs nothing.
  if (relative(SAMPLES, dirname(path)) !== "" || !existsSync(path)) return undefined;
  return readFile(path);
}

const EMPTY_GLOSSARY = "source,target,status,part_of_speech,note,scope,case_sensitive\n";
const EMPTY_NAMES =
  "# Names that stay as they are, one a line; other spellings after a bar: Senimen Bolashaq | Senimen Bolasaq\n";
