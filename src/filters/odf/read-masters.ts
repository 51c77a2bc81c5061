import { numberedText } from "../../model/fragment.ts";
import { nextSerial } from "./discoveries.ts";
import { readBlock, readBlocks } from "./read-blocks.ts";
import { isShape } from "./read-shape.ts";
import { skipSink } from "./skip-sink.ts";
import type { Slot } from "./slot.ts";
import { innerStory, type Story } from "./story.ts";
import { valueOf } from "./value-of.ts";

const HEADER = /^style:(?<what>header|footer)(?:-left|-first)?$/;

/** Headers that have been read: what they say, and in which of them it was said first. */
type KnownTexts = Map<string, { readonly slot: Slot; readonly from: number }>;

/**
 * Reads office:master-styles, whose tag is under the cursor: headers and footers of pages and sheets, and what stands on the masters of slides.
 * Pages repeat one another: what says the same is one unit, written everywhere.
 */
export function readMasters(story: Story, isPresentation: boolean): void {
  const { lexer } = story;
  if (lexer.isEmpty) return;
  const slots: Slot[] = [];
  const known: KnownTexts = new Map();
  const inner: Story = { ...story, emit: (more) => slots.push(...more) };
  while (lexer.next() && !lexer.isClose) {
    if (!lexer.isElement) continue;
    if (lexer.tag === "style:master-page") readMaster(inner, isPresentation, known);
    else lexer.skip();
  }
  story.emit(slots);
}

function readMaster(story: Story, isPresentation: boolean, known: KnownTexts): void {
  const { lexer, found } = story;
  if (lexer.isEmpty) return;
  const name = valueOf(lexer, "style:name") ?? "";
  const isUnused = isPresentation && !found.masters.has(name);
  const emit = isUnused ? skipSink(found, "master pages", "no slide uses them") : story.emit;
  const shapes: Story = {
    ...innerStory(story, "master pages", "", emit),
    around: `Master page ${valueOf(lexer, "style:display-name") ?? name}, `,
  };
  while (lexer.next() && !lexer.isClose) {
    if (!lexer.isElement) continue;
    const { tag } = lexer;
    const what = HEADER.exec(tag)?.groups?.["what"];
    if (what !== undefined) {
      const own: Slot[] = [];
      readHeader(story, what, own);
      linkRepeated(own, known, nextSerial(found, "header"));
      story.emit(own);
    } else if (isShape(tag)) readMasterShape(shapes);
    else if (tag === "office:forms") readBlock(shapes);
    else lexer.skip();
  }
}

function readHeader(story: Story, what: string, slots: Slot[]): void {
  const { lexer, found } = story;
  const isOff = valueOf(lexer, "style:display") === "false";
  const emit = isOff ? skipSink(found, `${what}s`, "switched off") : (more: readonly Slot[]) => slots.push(...more);
  readBlocks(innerStory(story, `${what}s`, what === "header" ? "Header" : "Footer", emit));
}

/** Placeholders hold prompts for authors; footers, dates and numbers of slides are fields as a rule, but may hold words too. */
function readMasterShape(story: Story): void {
  const { lexer, found } = story;
  const role = valueOf(lexer, "presentation:class");
  const isShown = role === undefined || /^(?:header|footer|date-time|page-number)$/.test(role);
  readBlock(isShown ? story : { ...story, emit: skipSink(found, "master pages", "prompts for authors") });
}

/** Links what an earlier header says alike, counting repetitions within one header apart. */
function linkRepeated(slots: readonly Slot[], known: KnownTexts, header: number): void {
  const seen = new Map<string, number>();
  for (const slot of slots) {
    const text = signature(slot);
    const nth = (seen.get(text) ?? 0) + 1;
    seen.set(text, nth);
    const key = `${nth}\u0000${text}`;
    const earlier = known.get(key);
    if (earlier === undefined) known.set(key, { slot, from: header });
    else if (earlier.from !== header) linkTwins(slot, earlier.slot);
  }
}

/** Links a slot and all in it to one that says the same. */
function linkTwins(slot: Slot, twin: Slot): void {
  slot.twin = twin.twin ?? twin;
  slot.nested.forEach((inner, index) => linkTwins(inner, twin.nested[index]!));
}

/** All that a slot and those in it say. */
function signature(slot: Slot): string {
  return [slot.category, slot.kind, numberedText(slot.source), ...slot.nested.map(signature)].join("\u0001");
}
