import type { Finding } from "../model/finding.ts";
import { plainText, type Fragment } from "../model/fragment.ts";
import type { ProtectedTerm } from "../model/term.ts";
import { addressesIn, spellingsIn } from "./literals.ts";

/**
 * What an engine may have changed though it must not: protected names, numbers, web and mail addresses; and addresses that it made up,
 * which is how text that was smuggled into a source shows. For the editor; no draft is thrown away for it.
 */
export function checkReply(
  source: Fragment,
  target: Fragment,
  protectedTerms: readonly ProtectedTerm[],
): readonly Finding[] {
  const from = plainText(source);
  const to = plainText(target);
  return [
    ...lostNames(from, to, protectedTerms).map((name): Finding => ({
      id: "protected-name-changed",
      severity: "major",
      message: `The name "${name}" must stay as it is and is not in the translation.`,
    })),
    ...difference(addressesIn(from), addressesIn(to)).map((address): Finding => ({
      id: "address-changed",
      severity: "major",
      message: `The address ${address} is not in the translation.`,
    })),
    ...difference(addressesIn(to), addressesIn(from)).map((address): Finding => ({
      id: "address-added",
      severity: "major",
      message: `The address ${address} stands in the translation but not in the source.`,
    })),
    ...lostNumbers(from, to).map((number): Finding => ({
      id: "number-changed",
      severity: "minor",
      message: `The number ${number} is not in the translation.`,
    })),
  ];
}

/** Names without any of their spellings in the translation. Another spelling of the same name is the editor's to judge, not lost. */
function lostNames(from: string, to: string, protectedTerms: readonly ProtectedTerm[]): readonly string[] {
  return protectedTerms.flatMap((term) => {
    const [found] = spellingsIn(from, [term]);
    return found === undefined || spellingsIn(to, [term]).length > 0 ? [] : [found];
  });
}

/**
 * Runs of digits that are gone. Marks between them differ by locale (1,000.5 is 1 000,5 and 2026-05-12 is 12.05.2026), so runs are compared
 * without order; and where they differ, their digits in one row, since 1,000 may become 1000.
 */
function lostNumbers(from: string, to: string): readonly string[] {
  const before = numbersIn(from);
  const after = numbersIn(to);
  const lost = difference(before, after);
  return lost.length > 0 && before.join("") === after.join("") ? [] : lost;
}

function numbersIn(text: string): readonly string[] {
  return [...withoutAddresses(text).matchAll(/\p{Nd}+/gu)].map(([run]) => run.replaceAll(/\p{Nd}/gu, digitOf));
}

/** Decimal digits stand in runs of ten from zero in every script (Unicode, section 4.6). */
function digitOf(character: string): string {
  let code = character.codePointAt(0)!;
  if (code < 0x80) return character;
  let value = 0;
  while (value < 9 && /\p{Nd}/u.test(String.fromCodePoint(code - 1))) {
    code -= 1;
    value += 1;
  }
  return String(value);
}

function withoutAddresses(text: string): string {
  return addressesIn(text).reduce((rest, address) => rest.replaceAll(address, " "), text);
}

/** What the first list has more often than the second, each once. */
function difference(left: readonly string[], right: readonly string[]): readonly string[] {
  const rest = [...right];
  const missing = left.filter((item) => {
    const index = rest.indexOf(item);
    if (index !== -1) rest.splice(index, 1);
    return index === -1;
  });
  return [...new Set(missing)];
}
