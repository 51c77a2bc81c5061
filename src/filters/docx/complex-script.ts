/** What Word knows twice: for most scripts, and for those written from right to left (ISO/IEC 29500-1, 17.3.2: bCs, iCs, szCs). */
const TWINS = ["b", "i", "sz"] as const;

/**
 * Runs from right to left are bold, slanted and sized by properties of their own (`w:bCs`, `w:iCs`, `w:szCs`), which documents in other
 * scripts seldom hold or hold by chance. Gives a part whose run properties say the same for the direction the text is turned to as they
 * said for the one it had; runs that went the other way already stay.
 */
export function carryFormatting(text: string, turn: "ltr" | "rtl", isStyles: boolean): string {
  return text.replaceAll(
    /(<(\w+:)?rPr(?:\s[^>/]*)?>)([\s\S]*?)(?=<\/(?:\w+:)?rPr>|<(?:\w+:)?rPrChange[\s>])/g,
    (whole, open: string, prefix: string = "", content: string) => {
      const isRightToLeft = new RegExp(`<${prefix}(?:rtl|cs)(?:\\s[^>]*)?/>`).test(content);
      if (turn === "rtl") return isRightToLeft ? whole : open + toComplex(content, prefix);
      return isRightToLeft || isStyles ? open + fromComplex(content, prefix) : whole;
    },
  );
}

const elementOf = (name: string): RegExp => new RegExp(`<${name}(?=[\\s/])([^>]*)/>`);

function toComplex(content: string, prefix: string): string {
  return TWINS.reduce((changed, name) => {
    const without = changed.replace(elementOf(`${prefix}${name}Cs`), "");
    return without.replace(elementOf(prefix + name), (own, rest: string) => `${own}<${prefix}${name}Cs${rest}/>`);
  }, content);
}

function fromComplex(content: string, prefix: string): string {
  return TWINS.reduce((changed, name) => {
    const complex = elementOf(`${prefix}${name}Cs`);
    const rest = complex.exec(changed)?.[1];
    if (rest === undefined) return changed;
    const without = changed.replace(elementOf(prefix + name), "");
    return without.replace(complex, (own) => `<${prefix}${name}${rest}/>${own}`);
  }, content);
}
