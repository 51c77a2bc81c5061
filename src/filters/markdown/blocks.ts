import type { HtmlBlockKind } from "./html-blocks.ts";

/** UTF-16 offsets into the document's text, byte order mark left out. */
export interface Slice {
  readonly start: number;
  readonly end: number;
}

/** What holds blocks, and what a line in it begins with. */
export type Container =
  | { readonly kind: "quote" }
  /** `width`: columns of white space that its later lines begin with. */
  | { readonly kind: "item"; readonly width: number }
  | { readonly kind: "footnote" | "admonition"; readonly width: number };

/** A line of a block's text, without the containers' marks, indentation and, on the last one, trailing white space. */
export interface ContentLine extends Slice {
  /** It goes on in a container without saying so ("lazy continuation"). */
  readonly isLazy: boolean;
}

interface Located {
  /** From 1. */
  readonly line: number;
}

/**
 * Text of one or more lines. Title: of an admonition, directive or callout, one line. `lead` and `tail` are what stands on its lines besides
 * it, as far as that decides how it reads ("## ", "- ", "\n==="): lead + text + tail, alone, is the same block again.
 */
export interface TextBlock extends Located {
  readonly kind: "text";
  readonly role: "paragraph" | "heading" | "title";
  readonly lines: readonly ContentLine[];
  readonly containers: readonly Container[];
  readonly lead: string;
  readonly tail: string;
}

/** Cells without the white space around them; a row may have fewer than the header. */
export interface TableBlock extends Located {
  readonly kind: "table";
  readonly header: readonly Slice[];
  readonly rows: readonly { readonly line: number; readonly cells: readonly Slice[] }[];
}

/** A link reference definition, or the label of a footnote definition (its text is blocks of its own). */
export interface DefinitionBlock extends Located {
  readonly kind: "definition";
  /** Normalised: links refer to it by this. */
  readonly label: string;
  /** Of a link reference: between its quotes. */
  readonly title?: Slice;
}

export interface HtmlBlock extends Located, Slice {
  readonly kind: "html";
  /** Its characters, line ends with them: one stretch, or, in containers, whose marks stand before every line, one for each line. */
  readonly pieces: readonly Slice[];
  readonly containers: readonly Container[];
  readonly form: HtmlBlockKind;
  /** Nothing but a comment. */
  readonly isComment: boolean;
}

/** What is never translated. */
export interface OpaqueBlock extends Located, Slice {
  readonly kind: "code" | "math" | "module" | "other table";
}

/** `start` and `end` without the fences. */
export interface FrontMatterBlock extends Located, Slice {
  readonly kind: "front matter";
  readonly language: "yaml" | "toml";
}

export type Block = TextBlock | TableBlock | DefinitionBlock | HtmlBlock | OpaqueBlock | FrontMatterBlock;

/** Which Markdown is read. */
export interface Flavour {
  /**
   * What generators add to CommonMark and GFM: admonitions (`!!! note`), directives (`:::`), callouts (`> [!NOTE]`), attribute lists, definition
   * lists, math, front matter, shortcodes. Without them the reader can be compared with others.
   */
  readonly hasExtras: boolean;
  /** MDX: `import` and `export` lines, `{expressions}`. */
  readonly isMdx: boolean;
}
