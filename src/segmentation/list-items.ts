const BULLET = /^\s*[•⁃◦▪‣●○]/u;
const INNER_BULLET = /(?<=\s)[•⁃◦▪‣●○](?=\s?[\p{L}\p{N}])/gu;
/** How every list begins; most texts do not, and this is told much faster. */
const MAY_BE_LIST = /^\s*[•⁃◦▪‣●○(1aA]/;
const FIRST_MARKER = /^\s*(?<open>\(?)(?<label>1|a)(?<close>\.?\))\s/iu;

/**
 * Where the items of a list begin that was written as one paragraph: after the first bullet every further one, after "1)" the "2)"
 * that follows, and so on in order. Numbers with a mere full stop do not count: "see page 2. Then" would read as an item.
 */
export function listItemStarts(text: string): number[] {
  if (!MAY_BE_LIST.test(text)) return [];
  if (BULLET.test(text)) return [...text.matchAll(INNER_BULLET)].map(({ index }) => index);
  const first = FIRST_MARKER.exec(text)?.groups;
  if (!first) return [];
  const starts: number[] = [];
  let label = first["label"]!;
  let from = 0;
  for (;;) {
    label = next(label);
    const marker = `${first["open"]}${label}${first["close"]} `;
    const at = text.indexOf(` ${marker}`, from);
    if (at < 0) return starts;
    starts.push(at + 1);
    from = at + marker.length;
  }
}

function next(label: string): string {
  return /^\d+$/.test(label) ? String(Number(label) + 1) : String.fromCodePoint(label.codePointAt(0)! + 1);
}
