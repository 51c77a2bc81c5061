import { plainText } from "../../model/fragment.ts";
import { unescapeXml } from "../../xml/escape.ts";
import { count, nextSerial } from "./discoveries.ts";
import { readBlock } from "./read-blocks.ts";
import { skipSink } from "./skip-sink.ts";
import type { Slot } from "./slot.ts";
import { innerStory, noHeadings, type Story } from "./story.ts";
import { contentSlot, readContent, tidy } from "./text-slots.ts";
import { valueOf } from "./value-of.ts";

/** Texts that slides show in their footers and headers, said once for all of them. */
const DECLARATIONS: Readonly<Record<string, string>> = {
  "presentation:footer-decl": "Footer of slides",
  "presentation:header-decl": "Header of slides",
  "presentation:date-time-decl": "Date of slides",
};

/** Reads office:presentation, whose tag is under the cursor: slide after slide, notes after each. */
export function readSlides(story: Story): void {
  const { lexer, part, partKey } = story;
  if (lexer.isEmpty) return;
  const declared = new Map<string, Slot>();
  while (lexer.next() && !lexer.isClose) {
    if (!lexer.isElement) continue;
    const place = DECLARATIONS[lexer.tag];
    if (place !== undefined) {
      const slot = contentSlot({ part, partKey, kind: "p", category: "slides", place }, readContent(lexer));
      const key = `${place}\u0000${plainText(slot.source)}`;
      const twin = declared.get(key);
      if (twin === undefined) declared.set(key, slot);
      else slot.twin = twin;
      story.emit([slot]);
    } else if (lexer.tag === "draw:page") readSlide(story);
    else readBlock(story);
  }
}

function readSlide(story: Story): void {
  const { lexer, found, styles } = story;
  const name = `${story.around}Slide`;
  const around = `${name} ${nextSerial(found, name)}, `;
  found.masters.add(valueOf(lexer, "draw:master-page-name") ?? "");
  const isHidden = styles.isHidden("drawing-page", valueOf(lexer, "draw:style-name"));
  const isSkipped = isHidden && found.options.hiddenSlides === "skip";
  if (isSkipped) count(found, "hidden-slide-skipped");
  const emit = isSkipped ? skipSink(found, "hidden slides", "not shown in the presentation") : story.emit;
  const slots: Slot[] = [];
  const notes: Slot[] = [];
  const slide: Story = {
    ...innerStory(story, "slides", "", (more) => slots.push(...more)),
    around,
    headings: noHeadings(titleOf(story)),
  };
  if (lexer.isOpen) {
    while (lexer.next() && !lexer.isClose) {
      if (!lexer.isElement) continue;
      if (lexer.tag === "presentation:notes") readNotes({ ...slide, emit: (more) => notes.push(...more) });
      else readBlock(slide);
    }
  }
  // Titles are often drawn last, but read first.
  const isTitle = ({ place }: Slot): boolean => place.startsWith(`${around}title`);
  emit([...slots.filter(isTitle), ...slots.filter((slot) => !isTitle(slot)), ...notes]);
}

function readNotes(slide: Story): void {
  const { lexer } = slide;
  if (lexer.isEmpty) return;
  while (lexer.next() && !lexer.isClose) if (lexer.isElement) readBlock({ ...slide, category: "notes" });
}

/** The words of the slide's title, looked for ahead: they are the context of all its texts. */
function titleOf({ lexer }: Story): string {
  const { text, end } = lexer;
  const slide = lexer.isOpen ? text.slice(end, text.indexOf(`</${lexer.name}`, end)) : "";
  const at = slide.indexOf(':class="title"');
  if (at === -1) return "";
  const words = slide.slice(slide.indexOf(">", at) + 1).split("</draw:frame", 1)[0]!;
  return tidy(unescapeXml(words.replaceAll(/<[^>]*>/g, " "))).slice(0, 80);
}
