import { layoutStyles, paragraphs, textFrame } from "./make-layout.ts";

const DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
const VERSION = "15.0";

function file(type: string, inside: string): Buffer {
  const aid = `<?aid style="50" type="snippet" readerVersion="6.0" featureSet="513" product="${VERSION}(155)" ?>\n<?aid SnippetType="${type}"?>\n`;
  return Buffer.from(`${DECLARATION}${aid}<Document DOMVersion="${VERSION}" Self="d">${inside}</Document>\n`);
}

function story(self: string, content: string): string {
  return `<Story Self="${self}" AppliedTOCStyle="n" TrackChanges="false" StoryTitle="$ID/" AppliedNamedGrid="n"><StoryPreference OpticalMarginAlignment="false" FrameType="TextFrameType" StoryOrientation="Horizontal" StoryDirection="LeftToRightDirection"/>${content}</Story>`;
}

/** A story as InCopy exchanges it (.icml): styles and one story, without pages; `content` as `paragraphs` and `paragraphRange` make it. */
export function makeInCopyStory(content: string): Buffer {
  return file("InCopyInterchange", `${layoutStyles({ stories: {} }, "English: UK")}${story("u1", content)}`);
}

/** A snippet of page items (.idms): two frames side by side, the right one first in the file. */
export function makeSnippet(left: readonly string[], right: readonly string[]): Buffer {
  const frames = `${textFrame("frame-right", "right", [220, 36, 180, 200])}${textFrame("frame-left", "left", [20, 36, 180, 200])}`;
  return file(
    "PageItem",
    `${layoutStyles({ stories: {} }, "English: UK")}<Spread Self="s1" PageCount="1" ItemTransform="1 0 0 1 0 0">${frames}</Spread>${story("right", paragraphs(...right))}${story("left", paragraphs(...left))}`,
  );
}
