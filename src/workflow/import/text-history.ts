import { numberedText, type Fragment } from "../../model/fragment.ts";
import type { SegmentId } from "../../model/identity.ts";
import type { Locale } from "../../model/locale.ts";
import type { History } from "../../store/history.ts";

/** Since when each text of a document stands, and what returns brought before. */
export interface TextHistory {
  /** In milliseconds since 1970, when the present text was saved by who wrote it; undefined where nothing is known. */
  timeOf(segment: SegmentId): number | undefined;
  /** Whether a return that was saved at `time` brought this text before. */
  wasBrought(segment: SegmentId, fragment: Fragment, time: number): boolean;
}

/** Reads it from the events of a document in a language, as it is asked. A text without a file of its own counts from the run that wrote it. */
export function textHistory(history: History, document: string, locale: Locale): TextHistory {
  const brought = new Map<number, ReadonlySet<string>>();
  const broughtAt = (time: number): ReadonlySet<string> => {
    const texts = new Set<string>();
    for (const { segment, after } of history.eventsOfReturn(document, locale, isoTime(time)))
      if (after) texts.add(keyOf(segment, after.fragment));
    return texts;
  };
  // Only the policy `newest` asks.
  let times: ReadonlyMap<SegmentId, number> | undefined;
  const readTimes = (): ReadonlyMap<SegmentId, number> => {
    const latest = new Map<SegmentId, number>();
    for (const { segment, origin, time } of history.eventsOfDocument(document, locale))
      latest.set(segment, Date.parse((origin?.kind === "human" ? origin.time : undefined) ?? time));
    return latest;
  };
  return {
    timeOf: (segment) => (times ??= readTimes()).get(segment),
    wasBrought(segment, fragment, time) {
      const texts = brought.get(time) ?? broughtAt(time);
      brought.set(time, texts);
      return texts.size > 0 && texts.has(keyOf(segment, fragment));
    },
  };
}

/** Milliseconds since 1970, as history keeps them. */
export function isoTime(time: number): string {
  return new Date(time).toISOString();
}

function keyOf(segment: SegmentId, fragment: Fragment): string {
  return `${segment} ${numberedText(fragment)}`;
}
