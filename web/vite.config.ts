import react from "@vitejs/plugin-react";
import { defaultClientConditions, defaultServerConditions } from "vite";
import { defineConfig } from "vitest/config";

/** The client library lives in this repository: take its sources, not what it publishes. */
const SOURCE = "croupier-source";

export default defineConfig({
  plugins: [react()],
  // Relative addresses: the same build works at a domain's root and below a path.
  base: "./",
  resolve: { conditions: [SOURCE, ...defaultClientConditions] },
  ssr: { resolve: { conditions: [SOURCE, ...defaultServerConditions] } },
  build: { target: "es2022", sourcemap: true },
  test: {
    environment: "node",
    include: ["tests/**/*.test.ts"],
    // They run beside the deployed tests and give way to those for seconds on end.
    testTimeout: 60_000,
  },
});
