import { describe, expect, it } from "vitest";
import { renderHtml, renderRow } from "./render-html.ts";

const page = (text: string, locale?: string): string =>
  [
    ...renderHtml({
      title: "Import",
      figures: [["Segments", "2"]],
      sections: [
        { title: "a <b>", columns: ["Now"], rows: [renderRow([locale === undefined ? { text } : { text, locale }])] },
      ],
    }),
  ].join("");

describe("a report as a page", () => {
  it("shows text as text, whatever an editor wrote", () => {
    expect(page("<script>alert(1)</script>")).not.toContain("<script>");
    expect(page("x")).toContain("a &lt;b&gt;");
  });

  it("gives cells their language and direction", () => {
    expect(page("مرحبا", "ar")).toContain('<td lang="ar" dir="rtl">');
  });

  it("breaks no word that a person would not, and only those that no column could hold", () => {
    expect(page("Slide 12, not marked")).toContain('<td class="whole">');
    expect(page("https://example.org/a/very/long/address")).toContain("<td>https");
  });

  it("is one file that asks the network for nothing", () => {
    expect(page("x")).not.toMatch(/https?:|<link|<script|@import/);
  });
});
