// Keeps modules that a program loads but hardly ever uses from being read before their first use.
const Module = require("node:module");
const path = require("node:path");

/**
 * Puts a stand-in for a module into the module cache, which loads the module when something of it is asked for.
 *
 * @param id - the module, as `from` would require it
 * @param from - absolute path of the file that requires it
 */
function deferModule(id, from) {
  let resolved;
  try {
    resolved = Module.createRequire(from).resolve(id);
  } catch {
    // Another release of the SDK has other insides: then it loads what it wants to.
    return;
  }
  if (require.cache[resolved]) return;
  let loaded;
  const load = () => {
    if (!loaded) {
      delete require.cache[resolved];
      loaded = require(resolved);
    }
    return loaded;
  };
  const standIn = new Module(resolved);
  standIn.loaded = true;
  standIn.exports = new Proxy(
    {},
    {
      // Compiled `import * as` copies every property of what does not say that it is a module.
      get: (_, key) => (key === "__esModule" ? true : load()[key]),
      has: (_, key) => key in load(),
    },
  );
  require.cache[resolved] = standIn;
}

/**
 * Defers what Pulumi's SDK loads for functions that are serialized into the cloud and for its automation interface: the
 * TypeScript compiler and a large part of npm. Nothing here uses them, and they take as long to load as all the rest.
 */
function deferUnusedSdk() {
  const sdk = require.resolve("@pulumi/pulumi");
  const codePaths = path.join(path.dirname(sdk), "runtime/closure/codePaths.js");
  deferModule("./typescript-shim", sdk);
  deferModule("@npmcli/arborist", codePaths);
  deferModule("normalize-package-data", codePaths);
  deferModule("./automation", sdk);
}

module.exports = { deferUnusedSdk };
