-- The plugin has no settings.
local typedefs = require "kong.db.schema.typedefs"

return {
  name = "portcullis-bearer",
  fields = {
    { protocols = typedefs.protocols_http },
    { consumer = typedefs.no_consumer },
    { config = { type = "record", fields = {} } },
  },
}
