import type { Finding } from "../../../model/finding.ts";
import type { Locale } from "../../../model/locale.ts";
import type { Edit } from "../../../xml/edits.ts";
import type { Targets } from "../../filter.ts";
import { localisePage } from "../../html/localise-page.ts";
import { mergePage } from "../../html/merge-page.ts";
import type { HtmlBlock } from "../blocks.ts";
import { containerPrefix, lineStartAt } from "../line-prefix.ts";
import { fitBlock } from "./fit-block.ts";
import type { JoinedBlock } from "./joined-html.ts";
import type { ReadHtml } from "./read-html.ts";

/** What a merge makes of blocks of HTML; offsets are the document's. */
export interface HtmlMerge {
  readonly edits: readonly Edit[];
  readonly findings: readonly Finding[];
}

/** Puts targets into blocks of HTML. `isMdx`: a brace in new text would begin an expression. */
export function mergeHtml(
  document: string,
  { joined, page }: ReadHtml,
  targets: Targets,
  locale: Locale,
  isMdx: boolean,
): HtmlMerge {
  const merged = mergePage(page, targets, localisePage(page, locale));
  const findings = [...merged.findings];
  const byBlock = new Map<JoinedBlock, Edit[]>();
  for (const edit of merged.edits) {
    const found = joined.blockOf(edit);
    if (found === undefined) continue;
    const own = byBlock.get(found);
    if (own === undefined) byBlock.set(found, [edit]);
    else own.push(edit);
  }
  const edits: Edit[] = [];
  for (const [{ block, start, end }, own] of byBlock) {
    const inBlock = own.map((edit) => ({
      start: edit.start - start,
      end: edit.end - start,
      text: isMdx ? edit.text.replaceAll(/[{}]/g, (brace) => (brace === "{" ? "&#123;" : "&#125;")) : edit.text,
    }));
    const fitting = fitBlock(joined.page.slice(start, end), block.form, inBlock);
    if (fitting === undefined) {
      findings.push(leftOut(block));
      continue;
    }
    const prefix = prefixOf(document, block);
    for (const edit of fitting) {
      const text = edit.text.replaceAll(/\r\n|\n|\r/g, (lineEnd) => lineEnd + prefix);
      edits.push(joined.inDocument({ start: edit.start + start, end: edit.end + start, text }));
    }
  }
  return { edits, findings };
}

/** What the block's later lines begin with. */
function prefixOf(document: string, { pieces, containers }: HtmlBlock): string {
  const second = pieces[1];
  if (second !== undefined) return document.slice(lineStartAt(document, second.start), second.start);
  return containers.map(containerPrefix).join("");
}

function leftOut({ line }: HtmlBlock): Finding {
  return {
    id: "html-left-out",
    severity: "major",
    message:
      "The translation would not be part of the same block of HTML, so this block stayed as it was. Put the text in by hand.",
    place: `Line ${line}`,
  };
}
