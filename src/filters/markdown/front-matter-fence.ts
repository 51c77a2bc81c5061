import type { FrontMatterBlock } from "./blocks.ts";

const FENCES = [
  {
    language: "yaml",
    pattern: /^---[ \t]*(?:\r\n|\n|\r)(?<body>[\s\S]*?)(?<=[\r\n])(?:---|\.\.\.)[ \t]*(?:\r\n|\n|\r|$)/,
  },
  { language: "toml", pattern: /^\+\+\+[ \t]*(?:\r\n|\n|\r)(?<body>[\s\S]*?)(?<=[\r\n])\+\+\+[ \t]*(?:\r\n|\n|\r|$)/ },
] as const;

/** The front matter that a text begins with, how many lines it has with its fences, and where the text goes on. */
export function frontMatterAt(
  text: string,
): { readonly block: FrontMatterBlock; readonly lines: number; readonly next: number } | undefined {
  for (const { language, pattern } of FENCES) {
    const match = pattern.exec(text);
    const body = match?.groups?.["body"];
    if (match === null || body === undefined) continue;
    const start = match[0].search(/[\r\n]/) + (match[0].includes("\r\n") ? 2 : 1);
    const block: FrontMatterBlock = { kind: "front matter", language, line: 1, start, end: start + body.length };
    return { block, lines: match[0].split(/\r\n|\n|\r/).length - 1, next: match[0].length };
  }
  return undefined;
}
