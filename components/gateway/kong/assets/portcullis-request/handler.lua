-- What Kong's own plugins do not do: media types and JSON bodies by their schema, taking out identity headers that a
-- client made up, and answers as problem details (RFC 9457) that do not tell which software answers. Runs after limits
-- (rate-limiting has priority 910) and before headers are changed (request-transformer has 801), so that who may not
-- call learns nothing of what a body should be.
--
-- Bodies are judged here and not by njs at the edge: to parse and judge one of 1 KB took 7 microseconds in LuaJIT with
-- Kong's library and 154 in njs 0.7.9 with ajv's standalone code, one of 10 KB 63 and 1866; and here it comes after
-- authentication and limits.
--
-- There is a global instance, and each route has one of its own: `rewrite` runs for the global one alone.
local cjson = require("cjson.safe").new()

local Request = { PRIORITY = 850, VERSION = "1.0.0" }

-- Deepest nesting of a JSON body: each level costs stack.
cjson.decode_max_depth(64)
-- The schema has to tell [] from {}.
cjson.decode_array_with_array_mt(true)

local titles = {
  [400] = "Bad Request",
  [401] = "Unauthorized",
  [403] = "Forbidden",
  [404] = "Not Found",
  [405] = "Method Not Allowed",
  [408] = "Request Timeout",
  [411] = "Length Required",
  [413] = "Content Too Large",
  [414] = "URI Too Long",
  [415] = "Unsupported Media Type",
  [417] = "Expectation Failed",
  [422] = "Unprocessable Content",
  [429] = "Too Many Requests",
  [431] = "Request Header Fields Too Large",
  [500] = "Internal Server Error",
  [502] = "Bad Gateway",
  [503] = "Service Unavailable",
  [504] = "Gateway Timeout",
}

-- Headers by which Kong tells an upstream who calls.
local identity = {
  "x-consumer-id",
  "x-consumer-custom-id",
  "x-consumer-username",
  "x-consumer-groups",
  "x-credential-identifier",
  "x-credential-username",
  "x-anonymous-consumer",
  "x-authenticated-groups",
  "x-authenticated-scope",
  "x-authenticated-userid",
}
local is_identity = {}
for _, name in ipairs(identity) do
  is_identity[name] = true
end

local function header(name)
  local value = kong.request.get_headers()[name]
  return type(value) == "string" and value or nil
end

local function is_json(media)
  return media == "application/json" or media:sub(-5) == "+json"
end

local function is_one_of(value, list)
  for _, one in ipairs(list) do
    if one == value then
      return true
    end
  end
  return false
end

local validators = setmetatable({}, { __mode = "k" })

local function validator_of(conf)
  if not validators[conf] then
    local schema = assert(cjson.decode(conf.body_schema))
    validators[conf] = assert(require("resty.ljsonschema").generate_validator(schema, { name = "body" }))
  end
  return validators[conf]
end

-- The status to refuse a body with, or nil.
local function verdict(conf)
  local headers = kong.request.get_headers()
  local length = headers["content-length"]
  if headers["transfer-encoding"] == nil and (length == nil or length == "0") then
    return conf.body_required and 400 or nil
  end
  local media = (header("content-type") or ""):match("^%s*([^;%s]+)%s*$")
    or (header("content-type") or ""):match("^%s*([^;%s]+)%s*;")
  if not media or not is_one_of(media:lower(), conf.content_types) then
    return 415
  end
  if not conf.body_schema or not is_json(media:lower()) then
    return nil
  end
  -- A compressed body would be another one once it is unpacked.
  if headers["content-encoding"] ~= nil then
    return 415
  end
  local text = kong.request.get_raw_body(conf.body_bytes)
  if not text then
    return 413
  end
  local body = cjson.decode(text)
  if body == nil then
    return 400
  end
  if not validator_of(conf)(body) then
    return 422
  end
end

-- Kong takes out dot segments and double slashes before it looks for the operation; no operation has such a path.
local function is_normal(path)
  local plain = path:gsub("%%2[eE]", ".")
  return not plain:find("//", 1, true) and not (plain .. "/"):find("/%.%.?/")
end

function Request:rewrite()
  if not is_normal(kong.request.get_raw_path()) then
    return kong.response.exit(404)
  end
  for _, name in ipairs(identity) do
    kong.service.request.clear_header(name)
  end
  -- Servers of scripts (CGI, WSGI) read an underscore as a hyphen.
  local headers, err = ngx.req.get_headers(1000, true)
  if err then
    return kong.response.exit(431)
  end
  for name in pairs(headers) do
    local plain = name:lower():gsub("_", "-")
    if is_identity[plain] then
      kong.service.request.clear_header(name)
    end
  end
end

function Request:access(conf)
  local status = conf.content_types and verdict(conf)
  if status then
    return kong.response.exit(status)
  end
end

-- Kong's own answers become problem details; what an upstream says is passed on as it is.
function Request:header_filter()
  local status = kong.response.get_status()
  if status < 400 or kong.response.get_source() == "service" then
    return
  end
  local body =
    string.format('{"type":"about:blank","title":"%s","status":%d}', titles[status] or "Error", status)
  kong.ctx.plugin.body = body
  kong.response.set_header("Content-Type", "application/problem+json")
  kong.response.set_header("Content-Length", #body)
end

function Request:body_filter()
  local context = kong.ctx.plugin
  if not context.body then
    return
  end
  if context.sent then
    ngx.arg[1] = nil
  else
    context.sent = true
    kong.response.set_raw_body(context.body)
  end
end

return Request
