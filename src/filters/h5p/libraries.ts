import type { Archive } from "../../zip/archive.ts";
import { parseSemantics, type Field } from "./semantics.ts";

/** A library of the package: a content type, or a part of one. */
export interface Library {
  /** "H5P.MultiChoice". */
  readonly machineName: string;
  /** Its folder, with the slash at its end. */
  readonly folder: string;
  readonly fields: readonly Field[];
  /** The file in which the library brings its words in a language; undefined where it does not. `language`: "ru", "pt-br". */
  languageFile(language: string): string | undefined;
}

/** The libraries of a package, by name and version. */
export interface Libraries {
  /** `name`: "H5P.MultiChoice 1.16", as content names them; without a version, the first of that name. */
  find(name: string): Library | undefined;
}

/** Reads the library.json of every folder; semantics are read when a library is first asked for. What cannot be read counts as absent. */
export function readLibraries(archive: Archive): Libraries {
  const known = new Map<string, Library | undefined>();
  const folders = new Map<string, string>();
  for (const { name } of archive.entries) {
    const folder = /^(?<folder>[^/]+\/)library\.json$/.exec(name)?.groups?.["folder"];
    if (folder === undefined) continue;
    const manifest = readObject(archive, name);
    const machineName = manifest?.get("machineName");
    if (typeof machineName !== "string") continue;
    const version = `${String(manifest?.get("majorVersion"))}.${String(manifest?.get("minorVersion"))}`;
    folders.set(`${machineName} ${version}`, folder);
    if (!folders.has(machineName)) folders.set(machineName, folder);
  }
  return {
    find: (name) => {
      const machineName = name.split(" ")[0]!;
      const folder = folders.get(name) ?? (name.includes(" ") ? undefined : folders.get(machineName));
      if (folder === undefined) return undefined;
      if (!known.has(folder)) known.set(folder, readLibrary(archive, machineName, folder));
      return known.get(folder);
    },
  };
}

function readLibrary(archive: Archive, machineName: string, folder: string): Library | undefined {
  const path = `${folder}semantics.json`;
  const fields = archive.has(path) ? parseSemantics(textOf(archive, path)) : undefined;
  if (fields === undefined) return undefined;
  return {
    machineName,
    folder,
    fields,
    languageFile: (language) => {
      const file = `${folder}language/${language}.json`;
      return archive.has(file) ? file : undefined;
    },
  };
}

/** The text of a member; the archive's errors pass through. */
export function textOf(archive: Archive, name: string): string {
  return Buffer.from(archive.read(name)).toString("utf8");
}

function readObject(archive: Archive, name: string): Map<string, unknown> | undefined {
  try {
    const json: unknown = JSON.parse(textOf(archive, name).replace(/^\uFEFF/, ""));
    return typeof json === "object" && json !== null ? new Map(Object.entries(json)) : undefined;
  } catch {
    return undefined;
  }
}
