/** Whether a string is of a type, and what the type is called in a sentence. */
export interface DataType {
  readonly is: (value: string) => boolean;
  readonly words: string;
}

/** A list as a table says it: words divided by white space. */
const words = (list: string): string[] => list.trim().split(/\s+/);

const oneOf = (values: readonly string[]): DataType => ({
  is: (value) => values.includes(value),
  words: `one of ${values.join(", ")}`,
});

const pattern = (regExp: RegExp, words: string): DataType => ({ is: (value) => regExp.test(value), words });

/** One of the values, or, as XLIFF 1.2 allows, a value of one's own after "x-". */
const extensible = (values: readonly string[]): DataType => ({
  is: (value) => values.includes(value) || /^x-\S+$/.test(value),
  words: `one of ${values.length > 14 ? `the ${values.length} values of the standard` : values.join(", ")}, or x-…`,
});

/** Name characters of XML 1.0 (production 4a), without the colon's special place. */
const NMTOKEN =
  /^[-.\d:A-Z_a-z\u00B7\u00C0-\u00D6\u00D8-\u00F6\u00F8-\u037D\u037F-\u1FFF\u200C-\u200D\u203F\u2040\u2070-\u218F\u2C00-\u2FEF\u3001-\uD7FF\uF900-\uFDCF\uFDF0-\uFFFD\u{10000}-\u{EFFFF}]+$/u;
/** Well-formed language tags (RFC 5646, 2.1): language, script, region, variants, extensions, private use; or the old tags of its list. */
const LANGUAGE =
  /^(?:(?:[a-z]{2,3}(?:-[a-z]{3}){0,3}|[a-z]{4,8})(?:-[a-z]{4})?(?:-(?:[a-z]{2}|\d{3}))?(?:-(?:[a-z\d]{5,8}|\d[a-z\d]{3}))*(?:-[a-wy-z\d](?:-[a-z\d]{2,8})+)*(?:-x(?:-[a-z\d]{1,8})+)?|x(?:-[a-z\d]{1,8})+|i-[a-z]{3,8}|sgn-[a-z]{2}-[a-z]{2}|en-gb-oed|zh-min-nan|art-lojban|cel-gaulish|no-(?:bok|nyn)|zh-(?:guoyu|hakka|min|xiang))$/i;
const DATE_TIME = /^-?\d{4,}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?(?:Z|[+-]\d\d:\d\d)?$/;

const STATES_12 = words(`
  final needs-adaptation needs-l10n needs-review-adaptation needs-review-l10n needs-review-translation needs-translation new signed-off translated`);
const QUALIFIERS_12 = words(`
  exact-match fuzzy-match id-match leveraged-glossary leveraged-inherited leveraged-mt leveraged-repository
  leveraged-tm mt-suggestion rejected-grammar rejected-inaccurate rejected-length rejected-spelling tm-suggestion`);
const DATA_TYPES_12 = words(`
  asp c cdf cfm cpp csharp cstring csv database documentfooter documentheader filedialog form html htmlbody ini
  interleaf javaclass javapropertyresourcebundle javalistresourcebundle javascript jscript layout lisp margin
  menufile messagefile mif mimetype mo msglib pagefooter pageheader parameters pascal php plaintext po report
  resources resx rtf sgml sgmldtd svg vbscript warning winres xhtml xml xmldtd xsl xul`);
const RESOURCE_TYPES_12 = words(`
  auto3state autocheckbox autoradiobutton bedit bitmap button caption cell checkbox checkboxmenuitem
  checkedlistbox colorchooser combobox comboboxexitem comboboxitem component contextmenu ctext cursor
  datetimepicker defpushbutton dialog dlginit edit file filechooser fn font footer frame grid groupbox header
  heading hedit hscrollbar icon iedit keywords label linklabel list listbox listitem ltext menu menubar menuitem
  menuseparator message monthcalendar numericupdown panel popupmenu pushbox pushbutton radio radiobuttonmenuitem
  rcdata row rtext scrollpane separator shortcut spinner splitter state3 statusbar string tabcontrol table
  textbox togglebutton toolbar tooltip trackbar tree uri userbutton usercontrol var versioninfo vscrollbar
  window`);

const REFORMATS = words(
  "coord coord-x coord-y coord-cx coord-cy font font-name font-size font-weight css-style style ex-style",
);
const PURPOSES = words("information location match");

function isListOf(values: readonly string[], list: string): boolean {
  return list
    .trim()
    .split(/\s+/)
    .every((word) => values.includes(word) || /^x-\S+$/.test(word));
}

/** The types of attributes, by the names that the grammars use. Values: XLIFF 1.2 (3.1), XLIFF 2.1 (4.3.1), its modules, XML Schema 1.0 part 2. */
export const DATA_TYPES: Readonly<Record<string, DataType>> = {
  string: { is: () => true, words: "any text" },
  nmtoken: pattern(NMTOKEN, "a name without spaces and special characters"),
  nmtokens: {
    is: (value) =>
      value
        .trim()
        .split(/\s+/)
        .every((word) => NMTOKEN.test(word)),
    words: "a list of names, divided by spaces",
  },
  uri: { is: (value) => !/[<>"{}|\\^`\s]/.test(value.trim()), words: "an address (IRI)" },
  language: pattern(LANGUAGE, "a language code such as en or pt-BR"),
  languageOrNone: {
    is: (value) => value === "" || LANGUAGE.test(value),
    words: "a language code such as en or pt-BR",
  },
  dateTime: pattern(DATE_TIME, "a date and time such as 2024-05-31T12:00:00Z"),
  positiveInteger: pattern(/^\+?0*[1-9]\d*$/, "a whole number from 1"),
  naturalNumber: pattern(/^\d+$/, "a whole number"),
  priority: pattern(/^(?:[1-9]|10)$/, "a number from 1 to 10"),
  percentage: { is: (value) => /^\d+(?:\.\d+)?$/.test(value) && Number(value) <= 100, words: "a number from 0 to 100" },
  yesNo: oneOf(words("yes no")),
  yesNoFirstNo: oneOf(words("yes firstNo no")),
  direction: oneOf(words("ltr rtl auto")),
  space: oneOf(words("default preserve")),
  preserve: oneOf(words("preserve")),
  appliesTo: oneOf(words("source target")),
  appliesToMeta: oneOf(words("source target ignorable")),
  state2: oneOf(words("initial translated reviewed final")),
  codeType: oneOf(words("fmt ui quote link image other")),
  markerType: pattern(/^(?:generic|comment|term|[^\s:]+:[^\s:]+)$/, "generic, comment, term or prefix:value"),
  userDefined: pattern(/^[^\s:]+:[^\s:]+$/, "of the form prefix:value"),
  hex: pattern(/^(?:[\dA-Fa-f]{2})+$/, "hexadecimal digits"),
  matchType: oneOf(words("am mt icm idm tb tm other")),
  normalization: oneOf(words("none nfc nfd")),
  htmlElement: oneOf(
    words(`
    a b bdo big blockquote body br button caption center cite code col colgroup dd del div dl dt em h1 h2 h3 h4
    h5 h6 head hr html i img label legend li ol p pre q s samp select small span strike strong sub sup table
    tbody td tfoot th thead title tr tt u ul`),
  ),
  version12: oneOf(words("1.0 1.1 1.2")),
  version2: oneOf(words("2.0 2.1")),
  version22: oneOf(words("2.0 2.1 2.2")),
  coordinates: pattern(/^(?:-?\d+|#)(?:;(?:-?\d+|#)){3}$/, "four numbers or # divided by ;"),
  mimeType: pattern(
    /^(?:text|multipart|message|application|image|audio|video|model)(?:\/.+)*$/,
    "a MIME type such as image/png",
  ),
  position: oneOf(words("open close")),
  association: oneOf(words("preceding following both")),
  annotates: oneOf(words("source target general")),
  delimiter: extensible(words("bold italic underlined link")),
  placeholder: extensible(words("image pb lb")),
  state12: extensible(STATES_12),
  qualifier12: extensible(QUALIFIERS_12),
  dataType12: extensible(DATA_TYPES_12),
  resourceType12: extensible(RESOURCE_TYPES_12),
  contextType: extensible(
    words("database element elementtitle linenumber numparams paramnotes record recordtitle sourcefile"),
  ),
  countType: extensible([
    ...words("num-usages repetition total"),
    ...RESOURCE_TYPES_12,
    ...DATA_TYPES_12,
    ...STATES_12,
    ...QUALIFIERS_12,
  ]),
  sizeUnit: extensible(words("byte char col cm dlgunit em ex glyph in mm percent pixel point row")),
  countUnit: extensible(
    words("word page trans-unit bin-unit glyph item instance character line sentence paragraph segment placeable"),
  ),
  markType12: extensible(
    words(`
    abbrev abbreviated-form abbreviation acronym appellation collocation common-name datetime equation expanded-form formula head-term initialism international-scientific-term internationalism logical-expression
    materials-management-unit name near-synonym part-number phrase phraseological-unit protected romanized-form
    seg set-phrase short-form sku standard-text symbol synonym synonymous-phrase term transcribed-form
    transliterated-form truncated-term variant`),
  ),
  alternativeType: extensible(words("proposal previous-version rejected reference accepted")),
  reformat: {
    is: (value) => value === "yes" || value === "no" || isListOf(REFORMATS, value),
    words: "yes, no, or a list of the properties that may change",
  },
  purposes: { is: (value) => isListOf(PURPOSES, value), words: "a list of information, location, match or x-…" },
};
