-- Tells the edge, for its log, who called and whether the API answered. The edge takes these headers out again, and what
-- an API says by their names is nobody's word. Runs behind every other plugin, so that none changes them.
local Answer = { PRIORITY = 1, VERSION = "1.0.0" }

local headers = { answer = "X-Portcullis-Answer", consumer = "X-Portcullis-Consumer", roles = "X-Portcullis-Roles" }

-- Roles of an access token are put there by portcullis-token, those of consumers are settings.
local function roles_of(conf, name)
  local roles = conf.roles and conf.roles[name] or kong.ctx.shared.authenticated_groups
  return type(roles) == "table" and table.concat(roles, " ") or ""
end

function Answer:header_filter(conf)
  for _, name in pairs(headers) do
    kong.response.clear_header(name)
  end
  local answered = kong.response.get_source() == "service"
  local consumer = kong.client.get_consumer()
  local name = consumer and consumer.username
  if answered then
    kong.response.set_header(headers.answer, name and "authenticated" or "public")
  end
  -- A key may have been found before the token turned out to be none.
  if name and (answered or kong.response.get_status() ~= 401) then
    kong.response.set_header(headers.consumer, name)
    kong.response.set_header(headers.roles, roles_of(conf, name))
  end
end

return Answer
