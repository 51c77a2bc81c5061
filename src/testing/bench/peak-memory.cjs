// Required into every process under measurement: appends its peak resident memory, in KiB, to the file named in the environment.
const { appendFileSync } = require("node:fs");

process.on("exit", () => {
  const file = process.env.PITRANS_BENCH_MEMORY;
  if (file) appendFileSync(file, `${process.resourceUsage().maxRSS}\n`);
});
