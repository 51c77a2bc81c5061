import type { LeftOutFile } from "../workflow/left-out.ts";
import type { Output } from "./output.ts";

/** What is said of files in `sources/` that are no documents: a line or two for each, pictures and the like together in one. */
export function leftOutLines(files: readonly LeftOutFile[], { colors }: Pick<Output, "colors">): string[] {
  const lines = files
    .filter(({ isMedia }) => !isMedia)
    .flatMap(({ name, what, hint }) => {
      const is = what === undefined ? "is of no format that pitrans reads" : `is ${what}`;
      return [`${colors.yellow("!")} ${name} ${is}; it was left out.`, ...(hint === undefined ? [] : [`  ${hint}`])];
    });
  const media = files.filter(({ isMedia }) => isMedia);
  if (media.length === 0) return lines;
  const names = media.length === 1 ? media[0]!.name : `${media.length} files such as ${media[0]!.name}`;
  const is = media.length === 1 ? `is ${media[0]!.what ?? "no document"}` : "are pictures, sound or films";
  return [
    ...lines,
    `${colors.yellow("!")} ${names} ${is}, left out: text inside ${media.length === 1 ? "it" : "them"} cannot be translated.`,
  ];
}
