// Reads a return as an import does, and does nothing with it. Plain JavaScript beside floor.mjs, over what is built. Usage: node read-xliff.mjs file
import { fileChunks } from "../../../dist/store/file-chunks.js";
import { saveMemory } from "../../../dist/store/save-memory.js";
import { readXliffItems } from "../../../dist/xliff/read-xliff.js";

const [path] = process.argv.slice(2);
saveMemory();
let units = 0;
for (const { kind } of readXliffItems(fileChunks(path), path)) if (kind === "unit") units += 1;
process.stdout.write(`${units}\n`);
