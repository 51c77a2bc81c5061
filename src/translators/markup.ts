import { hasLetters, type CloseCode, type Fragment, type InlineCode, type OpenCode } from "../model/fragment.ts";
import type { ProtectedTerm } from "../model/term.ts";
import { escapeText } from "../xml/escape.ts";
import { cleanText } from "./clean-text.ts";
import { partners, trimEdges } from "./edges.ts";
import { literalSpans } from "./literals.ts";

/** An element of the wire text and what it stands for: `<g1>…</g1>` a pair, `<x2/>` a single code, `<n3>…</n3>` text to keep. */
export type WireElement =
  | { readonly kind: "pair"; readonly name: string; readonly open: OpenCode; readonly close: CloseCode }
  | { readonly kind: "single"; readonly name: string; readonly code: InlineCode }
  | { readonly kind: "literal"; readonly name: string; readonly text: string };

/** A source as it travels: XML with elements in place of codes, without what stands at its edges. */
export interface Markup {
  /** Taken off the edges, to be put back around the answer. */
  readonly leading: Fragment;
  readonly trailing: Fragment;
  /** What is translated, cleaned of characters that are not seen. */
  readonly inner: Fragment;
  /** `inner` as XML content: escaped, codes as elements. "" where there is nothing to translate. */
  readonly text: string;
  readonly elements: readonly WireElement[];
  /** Whether there is a letter outside literals; without one the source is its own translation. */
  readonly hasWords: boolean;
}

/**
 * A source as markup. Elements are named by kind and order, without attributes: such names survive engines best. Pairs that overlap others
 * and halves whose other half stands elsewhere travel as single codes, so that the text is always well-formed.
 */
export function toMarkup(source: Fragment, protectedTerms: readonly ProtectedTerm[] = []): Markup {
  const { leading, inner, trailing } = trimEdges(cleanFragment(source));
  const nested = nestedPairs(inner);
  const elements: WireElement[] = [];
  const names = new Map<number, string>();
  const add = (element: (name: number) => WireElement): string => {
    const made = element(elements.length + 1);
    elements.push(made);
    return made.name;
  };
  let hasWords = false;
  const text = inner
    .map((part, index) => {
      if (part.kind === "text") {
        let wire = "";
        let offset = 0;
        const plain = (value: string): void => {
          hasWords ||= hasLetters([{ kind: "text", text: value }]);
          wire += escapeText(value);
        };
        for (const { start, end } of literalSpans(part.text, protectedTerms)) {
          plain(part.text.slice(offset, start));
          const literal = part.text.slice(start, end);
          const name = add((n) => ({ kind: "literal", name: `n${n}`, text: literal }));
          wire += `<${name}>${escapeText(literal)}</${name}>`;
          offset = end;
        }
        plain(part.text.slice(offset));
        return wire;
      }
      const other = nested.get(index);
      if (other === undefined) return `<${add((n) => ({ kind: "single", name: `x${n}`, code: part }))}/>`;
      if (other < index) return `</${names.get(other)!}>`;
      const name = add((n) => ({
        kind: "pair",
        name: `g${n}`,
        open: part as OpenCode,
        close: inner[other] as CloseCode,
      }));
      names.set(index, name);
      return `<${name}>`;
    })
    .join("");
  return { leading, trailing, inner, text, elements, hasWords };
}

/** The elements in wire texts whose content an engine must leave alone: DeepL's `ignoreTags`. */
export function literalNames(texts: readonly string[]): readonly string[] {
  const names = texts.flatMap((text) => [...text.matchAll(/<(n\d+)>/g)].map(([, name]) => name!));
  return [...new Set(names)].sort();
}

/**
 * The words without codes, for engines and languages that know no tags. A single code between two words becomes a space, so that a
 * line break does not glue them together.
 */
export function toPlain(markup: Markup): string {
  return markup.inner
    .map((part, index) => {
      if (part.kind === "text") return part.text;
      const before = markup.inner[index - 1];
      const after = markup.inner[index + 1];
      const isBetweenWords =
        part.kind === "standalone" &&
        before?.kind === "text" &&
        after?.kind === "text" &&
        /\S$/u.test(before.text) &&
        /^[\p{L}\p{N}]/u.test(after.text);
      return isBetweenWords ? " " : "";
    })
    .join("");
}

/** Without characters that are not seen; parts that become empty go. */
export function cleanFragment(fragment: Fragment): Fragment {
  return fragment
    .map((part) => (part.kind === "text" ? { ...part, text: cleanText(part.text) } : part))
    .filter((part) => part.kind !== "text" || part.text !== "");
}

/** As `partners`, without the pairs that overlap another: of two that overlap, the one that closes first is not nested. */
function nestedPairs(parts: Fragment): ReadonlyMap<number, number> {
  const partner = partners(parts);
  const result = new Map<number, number>();
  const open: number[] = [];
  parts.forEach((_, index) => {
    const other = partner.get(index);
    if (other === undefined) return;
    if (other > index) open.push(index);
    else if (open.at(-1) === other) {
      open.pop();
      result.set(index, other);
      result.set(other, index);
    } else open.splice(open.indexOf(other), 1);
  });
  return result;
}
