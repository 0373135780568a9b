-- Settings of the plugin: see handler.lua. All of them are written by Portcullis.
local typedefs = require "kong.db.schema.typedefs"

return {
  name = "portcullis-answer",
  fields = {
    { protocols = typedefs.protocols_http },
    { consumer = typedefs.no_consumer },
    { config = {
        type = "record",
        fields = {
          { roles = {
              description = "Roles by the consumer that has them.",
              type = "map",
              required = true,
              default = {},
              keys = { type = "string" },
              values = { type = "array", elements = { type = "string" } },
          } },
        },
    } },
  },
}
