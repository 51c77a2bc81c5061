import { hasLetters, plainText } from "../../model/fragment.ts";
import { isSameFragment } from "../../model/fragment.ts";
import type { LocaleChange } from "../ooxml/locale-change.ts";
import type { SiteText, TextSite } from "../ooxml/text-site.ts";
import type { Slot } from "./slot.ts";

/** The sites of a graphic or of the properties as slots, their copies as twins. `note` is told the targets of texts as they are put in. */
export function siteSlots(
  sites: readonly TextSite[],
  category: string,
  change: LocaleChange,
  note: (text: SiteText, target: string) => void = () => {},
): Slot[] {
  return sites.flatMap((site) => {
    const slotOf = (text: SiteText): Slot => ({
      part: text.part,
      partKey: site.key,
      kind: site.kind,
      category,
      place: site.place,
      ...(site.context === undefined ? {} : { context: site.context }),
      source: text.source,
      start: 0,
      nested: [],
      merge: (target, nested) => {
        if (target === undefined) return { edits: nested };
        if (!isSameFragment(target, text.source)) note(text, plainText(target));
        else if (change.source === change.target) return { edits: nested };
        return text.write(target, change);
      },
    });
    const slot = slotOf(site.text);
    const copies = site.copies.filter((copy) => hasLetters(copy.source)).map(slotOf);
    for (const copy of copies) copy.twin = slot;
    return [slot, ...copies];
  });
}
