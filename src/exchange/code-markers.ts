import { normaliseFragment, renderFragment, type Fragment, type FragmentPart } from "../model/fragment.ts";

/** A marker of a code in plain text, with the backslashes before it. Ids that are no numbers stand after "c:". */
const MARKER = /(?<slashes>\\*)<(?<close>\/?)(?<id>\d[\w.-]*|c:[^\s<>/\\]+)(?<alone>\/?)>/g;

/**
 * A fragment as plain text, for formats that hold nothing else: `Click <1>here</1><2/>`. Text that looks like a marker has a backslash
 * before it, and backslashes before markers are doubled, so that `fromMarkers` gives the same back.
 */
export function toMarkers(fragment: Fragment): string {
  let text = "";
  const add = (marker: string): void => {
    // Backslashes that end the text before would change what the marker means.
    text += `${/\\*$/.exec(text)![0]}${marker}`;
  };
  renderFragment(fragment, {
    text: ({ text: words }) => {
      text += words.replaceAll(MARKER, (whole) => {
        const slashes = /^\\*/.exec(whole)![0];
        return `${slashes}\\${whole}`;
      });
    },
    open: ({ id }) => add(`<${nameOf(id)}>`),
    close: ({ id }) => add(`</${nameOf(id)}>`),
    standalone: ({ id }) => add(`<${nameOf(id)}/>`),
  });
  return text;
}

/** The fragment of a text that `toMarkers` wrote, or that somebody typed; types and native spellings of codes are "". */
export function fromMarkers(text: string): Fragment {
  const parts: FragmentPart[] = [];
  let from = 0;
  for (const match of text.matchAll(MARKER)) {
    const { slashes = "", close, id = "", alone } = match.groups!;
    const kept = "\\".repeat(Math.floor(slashes.length / 2));
    const marker = match[0].slice(slashes.length);
    parts.push({ kind: "text", text: text.slice(from, match.index) + kept + (slashes.length % 2 === 1 ? marker : "") });
    if (slashes.length % 2 === 0) {
      const code = { id: idOf(id), type: "", data: "" };
      parts.push({ kind: close === "/" ? "close" : alone === "/" ? "standalone" : "open", ...code });
    }
    from = match.index + match[0].length;
  }
  return normaliseFragment([...parts, { kind: "text", text: text.slice(from) }]);
}

function nameOf(id: string): string {
  return /^\d[\w.-]*$/.test(id) ? id : `c:${encodeURIComponent(id).replaceAll("%5C", "%5c")}`;
}

function idOf(name: string): string {
  if (!name.startsWith("c:")) return name;
  try {
    return decodeURIComponent(name.slice(2));
  } catch {
    return name.slice(2);
  }
}
