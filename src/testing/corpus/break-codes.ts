import { normaliseFragment, type Fragment, type FragmentPart, type InlineCode } from "../../model/fragment.ts";
import type { Random } from "../seeded-random.ts";

/** What editors, their tools and engines do to codes; each takes the parts and gives new ones. Text stays in its order. */
const DAMAGES: readonly ((parts: readonly FragmentPart[], random: Random) => FragmentPart[])[] = [
  // Lost: one, or all of them.
  (parts, random) => without(parts, pick(parts, random)),
  (parts) => parts.filter((part) => part.kind === "text"),
  // Twice.
  (parts, random) => {
    const at = pick(parts, random);
    return at === -1 ? [...parts] : parts.toSpliced(random(parts.length + 1), 0, parts[at]!);
  },
  // Moved, pairs torn or overlapping as it falls.
  (parts, random) => {
    const at = pick(parts, random);
    const rest = without(parts, at);
    return at === -1 ? rest : rest.toSpliced(random(rest.length + 1), 0, parts[at]!);
  },
  // All codes shuffled among their places.
  (parts, random) => {
    const codes = shuffle(
      parts.filter((part): part is InlineCode => part.kind !== "text"),
      random,
    );
    return parts.map((part) => (part.kind === "text" ? part : codes.pop()!));
  },
  // A stranger.
  (parts, random) =>
    parts.toSpliced(random(parts.length + 1), 0, {
      kind: (["standalone", "open", "close"] as const)[random(3)]!,
      id: `x${random(100)}`,
      type: "other",
      data: "<broken",
    }),
  // All codes piled up at the end, as some engines do.
  (parts) => [...parts.filter((part) => part.kind === "text"), ...parts.filter((part) => part.kind !== "text")],
];

/** The fragment with its codes damaged in one to three ways. A fragment without codes gets a stranger one time in ten. */
export function breakCodes(fragment: Fragment, random: Random): Fragment {
  const hasCodes = fragment.some((part) => part.kind !== "text");
  if (!hasCodes && random(10) > 0) return fragment;
  let parts: readonly FragmentPart[] = fragment;
  for (let times = 1 + random(3); times > 0; times -= 1) parts = DAMAGES[random(DAMAGES.length)]!(parts, random);
  return normaliseFragment(parts);
}

/** The place of some code; -1 where there is none. */
function pick(parts: readonly FragmentPart[], random: Random): number {
  const places = parts.flatMap((part, index) => (part.kind === "text" ? [] : [index]));
  return places.length === 0 ? -1 : places[random(places.length)]!;
}

function without(parts: readonly FragmentPart[], at: number): FragmentPart[] {
  return parts.filter((_, index) => index !== at);
}

function shuffle<T>(values: readonly T[], random: Random): T[] {
  const shuffled = [...values];
  for (let last = shuffled.length - 1; last > 0; last -= 1) {
    const other = random(last + 1);
    [shuffled[last], shuffled[other]] = [shuffled[other]!, shuffled[last]!];
  }
  return shuffled;
}
