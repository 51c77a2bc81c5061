import { defineConfig, type ViteUserConfig } from "vitest/config";

const config: ViteUserConfig = defineConfig({
  test: {
    include: ["src/**/*.test.ts", "fixtures/**/*.test.ts"],
    setupFiles: ["src/testing/fixed-seed.ts"],
    testTimeout: 30_000,
    maxWorkers: 2,
  },
});

export default config;
