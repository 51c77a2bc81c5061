import type { PartLexer } from "../ooxml/part-lexer.ts";

/** Properties that a style switches and another style switches back (ISO/IEC 29500-1, 17.7.3). */
const TOGGLES = [
  "b",
  "i",
  "bCs",
  "iCs",
  "caps",
  "smallCaps",
  "strike",
  "dstrike",
  "vanish",
  "outline",
  "shadow",
  "emboss",
  "imprint",
] as const;

export type Toggle = (typeof TOGGLES)[number];

/** What a run's or a style's properties say of the things that concern us; absent: nothing. */
export interface RunProperties {
  readonly toggles: Partial<Record<Toggle, boolean>>;
  readonly underline?: string;
  readonly position?: string;
  /** Half points above the line; below it where negative. */
  readonly raised?: string;
  readonly border?: string;
  readonly emphasis?: string;
  readonly color?: string;
  readonly size?: string;
  readonly complexSize?: string;
  readonly highlight?: string;
  readonly shade?: string;
  readonly font?: string;
  readonly style?: string;
}

const isToggle = (name: string): name is Toggle => (TOGGLES as readonly string[]).includes(name);

/** Whether an on/off value says on: absent means on. */
function isOn(value: string | undefined): boolean {
  return value !== "0" && value !== "false" && value !== "off";
}

/** Reads the properties whose opening tag (w:rPr) is under the cursor, and leaves the cursor on the closing one. */
export function readRunProperties(lexer: PartLexer): RunProperties {
  const toggles: Partial<Record<Toggle, boolean>> = {};
  const found: Record<string, string> = {};
  if (lexer.isOpen) {
    while (lexer.next() && !lexer.isClose) {
      if (lexer.kind === "text") continue;
      const { tag } = lexer;
      const name = tag.slice(tag.indexOf(":") + 1);
      if (tag.startsWith("w:")) {
        if (isToggle(name)) toggles[name] = isOn(lexer.get("w:val"));
        else keep(found, name, lexer);
      }
      lexer.skip();
    }
  }
  return { toggles, ...found };
}

const KEPT: Readonly<Record<string, readonly [key: keyof RunProperties, attribute: string]>> = {
  u: ["underline", "w:val"],
  vertAlign: ["position", "w:val"],
  position: ["raised", "w:val"],
  bdr: ["border", "w:val"],
  em: ["emphasis", "w:val"],
  color: ["color", "w:val"],
  sz: ["size", "w:val"],
  szCs: ["complexSize", "w:val"],
  highlight: ["highlight", "w:val"],
  shd: ["shade", "w:fill"],
  rFonts: ["font", "w:ascii"],
  rStyle: ["style", "w:val"],
};

function keep(found: Record<string, string>, name: string, lexer: PartLexer): void {
  const rule = KEPT[name];
  if (rule === undefined) return;
  const value = lexer.get(rule[1]);
  if (value !== undefined) found[rule[0]] = value;
}
