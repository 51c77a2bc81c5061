/** What a merge may add, drop or change besides texts, and what the report calls it. The one list of G2; nothing else may differ. */
export interface DeclaredChanges {
  /** Elements by local name, with all they hold. */
  readonly elements: ReadonlyMap<string, string>;
  /** Attributes by name as written, for they mean other things elsewhere. */
  readonly attributes: ReadonlyMap<string, string>;
  /** Elements that carry a run of text, by local name: how many there are may differ, their formatting may not be made up. */
  readonly runs: ReadonlyMap<string, RunFormat>;
  /** Elements that are text and no markup, by local name: a text may be divided anew among them. */
  readonly texts: ReadonlySet<string>;
  /** Elements that have no width in a text and are hidden from translators, by local name: a text may flow around them. */
  readonly anchors: ReadonlySet<string>;
  /** Whether white space between elements may be text. */
  readonly hasMixedText: boolean;
}

/** Where a run's formatting stands. */
export interface RunFormat {
  /** The child element that holds it, by local name. */
  readonly child?: string;
  /** Whether the run's own attributes are formatting; Word's are session ids. */
  readonly hasAttributes: boolean;
}

interface Declaration {
  readonly elements?: Readonly<Record<string, string>>;
  readonly attributes?: Readonly<Record<string, string>>;
  readonly runs?: Readonly<Record<string, RunFormat>>;
  readonly texts?: readonly string[];
  readonly anchors?: readonly string[];
}

const OFFICE: Declaration = {
  elements: {
    lang: "language",
    themeFontLang: "language",
    language: "language",
    rtl: "direction",
    bidi: "direction",
    bidiVisual: "direction",
    rtlGutter: "direction",
    updateFields: "updateFields",
    // Where a shape inherits that its text shrinks, the scale is written on an element of its own.
    normAutofit: "autofit",
  },
  attributes: {
    "xml:space": "xml:space",
    lang: "language",
    altLang: "language",
    "xml:lang": "language",
    rtl: "direction",
    algn: "direction",
    rtlCol: "direction",
    rightToLeft: "direction",
    fontScale: "autofit",
    lnSpcReduction: "autofit",
    "w:dirty": "updateFields",
  },
  runs: { r: { child: "rPr", hasAttributes: false } },
  texts: ["t"],
  anchors: [
    "bookmarkStart bookmarkEnd commentRangeStart commentRangeEnd permStart permEnd proofErr lastRenderedPageBreak",
    "moveFromRangeStart moveFromRangeEnd moveToRangeStart moveToRangeEnd ins del moveTo moveFrom smartTag customXml",
    "smartTagPr customXmlPr attr delText delInstrText commentReference fldChar instrText",
  ].flatMap((names) => names.split(" ")),
};

const WORKBOOK: Declaration = {
  ...OFFICE,
  elements: {
    ...OFFICE.elements,
    // Excel computes what follows from texts when it opens the workbook.
    calcPr: "recalculation",
    // Hints how to read characters that are no longer there.
    rPh: "phonetic hints",
  },
  attributes: {
    ...OFFICE.attributes,
    refreshOnLoad: "recalculation",
    // Of a row whose height nobody chose.
    ht: "row height",
    horizontal: "direction",
    readingOrder: "direction",
  },
};
function languagesOf(...names: readonly string[]): Record<string, string> {
  return Object.fromEntries(names.map((name) => [name, "language"]));
}

const OPEN_DOCUMENT: Declaration = {
  elements: { language: "language" },
  attributes: {
    ...languagesOf("fo:language", "fo:country", "fo:script", "style:rfc-language-tag"),
    ...languagesOf("style:language-asian", "style:country-asian", "style:script-asian"),
    ...languagesOf("style:language-complex", "style:country-complex", "style:script-complex"),
    ...languagesOf("style:rfc-language-tag-asian", "style:rfc-language-tag-complex"),
    "style:writing-mode": "direction",
    "fo:text-align": "direction",
    // What follows from other texts: all paragraphs of a cell in one, and the number of a list with the words beside it.
    "office:string-value": "linked copies",
    "style:num-list-format": "linked copies",
    "loext:num-list-format": "linked copies",
    // Bold, slant and size are said once more for the other script.
    "style:font-weight-asian": "script",
    "style:font-style-asian": "script",
    "style:font-size-asian": "script",
    "style:font-weight-complex": "script",
    "style:font-style-complex": "script",
    "style:font-size-complex": "script",
  },
  runs: { span: { hasAttributes: true } },
  // Runs of spaces are an element with a count.
  texts: ["s"],
  anchors: [
    "bookmark bookmark-start bookmark-end reference-mark reference-mark-start reference-mark-end soft-page-break",
    "change change-start change-end annotation annotation-end connector toc-mark toc-mark-start toc-mark-end alphabetical-index-mark",
  ].flatMap((names) => names.split(" ")),
};

/** Keys of the root object that name the language; with `**.`, of objects in it. */
const JSON_STRINGS: Declaration = {
  attributes: {
    "@@locale": "language",
    lang: "language",
    language: "language",
    defaultLanguage: "language",
    locale: "language",
  },
};

const WEB: Declaration = {
  // Old packages of books spell it in capitals.
  elements: { language: "language", Language: "language" },
  attributes: { lang: "language", "xml:lang": "language", dir: "direction" },
};

/** By the filter's id. A format that is not here declares nothing. */
const DECLARATIONS: Readonly<Record<string, Declaration>> = {
  docx: OFFICE,
  pptx: OFFICE,
  xlsx: WORKBOOK,
  odf: OPEN_DOCUMENT,
  odt: OPEN_DOCUMENT,
  odp: OPEN_DOCUMENT,
  ods: OPEN_DOCUMENT,
  json: JSON_STRINGS,
  h5p: { attributes: { ...JSON_STRINGS.attributes, "**.srcLang": "language" } },
  vtt: { attributes: { "Language:": "language" } },
  html: WEB,
  markdown: WEB,
  epub: WEB,
  idml: {
    // InDesign lists the languages that a document uses.
    elements: { Language: "language" },
    attributes: {
      AppliedLanguage: "language",
      ParagraphDirection: "direction",
      StoryDirection: "direction",
      TableDirection: "direction",
      CharacterDirection: "direction",
      Justification: "direction",
      Composer: "direction",
    },
    runs: { CharacterStyleRange: { child: "Properties", hasAttributes: true } },
    texts: ["Content"],
    // Insertions, whoever made them, and notes to colleagues; a paragraph ends with its break, wherever its style does.
    anchors: ["Change", "Note", "ParagraphStyleRange", "XMLElement"],
  },
};

/** What a merge of this format may change. */
export function declaredChanges(format: string): DeclaredChanges {
  const declaration = DECLARATIONS[format] ?? {};
  const { elements = {}, attributes = {}, runs = {}, texts = [], anchors = [] } = declaration;
  return {
    elements: new Map(Object.entries(elements)),
    attributes: new Map(Object.entries(attributes)),
    runs: new Map(Object.entries(runs)),
    texts: new Set(texts),
    anchors: new Set(anchors),
    hasMixedText: declaration === WEB || declaration === OPEN_DOCUMENT,
  };
}
