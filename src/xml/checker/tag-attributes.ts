import { malformed, quoted } from "./fault.ts";
import type { NamespaceScope } from "./namespace-scope.ts";

/** From so many attributes on, duplicates are sought with a set: comparing each with each would be quadratic in hostile tags. */
const MANY = 12;

/** The names of one tag's attributes, as offsets; the arrays are used again for the next tag. */
export class TagAttributes {
  #count = 0;
  readonly #starts: number[] = [];
  /** Where the local name begins; equal to the start where there is no prefix. */
  readonly #locals: number[] = [];
  readonly #ends: number[] = [];
  readonly #namespaces: number[] = [];

  clear(): void {
    this.#count = 0;
  }

  add(start: number, local: number, end: number): void {
    const index = this.#count;
    this.#starts[index] = start;
    this.#locals[index] = local;
    this.#ends[index] = end;
    this.#count = index + 1;
  }

  /** Throws where a prefix is not declared, or two attributes have the same name in the same namespace. */
  check(text: string, scope: NamespaceScope): void {
    const count = this.#count;
    for (let index = 0; index < count; index += 1) {
      const start = this.#starts[index]!;
      const local = this.#locals[index]!;
      // An attribute without prefix is in no namespace, the default one included (Namespaces in XML 1.0, section 6.2).
      const namespace = local === start ? 0 : scope.find(text, start, local - 1);
      if (namespace === 0 && local !== start) {
        throw malformed(start, `the prefix ${quoted(text, start, local - 1)} is not declared.`);
      }
      this.#namespaces[index] = namespace;
    }
    if (count >= MANY) this.#compareBySet(text, count);
    else if (count > 1) this.#comparePairs(text, count);
  }

  #comparePairs(text: string, count: number): void {
    for (let index = 1; index < count; index += 1) {
      const local = this.#locals[index]!;
      const length = this.#ends[index]! - local;
      const namespace = this.#namespaces[index]!;
      for (let other = 0; other < index; other += 1) {
        const otherLocal = this.#locals[other]!;
        if (this.#namespaces[other] !== namespace || this.#ends[other]! - otherLocal !== length) continue;
        if (isSame(text, local, otherLocal, length)) throw this.#twice(text, index);
      }
    }
  }

  #compareBySet(text: string, count: number): void {
    const seen = new Set<string>();
    for (let index = 0; index < count; index += 1) {
      seen.add(`${this.#namespaces[index]!} ${text.slice(this.#locals[index], this.#ends[index])}`);
      if (seen.size === index) throw this.#twice(text, index);
    }
  }

  #twice(text: string, index: number): Error {
    const start = this.#starts[index]!;
    return malformed(start, `the attribute ${quoted(text, start, this.#ends[index]!)} stands twice in a tag.`);
  }
}

/** Whether two stretches of this length are the same. */
export function isSame(text: string, one: number, other: number, length: number): boolean {
  for (let index = 0; index < length; index += 1) {
    if (text.charCodeAt(one + index) !== text.charCodeAt(other + index)) return false;
  }
  return true;
}
