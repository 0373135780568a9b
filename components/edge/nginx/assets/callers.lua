-- Managed by Portcullis.
-- Finds out for the log who called. The gateway says so where it let somebody in. What it refuses, for a limit or a role,
-- it refuses without a name, although it knows whose the credential is: whoever was let in with it before.

local base64 = require "ngx.base64"
local json = require "cjson.safe"

-- How long a credential is remembered, in seconds.
local lifetime = 3600

local issuers, salt

local callers = {}

-- Reads what has to be known of the gateway, once for all requests.
function callers.load(path)
  local file = assert(io.open(path))
  issuers = assert(json.decode(file:read("*a"))).issuers
  file:close()
  local random = assert(io.open("/dev/urandom"))
  salt = random:read(16)
  random:close()
end

local function access()
  return ngx.var.gateway_operation:match("^%S+")
end

local function credential()
  local kind = access()
  if kind == "apiKey" then return ngx.var.http_x_api_key end
  if kind == "jwt" or kind == "oauth2" then return ngx.var.http_authorization end
end

-- The id of the key that a token names.
local function key_of(token)
  local first = token:match("^%s*%S+%s+([^.]*)%.")
  local text = first and base64.decode_base64url(first)
  local header = text and json.decode(text)
  return type(header) == "table" and type(header.kid) == "string" and header.kid or nil
end

local function roles_of(scope, by_scope)
  local roles, seen = {}, {}
  for one in scope:gmatch("%S+") do
    for _, role in ipairs(by_scope[one] or {}) do
      if not seen[role] then
        seen[role] = true
        roles[#roles + 1] = role
      end
    end
  end
  return table.concat(roles, " ")
end

-- Name and roles, with a line feed between, of whom the gateway let in; and whether it is a consumer.
local function let_in()
  local var = ngx.var
  local issuer = issuers[var.upstream_http_x_portcullis_token_issuer or ""]
  if issuer then
    local subject = var.upstream_http_x_portcullis_token_subject or ""
    local roles = roles_of(var.upstream_http_x_portcullis_token_scope or "", issuer.scopes)
    return "issuer." .. issuer.name .. ":" .. subject .. "\n" .. roles, false
  end
  local roles = (var.upstream_http_x_portcullis_roles or ""):match("^%s*(.-)%s*$")
  return (var.upstream_http_x_portcullis_consumer or "") .. "\n" .. roles, true
end

local function remember(sent, caller, is_consumer)
  local known = ngx.shared.callers
  local hash = ngx.sha1_bin(salt .. sent)
  if known:get(hash) == caller then return end
  known:set(hash, caller, lifetime)
  -- A consumer may sign each token anew. The keys of an issuer are nobody's.
  local key = is_consumer and access() == "jwt" and key_of(sent)
  if key then known:set("key " .. key, caller, lifetime) end
end

local function recall(sent)
  local known = ngx.shared.callers
  local caller = known:get(ngx.sha1_bin(salt .. sent))
  if caller then return caller end
  -- The gateway verifies a signature before it looks at limits and roles, and nothing of it before other refusals.
  local key = (ngx.status == 429 or ngx.status == 403) and access() == "jwt" and key_of(sent)
  return key and known:get("key " .. key)
end

-- Notes for the log whom an answer is for. To be called once its status is the one that is meant.
function callers.note()
  local sent = credential()
  if not sent then return end
  local caller, is_consumer
  if ngx.var.upstream_http_x_portcullis_answer == "authenticated" then
    caller, is_consumer = let_in()
    remember(sent, caller, is_consumer)
  elseif ngx.status ~= 401 then
    caller = recall(sent)
  end
  if caller then
    ngx.var.gateway_user, ngx.var.gateway_roles = caller:match("^(.-)\n(.*)$")
  end
end

return callers
