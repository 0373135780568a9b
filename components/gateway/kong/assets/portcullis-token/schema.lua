-- Settings of the plugin: see handler.lua. All of them are written by Portcullis.
local typedefs = require "kong.db.schema.typedefs"

local lifetime = { type = "integer", required = true, between = { 60, 86400 } }

return {
  name = "portcullis-token",
  fields = {
    { protocols = typedefs.protocols_http },
    { consumer = typedefs.no_consumer },
    { config = {
        type = "record",
        fields = {
          { consumers = {
              description = "Tokens that consumers signed themselves are taken, if they say this; `iss` is the consumer's name.",
              type = "record",
              required = false,
              fields = {
                { audience = { type = "string", required = true } },
                { maximum_lifetime = lifetime },
              },
          } },
          { issuers = {
              description = "Tokens of these issuers are taken, by the name of the Kong consumer that holds an issuer's keys.",
              type = "map",
              keys = { type = "string" },
              values = {
                type = "record",
                fields = {
                  { issuer = { type = "string", required = true } },
                  { audience = { type = "string", required = true } },
                  { maximum_lifetime = lifetime },
                  { scopes = {
                      description = "Roles by scope.",
                      type = "map",
                      required = true,
                      default = {},
                      keys = { type = "string" },
                      values = { type = "array", elements = { type = "string" } },
                  } },
                },
              },
          } },
        },
    } },
  },
  entity_checks = {
    { only_one_of = { "config.consumers", "config.issuers" } },
    { at_least_one_of = { "config.consumers", "config.issuers" } },
  },
}
