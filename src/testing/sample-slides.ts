import { chartMembers } from "./make-odf-chart.ts";
import { makeOdf } from "./make-odf.ts";

const frame = (role: string, style: string, content: string): string =>
  `<draw:frame presentation:class="${role}" presentation:style-name="${style}" svg:x="1cm" svg:y="1cm" svg:width="20cm" svg:height="3cm"><draw:text-box>${content}</draw:text-box></draw:frame>`;
const p = (text: string): string => `<text:p>${text}</text:p>`;
const items = (...texts: readonly string[]): string =>
  `<text:list text:style-name="L1">${texts.map((text) => `<text:list-item>${p(text)}</text:list-item>`).join("")}</text:list>`;
const notes = (content: string): string =>
  `<presentation:notes><draw:page-thumbnail presentation:class="page" svg:width="5cm" svg:height="4cm"/>${frame("notes", "pr-notes", content)}</presentation:notes>`;
const page = (name: string, style: string, content: string): string =>
  `<draw:page draw:name="${name}" draw:style-name="${style}" draw:master-page-name="Default" presentation:use-footer-name="ftr1">${content}</draw:page>`;

const table = `<draw:frame svg:x="1cm" svg:y="9cm" svg:width="18cm" svg:height="4cm"><table:table><table:table-column/><table:table-column/><table:table-row><table:table-cell>${p("Age")}</table:table-cell><table:table-cell>${p("What helps")}</table:table-cell></table:table-row><table:table-row><table:table-cell>${p("Under 3")}</table:table-cell><table:table-cell>${p("Songs and books")}</table:table-cell></table:table-row></table:table><draw:image xlink:href="Pictures/table.svm"/></draw:frame>`;

const shapes = `<draw:g><svg:desc>Two circles that overlap</svg:desc><draw:custom-shape draw:style-name="gr1" svg:x="2cm" svg:y="8cm" svg:width="5cm" svg:height="5cm">${p('Talk with <text:span text:style-name="T1">each</text:span> other')}<draw:enhanced-geometry draw:type="ellipse"/></draw:custom-shape><draw:custom-shape draw:style-name="gr1" svg:x="6cm" svg:y="8cm" svg:width="5cm" svg:height="5cm">${p("Listen first")}<draw:enhanced-geometry draw:type="ellipse"/></draw:custom-shape></draw:g>`;

/** A deck of three slides, one of them hidden: notes, shapes in a group, a table, a chart, footers said once, a master with words. */
export function sampleDeck(): Buffer {
  return makeOdf({
    kind: "presentation",
    automatic: [
      '<style:style style:name="dp1" style:family="drawing-page"><style:drawing-page-properties presentation:display-footer="true"/></style:style>',
      '<style:style style:name="dp2" style:family="drawing-page"><style:drawing-page-properties presentation:visibility="hidden"/></style:style>',
      '<style:style style:name="gr1" style:family="graphic"><style:graphic-properties draw:fill-color="#cfe2f3"/></style:style>',
      '<style:style style:name="T1" style:family="text"><style:text-properties fo:font-weight="bold"/></style:style>',
      '<text:list-style style:name="L1"><text:list-level-style-bullet text:level="1" text:bullet-char="•"/></text:list-style>',
    ].join(""),
    styles: [
      '<style:default-style style:family="graphic"><style:paragraph-properties style:writing-mode="lr-tb"/><style:text-properties fo:font-size="18pt" fo:language="en" fo:country="GB"/></style:default-style>',
      '<style:style style:name="pr-title" style:family="presentation"><style:text-properties fo:font-size="32pt" fo:font-weight="bold"/></style:style>',
      '<style:style style:name="pr-outline" style:family="presentation"/><style:style style:name="pr-notes" style:family="presentation"/>',
    ].join(""),
    pageStyles:
      '<style:page-layout style:name="PM1"><style:page-layout-properties fo:page-width="28cm" fo:page-height="21cm"/></style:page-layout>',
    masters: `<style:master-page style:name="Default" style:page-layout-name="PM1">${frame("title", "pr-title", p("Click to edit the title text format"))}<draw:frame svg:x="1cm" svg:y="19cm" svg:width="8cm" svg:height="1cm"><draw:text-box>${p("Parenting Together")}</draw:text-box></draw:frame>${frame("footer", "pr-outline", p("<presentation:footer/>"))}</style:master-page><style:master-page style:name="Unused" style:page-layout-name="PM1"><draw:frame svg:width="8cm" svg:height="1cm"><draw:text-box>${p("Nobody sees this")}</draw:text-box></draw:frame></style:master-page>`,
    meta: "<dc:title>Growing up online</dc:title>",
    body: [
      '<presentation:footer-decl presentation:name="ftr1">Session 3</presentation:footer-decl>',
      '<presentation:footer-decl presentation:name="ftr2">Session 3</presentation:footer-decl>',
      page(
        "page1",
        "dp1",
        `${frame("subtitle", "pr-outline", p("For parents and teachers"))}${frame("title", "pr-title", p('Growing up <text:span text:style-name="T1">online</text:span>'))}${notes(p("Welcome everybody.") + p("Put the chairs in a circle."))}`,
      ),
      page(
        "page2",
        "dp1",
        `${frame("title", "pr-title", p("What helps"))}${frame("outline", "pr-outline", items("Ask, do not only count", "Agree on one rule<text:line-break/>that everybody can keep"))}${shapes}${table}<draw:frame svg:x="14cm" svg:y="8cm" svg:width="10cm" svg:height="8cm"><draw:object xlink:href="./Object 1"/><svg:title>Answers of one group</svg:title></draw:frame><draw:frame presentation:class="outline" presentation:placeholder="true" svg:width="1cm" svg:height="1cm"><draw:text-box/></draw:frame>${notes("")}`,
      ),
      page(
        "page3",
        "dp2",
        `${frame("title", "pr-title", p("A slide for the trainers"))}${notes(p("Not for parents."))}`,
      ),
    ].join(""),
    others: chartMembers("Object 1", {
      title: "What worries us",
      axis: "Number of answers",
      series: ["Parents", "Children"],
      categories: ["Strangers", "Bullying"],
    }),
  });
}
