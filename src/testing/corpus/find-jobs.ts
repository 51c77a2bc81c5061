import { readdir } from "node:fs/promises";
import { dirname, extname, join, relative, resolve, sep } from "node:path";
import { extensions } from "../../filters/registry.ts";
import type { GateId } from "./gate.ts";
import type { Job } from "./job.ts";

/** Which documents of a folder are run, and how. */
export interface JobSettings {
  readonly folder: string;
  readonly gates: readonly GateId[];
  readonly sourceLocale: string;
  readonly targetLocale: string;
  readonly hasSoffice: boolean;
  /** Only files whose path holds this text. */
  readonly only?: string;
  /** At most so many of each extension. */
  readonly limit?: number;
  /** Only the first and then every n-th document of each folder and extension. */
  readonly every?: number;
}

export interface FoundJobs {
  readonly jobs: readonly Job[];
  /** How many files no filter claims, by extension. */
  readonly unread: Readonly<Record<string, number>>;
}

/** The documents below a folder, sorted by name: those in a folder named `bad` for G9 alone, all others for the other gates. */
export async function findJobs(settings: JobSettings): Promise<FoundJobs> {
  const { folder, gates, only, limit = Infinity, every = 1, sourceLocale, targetLocale, hasSoffice } = settings;
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const names = entries
    .filter((entry) => entry.isFile())
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)).split(sep).join("/"))
    .filter((name) => only === undefined || name.includes(only))
    .sort();
  const jobs: Job[] = [];
  const unread: Record<string, number> = {};
  const seen = new Map<string, number>();
  const nextOf = (group: string): number => {
    const index = seen.get(group) ?? 0;
    seen.set(group, index + 1);
    return index;
  };
  for (const name of names) {
    const extension = extname(name).toLowerCase() || "(no extension)";
    if (!extensions.includes(extension)) {
      unread[extension] = (unread[extension] ?? 0) + 1;
      continue;
    }
    const isBad = isInBadFolder(folder, name);
    if (nextOf(`${dirname(name)} ${extension}`) % every !== 0 || nextOf(`${extension} ${isBad}`) >= limit) continue;
    const own = gates.filter((gate) => (gate === "G9") === isBad);
    if (own.length === 0) continue;
    jobs.push({ path: join(folder, name), name, gates: own, sourceLocale, targetLocale, hasSoffice });
  }
  return { jobs, unread };
}

function isInBadFolder(folder: string, name: string): boolean {
  return `/${name}`.includes("/bad/") || resolve(folder).split(sep).includes("bad");
}
