const XML_URI = "http://www.w3.org/XML/1998/namespace";
const XMLNS_URI = "http://www.w3.org/2000/xmlns/";

/** Slots of the cache, a power of two; parts declare some thirty prefixes. */
const SLOTS = 64;

/** Which prefix stands for which namespace at the current element. Namespaces are told by numbers from 1 on; 0 is none. */
export class NamespaceScope {
  // Declarations in force, the innermost last; those of depth 0 always are (Namespaces in XML 1.0, section 3).
  readonly #prefixes: string[] = ["xml", "xmlns"];
  readonly #namespaces: number[] = [1, 2];
  readonly #depths: number[] = [0, 0];
  readonly #numbers: Map<string, number> = new Map([
    [XML_URI, 1],
    [XMLNS_URI, 2],
  ]);
  /** By a prefix's hash, one more than the index of the declaration that was found for it last. */
  readonly #slots: Uint32Array = new Uint32Array(SLOTS);

  /**
   * Takes a declaration of the element at this depth; "" is the default namespace. Gives what is wrong with it, if anything is, as a
   * sentence that begins small.
   */
  declare(prefix: string, uri: string, depth: number): string | undefined {
    if (prefix === "xmlns") return "it declares the prefix xmlns, which may not be declared.";
    if ((prefix === "xml") !== (uri === XML_URI)) return "it gives the prefix xml another meaning.";
    if (uri === XMLNS_URI) return `it declares the namespace ${XMLNS_URI}, which may not be declared.`;
    if (prefix === "") return undefined;
    if (uri === "") return `it takes the prefix ${prefix} back, which XML 1.0 does not know.`;
    let namespace = this.#numbers.get(uri);
    if (namespace === undefined) {
      namespace = this.#numbers.size + 1;
      this.#numbers.set(uri, namespace);
    }
    this.#prefixes.push(prefix);
    this.#namespaces.push(namespace);
    this.#depths.push(depth);
    this.#slots.fill(0);
    return undefined;
  }

  /** Forgets what the element at this depth declared. */
  leave(depth: number): void {
    const depths = this.#depths;
    if (depths[depths.length - 1] !== depth) return;
    while (depths[depths.length - 1] === depth) {
      depths.pop();
      this.#prefixes.pop();
      this.#namespaces.pop();
    }
    this.#slots.fill(0);
  }

  /** The namespace of the prefix written from `start` to `end`; 0 where it is not declared. */
  find(text: string, start: number, end: number): number {
    const prefixes = this.#prefixes;
    const hash = (text.charCodeAt(start) + 7 * text.charCodeAt(end - 1) + 31 * (end - start)) & (SLOTS - 1);
    const known = this.#slots[hash]! - 1;
    if (known >= 0 && isWritten(prefixes[known]!, text, start, end)) return this.#namespaces[known]!;
    for (let index = prefixes.length - 1; index >= 0; index -= 1) {
      if (!isWritten(prefixes[index]!, text, start, end)) continue;
      this.#slots[hash] = index + 1;
      return this.#namespaces[index]!;
    }
    return 0;
  }
}

function isWritten(word: string, text: string, start: number, end: number): boolean {
  const { length } = word;
  if (length !== end - start) return false;
  for (let index = 0; index < length; index += 1) {
    if (word.charCodeAt(index) !== text.charCodeAt(start + index)) return false;
  }
  return true;
}
