import { fileChunks } from "../../store/file-chunks.ts";
import { saveMemory } from "../../store/save-memory.ts";
import { readXliffItems } from "../../xliff/read-xliff.ts";

// Reads a return as an import does, and does nothing with it. Built as the program is. Usage: node read-xliff.mjs file
const [path = ""] = process.argv.slice(2);
saveMemory();
let units = 0;
for (const { kind } of readXliffItems(fileChunks(path), path)) if (kind === "unit") units += 1;
process.stdout.write(`${units}\n`);
