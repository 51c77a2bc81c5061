/** How an element behaves in the flow of text. */
export type ElementRole =
  /** Begins and ends a paragraph. */
  | "block"
  /** Stands in a line of text. */
  | "inline"
  /** Stands in a line like a word, but its own text is not part of it: a button, a drawing, a list to choose from. */
  | "embedded"
  /** Not known to HTML: what stands beside it tells whether it is a word of a line or a block (`settleUnknown`). */
  | "unknown";

const words = (list: string): ReadonlySet<string> => new Set(list.split(" "));

/** Elements without content and without an end tag (HTML standard, 13.1.2), with those of old pages. */
const VOID: ReadonlySet<string> = words(
  "area base basefont bgsound br col embed frame hr img input keygen link meta param source spacer track wbr",
);

const BLOCK: ReadonlySet<string> = words(
  "address article aside base basefont bgsound blockquote body caption center col colgroup dd details dialog dir div dl dt " +
    "fieldset figcaption figure footer form frame frameset h1 h2 h3 h4 h5 h6 head header hgroup hr html label legend li link " +
    "listing main menu meta nav noframes optgroup option p plaintext pre search section source style summary table tbody td " +
    "template tfoot th thead title tr track ul ol xmp desc text foreignobject",
);

const INLINE: ReadonlySet<string> = words(
  "a abbr acronym b basefont bdi bdo big blink br cite code data del dfn em embed font i img input ins kbd keygen mark meter " +
    "nobr output param progress q rb rp rt rtc ruby s samp slot small spacer span strike strong sub sup time tt tspan textpath u var wbr",
);

const EMBEDDED: ReadonlySet<string> = words(
  "applet audio button canvas datalist iframe map marquee math noembed noscript object picture script select svg textarea video",
);

/** Whether elements of this name (lower case) never have content or an end tag. */
export function isVoid(name: string): boolean {
  return VOID.has(name);
}

/** By name; a name in several lists is inline before all. */
const ROLES: ReadonlyMap<string, ElementRole> = new Map([
  ...Array.from(EMBEDDED, (name) => [name, "embedded"] as const),
  ...Array.from(BLOCK, (name) => [name, "block"] as const),
  ...Array.from(INLINE, (name) => [name, "inline"] as const),
]);

/** The role of an element of this name (lower case, without the prefix of XHTML). */
export function roleOf(name: string): ElementRole {
  return ROLES.get(name) ?? "unknown";
}

/** Elements whose content no reader reads as text, or that no translator may touch, and why. */
const OPAQUE: ReadonlyMap<string, OpaqueReason> = new Map([
  ["script", "script"],
  ["style", "script"],
  ["iframe", "script"],
  ["noembed", "script"],
  ["metadata", "script"],
  ["code", "code"],
  ["samp", "code"],
  ["var", "code"],
  ["xmp", "code"],
  ["listing", "code"],
  ["math", "formula"],
  ["rt", "pronunciation"],
  ["rp", "pronunciation"],
  ["rtc", "pronunciation"],
]);

/** Why the content of an element is left. */
export type OpaqueReason = "script" | "code" | "formula" | "pronunciation";

/** Why the content of elements of this name is left; undefined where it is text. */
export function opaqueReason(name: string): OpaqueReason | undefined {
  return OPAQUE.get(name);
}

/** What a code stands for: its type as XLIFF says it, and the words a reviewer sees. */
export interface CodeName {
  readonly type: string;
  readonly display: string;
}

const NAMES: ReadonlyMap<string, CodeName> = new Map(
  Object.entries({
    a: { type: "link", display: "link" },
    b: { type: "fmt/xlf:b", display: "bold" },
    strong: { type: "fmt/xlf:b", display: "bold" },
    i: { type: "fmt/xlf:i", display: "italic" },
    em: { type: "fmt/xlf:i", display: "italic" },
    u: { type: "fmt/xlf:u", display: "underlined" },
    ins: { type: "fmt/xlf:u", display: "inserted" },
    sup: { type: "fmt/pitrans:sup", display: "superscript" },
    sub: { type: "fmt/pitrans:sub", display: "subscript" },
    s: { type: "fmt/pitrans:strike", display: "struck through" },
    strike: { type: "fmt/pitrans:strike", display: "struck through" },
    del: { type: "fmt/pitrans:strike", display: "deleted" },
    mark: { type: "fmt/pitrans:highlight", display: "highlighted" },
    small: { type: "fmt/pitrans:size", display: "small" },
    big: { type: "fmt/pitrans:size", display: "large" },
    font: { type: "fmt/pitrans:font", display: "font" },
    q: { type: "other/pitrans:quotation", display: "quotation" },
    cite: { type: "other/pitrans:citation", display: "citation" },
    dfn: { type: "other/pitrans:term", display: "term" },
    abbr: { type: "other/pitrans:abbreviation", display: "abbreviation" },
    acronym: { type: "other/pitrans:abbreviation", display: "abbreviation" },
    kbd: { type: "other/pitrans:key", display: "key" },
    code: { type: "other/pitrans:code", display: "code" },
    samp: { type: "other/pitrans:code", display: "code" },
    var: { type: "other/pitrans:code", display: "code" },
    math: { type: "other/pitrans:formula", display: "formula" },
    ruby: { type: "other/pitrans:ruby", display: "ruby text" },
    rt: { type: "other/pitrans:pronunciation", display: "pronunciation" },
    br: { type: "fmt/xlf:lb", display: "line break" },
    wbr: { type: "other/pitrans:break-here", display: "may break here" },
    img: { type: "image", display: "image" },
    picture: { type: "image", display: "image" },
    svg: { type: "image", display: "drawing" },
    canvas: { type: "image", display: "drawing" },
    map: { type: "image", display: "image map" },
    input: { type: "ui/pitrans:field", display: "field" },
    textarea: { type: "ui/pitrans:field", display: "field" },
    select: { type: "ui/pitrans:field", display: "list to choose from" },
    button: { type: "ui/pitrans:button", display: "button" },
    audio: { type: "other/pitrans:media", display: "sound" },
    video: { type: "other/pitrans:media", display: "video" },
    iframe: { type: "other/pitrans:media", display: "embedded page" },
    object: { type: "other/pitrans:media", display: "embedded object" },
    embed: { type: "other/pitrans:media", display: "embedded object" },
  }),
);

/** What the code of an element is called; elements without a meaning of their own are formatting. */
export function codeName(name: string): CodeName {
  return NAMES.get(name) ?? { type: "fmt/pitrans:format", display: "formatted" };
}
