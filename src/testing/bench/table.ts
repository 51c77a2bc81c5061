import type { Case } from "./cases.ts";
import type { Measurement } from "./measure.ts";

/** One case as it is reported. */
export interface Row {
  readonly name: string;
  readonly milliseconds: number;
  readonly floorMilliseconds: number;
  readonly ratio: number;
  readonly ratioBound?: number;
  readonly megabytes: number;
  readonly floorMegabytes: number;
  readonly megabytesBound?: number;
  /** "no bound" where nothing was promised. */
  readonly verdict: "kept" | "missed" | "no bound" | "failed";
  readonly failure?: string;
}

/** Joins a case and its measurements. */
export function rowOf({ name, bounds }: Pick<Case, "name" | "bounds">, task: Measurement, floor: Measurement): Row {
  const ratio = task.milliseconds / floor.milliseconds;
  const isMissed = ratio > (bounds.ratio ?? Infinity) || task.megabytes > (bounds.megabytes ?? Infinity);
  const hasBound = bounds.ratio !== undefined || bounds.megabytes !== undefined;
  const failure = task.failure ?? floor.failure;
  return {
    name,
    milliseconds: Math.round(task.milliseconds),
    floorMilliseconds: Math.round(floor.milliseconds),
    ratio: Math.round(ratio * 100) / 100,
    ...(bounds.ratio === undefined ? {} : { ratioBound: bounds.ratio }),
    megabytes: Math.round(task.megabytes),
    floorMegabytes: Math.round(floor.megabytes),
    ...(bounds.megabytes === undefined ? {} : { megabytesBound: bounds.megabytes }),
    verdict: failure !== undefined ? "failed" : isMissed ? "missed" : hasBound ? "kept" : "no bound",
    ...(failure === undefined ? {} : { failure }),
  };
}

/** How a command's cost grows: what a page costs in the longest document against what it costs in one a tenth as long. */
export interface Growth {
  readonly command: string;
  readonly ratio: number;
  readonly sentence: string;
}

/** The growth of each command that was measured on 10, 100 and 1000 pages. Start-up falls out, since differences are compared. */
export function linearity(rows: readonly Row[]): Growth[] {
  return ["extract", "merge"].flatMap((command) => {
    const [ten, hundred, thousand] = [10, 100, 1000].map((pages) =>
      rows.find(({ name, failure }) => name === `${command} ${pages}-page DOCX` && failure === undefined),
    );
    if (!ten || !hundred || !thousand) return [];
    const early = (hundred.milliseconds - ten.milliseconds) / 90;
    const late = (thousand.milliseconds - hundred.milliseconds) / 900;
    const ratio = Math.round((late / early) * 100) / 100;
    const sentence = `${command}: a page costs ${late.toFixed(2)} ms between 100 and 1000 pages, ${early.toFixed(2)} ms between 10 and 100 (${ratio} times).`;
    return [{ command, ratio, sentence }];
  });
}

/** The table for a person. */
export function formatRows(rows: readonly Row[]): string[] {
  const width = Math.max(...rows.map(({ name }) => name.length), 4);
  const head = `${"case".padEnd(width)}      time     floor   ratio   bound     peak    bound   verdict`;
  return [head, ...rows.map((row) => formatRow(row, width))];
}

function formatRow(row: Row, width: number): string {
  const bound = (value: number | undefined, unit: string): string => (value === undefined ? "–" : `≤ ${value}${unit}`);
  return [
    row.name.padEnd(width),
    `${row.milliseconds} ms`.padStart(9),
    `${row.floorMilliseconds} ms`.padStart(9),
    `${row.ratio.toFixed(2)}×`.padStart(7),
    bound(row.ratioBound, "×").padStart(7),
    `${row.megabytes} MB`.padStart(8),
    bound(row.megabytesBound, " MB").padStart(8),
    row.failure === undefined ? `  ${row.verdict}` : `  failed: ${row.failure}`,
  ].join(" ");
}
