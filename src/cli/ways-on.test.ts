import { describe, expect, it } from "vitest";
import { waysOn } from "./ways-on.ts";

const locales = ["ru"];

describe("the ways on from a document that is not good enough", () => {
  it("are a review, an acceptance and --allow-draft for drafts", () => {
    const ways = waysOn(["draft"], { isDraftAllowed: false, locales }).join("\n");
    expect(ways).toMatch(/pitrans import\n.*--accept-all\n.*pitrans merge --allow-draft$/);
    expect(ways).not.toContain("translate");
  });

  it("are a translation and --allow-untranslated for segments without one, with nothing to accept", () => {
    const ways = waysOn(["initial", "stale"], { isDraftAllowed: false, locales }).join("\n");
    expect(ways).toMatch(/pitrans translate --to ru\n.*pitrans import\n.*pitrans merge --allow-untranslated$/);
    expect(ways).not.toMatch(/accept-all|allow-draft/);
  });

  it("do not name --allow-draft where it was given", () => {
    const ways = waysOn(["initial"], { isDraftAllowed: true, locales }).join("\n");
    expect(ways).toContain("add --allow-untranslated");
    expect(ways).not.toContain("--allow-draft");
  });
});
