import type { ArchiveMember } from "./make-archive.ts";
import { odfPart } from "./make-odf.ts";

/** The words of a chart. */
export interface ChartWords {
  readonly title: string;
  readonly axis: string;
  readonly series: readonly string[];
  readonly categories: readonly string[];
}

const cell = (text: string): string =>
  `<table:table-cell office:value-type="string"><text:p>${text}</text:p></table:table-cell>`;

/** The members of a chart embedded under `folder`: a bar chart with the table of texts and numbers it keeps beside it. */
export function chartMembers(folder: string, { title, axis, series, categories }: ChartWords): ArchiveMember[] {
  // LibreOffice notes in a shape of the cell which range of the sheet it repeats.
  const range = (n: number): string => `<draw:g><svg:desc>Plan.B1:B${n}</svg:desc></draw:g>`;
  const header = series.map((name, n) => cell(name).replace("</table:table-cell>", `${range(n)}</table:table-cell>`));
  const rows = categories.map(
    (name, n) =>
      `<table:table-row>${cell(name)}${series.map((_, column) => `<table:table-cell office:value-type="float" office:value="${n + column}"><text:p>${n + column}</text:p></table:table-cell>`).join("")}</table:table-row>`,
  );
  const plots = series.map(
    (_, n) =>
      `<chart:series chart:values-cell-range-address="local-table.${"BCDEF"[n]}2:.${"BCDEF"[n]}9" chart:class="chart:bar"/>`,
  );
  const content = `<office:automatic-styles/><office:body><office:chart><chart:chart chart:class="chart:bar" svg:width="10cm" svg:height="8cm"><chart:title><text:p>${title}</text:p></chart:title><chart:plot-area><chart:axis chart:dimension="x"/><chart:axis chart:dimension="y"><chart:title><text:p>${axis}</text:p></chart:title></chart:axis>${plots.join("")}</chart:plot-area><table:table table:name="local-table"><table:table-header-rows><table:table-row><table:table-cell><text:p/></table:table-cell>${header.join("")}</table:table-row></table:table-header-rows><table:table-rows>${rows.join("")}</table:table-rows></table:table></chart:chart></office:chart></office:body>`;
  return [{ name: `${folder}/content.xml`, data: odfPart("document-content", content) }];
}
