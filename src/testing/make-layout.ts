import { escapeAttribute } from "../xml/escape.ts";
import { makeArchive, type ArchiveMember } from "./make-archive.ts";

/** An InDesign document to be made: XML where a test cares, and what InDesign wants besides. */
export interface LayoutPlan {
  /** What the stories hold, by id; see `paragraphs` and `range`. Each gets a frame on the first page, one below the other, unless `spreads` is given. */
  readonly stories: Readonly<Record<string, string>>;
  /** Attributes of stories, by id: `IsEndnoteStory="true"`. */
  readonly storyAttributes?: Readonly<Record<string, string>>;
  /** What lies on each spread; see `textFrame`. Each spread has one page. */
  readonly spreads?: readonly string[];
  /** What lies on the master of all pages. */
  readonly master?: string;
  /** Elements of the document map: layers, hyperlinks, variables, conditions, sections. */
  readonly map?: string;
  readonly paragraphStyles?: string;
  readonly characterStyles?: string;
  readonly objectStyles?: string;
  readonly tocStyles?: string;
  readonly colors?: string;
  readonly fonts?: string;
  readonly tags?: string;
  /** What the structure of XML holds that is on no page. */
  readonly backing?: string;
  /** Width and height in points; A5 by default. */
  readonly page?: readonly [width: number, height: number];
  /** The language of all text as InDesign names it; "English: UK" by default. */
  readonly language?: string;
}

const DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
const PACKAGE = "http://ns.adobe.com/AdobeInDesign/idml/1.0/packaging";
const VERSION = "15.0";
const NO_PARAGRAPH_STYLE = "ParagraphStyle/$ID/[No paragraph style]";
const NO_CHARACTER_STYLE = "CharacterStyle/$ID/[No character style]";

/** A character range with these attributes; `content` is XML, text in `Content` elements. */
export function range(content: string, attributes: string = "", properties: string = ""): string {
  const style = attributes.includes("AppliedCharacterStyle=") ? "" : ` AppliedCharacterStyle="${NO_CHARACTER_STYLE}"`;
  const more = properties === "" ? "" : `<Properties>${properties}</Properties>`;
  return `<CharacterStyleRange${style}${attributes === "" ? "" : ` ${attributes}`}>${more}${content}</CharacterStyleRange>`;
}

/** Characters; the text goes in as it is written: markup and all. */
export function content(text: string): string {
  return `<Content>${text}</Content>`;
}

/** A paragraph range; `ranges` are character ranges. */
export function paragraphRange(ranges: string, attributes: string = ""): string {
  const style = attributes.includes("AppliedParagraphStyle=")
    ? ""
    : ' AppliedParagraphStyle="ParagraphStyle/$ID/NormalParagraphStyle"';
  return `<ParagraphStyleRange${style}${attributes === "" ? "" : ` ${attributes}`}>${ranges}</ParagraphStyleRange>`;
}

/** A story of plain paragraphs. */
export function paragraphs(...texts: readonly string[]): string {
  return paragraphRange(range(texts.map(content).join("<Br/>")));
}

/** Left, top, width and height on the page, in points. */
export type FrameBox = readonly [left: number, top: number, width: number, height: number];

/** Any item with a path: `Rectangle`, `Oval`; `inside` is XML. Its box is in the coordinates of the spread whose page begins at (0, 0). */
export function pageItem(
  name: string,
  self: string,
  box: FrameBox,
  attributes: string = "",
  inside: string = "",
): string {
  const [left, top, width, height] = box;
  const points = [
    [0, 0],
    [0, height],
    [width, height],
    [width, 0],
  ].map(([x, y]) => `<PathPointType Anchor="${x} ${y}" LeftDirection="${x} ${y}" RightDirection="${x} ${y}"/>`);
  const geometry = `<Properties><PathGeometry><GeometryPathType PathOpen="false"><PathPointArray>${points.join("")}</PathPointArray></GeometryPathType></PathGeometry></Properties>`;
  return `<${name} Self="${self}" ItemTransform="1 0 0 1 ${left} ${top}"${attributes === "" ? "" : ` ${attributes}`}>${geometry}${inside}</${name}>`;
}

/** A frame that shows a story. */
export function textFrame(
  self: string,
  story: string,
  box: FrameBox,
  attributes: string = "",
  inside: string = '<TextFramePreference TextColumnCount="1"/>',
): string {
  const links = attributes.includes("NextTextFrame=") ? "" : ' PreviousTextFrame="n" NextTextFrame="n"';
  return pageItem(
    "TextFrame",
    self,
    box,
    `ParentStory="${story}" ContentType="TextType"${links}${attributes === "" ? "" : ` ${attributes}`}`,
    inside,
  );
}

/** The members of the package, in the order InDesign writes them. */
export function layoutMembers(plan: LayoutPlan): ArchiveMember[] {
  const [width, height] = plan.page ?? [420, 595];
  const language = plan.language ?? "English: UK";
  const ids = Object.keys(plan.stories);
  const stacked = ids.map((id, index) => textFrame(`frame-${id}`, id, [36, 36 + index * 60, width - 72, 50])).join("");
  const spreads = plan.spreads ?? [stacked];
  const part = (name: string, root: string, inside: string): ArchiveMember => ({
    name,
    data: `${DECLARATION}<idPkg:${root} xmlns:idPkg="${PACKAGE}" DOMVersion="${VERSION}">${inside}</idPkg:${root}>\n`,
  });
  const page = (self: string, name: string, master: string): string =>
    `<Page Self="${self}" Name="${name}" AppliedMaster="${master}" GeometricBounds="0 0 ${height} ${width}" ItemTransform="1 0 0 1 0 0" MasterPageTransform="1 0 0 1 0 0" OverrideList="" TabOrder=""><MarginPreference ColumnCount="1" ColumnGutter="12" Top="36" Bottom="36" Left="36" Right="36" ColumnsPositions="0 ${width - 72}"/></Page>`;
  return [
    { name: "mimetype", data: "application/vnd.adobe.indesign-idml-package", stored: true },
    { name: "designmap.xml", data: documentMap(plan, spreads.length, language) },
    {
      name: "META-INF/container.xml",
      data: `${DECLARATION}<container version="1.0" xmlns="urn:oasis:names:tc:opendocument:xmlns:container"><rootfiles><rootfile full-path="designmap.xml" media-type="text/xml"/></rootfiles></container>\n`,
    },
    part(
      "Resources/Graphic.xml",
      "Graphic",
      `${COLORS}${plan.colors ?? ""}<Swatch Self="Swatch/None" Name="None" ColorEditable="false" ColorRemovable="false" Visible="true"/><StrokeStyle Self="StrokeStyle/$ID/Solid" Name="$ID/Solid"/>`,
    ),
    part(
      "Resources/Fonts.xml",
      "Fonts",
      plan.fonts ?? fontFamily("Minion Pro", ["Regular", "Bold", "Italic", "Bold Italic"]),
    ),
    part("Resources/Styles.xml", "Styles", layoutStyles(plan, language)),
    part(
      "Resources/Preferences.xml",
      "Preferences",
      `<DocumentPreference PageHeight="${height}" PageWidth="${width}" PagesPerDocument="${spreads.length}" FacingPages="false" PageBinding="LeftToRight"/>`,
    ),
    part(
      "XML/Tags.xml",
      "Tags",
      `<XMLTag Self="XMLTag/Root" Name="Root"><Properties><TagColor type="enumeration">LightBlue</TagColor></Properties></XMLTag>${plan.tags ?? ""}`,
    ),
    part(
      "MasterSpreads/MasterSpread_master.xml",
      "MasterSpread",
      `<MasterSpread Self="master" Name="A-Master" NamePrefix="A" BaseName="Master" PageCount="1" ItemTransform="1 0 0 1 0 0" ShowMasterItems="true">${page("master-page", "A", "n")}${plan.master ?? ""}</MasterSpread>`,
    ),
    ...spreads.map((items, index) =>
      part(
        `Spreads/Spread_s${index + 1}.xml`,
        "Spread",
        `<Spread Self="s${index + 1}" PageCount="1" BindingLocation="0" ItemTransform="1 0 0 1 0 ${index * (height + 100)}" ShowMasterItems="true" AllowPageShuffle="true">${page(`page-${index + 1}`, String(index + 1), "master")}${items}</Spread>`,
      ),
    ),
    part(
      "XML/BackingStory.xml",
      "BackingStory",
      `<XmlStory Self="backing" AppliedTOCStyle="n" TrackChanges="false" StoryTitle="$ID/" AppliedNamedGrid="n">${paragraphRange(range(`${content("\uFEFF")}<XMLElement Self="root-element" MarkupTag="XMLTag/Root"/>${content("\uFEFF")}${plan.backing ?? ""}`))}</XmlStory>`,
    ),
    ...ids.map((id) =>
      part(
        `Stories/Story_${id}.xml`,
        "Story",
        `<Story Self="${id}" AppliedTOCStyle="n" TrackChanges="false" StoryTitle="$ID/" AppliedNamedGrid="n"${attributesOf(plan, id)}><StoryPreference OpticalMarginAlignment="false" OpticalMarginSize="12" FrameType="TextFrameType" StoryOrientation="Horizontal" StoryDirection="LeftToRightDirection"/><InCopyExportOption IncludeGraphicProxies="true" IncludeAllResources="false"/>${plan.stories[id]}</Story>`,
      ),
    ),
  ];
}

/** The package; the same bytes for the same plan on any day. */
export function makeLayout(plan: LayoutPlan): Buffer {
  return makeArchive(layoutMembers(plan));
}

/** A font family with its styles, as `Resources/Fonts.xml` lists it. */
export function fontFamily(name: string, faces: readonly string[]): string {
  const fonts = faces.map(
    (face) =>
      `<Font Self="Font/${name} ${face}" FontFamily="${name}" Name="${name} ${face}" PostScriptName="${`${name}-${face}`.replaceAll(" ", "")}" Status="Installed" FontStyleName="${face}" FontType="OpenTypeCFF" WritingScript="0" FullName="${name} ${face}" FullNameNative="${name} ${face}" FontStyleNameNative="${face}" PlatformName="$ID/" Version="1.0"/>`,
  );
  return `<FontFamily Self="FontFamily/${name}" Name="${name}">${fonts.join("")}</FontFamily>`;
}

const COLORS = ["Black 0 0 0 100", "Paper 0 0 0 0"]
  .map((color) => {
    const [name, ...values] = color.split(" ");
    return `<Color Self="Color/${name}" Model="Process" Space="CMYK" ColorValue="${values.join(" ")}" ColorOverride="Special${name!.toLowerCase()}" AlternateSpace="NoAlternateColor" AlternateColorValue="" Name="${name}" ColorEditable="false" ColorRemovable="false" Visible="true"/>`;
  })
  .join("");

function attributesOf({ storyAttributes }: LayoutPlan, id: string): string {
  const attributes = storyAttributes?.[id];
  return attributes === undefined ? "" : ` ${attributes}`;
}

function documentMap(plan: LayoutPlan, spreads: number, language: string): string {
  const ids = Object.keys(plan.stories);
  const src = (root: string, part: string): string => `<idPkg:${root} src="${part}"/>`;
  const hasLayers = plan.map?.includes("<Layer ") === true;
  const layer =
    '<Layer Self="layer" Name="Layer 1" Visible="true" Locked="false" IgnoreWrap="false" ShowGuides="true" LockGuides="false" UI="true" Expendable="true" Printable="true"><Properties><LayerColor type="enumeration">LightBlue</LayerColor></Properties></Layer>';
  const [main, sub = ""] = language.split(": ");
  return [
    `${DECLARATION}<?aid style="50" type="document" readerVersion="6.0" featureSet="257" product="${VERSION}(155)" ?>\n`,
    `<Document xmlns:idPkg="${PACKAGE}" DOMVersion="${VERSION}" Self="d" StoryList="${[...ids, "backing"].join(" ")}" Name="layout.indd" ZeroPoint="0 0" ActiveLayer="layer">`,
    `<Language Self="Language/$ID/${language.replaceAll(":", "%3a")}" Name="$ID/${language}" SingleQuotes="‘’" DoubleQuotes="“”" PrimaryLanguageName="$ID/${main}" SublanguageName="$ID/${sub}" Id="525" HyphenationVendor="Hunspell" SpellingVendor="Hunspell"/>`,
    src("Graphic", "Resources/Graphic.xml"),
    src("Fonts", "Resources/Fonts.xml"),
    src("Styles", "Resources/Styles.xml"),
    src("Preferences", "Resources/Preferences.xml"),
    src("Tags", "XML/Tags.xml"),
    hasLayers ? "" : layer,
    src("MasterSpread", "MasterSpreads/MasterSpread_master.xml"),
    ...Array.from({ length: spreads }, (_, index) => src("Spread", `Spreads/Spread_s${index + 1}.xml`)),
    plan.map ?? "",
    src("BackingStory", "XML/BackingStory.xml"),
    ...ids.map((id) => src("Story", `Stories/Story_${id}.xml`)),
    "</Document>\n",
  ].join("");
}

/** The groups of styles, those of the plan among them. `language` as InDesign names it. */
export function layoutStyles(plan: LayoutPlan, language: string): string {
  const root = `Name="$ID/[No paragraph style]" Imported="false" FillColor="Color/Black" FontStyle="Regular" PointSize="12" KerningMethod="$ID/Metrics" Ligatures="true" PageNumberType="AutoPageNumber" StrokeWeight="1" Tracking="0" Composer="HL Composer" DropCapCharacters="0" DropCapLines="0" Capitalization="Normal" StrokeColor="Swatch/None" AutoLeading="120" AppliedLanguage="$ID/${language}" Hyphenation="true" NoBreak="false" Underline="false" StrikeThru="false" Position="Normal" Justification="LeftAlign" BulletsAndNumberingListType="NoList" NumberingExpression="^#.^t" NumberingLevel="1" CharacterDirection="DefaultDirection" ParagraphDirection="LeftToRightDirection"`;
  return [
    `<RootCharacterStyleGroup Self="character-styles"><CharacterStyle Self="${NO_CHARACTER_STYLE}" Imported="false" Name="$ID/[No character style]"/>${plan.characterStyles ?? ""}</RootCharacterStyleGroup>`,
    `<RootParagraphStyleGroup Self="paragraph-styles"><ParagraphStyle Self="${NO_PARAGRAPH_STYLE}" ${root}><Properties><Leading type="enumeration">Auto</Leading><AppliedFont type="string">Minion Pro</AppliedFont></Properties></ParagraphStyle><ParagraphStyle Self="ParagraphStyle/$ID/NormalParagraphStyle" Name="$ID/NormalParagraphStyle" Imported="false" NextStyle="ParagraphStyle/$ID/NormalParagraphStyle"><Properties><BasedOn type="string">$ID/[No paragraph style]</BasedOn></Properties></ParagraphStyle>${plan.paragraphStyles ?? ""}</RootParagraphStyleGroup>`,
    plan.tocStyles ?? "",
    '<RootCellStyleGroup Self="cell-styles"><CellStyle Self="CellStyle/$ID/[None]" Name="$ID/[None]"/></RootCellStyleGroup>',
    '<RootTableStyleGroup Self="table-styles"><TableStyle Self="TableStyle/$ID/[No table style]" Name="$ID/[No table style]"/><TableStyle Self="TableStyle/$ID/[Basic Table]" Name="$ID/[Basic Table]"><Properties><BasedOn type="string">$ID/[No table style]</BasedOn></Properties></TableStyle></RootTableStyleGroup>',
    `<RootObjectStyleGroup Self="object-styles"><ObjectStyle Self="ObjectStyle/$ID/[None]" Name="$ID/[None]"/>${plan.objectStyles ?? ""}</RootObjectStyleGroup>`,
  ].join("");
}

/** A paragraph or character style: its name, its attributes, what its properties hold. */
export function style(
  kind: "Paragraph" | "Character",
  name: string,
  attributes: string = "",
  properties: string = "",
): string {
  const root = kind === "Paragraph" ? "$ID/[No paragraph style]" : "$ID/[No character style]";
  const basedOn = properties.includes("<BasedOn") ? "" : `<BasedOn type="string">${root}</BasedOn>`;
  return `<${kind}Style Self="${kind}Style/${escapeAttribute(name)}" Name="${escapeAttribute(name)}" Imported="false"${attributes === "" ? "" : ` ${attributes}`}><Properties>${basedOn}${properties}</Properties></${kind}Style>`;
}
