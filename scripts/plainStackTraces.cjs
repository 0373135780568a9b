// Keeps source maps for errors that somebody will read.

/**
 * Pulumi's SDK notes where each resource and each promise was made, by the stack of an error without a message, and has
 * every line of it looked up in source maps. Such a stack is left as it is: only errors that say something are mapped.
 */
function mapErrorsOnly() {
  const mapped = Error.prepareStackTrace;
  if (!mapped) return;
  Error.prepareStackTrace = (error, sites) =>
    error.message === "" ? [String(error), ...sites].join("\n    at ") : mapped(error, sites);
}

module.exports = { mapErrorsOnly };
