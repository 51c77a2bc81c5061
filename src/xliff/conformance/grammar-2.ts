import { element, type ElementRule, type Grammar } from "./grammar.ts";

const INLINE = "cp|ph|pc|sc|ec|mrk|sm|em*";
const HINTS = "canCopy=yesNo canDelete=yesNo canReorder=yesNoFirstNo copyOf=nmtoken type=codeType subType=userDefined";
const SCOPE = "canResegment=yesNo translate=yesNo srcDir=direction trgDir=direction xml:space=space";
const MARKER = "id!=nmtoken translate=yesNo type=markerType ref=uri value";
const END_POINT = `${HINTS} canOverlap=yesNo dataRef=nmtoken dir=direction disp equiv isolated=yesNo subFlows=nmtokens`;

/** The core of XLIFF 2.0 and 2.1 (XLIFF 2.1, 4.2 and 4.3). Inline codes take no attributes but those of modules. */
const CORE: Readonly<Record<string, ElementRule>> = {
  xliff: element({
    content: "file+",
    attributes: "version!=version2 srcLang!=language trgLang=language xml:space=space xml:lang=languageOrNone",
    foreign: "any",
  }),
  file: element({
    content: "skeleton? #other* notes? unit|group+",
    attributes: `id!=nmtoken original ${SCOPE} xml:lang=languageOrNone`,
    foreign: "any",
  }),
  skeleton: element({ content: "#other*", text: true, attributes: "href" }),
  group: element({
    content: "#other* notes? unit|group*",
    attributes: `id!=nmtoken name type=userDefined ${SCOPE} xml:lang=languageOrNone`,
    foreign: "any",
  }),
  unit: element({
    content: "#other* notes? originalData? segment|ignorable+",
    attributes: `id!=nmtoken name type=userDefined ${SCOPE} xml:lang=languageOrNone`,
    foreign: "any",
  }),
  segment: element({
    content: "source target?",
    attributes: "id=nmtoken canResegment=yesNo state=state2 subState=userDefined",
    foreign: "modules",
  }),
  ignorable: element({ content: "source target?", attributes: "id=nmtoken", foreign: "modules" }),
  notes: element({ content: "note+" }),
  note: element({
    text: true,
    attributes: "id=nmtoken appliesTo=appliesTo category priority=priority xml:lang=languageOrNone xml:space=space",
    foreign: "any",
  }),
  originalData: element({ content: "data+" }),
  data: element({ content: "cp*", text: true, attributes: "id!=nmtoken dir=direction xml:space=preserve" }),
  source: element({ content: INLINE, text: true, attributes: "xml:lang=languageOrNone xml:space=space" }),
  target: element({
    content: INLINE,
    text: true,
    attributes: "xml:lang=languageOrNone xml:space=space order=positiveInteger",
  }),
  cp: element({ attributes: "hex!=hex" }),
  ph: element({
    attributes: `id!=nmtoken ${HINTS} disp equiv dataRef=nmtoken subFlows=nmtokens`,
    foreign: "modules",
  }),
  pc: element({
    content: INLINE,
    text: true,
    attributes: `id!=nmtoken ${HINTS} canOverlap=yesNo dispStart dispEnd equivStart equivEnd dataRefStart=nmtoken dataRefEnd=nmtoken subFlowsStart=nmtokens subFlowsEnd=nmtokens dir=direction`,
    foreign: "modules",
  }),
  sc: element({ attributes: `id!=nmtoken ${END_POINT}`, foreign: "modules" }),
  ec: element({ attributes: `id=nmtoken startRef=nmtoken ${END_POINT}`, foreign: "modules" }),
  mrk: element({ content: INLINE, text: true, attributes: MARKER, foreign: "any" }),
  sm: element({ attributes: MARKER, foreign: "any" }),
  em: element({ attributes: "startRef!=nmtoken" }),
};

/** The elements of the modules of 2.0 to 2.2, each specification's "Module Elements". */
const MODULES: Readonly<Record<string, ElementRule>> = {
  "mtc:matches": element({ content: "mtc:match+" }),
  "mtc:match": element({
    content: "mda:metadata? originalData? source target #other*",
    attributes:
      "id=nmtoken ref!=uri matchQuality=percentage matchSuitability=percentage similarity=percentage origin reference=yesNo type=matchType subType=userDefined",
    foreign: "any",
  }),
  "gls:glossary": element({ content: "gls:glossEntry+" }),
  "gls:glossEntry": element({
    content: "gls:term gls:translation* gls:definition? #other*",
    attributes: "id=nmtoken ref=uri",
    foreign: "any",
  }),
  "gls:term": element({ text: true, attributes: "source", foreign: "any" }),
  "gls:translation": element({ text: true, attributes: "id=nmtoken ref=uri source", foreign: "any" }),
  "gls:definition": element({ text: true, attributes: "source", foreign: "any" }),
  "mda:metadata": element({ content: "mda:metaGroup+", attributes: "id=nmtoken" }),
  "mda:metaGroup": element({
    content: "mda:metaGroup|mda:meta+",
    attributes: "id=nmtoken category appliesTo=appliesToMeta",
  }),
  "mda:meta": element({ text: true, attributes: "type!" }),
  "res:resourceData": element({ content: "res:resourceItemRef* res:resourceItem*" }),
  "res:resourceItemRef": element({ attributes: "id=nmtoken ref!=nmtoken", foreign: "any" }),
  "res:resourceItem": element({
    content: "res:source? res:target? res:reference*",
    attributes: "mimeType id=nmtoken context=yesNo",
    foreign: "any",
  }),
  "res:source": element({ content: "#other*", text: true, attributes: "href xml:lang=languageOrNone", foreign: "any" }),
  "res:target": element({ content: "#other*", text: true, attributes: "href xml:lang=languageOrNone", foreign: "any" }),
  "res:reference": element({ attributes: "href! xml:lang=languageOrNone", foreign: "any" }),
  "slr:profiles": element({ content: "slr:normalization? #other*", attributes: "generalProfile storageProfile" }),
  "slr:normalization": element({ attributes: "general=normalization storage=normalization" }),
  "slr:data": element({ content: "#other*", attributes: "profile!", foreign: "any" }),
  "val:validation": element({ content: "val:rule+", foreign: "any" }),
  "val:rule": element({
    attributes:
      "isPresent isNotPresent startsWith endsWith occurs=positiveInteger existsInSource=yesNo caseSensitive=yesNo normalization=normalization disabled=yesNo",
    foreign: "any",
  }),
  "ctr:changeTrack": element({ content: "ctr:revisions+" }),
  "ctr:revisions": element({
    content: "ctr:revision+",
    attributes: "appliesTo!=nmtoken ref=nmtoken currentVersion=nmtoken",
    foreign: "any",
  }),
  "ctr:revision": element({ content: "ctr:item+", attributes: "author datetime version=nmtoken", foreign: "any" }),
  "ctr:item": element({ text: true, attributes: "property!", foreign: "any" }),
};

/** XLIFF 2.0 and 2.1. */
export const GRAMMAR_20: Grammar = new Map([...Object.entries(CORE), ...Object.entries(MODULES)]);

/** XLIFF 2.2 adds notes and metadata of the whole file, and a reference of notes. */
export const GRAMMAR_22: Grammar = new Map([
  ...GRAMMAR_20,
  [
    "xliff",
    element({
      content: "notes? mda:metadata? file+",
      attributes: "version!=version22 srcLang!=language trgLang=language xml:space=space xml:lang=languageOrNone",
      foreign: "any",
    }),
  ],
  [
    "note",
    element({
      text: true,
      attributes:
        "id=nmtoken appliesTo=appliesTo category priority=priority ref=uri xml:lang=languageOrNone xml:space=space",
      foreign: "any",
    }),
  ],
]);
