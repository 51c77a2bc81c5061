import { chartMembers } from "./make-odf-chart.ts";
import { makeOdf } from "./make-odf.ts";

const text = (...paragraphs: readonly string[]): string =>
  `<table:table-cell office:value-type="string">${paragraphs.map((one) => `<text:p>${one}</text:p>`).join("")}</table:table-cell>`;
const number = (value: number, shown: string): string =>
  `<table:table-cell office:value-type="float" office:value="${value}"><text:p>${shown}</text:p></table:table-cell>`;
const row = (cells: string, attributes = ""): string => `<table:table-row${attributes}>${cells}</table:table-row>`;

/** Three sheets of a worksheet, one of them hidden: formulas, hidden rows and columns, repeated cells, a rule with messages, a chart. */
export function sampleSheet(): Buffer {
  const plan = [
    '<table:table-column/><table:table-column/><table:table-column table:visibility="collapse"/><table:table-column/>',
    row(text("Activity") + text("Who helps") + text("For the office") + text("Minutes")),
    row(
      text("Reading aloud") +
        '<table:table-cell office:value-type="string" office:string-value="Grandmother&#10;and the older sister"><text:p>Grandmother</text:p><text:p>and the older sister</text:p></table:table-cell>' +
        text("internal note") +
        number(20, "20 minutes"),
    ),
    row(text("Cooking") + text("Father") + text("checked") + number(35, "35 minutes")),
    row(text("Hidden activity") + text("Nobody"), ' table:visibility="collapse"'),
    row(
      '<table:table-cell office:value-type="string" table:number-columns-repeated="2"><text:p>to be filled in</text:p></table:table-cell>',
      ' table:number-rows-repeated="3"',
    ),
    row(
      `<table:table-cell table:formula="of:=IF([.B3]=&quot;Father&quot;;&quot;well done&quot;;&quot;&quot;)" office:value-type="string" office:string-value="well done"><text:p>well done</text:p></table:table-cell>` +
        `<table:table-cell office:value-type="string" table:number-columns-spanned="2"><office:annotation><dc:creator>Trainer</dc:creator><text:p>Ask again in May.</text:p></office:annotation><text:p>Talk <text:span text:style-name="T1">every</text:span> day<text:s text:c="3"/>with your child</text:p></table:table-cell><table:covered-table-cell office:value-type="string"><text:p>behind the merged cell</text:p></table:covered-table-cell>`,
    ),
  ].join("");
  const summary = [
    "<table:table-column/>",
    row(
      '<table:table-cell table:formula="of:=COUNTA([Plan.A2:.A9])+[$&apos;Our list&apos;.A1]" office:value-type="float" office:value="4"><text:p>4</text:p></table:table-cell>' +
        `<table:table-cell office:value-type="string"><text:p>See <text:a xlink:href="#Plan.A1" xlink:type="simple">the plan</text:a></text:p></table:table-cell>`,
    ),
  ].join("");
  return makeOdf({
    kind: "spreadsheet",
    automatic: [
      '<style:style style:name="ta1" style:family="table"><style:table-properties table:display="true" style:writing-mode="lr-tb"/></style:style>',
      '<style:style style:name="ta2" style:family="table"><style:table-properties table:display="false"/></style:style>',
      '<style:style style:name="T1" style:family="text"><style:text-properties fo:font-weight="bold"/></style:style>',
      '<number:number-style style:name="N1"><number:number number:min-integer-digits="1"/><number:text> minutes</number:text></number:number-style>',
    ].join(""),
    styles:
      '<style:default-style style:family="table-cell"><style:text-properties fo:language="en" fo:country="GB"/></style:default-style>',
    masters:
      '<style:master-page style:name="Default"><style:header><style:region-left><text:p>ELPIDA worksheet</text:p></style:region-left><style:region-right><text:p><text:sheet-name>???</text:sheet-name></text:p></style:region-right></style:header><style:header-left style:display="false"><text:p>Not shown</text:p></style:header-left><style:footer><text:p>Page <text:page-number>1</text:page-number></text:p></style:footer></style:master-page>',
    body: [
      `<table:content-validations><table:content-validation table:name="val1" table:condition="of:cell-content-is-in-list(&quot;Cooking&quot;;&quot;Reading aloud&quot;)"><table:help-message table:title="Activity" table:display="true"><text:p>Choose an activity.</text:p></table:help-message><table:error-message table:display="true"><text:p>Please choose from the list.</text:p></table:error-message></table:content-validation></table:content-validations>`,
      `<table:table table:name="Plan" table:style-name="ta1"><table:shapes><draw:frame svg:width="8cm" svg:height="6cm"><draw:object draw:notify-on-update-of-ranges="Plan.A1:Plan.B3" xlink:href="./Object 1"/></draw:frame></table:shapes>${plan}</table:table>`,
      `<table:table table:name="Summary" table:style-name="ta1">${summary}</table:table>`,
      `<table:table table:name="Our list" table:style-name="ta2"><table:table-column/>${row(text("Bullying"))}${row(text("Kept for the office"))}</table:table>`,
    ].join(""),
    others: [
      ...chartMembers("Object 1", {
        title: "Time together",
        axis: "Minutes",
        series: ["Who helps"],
        categories: ["Reading aloud", "Bullying", "Only in the chart"],
      }),
      {
        name: "settings.xml",
        data: '<?xml version="1.0" encoding="UTF-8"?>\n<office:document-settings xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" xmlns:config="urn:oasis:names:tc:opendocument:xmlns:config:1.0"><office:settings><config:config-item-set config:name="ooo:view-settings"><config:config-item-map-named config:name="Tables"><config:config-item-map-entry config:name="Plan"/></config:config-item-map-named><config:config-item config:name="ActiveTable" config:type="string">Plan</config:config-item></config:config-item-set></office:settings></office:document-settings>',
      },
    ],
  });
}
