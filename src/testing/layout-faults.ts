import { SaxesParser } from "saxes";
import { readRawArchive, textOf, type RawMember } from "./corpus/raw-archive.ts";

/**
 * What is wrong with an InDesign package, as far as its structure tells (InDesign itself is not to be had here): the type first and
 * unpacked, parts that are listed and there, ids given once, references that lead somewhere, elements where the specification allows them
 * ("IDML File Format Specification", Adobe). Written apart from the filter, with saxes. Throws where a part is no XML.
 */
export function layoutFaults(bytes: Uint8Array): string[] {
  const members = readRawArchive(bytes);
  const survey = readAll(members);
  return [
    ...packageFaults(members, survey),
    ...survey.faults,
    ...repeated(survey.selves).map((self) => `The id ${self} is given twice.`),
    ...survey.references.flatMap(({ attribute, target, place }) =>
      survey.known.has(target) ? [] : [`${place}: ${attribute} refers to ${target}, which is not there.`],
    ),
    ...threadFaults(survey),
  ];
}

interface Reference {
  readonly attribute: string;
  readonly target: string;
  readonly place: string;
}

interface Survey {
  readonly selves: string[];
  /** Ids, and names of languages, by which others refer to them. */
  readonly known: Set<string>;
  readonly references: Reference[];
  readonly frames: Map<string, { readonly previous: string; readonly next: string }>;
  readonly sources: string[];
  readonly faults: string[];
  hasInstruction: boolean;
}

const TYPE = "application/vnd.adobe.indesign-idml-package";

/** Attributes that hold an id, or "n" for none. */
const REFERENCES: ReadonlySet<string> = new Set([
  "ParentStory",
  "AppliedParagraphStyle",
  "AppliedCharacterStyle",
  "AppliedObjectStyle",
  "AppliedTableStyle",
  "AppliedCellStyle",
  "AppliedLanguage",
  "AppliedMaster",
  "AppliedTOCStyle",
  "ItemLayer",
  "MarkupTag",
  "FillColor",
  "StrokeColor",
  "AssociatedTextVariable",
  "AppliedFormat",
  "EndnoteTextRange",
  "SourceEndnote",
  "NextTextFrame",
  "PreviousTextFrame",
]);

/** Attributes that hold several. */
const LISTS: ReadonlySet<string> = new Set(["StoryList", "AppliedConditions"]);

function readAll(members: ReadonlyMap<string, RawMember>): Survey {
  const survey: Survey = {
    selves: [],
    known: new Set(["n", ""]),
    references: [],
    frames: new Map(),
    sources: [],
    faults: [],
    hasInstruction: false,
  };
  for (const member of members.values()) {
    if (member.name.endsWith(".xml") && !member.name.startsWith("META-INF/")) readPart(member, survey);
  }
  return survey;
}

function readPart(member: RawMember, survey: Survey): void {
  const open: string[] = [];
  const parser = new SaxesParser({ xmlns: true });
  parser.on("error", (error) => {
    throw error;
  });
  parser.on("processinginstruction", ({ target }) => {
    if (target === "aid") survey.hasInstruction = true;
  });
  parser.on("text", (text) => {
    const parent = open.at(-1) ?? "";
    if (
      text.trim() !== "" &&
      /^(?:(?:Paragraph|Character)StyleRange|Story|Cell|Footnote|Note|HyperlinkTextSource|XMLElement)$/.test(parent)
    ) {
      survey.faults.push(`${member.name}: "${text.trim()}" stands in ${parent} without Content around it.`);
    }
  });
  parser.on("opentag", ({ local, attributes }) => {
    const parent = open.at(-1);
    const values = new Map(Object.values(attributes).map((attribute) => [attribute.local, attribute.value]));
    if (local === "CharacterStyleRange" && parent === "CharacterStyleRange") {
      survey.faults.push(`${member.name}: a character range stands directly in another.`);
    }
    if (parent === "Content") survey.faults.push(`${member.name}: ${local} stands among characters.`);
    open.push(local);
    const self = values.get("Self");
    if (self !== undefined) {
      // An XML element stands both in the structure and in the story it tags.
      if (local !== "XMLElement") survey.selves.push(self);
      survey.known.add(self);
    }
    if (local === "Language") survey.known.add(values.get("Name") ?? "");
    if (values.has("NextTextFrame") && self !== undefined) {
      const [previous = "n", next = "n"] = [values.get("PreviousTextFrame"), values.get("NextTextFrame")];
      survey.frames.set(self, { previous, next });
    }
    const src = values.get("src");
    if (src !== undefined) survey.sources.push(src);
    for (const [attribute, value] of values) {
      const targets = LISTS.has(attribute) ? value.split(/\s+/) : REFERENCES.has(attribute) ? [value] : [];
      const place = `${member.name}, ${local}${self === undefined ? "" : ` ${self}`}`;
      for (const target of targets) survey.references.push({ attribute, target, place });
      if (local === "Hyperlink" && attribute === "Source") survey.references.push({ attribute, target: value, place });
    }
  });
  parser.on("closetag", () => void open.pop());
  parser.write(textOf(member.content())).close();
}

function packageFaults(members: ReadonlyMap<string, RawMember>, { sources, hasInstruction }: Survey): string[] {
  const [first] = members.values();
  const faults: string[] = [];
  // What is stored lies in the archive as it is.
  const isTyped = first?.name === "mimetype" && first.compressed.toString("latin1") === TYPE;
  if (!isTyped) faults.push("The first member is not the package's type, unpacked.");
  if (!hasInstruction) faults.push("The document map has no aid instruction.");
  const listed = new Set(sources);
  for (const source of sources) if (!members.has(source)) faults.push(`${source} is listed, and is not there.`);
  for (const name of members.keys()) {
    if (/^(?:Stories|Spreads|MasterSpreads|Resources|XML)\/.+\.xml$/.test(name) && !listed.has(name)) {
      if (name !== "XML/Mapping.xml") faults.push(`${name} is there, and is not listed.`);
    }
  }
  return faults;
}

/** Frames of one story must name each other. */
function threadFaults({ frames }: Survey): string[] {
  return [...frames].flatMap(([self, { next }]) =>
    next === "n" || frames.get(next)?.previous === self
      ? []
      : [`Frame ${self} leads to ${next}, which does not lead back.`],
  );
}

function repeated(values: readonly string[]): string[] {
  const seen = new Set<string>();
  return [...new Set(values.filter((value) => seen.size === seen.add(value).size))];
}
