import type { TargetState } from "../../model/unit.ts";

/** What the ten states of XLIFF 1.2 come to in ours (PRODUCT.md, States, read backwards); a target without a state is a draft. */
const STATES: Readonly<Record<string, TargetState>> = {
  new: "initial",
  "needs-translation": "initial",
  "needs-adaptation": "draft",
  "needs-l10n": "draft",
  "needs-review-translation": "draft",
  "needs-review-adaptation": "draft",
  "needs-review-l10n": "draft",
  translated: "edited",
  "signed-off": "reviewed",
  final: "final",
};

/** What ours come to in XLIFF 1.2. */
export const STATES_12: Readonly<Record<TargetState, string>> = {
  initial: "needs-translation",
  draft: "needs-review-translation",
  edited: "translated",
  reviewed: "signed-off",
  final: "final",
};

/** Our state for a target, and its own spelling where ours says less. An approved unit is at least reviewed. */
export function stateOf12(
  state: string | undefined,
  isApproved: boolean,
  hasText: boolean,
): { readonly state: TargetState; readonly nativeState?: string } {
  const known = state === undefined ? undefined : STATES[state];
  const plain = known === "initial" && hasText ? "draft" : (known ?? (hasText ? "draft" : "initial"));
  const raised = isApproved && hasText && plain !== "final" ? "reviewed" : plain;
  return { state: raised, ...(state === undefined || STATES_12[raised] === state ? {} : { nativeState: state }) };
}
