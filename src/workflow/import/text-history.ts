import { numberedText, type Fragment } from "../../model/fragment.ts";
import type { SegmentId } from "../../model/identity.ts";
import type { RecordedEvent } from "../../store/history-event.ts";

/** Since when each text of a document stands, and what returns brought before. */
export interface TextHistory {
  /** In milliseconds since 1970, when the present text was saved by who wrote it; undefined where nothing is known. */
  timeOf(segment: SegmentId): number | undefined;
  /** Whether a return that was saved at `time` brought this text before. */
  wasBrought(segment: SegmentId, fragment: Fragment, time: number): boolean;
}

/** Reads it from the events of a document in a language, oldest first. A text without a file of its own counts from the run that wrote it. */
export function textHistory(events: readonly RecordedEvent[]): TextHistory {
  const times = new Map<SegmentId, number>();
  const brought = new Set<string>();
  for (const { segment, after, origin, time } of events) {
    const saved = origin?.kind === "human" ? origin.time : undefined;
    times.set(segment, Date.parse(saved ?? time));
    if (saved !== undefined && after) brought.add(keyOf(segment, after.fragment, saved));
  }
  return {
    timeOf: (segment) => times.get(segment),
    wasBrought: (segment, fragment, time) => brought.has(keyOf(segment, fragment, isoTime(time))),
  };
}

/** Milliseconds since 1970, as history keeps them. */
export function isoTime(time: number): string {
  return new Date(time).toISOString();
}

function keyOf(segment: SegmentId, fragment: Fragment, time: string): string {
  return `${time} ${segment} ${numberedText(fragment)}`;
}
