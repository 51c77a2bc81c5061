import { normaliseFragment, type Fragment, type FragmentPart, type InlineCode } from "../model/fragment.ts";
import type { Note } from "../model/unit.ts";
import { typeOf } from "./code-type.ts";
import { OtherSpelling, PieceReader, resolveOwn, VALUE } from "./own-spelling.ts";
import { restoreStandIn } from "./stand-ins.ts";
import type { RawEvidence } from "./xliff-file.ts";

// Line by line what `writeXliff12` writes.
const UNIT = new RegExp(
  `<trans-unit id="(([A-Za-z][A-Za-z0-9_-]*\\.[a-z2-7]{10}(?:-\\d+)?)\\.(\\d+))" resname="\\1"( approved="yes")? xml:space="preserve"` +
    `(?: maxwidth="(\\d{1,9})" size-unit="char")? extradata="([a-z2-7;]+)"><source>`,
  "y",
);
const TARGET = new RegExp(`<target state="(${VALUE})">`, "y");
const INLINE = new RegExp(`<([gx]) id="(${VALUE})"(?: ctype="(${VALUE})")?(?: equiv-text="(${VALUE})")?(/?)>`, "y");
const NOTE = new RegExp(`<note(?: from="(${VALUE})")?>`, "y");

/** What every unit ends with. */
export const UNIT_END = "</trans-unit>\n";

/** A unit as `writeXliff12` spells it. Into one object all are read, since a file has tens of thousands. */
export class OwnUnit {
  /** Also the `resname`. */
  id = "";
  /** The unit of the document whose segment it is, as `parseSegmentId` gives it. */
  unit = "";
  /** And its number there, from 1. */
  n = 0;
  isApproved = false;
  maxLength: number | undefined;
  extradata = "";
  source: Fragment = [];
  /** Absent where there is no `target`. */
  target: Fragment | undefined;
  /** What the target's tag says. */
  state: string | undefined;
  /** As they are written: `readOwnUnitNotes` reads them. */
  notes = "";
  /** What the codes of the source show, by id: those of the target need not say it again. */
  readonly #displays = new Map<string, string>();

  /** Reads the unit that comes next. Throws OtherSpelling. */
  read(reader: PieceReader): void {
    const [, id = "", unit = "", n, approved, maxLength, extradata = ""] = reader.match(UNIT);
    this.id = id;
    this.unit = unit;
    this.n = Number(n);
    this.isApproved = approved !== undefined;
    this.maxLength = maxLength === undefined ? undefined : Number(maxLength);
    this.extradata = extradata;
    const displays = this.#displays;
    if (displays.size > 0) displays.clear();
    this.source = readContent(reader, "</source>", displays);
    const state = reader.comes("<target") ? reader.match(TARGET)[1] : undefined;
    this.state = state === undefined ? undefined : resolveOwn(state);
    this.target = state === undefined ? undefined : readContent(reader, "</target>", displays);
    this.notes = reader.until(UNIT_END);
  }

  get evidence(): RawEvidence {
    const { state, isApproved } = this;
    return { ...(state === undefined ? {} : { state }), ...(isApproved ? { isApproved } : {}) };
  }
}

/** The notes of a unit as they stand there. Throws OtherSpelling. */
export function readOwnUnitNotes(written: string): readonly Note[] {
  const reader = new PieceReader(written);
  const notes = readOwnNotes(reader, "");
  if (!reader.isAtEnd) throw new OtherSpelling();
  return notes;
}

/** The notes that come next, each with this behind it. Throws OtherSpelling. */
export function readOwnNotes(reader: PieceReader, lineEnd: string): Note[] {
  const notes: Note[] = [];
  while (reader.comes("<note")) {
    const from = reader.match(NOTE)[1];
    const text = resolveOwn(reader.untilTag());
    reader.pass(`</note>${lineEnd}`);
    notes.push(from === undefined ? { text } : { from: resolveOwn(from), text });
  }
  return notes;
}

/** More than texts have; the other reader knows what is too much. */
const MAX_OPEN = 100;
const MAX_PARTS = 10_000;

/** The content of a source or target up to its end tag, as `content12Reader` reads it; `displays` as there. */
function readContent(reader: PieceReader, end: string, displays: Map<string, string>): Fragment {
  let text = reader.untilTag();
  // Most have no codes.
  if (reader.passIf(end)) return text === "" ? [] : [{ kind: "text", text: resolveOwn(text) }];
  const parts: FragmentPart[] = [];
  const open: InlineCode[] = [];
  for (;;) {
    if (text !== "") parts.push({ kind: "text", text: resolveOwn(text) });
    if (reader.passIf(end)) break;
    if (reader.passIf("</g>")) {
      const close = open.pop();
      if (close === undefined) throw new OtherSpelling();
      parts.push(close);
    } else parts.push(readCode(reader, open, displays));
    if (open.length > MAX_OPEN || parts.length > MAX_PARTS) throw new OtherSpelling();
    text = reader.untilTag();
  }
  if (open.length > 0) throw new OtherSpelling();
  return normaliseFragment(parts);
}

/** @param open gets the other half of a pair */
function readCode(reader: PieceReader, open: InlineCode[], displays: Map<string, string>): FragmentPart {
  const [, name, writtenId = "", ctype, equivText, slash] = reader.match(INLINE);
  if ((name === "x") !== (slash === "/")) throw new OtherSpelling();
  const id = resolveOwn(writtenId);
  const type = ctype === undefined ? "" : typeOf(resolveOwn(ctype));
  const display = equivText === undefined ? undefined : resolveOwn(equivText);
  const code = { id, type, data: "", ...(display === undefined ? {} : { display }) };
  if (name === "g") {
    open.push({ kind: "close", id, type, data: "" });
    return { kind: "open", ...code };
  }
  if (display !== undefined) displays.set(id, display);
  return restoreStandIn(id, display ?? displays.get(id)) ?? { kind: "standalone", ...code };
}
