import { seededRandom, type Random } from "../seeded-random.ts";
import { heading, sentence } from "./prose.ts";

/**
 * A Markdown file of at least so many bytes, as handbooks on the web are written: front matter, headings, paragraphs broken at 100
 * characters, links and definitions, lists in lists, quotes, tables, notes, code, HTML; with letters of German and Russian.
 */
export function makeMarkdown(bytes: number, seed: string): Buffer {
  const random = seededRandom(seed);
  const sections = [
    `---\ntitle: "${heading(random)}"\ndescription: ${sentence(random)}\nlang: en\nlayout: handbook\n---\n\n# ${heading(random)}\n\n`,
  ];
  for (let length = 0; length < bytes;) {
    const text = section(random, sections.length);
    sections.push(text);
    length += Buffer.byteLength(text);
  }
  return Buffer.from(sections.join(""));
}

const WIDTH = 100;

function section(random: Random, number: number): string {
  const blocks = [
    `## ${number}. ${heading(random)}`,
    wrap(`${inline(random, number)} ${inline(random, number)} ${inline(random, number)}`),
    wrap(`${sentence(random)} ${inline(random, number)}`),
    list(random, number),
    wrap(`${sentence(random)} See the note.[^${number}]`),
    quote(wrap(`${sentence(random)} ${inline(random, number)}`)),
    ...(number % 2 === 0 ? [table(random, number)] : []),
    ...(number % 3 === 0 ? [`![${heading(random)}](images/${number}.png "${heading(random)}")`] : []),
    ...(number % 5 === 0 ? [`\`\`\`yaml\nsession: ${number}\ntitle: "${heading(random)}"\n\`\`\``] : []),
    ...(number % 4 === 0 ? [details(random, number)] : []),
    `[^${number}]: ${wrap(sentence(random)).replaceAll("\n", "\n    ")}`,
    ...(number % 7 === 0 ? [`[guide-${number}]: https://example.org/guide/${number} "${heading(random)}"`] : []),
  ];
  return `${blocks.join("\n\n")}\n\n`;
}

/** A sentence with some of its words marked, and now and then a word in German or Russian. */
function inline(random: Random, number: number): string {
  const words = sentence(random).split(" ");
  const at = 1 + random(Math.max(1, words.length - 3));
  const marked = words.slice(at, at + 2).join(" ");
  const wrapped = [
    `**${marked}**`,
    `*${marked}*`,
    `[${marked}](https://example.org/guide#${number}-${at} "${marked}")`,
    `[${marked}][guide-${number - (number % 7)}]`,
    `${marked} (\u201EElterngespräch für Mütter und Väter\u201C)`,
    `${marked} («родительское собрание»)`,
    `\`card-${at}\` ${marked}`,
    `${marked} &amp; <br> more`,
    marked,
  ][random(9)]!;
  return [...words.slice(0, at), wrapped, ...words.slice(at + 2)].join(" ");
}

function list(random: Random, number: number): string {
  return [
    `- ${indented(inline(random, number), "  ")}`,
    `  - ${indented(sentence(random), "    ")}`,
    `  - [x] ${heading(random)}`,
    `- ${indented(inline(random, number), "  ")}`,
    `1. ${indented(inline(random, number), "   ")}`,
    `2. ${indented(sentence(random), "   ")}`,
  ].join("\n");
}

function table(random: Random, number: number): string {
  const row = (): string => `| ${heading(random)} | ${inline(random, number)} | ${1 + random(90)} |`;
  return ["| Step | What to do | Minutes |", "| :--- | ---------- | ------: |", row(), row(), row()].join("\n");
}

function details(random: Random, number: number): string {
  return (
    `<details>\n<summary>${heading(random)}</summary>\n<div align="center">\n  <img src="images/${number}.jpg" alt="${heading(random)}" width="320">\n` +
    `  <p>${sentence(random)}<br>\n  <b>${heading(random)}</b></p>\n</div>\n\n${wrap(sentence(random))}\n\n</details>`
  );
}

function quote(text: string): string {
  return `> ${text.replaceAll("\n", "\n> ")}`;
}

function indented(text: string, indentation: string): string {
  return wrap(text).replaceAll("\n", `\n${indentation}`);
}

function wrap(text: string): string {
  const lines: string[] = [];
  let line = "";
  for (const word of text.split(" ")) {
    if (line !== "" && line.length + 1 + word.length > WIDTH) {
      lines.push(line);
      line = word;
    } else line = line === "" ? word : `${line} ${word}`;
  }
  return [...lines, line].join("\n");
}
