import { describe, expect, it } from "vitest";
import { textFragment } from "../model/fragment.ts";
import { checkReply } from "./reply-checks.ts";

const names = [{ spellings: ["Senimen Bolashaq", "Senimen Bolasaq"] }, { spellings: ["SILENT"] }];
const found = (source: string, target: string): string[] =>
  checkReply(textFragment(source), textFragment(target), names).map(({ id }) => id);

describe("the check of a reply", () => {
  it.each([
    ["About 1,000.5 km", "Около 1 000,5 км"],
    ["About 1,000 km", "Около 1000 км"],
    ["On 2026-05-12 at 3 pm", "12.05.2026 в 3 часа дня"],
    ["Pages ١٢", "Страницы 12"],
    ["Senimen Bolashaq", "Senimen Bolasaq"],
    ["a silent child", "тихий ребёнок"],
    ["See https://example.org/a1, please.", "Смотрите https://example.org/a1."],
  ])("finds nothing in %s | %s", (source, target) => {
    expect(found(source, target)).toEqual([]);
  });

  it.each([
    ["13 pages", "31 страница", "number-changed"],
    ["13 pages and 13 tables", "13 страниц и таблиц", "number-changed"],
    ["Ask SILENT", "Спросите Тишину", "protected-name-changed"],
    ["Write to a@example.org", "Пишите нам", "address-changed"],
    ["Write to us", "Пишите на a@evil.example", "address-added"],
  ])("finds in %s | %s: %s", (source, target, id) => {
    expect(found(source, target)).toEqual([id]);
  });
});
