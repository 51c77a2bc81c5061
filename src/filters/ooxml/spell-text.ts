import type { InlineDialect, TextItem } from "./inline.ts";
import type { InlinePlan } from "./plan-inline.ts";

/** Text elements for `wanted`, spelt like `item`; characters for which the paragraph has elements (w:noBreakHyphen) are spelt with those. */
export function spellText(
  plan: InlinePlan,
  item: TextItem,
  wanted: string,
  text: string,
  dialect: InlineDialect,
): string {
  const run = {
    open: text.slice(item.run.open.start, item.run.open.end),
    close: text.slice(item.run.close.start, item.run.close.end),
  };
  const model =
    item.isGlyph === true ? plan.items.find((other) => other.kind === "text" && other.isGlyph !== true) : item;
  const { name, openTag } = tagOf(model?.kind === "text" ? model : item, text);
  const spell = (part: string): string => (part === "" ? "" : dialect.text(part, name, openTag, run));
  const glyph = plan.glyphs[0];
  if (glyph === undefined || !wanted.includes(glyph.text)) return dialect.text(wanted, name, openTag, run);
  const element = text.slice(glyph.start, glyph.end);
  return wanted.split(glyph.text).map(spell).join(element);
}

function tagOf(item: TextItem, text: string): { name: string; openTag: string } {
  const isEmptyTag = item.contentEnd === item.end;
  const tag = text.slice(item.start, isEmptyTag ? item.end : item.contentStart);
  return { name: item.name, openTag: isEmptyTag ? `${tag.slice(0, tag.lastIndexOf("/")).trimEnd()}>` : tag };
}
