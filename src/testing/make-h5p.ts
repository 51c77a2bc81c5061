import { makeArchive, type ArchiveMember } from "./make-archive.ts";

/** A library of a made package. */
export interface MadeLibrary {
  /** "H5P.Blanks 1.14". */
  readonly name: string;
  readonly semantics: readonly object[];
  /** Language files by language: "ru". */
  readonly languages?: Readonly<Record<string, object>>;
}

/** What a made package holds. */
export interface MadePackage {
  /** With its version; its library need not be among the libraries. */
  readonly mainLibrary: string;
  readonly content: unknown;
  readonly libraries?: readonly MadeLibrary[];
  /** Further keys of h5p.json. */
  readonly manifest?: object;
  readonly files?: readonly ArchiveMember[];
}

/** Makes an H5P package. `content` may be text already, to say how it is spelled. */
export function makeH5p({ mainLibrary, content, libraries = [], manifest = {}, files = [] }: MadePackage): Buffer {
  const [machineName = "", version = "1.0"] = mainLibrary.split(" ");
  const [majorVersion, minorVersion] = version.split(".").map(Number);
  const own = {
    title: "Homework",
    language: "en",
    mainLibrary: machineName,
    embedTypes: ["div"],
    license: "U",
    preloadedDependencies: [{ machineName, majorVersion, minorVersion }],
    ...manifest,
  };
  return makeArchive([
    { name: "h5p.json", data: JSON.stringify(own) },
    { name: "content/content.json", data: typeof content === "string" ? content : JSON.stringify(content) },
    ...files,
    ...libraries.flatMap(membersOf),
  ]);
}

function membersOf({ name, semantics, languages = {} }: MadeLibrary): ArchiveMember[] {
  const [machineName = "", version = "1.0"] = name.split(" ");
  const [majorVersion, minorVersion] = version.split(".").map(Number);
  const folder = `${machineName}-${version}`;
  return [
    {
      name: `${folder}/library.json`,
      data: JSON.stringify({
        title: machineName,
        machineName,
        majorVersion,
        minorVersion,
        patchVersion: 0,
        runnable: 1,
      }),
    },
    { name: `${folder}/semantics.json`, data: JSON.stringify(semantics) },
    ...Object.entries(languages).map(([language, words]) => ({
      name: `${folder}/language/${language}.json`,
      data: JSON.stringify(words),
    })),
  ];
}
