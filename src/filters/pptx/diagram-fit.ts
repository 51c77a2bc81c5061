import type { Finding } from "../../model/finding.ts";
import { plainText, type Fragment } from "../../model/fragment.ts";
import type { SiteText } from "../ooxml/text-site.ts";
import type { ShownDiagram } from "./deck.ts";

/** Growth of one of its texts that a shape of a diagram seldom holds: it was sized for the source. */
const CLEARLY_LONGER = 1.3;
/** Characters; shorter texts have room about them. */
const SHORT = 12;

/** The finding for a diagram whose texts grew: PowerPoint lays it out anew only once someone edits it. */
export function fitDiagram(
  { place, sites }: ShownDiagram,
  targets: ReadonlyMap<SiteText, Fragment>,
): Finding | undefined {
  const isLonger = sites.some(({ text }) => {
    const target = targets.get(text);
    const length = target === undefined ? 0 : plainText(target).length;
    return length > SHORT && length > plainText(text.source).length * CLEARLY_LONGER;
  });
  if (!isLonger) return undefined;
  return {
    id: "may-overflow",
    severity: "minor",
    message: `${place}: its texts became longer. Open the slide in PowerPoint and click into the diagram, so that it is laid out anew.`,
    place,
  };
}
