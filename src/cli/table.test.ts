import { describe, expect, it } from "vitest";
import { renderTable } from "./table.ts";

describe("a table on the terminal", () => {
  it("aligns words to the left and numbers to the right, and leaves out empty columns", () => {
    const rows = [
      ["a.docx", "1,204", "", "7 %"],
      ["long-name.docx", "9", "", "–"],
    ];
    expect(renderTable(["Document", "Words", "Stale", "Open"], rows)).toBe(
      "Document        Words  Open\na.docx          1,204   7 %\nlong-name.docx      9     –",
    );
  });

  it("counts combining marks as nothing and wide characters as two", () => {
    expect(
      renderTable(
        ["A", "B"],
        [
          ["и\u0306", "x"],
          ["好", "y"],
        ],
      ).split("\n")[1],
    ).toBe("и\u0306   x");
  });
});
