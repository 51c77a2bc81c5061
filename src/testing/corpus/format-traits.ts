/** What the gates must know of a format besides its syntax. */
export interface FormatTraits {
  /** Where texts end depends on their length, so a merged document may be cut into units anew: its text is compared as a whole. */
  readonly cutsAnew?: true;
  /** What says the same is one unit, so texts that were translated alike come back as one. */
  readonly joinsEqual?: true;
  /** What LibreOffice converts it to (an OpenDocument format, whose XML shows everything); without it LibreOffice is not asked. */
  readonly office?: "odt" | "odp" | "ods";
  /** The most codes per 100 paragraphs, as G6 asks. */
  readonly codeBudget?: number;
}

/** By the filter's id; OpenDocument's three by extension, for one filter reads them all. A format that is not here has none of these. */
const TRAITS: Readonly<Record<string, FormatTraits>> = {
  docx: { office: "odt", codeBudget: 17 },
  pptx: { office: "odp", codeBudget: 9 },
  xlsx: { office: "ods", joinsEqual: true },
  html: { office: "odt" },
  txt: { cutsAnew: true },
  // Sentences are joined over cues by where full stops stand.
  srt: { cutsAnew: true },
  vtt: { cutsAnew: true },
};

/** The traits of a filter's format. */
export function traitsOf(format: string): FormatTraits {
  return TRAITS[format] ?? {};
}

const OPEN_DOCUMENT: readonly (readonly [extension: RegExp, format: "odt" | "odp" | "ods"])[] = [
  [/\.(?:odt|ott|fodt)$/i, "odt"],
  [/\.(?:odp|otp|fodp)$/i, "odp"],
  [/\.(?:ods|ots|fods)$/i, "ods"],
];

/** What LibreOffice converts this document to; undefined where it is not asked. */
export function officeFormat(format: string, name: string): "odt" | "odp" | "ods" | undefined {
  return traitsOf(format).office ?? OPEN_DOCUMENT.find(([extension]) => extension.test(name))?.[1];
}
