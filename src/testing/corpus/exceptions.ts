import { readFile } from "node:fs/promises";
import { GATE_IDS, type GateId } from "./gate.ts";

/** A document that may fail a gate, because the document itself is at fault. */
export interface Exception {
  readonly sha256: string;
  readonly gate: GateId;
  /** A sentence: what is wrong with the document. */
  readonly reason: string;
}

/**
 * Reads a list of exceptions: one a line, the document's SHA-256, the gate and the reason, divided by tabs; lines that begin with `#` are
 * remarks. Throws an Error that names the line that cannot be read.
 */
export async function readExceptions(file: URL | string): Promise<Exception[]> {
  const lines = (await readFile(file, "utf8")).split(/\r?\n/);
  return lines.flatMap((line, index) => {
    if (line.trim() === "" || line.startsWith("#")) return [];
    const [sha256 = "", gate = "", reason = ""] = line.split("\t");
    if (!/^[0-9a-f]{64}$/.test(sha256) || !GATE_IDS.includes(gate as GateId) || reason.trim() === "") {
      throw new Error(`Line ${index + 1} of the exceptions is not "SHA-256, gate, reason" divided by tabs.`);
    }
    return [{ sha256, gate: gate as GateId, reason: reason.trim() }];
  });
}
