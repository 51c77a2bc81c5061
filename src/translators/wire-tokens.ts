import { unescapeXml } from "../xml/escape.ts";

/** A piece of an engine's reply, read without judging it. */
export type WireToken =
  | { readonly kind: "text"; readonly text: string }
  | { readonly kind: "start" | "end" | "empty"; readonly name: string };

export interface WireReading {
  readonly tokens: readonly WireToken[];
  /** Whether every `<` opens a tag, every `&` a reference, and the tags nest. */
  readonly isWellFormed: boolean;
}

const TAG = /<(?<end>\/?)(?<name>[A-Za-z][\w.-]*)(?:\s[^<>]*?)?(?<empty>\/?)>/g;
const STRAY_AMPERSAND = /&(?!(?:#x[0-9a-fA-F]{1,6}|#\d{1,7}|amp|lt|gt|quot|apos);)/;

/** Reads a reply whole, whatever it is: what is no tag is text. `<x1></x1>` counts as `<x1/>`, as in XML. */
export function readWireTokens(reply: string): WireReading {
  const tokens: WireToken[] = [];
  let isWellFormed = true;
  let offset = 0;
  const text = (raw: string): void => {
    if (raw === "") return;
    if (raw.includes("<") || STRAY_AMPERSAND.test(raw)) isWellFormed = false;
    tokens.push({ kind: "text", text: unescapeXml(raw) });
  };
  const open: string[] = [];
  for (const match of reply.matchAll(TAG)) {
    text(reply.slice(offset, match.index));
    offset = match.index + match[0].length;
    const { end, name, empty } = match.groups as { end: string; name: string; empty: string };
    const last = tokens.at(-1);
    if (end === "") {
      tokens.push({ kind: empty === "" ? "start" : "empty", name });
      if (empty === "") open.push(name);
    } else {
      if (open.at(-1) === name) open.pop();
      else isWellFormed = false;
      if (last?.kind === "start" && last.name === name) tokens[tokens.length - 1] = { kind: "empty", name };
      else tokens.push({ kind: "end", name });
    }
  }
  text(reply.slice(offset));
  return { tokens, isWellFormed: isWellFormed && open.length === 0 };
}
