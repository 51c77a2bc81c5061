import { normaliseFragment, type Fragment, type FragmentPart, type InlineCode } from "../model/fragment.ts";
import { restoreStandIn } from "./stand-ins.ts";
import type { Attributes, StartEvent } from "./xml-events.ts";

/** What the contents of one unit share. */
export interface UnitContent2 {
  /** What codes show, by id: some tools write only the ids of codes in targets. */
  readonly displays: Map<string, string>;
  /** The unit's `originalData`, by id: what a code shows that says nothing else of itself. */
  readonly data: Map<string, string>;
  /** Remarks that somebody attached to words of the text. */
  readonly comments: Set<string>;
}

/** Reads inline elements as they come. */
export interface Content2Reader {
  start(event: StartEvent): void;
  end(): void;
  text(text: string): void;
  finish(): Fragment;
}

/**
 * A reader for the content of one `source` or `target`. pc and sc/ec give the same parts; a code that is marked as a copy is a second one
 * of the same id. `mrk`, `sm`, `em` and elements of other namespaces are unwrapped, so that no text is lost. Stand-ins become the text they
 * stand for, and so does `cp`.
 */
export function content2Reader({ displays, data, comments }: UnitContent2): Content2Reader {
  const parts: FragmentPart[] = [];
  /** What each open element ends with. */
  const ends: (InlineCode | undefined)[] = [];

  const shown = (attributes: Attributes, suffix: "" | "Start" | "End"): { display?: string } => {
    const reference = attributes[`dataRef${suffix}`];
    const display =
      attributes[`disp${suffix}`] ??
      attributes[`equiv${suffix}`] ??
      (reference === undefined ? undefined : data.get(reference));
    return display === undefined ? {} : { display };
  };

  return {
    start({ name, isOwn, attributes }) {
      let end: InlineCode | undefined;
      const id = attributes["copyOf"] ?? attributes["id"] ?? "";
      const shared = { type: typeOf(attributes), data: "" };
      if (isOwn && name === "pc") {
        parts.push({ kind: "open", id, ...shared, ...shown(attributes, "Start") });
        end = { kind: "close", id, ...shared, ...shown(attributes, "End") };
      } else if (isOwn && name === "sc") parts.push({ kind: "open", id, ...shared, ...shown(attributes, "") });
      else if (isOwn && name === "ec") {
        const start = attributes["startRef"] ?? id;
        parts.push({ kind: "close", id: start, ...shared, ...shown(attributes, "") });
      } else if (isOwn && name === "ph") {
        const { display } = shown(attributes, "");
        if (display !== undefined) displays.set(id, display);
        const code = { kind: "standalone" as const, id, ...shared };
        parts.push(
          restoreStandIn(id, display ?? displays.get(id)) ?? (display === undefined ? code : { ...code, display }),
        );
      } else if (isOwn && name === "cp") parts.push({ kind: "text", text: characterOf(attributes["hex"]) });
      else if (isOwn && (name === "mrk" || name === "sm") && attributes["type"] === "comment") {
        const { value } = attributes;
        if (value !== undefined) comments.add(value);
      }
      ends.push(end);
    },
    end() {
      const code = ends.pop();
      if (code) parts.push(code);
    },
    text(text) {
      parts.push({ kind: "text", text });
    },
    finish: () => normaliseFragment(parts),
  };
}

function typeOf({ type = "", subType }: Attributes): string {
  return subType === undefined ? type : `${type}/${subType}`;
}

/** The character of a `cp`; what is none, nothing. */
export function characterOf(hex: string | undefined): string {
  const code = /^[0-9A-Fa-f]{1,8}$/.test(hex ?? "") ? Number.parseInt(hex!, 16) : Number.NaN;
  return code <= 0x10ffff ? String.fromCodePoint(code) : "";
}
