import { seededRandom, type Random } from "../seeded-random.ts";
import { heading, sentence } from "./prose.ts";

/** An HTML page of at least so many bytes, as content systems write them: nested divisions, classes, inline formatting, lists, tables. */
export function makePage(bytes: number, seed: string): Buffer {
  const random = seededRandom(seed);
  const sections: string[] = [];
  for (let length = 0; length < bytes;) {
    const text = section(random, sections.length + 1);
    sections.push(text);
    length += text.length;
  }
  const head = `<head>\n<meta charset="utf-8">\n<title>${heading(random)}</title>\n<meta name="description" content="${sentence(random)}">\n</head>`;
  return Buffer.from(
    `<!DOCTYPE html>\n<html lang="en">\n${head}\n<body class="page">\n<main id="content">\n${sections.join("")}</main>\n</body>\n</html>\n`,
  );
}

function section(random: Random, number: number): string {
  const paragraphs = Array.from({ length: 4 }, () => `<p>${inline(random)}\n${inline(random)}</p>\n`);
  const items = Array.from({ length: 3 }, () => `<li class="step">${inline(random)}</li>\n`);
  const rows = Array.from({ length: 3 }, () => `<tr><td>${heading(random)}</td><td>${inline(random)}</td></tr>\n`);
  const figure = `<figure><img src="images/${number}.jpg" alt="${heading(random)}" width="640" height="360"><figcaption>${sentence(random)}</figcaption></figure>\n`;
  return (
    `<section id="s${number}" class="section section--plain" data-part="${number}">\n<h2>${heading(random)}</h2>\n` +
    `<div class="section__body">\n${paragraphs.join("")}<ul class="steps">\n${items.join("")}</ul>\n${figure}` +
    `<table class="plan"><tbody>\n${rows.join("")}</tbody></table>\n</div>\n</section>\n`
  );
}

/** A sentence with some of its words in bold, in italics or linked. */
function inline(random: Random): string {
  const words = sentence(random).split(" ");
  const at = 1 + random(Math.max(1, words.length - 3));
  const marked = words.slice(at, at + 2).join(" ");
  const wrapped = [
    `<strong>${marked}</strong>`,
    `<em class="note">${marked}</em>`,
    `<a href="https://example.org/guide#${at}" title="${marked}">${marked}</a>`,
    `${marked}&nbsp;&amp; more`,
    marked,
  ][random(5)]!;
  return [...words.slice(0, at), wrapped, ...words.slice(at + 2)].join(" ");
}
