import { badLayouts } from "../../testing/bad-layouts.ts";
import { describeFilter } from "../../testing/describe-filter.ts";
import { makeLayout, paragraphs } from "../../testing/make-layout.ts";
import { idml } from "./idml.ts";

const PARAGRAPHS = ["Welcome, parents.", "Take a seat.", "Let us begin."];
const minimal = (texts: readonly string[]): Buffer => makeLayout({ stories: { a: paragraphs(...texts) } });

describeFilter(idml, {
  sound: { "minimal.idml": minimal(PARAGRAPHS) },
  bad: badLayouts(),
  shortened: {
    name: "minimal.idml",
    whole: minimal(PARAGRAPHS),
    without: minimal(PARAGRAPHS.filter((_, index) => index !== 1)),
  },
  // Discretionary hyphens are no part of a text.
  settle: (text) => text.replaceAll("\u00AD", ""),
});
