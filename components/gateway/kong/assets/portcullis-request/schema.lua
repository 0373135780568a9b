-- Settings of the plugin: see handler.lua. All of them are written by Portcullis.
local typedefs = require "kong.db.schema.typedefs"

return {
  name = "portcullis-request",
  fields = {
    { protocols = typedefs.protocols_http },
    { consumer = typedefs.no_consumer },
    { config = {
        type = "record",
        fields = {
          { content_types = {
              description = "Media types that a body may have; with none, no body is taken. Not set: bodies are not looked at.",
              type = "array",
              elements = { type = "string" },
          } },
          { body_required = { type = "boolean", required = true, default = false } },
          { body_bytes = {
              description = "Largest body that is judged, in bytes.",
              type = "integer",
              required = true,
              default = 1048576,
              between = { 1, 1073741824 },
          } },
          { body_schema = {
              description = "JSON Schema (draft 4) of JSON bodies, as JSON.",
              type = "string",
          } },
        },
    } },
  },
}
