// Keeps source maps for errors that somebody will read, and for the frames that say something.

/** Whether a frame is of a package: its source is not here, wherever the package's source map says that it is. */
function isOfPackage(site) {
  return (site.getFileName() ?? "").includes("/node_modules/");
}

/**
 * Pulumi's SDK notes where each resource and each promise was made, by the stack of an error without a message, and has
 * every line of it looked up in source maps. Such a stack is left as it is: only errors that say something are mapped.
 *
 * Of those, frames in packages are left as they are too. The SDK's source maps say `node_modules/@pulumi/output.ts`, a
 * scope without a package, at which `util.inspect` of Node.js 20 goes round in circles for a minute when the SDK colours
 * the error.
 */
function mapErrorsOnly() {
  const mapped = Error.prepareStackTrace;
  if (!mapped) return;
  Error.prepareStackTrace = (error, sites) => {
    if (error.message === "") return [String(error), ...sites].join("\n    at ");
    const lines = mapped(error, sites).split("\n");
    const first = lines.length - sites.length;
    return lines
      .map((line, index) =>
        index >= first && isOfPackage(sites[index - first]) ? `    at ${sites[index - first]}` : line,
      )
      .join("\n");
  };
}

module.exports = { mapErrorsOnly };
