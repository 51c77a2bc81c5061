import { readFile } from "node:fs/promises";
import { PitransError } from "../../errors.ts";
import { filterFor } from "../../filters/registry.ts";
import { sha256 } from "../../model/identity.ts";
import { gateResult, type GateResult } from "./gate.ts";
import { gates } from "./gates/index.ts";
import type { FileReport, Job } from "./job.ts";
import { makeSubject, type Subject } from "./subject.ts";

/** Runs one document through the gates of its job. What a gate throws is a failure of the document. */
export async function runGates(job: Job): Promise<FileReport> {
  const bytes = await readFile(job.path);
  const subject = makeSubject({
    ...job,
    bytes,
    filterFor: async (name) => (await filterFor(name, bytes)).filter,
  });
  const format = await formatOf(subject);
  const wanted = gates.filter(({ id }) => job.gates.includes(id));
  const results: GateResult[] = [];
  for (const gate of wanted) {
    try {
      results.push(await gate.run(subject));
    } catch (error) {
      results.push(gateResult(gate.id, [sentenceOf(error)], isRefusal(error) ? { refused: 1 } : { crashed: 1 }));
    }
  }
  return { name: job.name, ...(format === undefined ? {} : { format }), sha256: sha256(bytes), results };
}

async function formatOf(subject: Subject): Promise<string | undefined> {
  try {
    return (await subject.filter()).id;
  } catch {
    return undefined;
  }
}

const isRefusal = (error: unknown): boolean => error instanceof PitransError;

function sentenceOf(error: unknown): string {
  if (error instanceof PitransError) {
    const { part, line, column } = error.place;
    return `Refused: ${error.message}${part === undefined ? "" : ` (${[part, line, column].filter((x) => x !== undefined).join(":")})`}`;
  }
  const stack = error instanceof Error ? (error.stack ?? error.message) : String(error);
  return `Crashed: ${stack.split("\n").slice(0, 3).join(" ").replaceAll(/\s+/g, " ")}`;
}
