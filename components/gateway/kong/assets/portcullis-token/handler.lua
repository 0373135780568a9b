-- What Kong's plugin jwt leaves open: who a token is from and whom it is for (RFC 8725 section 3.8 to 3.10, RFC 9068),
-- and roles by its scopes. Runs right after that plugin (priority 1450), whose word on the signature it relies on, as it
-- does on portcullis-bearer's that there is one token and nothing else.
local jwt_parser = require "kong.plugins.jwt.jwt_parser"

local Token = { PRIORITY = 1440, VERSION = "1.0.0" }

-- Consumers that stand for an issuer are called so; no other consumer's name holds a full stop.
local issuer_prefix = "issuer."

local function unauthorized()
  return kong.response.exit(401, nil, { ["WWW-Authenticate"] = 'Bearer error="invalid_token"' })
end

local function holds(claim, value)
  if type(claim) ~= "table" then
    return claim == value
  end
  for _, one in ipairs(claim) do
    if one == value then
      return true
    end
  end
  return false
end

local function is_time(value)
  return type(value) == "number" and value >= 0 and value < 2 ^ 53
end

-- What a token has to say whose key belongs to this consumer, or nil where none of its tokens is taken here.
local function rule_for(conf, consumer)
  local name = consumer.username
  if type(name) ~= "string" then
    return nil
  end
  if name:sub(1, #issuer_prefix) == issuer_prefix then
    return conf.issuers and conf.issuers[name]
  end
  return conf.consumers and {
    issuer = name,
    audience = conf.consumers.audience,
    maximum_lifetime = conf.consumers.maximum_lifetime,
  }
end

local function is_sound(jwt, credential, rule, now)
  local header, claims = jwt.header, jwt.claims
  if header.kid ~= credential.key then
    return false
  end
  -- Extensions that are marked as critical have to be understood, and none is (RFC 7515 section 4.1.11).
  if header.crit ~= nil or header.b64 ~= nil then
    return false
  end
  if claims.iss ~= rule.issuer or not holds(claims.aud, rule.audience) then
    return false
  end
  if not is_time(claims.exp) or not is_time(claims.nbf) or claims.exp <= now or claims.nbf > now then
    return false
  end
  if claims.exp - now > rule.maximum_lifetime then
    return false
  end
  return claims.iat == nil or (is_time(claims.iat) and claims.exp - claims.iat <= rule.maximum_lifetime)
end

local function roles_of(claims, roles_by_scope)
  local said = claims.scope or claims.scp
  local scopes = type(said) == "table" and said or {}
  if type(said) == "string" then
    for scope in said:gmatch("%S+") do
      scopes[#scopes + 1] = scope
    end
  end
  local roles, seen = {}, {}
  for _, scope in ipairs(scopes) do
    for _, role in ipairs(type(scope) == "string" and roles_by_scope[scope] or {}) do
      if not seen[role] then
        seen[role] = true
        roles[#roles + 1] = role
      end
    end
  end
  return roles
end

-- The client that an issuer gave the token to (RFC 9068 section 2.2), if it fits into a header.
local function client_of(claims)
  local client = claims.client_id or claims.azp or claims.sub
  if type(client) == "string" and #client <= 200 and client:match("^[%w._~:@/|+-]+$") then
    return client
  end
end

-- On whose behalf the client calls, in characters that keep it apart from the client's.
local function subject_of(claims)
  return type(claims.sub) == "string"
      and claims.sub:gsub("[^%w._~@|-]", function(character)
        return string.format("%%%02X", character:byte())
      end)
    or ""
end

function Token:access(conf)
  local token = kong.ctx.shared.authenticated_jwt_token
  local credential, consumer = kong.client.get_credential(), kong.client.get_consumer()
  if type(token) ~= "string" or not credential or not consumer then
    return unauthorized()
  end
  local rule = rule_for(conf, consumer)
  local jwt = rule and jwt_parser:new(token)
  if not jwt or not is_sound(jwt, credential, rule, ngx.time()) then
    return unauthorized()
  end
  -- What it was proved by is not for the upstream.
  kong.service.request.clear_header("Authorization")
  if not rule.scopes then
    return
  end
  local client = client_of(jwt.claims)
  if not client then
    return unauthorized()
  end
  kong.ctx.shared.authenticated_groups = roles_of(jwt.claims, rule.scopes)
  -- Limits count by whom we say here: a client for itself, as a credential for each of its users, and never all of an
  -- issuer's together.
  local name = consumer.username .. ":" .. client
  kong.client.authenticate({ id = name, username = name }, { id = name .. ":" .. subject_of(jwt.claims) })
  kong.service.request.set_header("X-Consumer-ID", name)
  kong.service.request.set_header("X-Consumer-Username", name)
end

return Token
