import type { ExchangeNote } from "../../model/exchange.ts";
import { attributeOf, type XmlNode } from "./xml-tree.ts";

/** Which attribute of a note tells what it is about: `annotates` in 1.2, `appliesTo` in 2.x. */
type AboutAttribute = "annotates" | "appliesTo";

/** What all versions know of a note besides its text: its priority, and the text it is about. */
export function noteFacts(note: XmlNode, attribute: AboutAttribute): Pick<ExchangeNote, "priority" | "about"> {
  const priority = Number(attributeOf(note, "priority"));
  const about = attributeOf(note, attribute);
  return {
    ...(Number.isInteger(priority) && priority >= 1 && priority <= 10 ? { priority } : {}),
    ...(about === "source" || about === "target" ? { about } : {}),
  };
}

/** The same as attributes, each with a space before it. */
export function noteAttributes({ priority, about }: ExchangeNote, attribute: AboutAttribute): string {
  return (
    (priority === undefined ? "" : ` priority="${priority}"`) + (about === undefined ? "" : ` ${attribute}="${about}"`)
  );
}
