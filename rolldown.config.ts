import { defineConfig, type RolldownOptions } from "rolldown";

/**
 * One file for what always loads together instead of hundreds of modules: reading a short document took 0.42 s, half of it for finding and
 * opening files, and takes 0.33 s so. What a command loads only when it needs it stays a file of its own. Packages stay outside.
 */
const config: RolldownOptions = defineConfig({
  input: {
    main: "src/cli/main.ts",
    "reading-worker": "src/workflow/extract/reading-worker.ts",
    "output-worker": "src/workflow/import/output-worker.ts",
  },
  platform: "node",
  external: /^[a-z@]/,
  output: {
    // As deep as the sources are: they find package.json and glossaries/ by relative paths. The workers stand beside whoever starts them.
    dir: "dist/cli",
    cleanDir: true,
    entryFileNames: "[name].js",
    chunkFileNames: "[name].js",
    codeSplitting: {
      groups: [{ name: "ground", test: /\/src\/(?:model|xml|zip)\/|\/src\/errors\.ts$/, minShareCount: 6 }],
    },
  },
});

export default config;
