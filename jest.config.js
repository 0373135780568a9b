// Unit tests run from TypeScript through swc; types are checked by `npm run typecheck`.
/** @type {import("jest").Config} */
const common = {
  testEnvironment: "node",
  transform: {
    "\\.ts$": [
      "@swc/jest",
      { jsc: { parser: { syntax: "typescript" }, target: "es2022" }, module: { type: "commonjs" } },
    ],
  },
  modulePathIgnorePatterns: ["<rootDir>/dist", "<rootDir>/policies/dist"],
  rootDir: __dirname,
};
module.exports = {
  // Ends a test that hangs, on a slow and busy machine too: the longest take 2 min on an idle one. Every wait inside them
  // has a limit of its own.
  testTimeout: 1_200_000,
  projects: ["unit", "policy", "engine", "e2e", "bench"].map((name) => ({
    ...common,
    displayName: name,
    testMatch: [`<rootDir>/test/${name}/**/*.test.ts`],
  })),
};
