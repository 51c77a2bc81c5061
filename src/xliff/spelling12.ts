import { escapeAttribute } from "../xml/escape.ts";
import { ctypeOf } from "./code-type.ts";
import type { InlineSpelling, WrittenCode } from "./write-inline.ts";

/** XLIFF 1.2: pairs are `g`, all else is `x`, which never has a `ctype` (OmegaT loses one of two that have). */
export const SPELLING_12: InlineSpelling = {
  standalone: (code) => `<x ${attributes(code)}/>`,
  open: (code) => `<g ${attributes(code, ctypeOf(code.type))}>`,
  close: "</g>",
};

function attributes({ id, display }: WrittenCode, ctype?: string): string {
  return (
    `id="${escapeAttribute(id)}"` +
    (ctype === undefined ? "" : ` ctype="${escapeAttribute(ctype)}"`) +
    (display === undefined ? "" : ` equiv-text="${escapeAttribute(display)}"`)
  );
}
