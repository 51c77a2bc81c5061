import type { ExchangeUnit } from "../../model/exchange.ts";

/** The units' lines, with their groups opened and closed around them. `count` numbers the groups of the file from 1. */
export function linesInGroups(
  units: readonly ExchangeUnit[],
  write: { readonly open: (name: string, count: number) => string; readonly unit: (unit: ExchangeUnit) => string },
): string[] {
  const lines: string[] = [];
  let open: readonly string[] = [];
  let count = 0;
  const moveTo = (groups: readonly string[]): void => {
    let shared = 0;
    while (shared < open.length && shared < groups.length && open[shared] === groups[shared]) shared += 1;
    for (let at = open.length; at > shared; at -= 1) lines.push("</group>");
    for (const name of groups.slice(shared)) {
      count += 1;
      lines.push(write.open(name, count));
    }
    open = groups;
  };
  for (const unit of units) {
    moveTo(unit.groups);
    lines.push(write.unit(unit));
  }
  moveTo([]);
  return lines;
}
