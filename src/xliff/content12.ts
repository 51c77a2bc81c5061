import { normaliseFragment, type Fragment, type FragmentPart, type InlineCode } from "../model/fragment.ts";
import { typeOf } from "./code-type.ts";
import { restoreStandIn } from "./stand-ins.ts";
import type { StartEvent } from "./xml-events.ts";

/** A stretch of content: what a `mrk` of type "seg" holds, or what lies between two of them. */
interface Stretch {
  readonly isSegment: boolean;
  readonly parts: FragmentPart[];
}

/** The content of a `source`, `seg-source` or `target`. */
export interface Content12 {
  readonly fragment: Fragment;
  readonly stretches: readonly Stretch[];
}

/** Reads inline elements as they come. */
export interface Content12Reader {
  start(event: StartEvent): void;
  end(): void;
  text(text: string): void;
  finish(): Content12;
}

/** How an inline element is closed, and whether its content is native code rather than text. */
interface Level {
  readonly close?: InlineCode;
  readonly isNative: boolean;
  readonly isSegment?: boolean;
}

/**
 * A reader for one element's content. All spellings of codes give the same parts: g, bx/ex, bpt/ept, x, ph, it. `mrk` and elements of
 * other namespaces are unwrapped, so that no text is lost. Stand-ins become the text they stand for; `displays` remembers it through
 * the unit, by id, for targets whose codes have lost it.
 */
export function content12Reader(displays: Map<string, string>): Content12Reader {
  const levels: Level[] = [];
  const stretches: Stretch[] = [{ isSegment: false, parts: [] }];
  /** Ids of opening codes by the `rid` that their closing code names. */
  const openIds = new Map<string, string>();
  let nativeDepth = 0;
  const push = (part: FragmentPart): void => {
    stretches.at(-1)!.parts.push(part);
  };
  const enter = (level: Level): void => {
    levels.push(level);
    if (level.isNative) nativeDepth += 1;
  };

  return {
    start({ name, isOwn, attributes }) {
      if (nativeDepth > 0 || !isOwn) {
        enter({ isNative: false });
        return;
      }
      const id = attributes["id"] ?? attributes["rid"] ?? "";
      const display = attributes["equiv-text"];
      const shared = { type: typeOf(attributes["ctype"]), data: "" };
      const shown = display === undefined ? {} : { display };
      const key = attributes["rid"] ?? id;
      switch (name) {
        case "g":
          push({ kind: "open", id, ...shared, ...shown });
          enter({ isNative: false, close: { kind: "close", id, ...shared } });
          return;
        case "bx":
        case "bpt":
          openIds.set(key, id);
          push({ kind: "open", id, ...shared, ...shown });
          enter({ isNative: name === "bpt" });
          return;
        case "ex":
        case "ept":
          push({ kind: "close", id: openIds.get(key) ?? key, ...shared });
          enter({ isNative: name === "ept" });
          return;
        case "x":
        case "ph":
          if (display !== undefined) displays.set(id, display);
          push(restoreStandIn(id, display ?? displays.get(id)) ?? { kind: "standalone", id, ...shared, ...shown });
          enter({ isNative: name === "ph" });
          return;
        case "it":
          push({ kind: attributes["pos"] === "close" ? "close" : "open", id, ...shared, ...shown });
          enter({ isNative: true });
          return;
        case "mrk":
          if (attributes["mtype"] === "seg" && !levels.some(({ isSegment }) => isSegment)) {
            stretches.push({ isSegment: true, parts: [] });
            enter({ isNative: false, isSegment: true });
          } else enter({ isNative: false });
          return;
        default:
          enter({ isNative: false });
      }
    },
    end() {
      const level = levels.pop()!;
      if (level.isNative) nativeDepth -= 1;
      if (level.close) push(level.close);
      if (level.isSegment === true) stretches.push({ isSegment: false, parts: [] });
    },
    text(text) {
      if (nativeDepth === 0) push({ kind: "text", text });
    },
    finish() {
      const [only] = stretches;
      const parts = stretches.length === 1 && only ? only.parts : stretches.flatMap((stretch) => stretch.parts);
      return { fragment: normaliseFragment(parts), stretches };
    },
  };
}

/**
 * The target as one fragment. Where a tool divided the unit into several segments and left out what lies between them, it is taken
 * from the divided source.
 */
export function joinSegments(target: Content12, segmentedSource: Content12 | undefined): Fragment {
  const count = ({ stretches }: Content12): number => stretches.filter(({ isSegment }) => isSegment).length;
  const gaps = target.stretches.slice(1, -1).filter(({ isSegment }) => !isSegment);
  const isBare = gaps.length > 0 && gaps.every(({ parts }) => parts.length === 0);
  if (!isBare || segmentedSource === undefined || count(segmentedSource) !== count(target)) return target.fragment;
  const parts = target.stretches.flatMap((stretch, index) =>
    stretch.isSegment ? stretch.parts : segmentedSource.stretches[index]!.parts,
  );
  return normaliseFragment(parts);
}
