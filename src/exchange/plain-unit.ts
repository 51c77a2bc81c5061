import { unitSource, unitTarget, type ExchangeUnit } from "../model/exchange.ts";
import type { lossCounter } from "../model/exchange.ts";
import { isAtLeast, type TargetState } from "../model/unit.ts";
import { toMarkers } from "./code-markers.ts";

/** A unit as formats of plain text hold it: one source and one target, codes as markers. */
export interface PlainUnit {
  readonly unit: ExchangeUnit;
  readonly source: string;
  /** Undefined where there is no translation. */
  readonly target: string | undefined;
  /** The least of its segments'. */
  readonly state: TargetState;
}

/** The unit in plain text, and in `losses` what plain text has no place for. */
export function plainUnit(unit: ExchangeUnit, losses: ReturnType<typeof lossCounter>): PlainUnit {
  const segments = unit.parts.filter(({ isSegment }) => isSegment);
  const source = unitSource(unit);
  const target = unitTarget(unit);
  losses.add("boundaries of segments", Math.max(0, segments.length - 1));
  losses.add("proposals of a memory or an engine", unit.proposals.length);
  losses.add(
    "types and native spellings of codes (their numbers stay)",
    source.filter((part) => part.kind !== "text" && (part.data !== "" || part.type !== "")).length,
  );
  losses.add("states of other tools' own", segments.filter(({ nativeState }) => nativeState !== undefined).length);
  return {
    unit,
    source: toMarkers(source),
    target: target && toMarkers(target),
    state: segments.map(({ state }) => state).reduce((a, b) => (isAtLeast(a, b) ? b : a), segments[0]!.state),
  };
}
