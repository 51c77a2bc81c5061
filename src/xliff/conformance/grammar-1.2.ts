import { element, type ElementRule, type Grammar } from "./grammar.ts";

const INLINE = "g|x|bx|ex|ph|bpt|ept|it|mrk*";
const RESOURCE = "restype=resourceType12 resname extradata extype help-id=nmtoken menu menu-option menu-name";
const LOOK = "coord=coordinates font css-style style=nmtoken exstyle=nmtoken";
const SIZE =
  "size-unit=sizeUnit maxwidth=nmtoken minwidth=nmtoken maxheight=nmtoken minheight=nmtoken maxbytes=nmtoken minbytes=nmtoken charclass";
const CODE = "id! xid equiv-text ts";

/** XLIFF 1.2, transitional (the specification's element reference and its XML schema); `STRICT_12` names what the strict form lacks. */
const ELEMENTS: Readonly<Record<string, ElementRule>> = {
  xliff: element({ content: "file|#other+", attributes: "version!=version12 xml:lang=languageOrNone", foreign: "lax" }),
  file: element({
    content: "header? body",
    attributes:
      "original! source-language!=language datatype!=dataType12 tool tool-id date=dateTime xml:space=space ts category target-language=language product-name product-version build-num",
    foreign: "lax",
  }),
  header: element({ content: "skl? phase-group? glossary|reference|count-group|prop-group|note|tool* #other*" }),
  skl: element({ content: "internal-file|external-file" }),
  glossary: element({ content: "internal-file|external-file" }),
  reference: element({ content: "internal-file|external-file" }),
  "internal-file": element({ text: true, attributes: "form crc=nmtoken" }),
  "external-file": element({ attributes: "href! crc=nmtoken uid=nmtoken" }),
  note: element({ text: true, attributes: "xml:lang=languageOrNone priority=priority from annotates=annotates" }),
  "phase-group": element({ content: "phase+" }),
  phase: element({
    content: "note*",
    attributes:
      "phase-name! process-name! company-name tool tool-id date=dateTime job-id contact-name contact-email contact-phone",
  }),
  "count-group": element({ content: "count*", attributes: "name!" }),
  count: element({ text: true, attributes: "count-type=countType phase-name unit=countUnit" }),
  "context-group": element({ content: "context+", attributes: "name crc=nmtoken purpose=purposes" }),
  context: element({
    text: true,
    attributes: "context-type!=contextType match-mandatory=yesNo crc=nmtoken",
  }),
  "prop-group": element({ content: "prop+", attributes: "name" }),
  prop: element({ text: true, attributes: "prop-type! xml:lang=languageOrNone" }),
  tool: element({
    content: "#other*",
    text: true,
    attributes: "tool-id! tool-name! tool-version tool-company",
    foreign: "lax",
  }),
  body: element({ content: "group|trans-unit|bin-unit*" }),
  group: element({
    content: "context-group* count-group* prop-group* note* #other* group|trans-unit|bin-unit*",
    attributes: `id datatype=dataType12 xml:space=space ts ${RESOURCE} ${LOOK} translate=yesNo reformat=reformat ${SIZE} merged-trans=yesNo`,
    foreign: "lax",
  }),
  "trans-unit": element({
    content: "source seg-source? target? context-group|count-group|prop-group|note|alt-trans* #other*",
    attributes: `id! approved=yesNo translate=yesNo reformat=reformat xml:space=space datatype=dataType12 ts phase-name ${RESOURCE} ${LOOK} ${SIZE} merged-trans=yesNo`,
    foreign: "lax",
  }),
  source: element({ content: INLINE, text: true, attributes: "xml:lang=languageOrNone ts", foreign: "lax" }),
  "seg-source": element({ content: INLINE, text: true, attributes: "xml:lang=languageOrNone ts", foreign: "lax" }),
  target: element({
    content: INLINE,
    text: true,
    attributes: `state=state12 state-qualifier=qualifier12 phase-name=nmtoken xml:lang=languageOrNone ts restype=resourceType12 resname ${LOOK} equiv-trans=yesNo`,
    foreign: "lax",
  }),
  "alt-trans": element({
    content: "source? seg-source? target+ context-group* prop-group* note* #other*",
    attributes: `match-quality tool tool-id crc=nmtoken xml:lang=languageOrNone origin datatype=dataType12 xml:space=space ts ${RESOURCE} mid=nmtoken ${LOOK} phase-name=nmtoken alttranstype=alternativeType`,
    foreign: "lax",
  }),
  "bin-unit": element({
    content: "bin-source bin-target? context-group|count-group|prop-group|note|trans-unit* #other*",
    attributes:
      "id! mime-type!=mimeType approved=yesNo translate=yesNo reformat=reformat ts restype=resourceType12 resname phase-name",
    foreign: "lax",
  }),
  "bin-source": element({ content: "internal-file|external-file", attributes: "ts", foreign: "lax" }),
  "bin-target": element({
    content: "internal-file|external-file",
    attributes:
      "mime-type=mimeType ts state=state12 state-qualifier=qualifier12 phase-name=nmtoken restype=resourceType12 resname",
    foreign: "lax",
  }),
  g: element({ content: INLINE, text: true, attributes: `ctype=delimiter clone=yesNo ${CODE}`, foreign: "lax" }),
  x: element({ attributes: `ctype=placeholder clone=yesNo ${CODE}`, foreign: "lax" }),
  bx: element({ attributes: `rid=nmtoken ctype=delimiter clone=yesNo ${CODE}`, foreign: "lax" }),
  ex: element({ attributes: `rid=nmtoken ${CODE}`, foreign: "lax" }),
  ph: element({
    content: "sub*",
    text: true,
    attributes: `ctype=placeholder crc assoc=association ${CODE}`,
    foreign: "lax",
  }),
  bpt: element({ content: "sub*", text: true, attributes: `rid=nmtoken ctype=delimiter crc ${CODE}`, foreign: "lax" }),
  ept: element({ content: "sub*", text: true, attributes: `rid=nmtoken crc ${CODE}`, foreign: "lax" }),
  it: element({
    content: "sub*",
    text: true,
    attributes: `pos!=position rid=nmtoken ctype=delimiter crc ${CODE}`,
    foreign: "lax",
  }),
  sub: element({ content: INLINE, text: true, attributes: "datatype=dataType12 ctype=delimiter xid" }),
  mrk: element({
    content: INLINE,
    text: true,
    attributes: "mtype!=markType12 mid=nmtoken comment ts",
    foreign: "lax",
  }),
};

export const GRAMMAR_12: Grammar = new Map(Object.entries(ELEMENTS));

/** What the transitional form keeps from 1.1 and the strict form does not know. */
export const STRICT_12: { readonly elements: ReadonlySet<string>; readonly attributes: ReadonlySet<string> } = {
  elements: new Set(["prop-group", "prop"]),
  attributes: new Set(["ts", "file/tool", "phase/tool", "alt-trans/tool", "target/restype"]),
};
