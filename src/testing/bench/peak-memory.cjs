// Required into every process under measurement: appends its peak resident memory, in KiB, to the file named in the environment.
const { appendFileSync, readFileSync } = require("node:fs");

process.on("exit", () => {
  const file = process.env.PITRANS_BENCH_MEMORY;
  if (file) appendFileSync(file, `${peak()}\n`);
});

// What getrusage tells is at least the memory that whoever started the process had, so that Linux is asked for that of the program alone.
function peak() {
  try {
    return Number(/^VmHWM:\s+(\d+) kB$/m.exec(readFileSync("/proc/self/status", "utf8"))[1]);
  } catch {
    return process.resourceUsage().maxRSS;
  }
}
