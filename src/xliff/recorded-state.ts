import { numberedText, type Fragment } from "../model/fragment.ts";
import { shortHash } from "../model/identity.ts";
import { stateOf, TARGET_STATES, type Segment, type TargetState } from "../model/unit.ts";

/** XLIFF 2 has no `extradata`: the category of the note that stands in its place. */
export const STATE_CATEGORY = "pitrans-state";

/** What a unit of ours says of itself in `extradata`, or in a note: the state, bound to the text it was given for. */
export interface RecordedState {
  readonly state: TargetState;
  /** `textHash` of source and target as they were written. */
  readonly hash: string;
  readonly isStale: boolean;
}

/** The hash of source and target, numbered codes included; no target and an empty one are the same. */
export function textHash(source: Fragment, target: Fragment | undefined): string {
  return shortHash(`${numberedText(source)}\u0000${numberedText(target ?? [])}`);
}

/** The hash that binds a segment's state to its text. */
function stateHash(segment: Segment): string {
  return textHash(segment.source, segment.target?.fragment);
}

/** `<state>;<hash>`, with `;stale` where the source has changed since. */
export function formatRecordedState(segment: Segment): string {
  return `${stateOf(segment)};${stateHash(segment)}${segment.stale === true ? ";stale" : ""}`;
}

const FORM = new RegExp(`^(${TARGET_STATES.join("|")});([a-z2-7]{10})(;stale)?$`);

/** Undefined where there is none, or it is not ours. */
export function parseRecordedState(text: string | undefined): RecordedState | undefined {
  const [, state, hash = "", stale] = FORM.exec(text?.trim() ?? "") ?? [];
  return state === undefined ? undefined : { state: state as TargetState, hash, isStale: stale !== undefined };
}
