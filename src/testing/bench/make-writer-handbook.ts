import { makeOdf } from "../make-odf.ts";
import { seededRandom, type Random } from "../seeded-random.ts";
import { heading, sentence } from "./prose.ts";

/** Paragraphs that fill a page of a handbook, about 350 words. */
const PARAGRAPHS_PER_PAGE = 7;
/** Automatic styles of spans: one a session of editing, every eighth of them bold. */
const SPAN_STYLES = 40;

/** An OpenDocument text of so many pages, as LibreOffice leaves them after years of editing: spans cut by the marks of sessions. */
export function makeWriterHandbook(pages: number, seed: string): Buffer {
  const random = seededRandom(seed);
  const body: string[] = [];
  for (let page = 0; page < pages; page += 1) {
    body.push(
      `<text:h text:style-name="Heading_20_2" text:outline-level="2">${spans(heading(random), random)}</text:h>`,
    );
    for (let count = 0; count < PARAGRAPHS_PER_PAGE; count += 1) {
      body.push(paragraph(`${sentence(random)} ${sentence(random)}`, random));
    }
    if (page % 4 === 3) body.push(table(page, random));
  }
  return makeOdf({
    kind: "text",
    body: body.join(""),
    automatic: automaticStyles(),
    styles: STYLES,
    meta: "<dc:title>Handbook</dc:title>",
  });
}

const STYLES =
  '<style:default-style style:family="paragraph"><style:text-properties fo:font-size="12pt" fo:language="en" fo:country="GB"/></style:default-style><style:style style:name="Standard" style:family="paragraph"/><style:style style:name="Heading_20_2" style:display-name="Heading 2" style:family="paragraph" style:parent-style-name="Standard"><style:text-properties fo:font-size="14pt" fo:font-weight="bold"/></style:style>';

function automaticStyles(): string {
  const styles = Array.from({ length: SPAN_STYLES }, (_, n) => {
    const bold = n % 8 === 7 ? ' fo:font-weight="bold"' : "";
    return `<style:style style:name="T${n + 1}" style:family="text"><style:text-properties${bold} officeooo:rsid="${(0x1a3f00 + n * 977).toString(16).padStart(8, "0")}"/></style:style>`;
  });
  return `<style:style style:name="P1" style:family="paragraph" style:parent-style-name="Standard"><style:paragraph-properties fo:text-align="justify"/></style:style>${styles.join("")}`;
}

function paragraph(text: string, random: Random): string {
  return `<text:p text:style-name="P1">${spans(text, random)}</text:p>`;
}

/** The text cut at every few words, most pieces in a span of some session. */
function spans(text: string, random: Random): string {
  const words = text.split(" ");
  const pieces: string[] = [];
  for (let at = 0; at < words.length;) {
    const length = 3 + random(9);
    const piece = words.slice(at, at + length).join(" ");
    at += length;
    const spaced = at < words.length ? `${piece} ` : piece;
    const style = `T${1 + random(SPAN_STYLES)}`;
    pieces.push(random(5) === 0 ? spaced : `<text:span text:style-name="${style}">${spaced}</text:span>`);
  }
  return pieces.join("");
}

function table(page: number, random: Random): string {
  const cell = (): string =>
    `<table:table-cell office:value-type="string">${paragraph(heading(random), random)}</table:table-cell>`;
  const rows = Array.from({ length: 3 }, () => `<table:table-row>${cell()}${cell()}</table:table-row>`);
  return `<table:table table:name="Table${page}"><table:table-column table:number-columns-repeated="2"/>${rows.join("")}</table:table>`;
}
