// The client that the tests have generated; it checks what it sends, and what it gets, as well.
export default {
  input: process.env.REFERENCE,
  output: { module: { extension: ".ts" }, path: process.env.GENERATED },
  plugins: ["@hey-api/client-fetch", { name: "@hey-api/sdk", validator: true }, "zod"],
};
