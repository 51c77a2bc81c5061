import type { ExchangeNote, ExchangeUnit, LossCounter } from "../../model/exchange.ts";

/** The units of a group, with what is noted on the group: on its first one, for most formats have no groups. A group without units has no place for notes. */
export function withGroupNotes(
  units: readonly ExchangeUnit[],
  notes: readonly ExchangeNote[],
  losses: LossCounter,
): ExchangeUnit[] {
  const [first, ...others] = units;
  if (first) return [notes.length === 0 ? first : { ...first, notes: [...notes, ...first.notes] }, ...others];
  losses.add("notes of groups without units", notes.length);
  return [];
}
