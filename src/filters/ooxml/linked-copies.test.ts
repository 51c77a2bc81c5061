import { describe, expect, it } from "vitest";
import { linkCopies } from "./linked-copies.ts";
import type { SiteText, TextSite } from "./text-site.ts";

const textOf = (value: string, part: string): SiteText => ({
  part,
  source: [{ kind: "text", text: value }],
  write: () => ({ edits: [] }),
});
const siteOf = (value: string): TextSite => ({
  key: "k",
  kind: "p",
  place: value,
  text: textOf(value, "data"),
  copies: [],
});

describe("linked copies", () => {
  it("go to the sites that read like them, twins in order, and what repeats nothing is handed back", () => {
    const sites = [siteOf("Plan"), siteOf("Do it"), siteOf("Plan")];
    const copies = ["Plan", "Old", "Plan", "Plan", "Do\nit"].map((value, index) => textOf(value, String(index)));
    const linked = linkCopies(sites, copies);
    expect(linked.sites.map((site) => site.copies.map(({ part }) => part))).toEqual([["0"], ["4"], ["2", "3"]]);
    expect(linked.left.map(({ part }) => part)).toEqual(["1"]);
  });
});
