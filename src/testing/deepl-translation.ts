import { escapeText, unescapeXml } from "../xml/escape.ts";

/** What an engine may do to the elements of a text. */
export type CodeDamage = "lost" | "moved" | "emptied" | "duplicated" | "unclosed" | "overlapped";

const CYRILLIC = "абцдефгхижклмнопкрстувхкйз";

/**
 * Stands in for a translation: Latin letters spelled in Cyrillic, glossary terms put in, everything else kept; the same text always gives the
 * same answer. In XML, elements stay and the content of ignored ones is left alone.
 */
export function standInTranslation(
  text: string,
  options: {
    readonly isXml: boolean;
    readonly ignoreTags: ReadonlySet<string>;
    readonly terms: ReadonlyMap<string, string>;
  },
): string {
  if (!options.isXml) return spelled(text, options.terms);
  const ignored: string[] = [];
  return text
    .split(/(<[^>]*>)/)
    .map((piece) => {
      const tag = /^<(\/?)([\w.-]+)[^>]*?(\/?)>$/.exec(piece);
      if (tag === null) return ignored.length > 0 ? piece : escapeText(spelled(unescapeXml(piece), options.terms));
      const [, end, name, empty] = tag;
      if (options.ignoreTags.has(name!) && empty === "") {
        if (end === "") ignored.push(name!);
        else ignored.pop();
      }
      return piece;
    })
    .join("");
}

function spelled(text: string, terms: ReadonlyMap<string, string>): string {
  for (const [source, target] of terms) {
    const at = text.indexOf(source);
    if (at !== -1) return spelled(text.slice(0, at), terms) + target + spelled(text.slice(at + source.length), terms);
  }
  return text.replaceAll(/[A-Za-z]/g, (letter) => {
    const cyrillic = CYRILLIC.charAt(letter.toLowerCase().charCodeAt(0) - 97);
    return letter === letter.toLowerCase() ? cyrillic : cyrillic.toUpperCase();
  });
}

/** The translation with its codes harmed in one way. */
export function damaged(text: string, damage: CodeDamage): string {
  const codes = [...text.matchAll(/<\/?[gx]\d+\/?>/g)].map(([code]) => code);
  const pair = /<(g\d+)>([\s\S]*?)<\/\1>/;
  const bare = text.replaceAll(/<\/?[gx]\d+\/?>/g, "");
  switch (damage) {
    case "lost":
      return bare;
    case "moved":
      // All codes together at the end, in order: every pair is emptied, every single code is somewhere else.
      return bare + codes.join("");
    case "emptied":
      return text.replace(pair, "<$1></$1>$2");
    case "duplicated":
      return text.replace(/<[gx]\d+\/>|<(g\d+)>[\s\S]*?<\/\1>/, "$& $&");
    case "unclosed":
      return text.replace(/<\/g\d+>/, "");
    case "overlapped":
      return text.replace(/<\/(g\d+)>([\s\S]*?)<\/(g\d+)>/, "</$3>$2</$1>");
  }
}

/** Characters as they are billed: code points of the text, elements are free. */
export function billedCharacters(text: string, isXml: boolean): number {
  const words = isXml ? unescapeXml(text.replaceAll(/<[^>]*>/g, "")) : text;
  return Array.from(words).length;
}
