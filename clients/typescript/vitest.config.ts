import { defineConfig } from "vitest/config";

export default defineConfig({
  // The example imports the package by its name; here that means its sources.
  resolve: { conditions: ["croupier-source"] },
  ssr: { resolve: { conditions: ["croupier-source"] } },
  test: {
    environment: "node",
    include: ["tests/**/*.test.ts"],
    // They run beside the deployed tests and give way to those for seconds on end.
    testTimeout: 60_000,
  },
});
